package dev.spektron.nn;

import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters of a model: names, shapes, first values, and whether weight decay applies. Modules define theirs when they are made; any
/// number of graphs can then be traced over them.
public final class Parameters {
    /// Group of weight matrices: the optimiser decays them.
    public static final int DECAYED = 0;
    /// Group of biases, norms, tokens and state-space dynamics, which are not decayed.
    public static final int FREE = 1;

    private final VariableLayout layout = new VariableLayout();
    private final Map<String, Init> inits = new LinkedHashMap<>();

    public VariableLayout layout() {
        return layout;
    }

    /// Defines a parameter and returns its name.
    ///
    /// @param group [#DECAYED] or [#FREE]
    public String define(String name, int group, Init init, int... shape) {
        layout.parameter(name, Shape.of(shape), group);
        inits.put(name, init);
        return name;
    }

    /// Writes the first values.
    public void initialise(Variables variables, long seed) {
        inits.forEach((name, init) -> {
            float[] values = new float[layout.entry(name).shape().size()];
            init.fill(values, new Rng(seed, name));
            variables.set(name, values);
        });
    }
}

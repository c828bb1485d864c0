package dev.spektron.nn;

import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The parameters of a model: names, shapes, first values, and whether weight decay applies. Modules define theirs when they are made; any
/// number of graphs can then be traced over them.
public final class Parameters {
    /// Group of weight matrices: the optimiser decays them.
    public static final int DECAYED = 0;
    /// Group of biases, norms, tokens and scales, which are not decayed.
    public static final int FREE = 1;
    /// Group of state-space dynamics (A, D, step sizes, damping), which are not decayed and may have a learning rate of their own.
    public static final int DYNAMICS = 2;

    private final VariableLayout layout = new VariableLayout();
    private final Map<String, Init> inits = new LinkedHashMap<>();
    private final Map<String, Init> buffers = new LinkedHashMap<>();
    private final Set<String> linears = new LinkedHashSet<>();
    private final Predicate<String> trained;
    private final Predicate<String> decayed;

    public Parameters() {
        this(name -> true);
    }

    /// @param trained names of the parameters that are trained; the others are frozen: constants without gradient, moments and decay
    public Parameters(Predicate<String> trained) {
        this(trained, name -> true);
    }

    /// @param decayed names of the parameters that stay in [#DECAYED] if they are defined so; the others go to [#FREE]
    public Parameters(Predicate<String> trained, Predicate<String> decayed) {
        this.trained = trained;
        this.decayed = decayed;
    }

    public VariableLayout layout() {
        return layout;
    }

    /// Defines a parameter and returns its name.
    ///
    /// @param group [#DECAYED], [#FREE] or [#DYNAMICS]
    public String define(String name, int group, Init init, int... shape) {
        if (trained.test(name)) {
            layout.parameter(name, Shape.of(shape), group == DECAYED && !decayed.test(name) ? FREE : group);
        } else {
            layout.state(name, Shape.of(shape));
        }
        inits.put(name, init);
        return name;
    }

    /// Defines what is never trained but belongs to the model, such as running means, and returns its name.
    public String state(String name, Init init, int... shape) {
        layout.state(name, Shape.of(shape));
        buffers.put(name, init);
        return name;
    }

    /// Notes that `name` is a linear layer with weight `name.weight` (out, in); adapters look for it.
    void linear(String name) {
        linears.add(name);
    }

    /// Names of the linear layers in the order of definition.
    public Set<String> linears() {
        return Collections.unmodifiableSet(linears);
    }

    /// Names of the parameters in the order of definition, frozen ones included.
    public Set<String> names() {
        return Collections.unmodifiableSet(inits.keySet());
    }

    /// Names of what [#state(String, Init, int...)] defined.
    public Set<String> buffers() {
        return Collections.unmodifiableSet(buffers.keySet());
    }

    /// Number of the parameters' numbers, frozen ones included, in all whose name starts with `prefix`.
    public long count(String prefix) {
        return inits.keySet().stream().filter(n -> n.startsWith(prefix)).mapToLong(n -> layout.entry(n).shape().size()).sum();
    }

    /// Writes the first values.
    public void initialise(Variables variables, long seed) {
        inits.forEach((name, init) -> initialise(variables, seed, name, init));
        buffers.forEach((name, init) -> initialise(variables, seed, name, init));
    }

    private void initialise(Variables variables, long seed, String name, Init init) {
        float[] values = new float[layout.entry(name).shape().size()];
        init.fill(values, new Rng(seed, name));
        variables.set(name, values);
    }
}

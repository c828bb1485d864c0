package dev.spektron.model.lora;

import dev.spektron.backend.Variables;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adapters that were added to the weights of a base, with the weights as they were.
public final class LoraMerge {
    /// Variables that hold merged weights now. A second merge would add the adapters twice, whoever does it.
    private static final List<WeakReference<Variables>> MERGED = new ArrayList<>();

    private final Variables variables;
    private final Map<String, float[]> before;
    private boolean undone;

    private LoraMerge(Variables variables, Map<String, float[]> before) {
        this.variables = variables;
        this.before = before;
    }

    static synchronized LoraMerge of(Variables variables, Map<String, float[]> deltas) {
        if (merged(variables)) {
            throw new IllegalStateException("lora: expected weights without adapters, found weights that adapters are merged into already;"
                + " unmerge them first");
        }
        Map<String, float[]> before = new LinkedHashMap<>();
        deltas.forEach((name, delta) -> {
            float[] w = variables.get(name);
            before.put(name, w.clone());
            for (int i = 0; i < w.length; i++) {
                w[i] += delta[i];
            }
            variables.set(name, w);
        });
        MERGED.add(new WeakReference<>(variables));
        return new LoraMerge(variables, before);
    }

    /// Whether adapters are merged into these variables.
    public static synchronized boolean merged(Variables variables) {
        MERGED.removeIf(r -> r.get() == null);
        return MERGED.stream().anyMatch(r -> r.get() == variables);
    }

    /// Writes the old weights back, to the bit.
    public void unmerge() {
        synchronized (LoraMerge.class) {
            if (undone) {
                throw new IllegalStateException("lora: expected merged weights, found them unmerged already");
            }
            before.forEach(variables::set);
            MERGED.removeIf(r -> r.get() == variables);
            undone = true;
        }
    }
}

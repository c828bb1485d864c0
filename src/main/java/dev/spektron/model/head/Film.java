package dev.spektron.model.head;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Feature-wise modulation of the layers of an operator by conditions (FiLM, Perez et al., arXiv:1709.07871): a perceptron gives scale and
/// shift of every channel of every layer. Conditions may be absent.
final class Film {
    private final Map<String, Linear> in = new LinkedHashMap<>();
    private final Map<String, Integer> widths;
    private final Linear out;
    private final int width;
    private final int layers;

    /// Scale and shift of the channels, (B, W) each: y (1 + scale) + shift.
    record Modulation(Value scale, Value shift) {
        Value apply(Value y) {
            return y.mul(spread(scale.add(1), y)).add(spread(shift, y));
        }

        private static Value spread(Value v, Value y) {
            return v.unsqueeze(1).broadcastTo(y.shape());
        }
    }

    /// @param widths widths of the conditions by name, in order; the first one is always given
    Film(Parameters p, String name, Map<String, Integer> widths, int width, int layers) {
        this.widths = new LinkedHashMap<>(widths);
        this.width = width;
        this.layers = layers;
        widths.forEach((condition, n) -> in.put(condition, in.isEmpty() ? Linear.of(p, name + "." + condition, n, width)
            : Linear.withoutBias(p, name + "." + condition, n, width)));
        out = Linear.of(p, name + ".out", width, 2 * layers * width);
    }

    /// @param conditions (B, width) by name; null for one that is absent
    List<Modulation> apply(Pass pass, Map<String, Value> conditions) {
        try (Graph.Scope _ = pass.scope("film")) {
            Value h = null;
            for (Map.Entry<String, Linear> part : in.entrySet()) {
                Value condition = conditions.get(part.getKey());
                if (condition == null) {
                    if (h == null) {
                        throw new IllegalArgumentException("film: expected the condition " + part.getKey() + " (B, "
                            + widths.get(part.getKey()) + "), found none");
                    }
                    continue;
                }
                Value y = part.getValue().apply(pass, condition);
                h = h == null ? y : h.add(y);
            }
            Value all = out.apply(pass, h.gelu());
            List<Modulation> result = new ArrayList<>();
            for (int i = 0; i < layers; i++) {
                result.add(new Modulation(all.slice(1, 2 * i * width, width), all.slice(1, (2 * i + 1) * width, width)));
            }
            return result;
        }
    }
}

package dev.spektron.model.lora;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.model.config.LoraConfig;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Init;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Low-rank adaptation, y = W x + b + (alpha / r) U V dropout(x) (Hu et al., arXiv:2106.09685, eq. 3): V (r, in) starts uniform in
/// +-1 / sqrt(in), U (out, r) with 0, so that nothing changes before training.
///
/// One base may have several adapters, told apart by name; those that are [#activate(String...)]d are added up. Their parameters are
/// `lora.ADAPTER.LAYER.V` and `.U`. Whether base and adapters are trained is up to the [Parameters].
public final class Lora implements Adapters {
    /// Begins the names of all parameters of adapters.
    public static final String PREFIX = "lora.";

    private final Parameters parameters;
    private final Map<String, Adapter> adapters = new LinkedHashMap<>();
    private final Set<String> active = new LinkedHashSet<>();

    private record Adapter(String name, LoraConfig config, Set<String> layers) {
        String v(String layer) {
            return PREFIX + name + "." + layer + ".V";
        }

        String u(String layer) {
            return PREFIX + name + "." + layer + ".U";
        }

        float scale() {
            return config.alpha() / config.rank();
        }
    }

    /// @param parameters those of the base, all of whose layers are defined
    public Lora(Parameters parameters) {
        this.parameters = parameters;
    }

    /// Gives the base an adapter and makes it active.
    ///
    /// @throws IllegalArgumentException if a target is the end of no layer's name; lists what there is
    public Lora inject(String adapter, LoraConfig c) {
        if (adapter.isEmpty() || adapter.contains(".")) {
            throw new IllegalArgumentException("lora: expected a name of the adapter without dots, found '" + adapter + "'");
        }
        if (adapters.containsKey(adapter)) {
            throw new IllegalArgumentException("lora: there is an adapter '" + adapter + "' already");
        }
        Adapter a = new Adapter(adapter, c, layers(c));
        for (String layer : a.layers()) {
            int out = parameters.layout().entry(layer + ".weight").shape().dim(0);
            int in = parameters.layout().entry(layer + ".weight").shape().dim(1);
            parameters.define(a.v(layer), Parameters.DECAYED, Init.fanIn(in), c.rank(), in);
            parameters.define(a.u(layer), Parameters.DECAYED, Init.ZERO, out, c.rank());
        }
        adapters.put(adapter, a);
        active.add(adapter);
        return this;
    }

    private Set<String> layers(LoraConfig c) {
        Set<String> found = new LinkedHashSet<>();
        for (String target : c.targets()) {
            List<String> hits = parameters.linears().stream().filter(l -> l.equals(target) || l.endsWith("." + target)).toList();
            if (hits.isEmpty()) {
                List<String> ends = parameters.linears().stream().map(l -> l.substring(l.lastIndexOf('.') + 1)).distinct().toList();
                throw new IllegalArgumentException("lora.targets: "
                    + Nearest.unknown("linear layer that ends in", target, "this model", ends));
            }
            found.addAll(hits);
        }
        // In the order of the base, whatever the order of the targets.
        return new LinkedHashSet<>(parameters.linears().stream().filter(found::contains).toList());
    }

    /// Makes these adapters active and no others; without names none is. Holds for what is traced from then on.
    public Lora activate(String... names) {
        for (String name : names) {
            adapter(name);
        }
        active.clear();
        active.addAll(List.of(names));
        return this;
    }

    private Adapter adapter(String name) {
        Adapter a = adapters.get(name);
        if (a == null) {
            throw new IllegalArgumentException(Nearest.unknown("adapter", name, "this model", adapters.keySet()));
        }
        return a;
    }

    public Set<String> active() {
        return Set.copyOf(active);
    }

    /// Names of the layers that an adapter changes, in the order of the base.
    public List<String> layers(String adapter) {
        return List.copyOf(adapter(adapter).layers());
    }

    /// Names of an adapter's parameters, to be saved apart from the base.
    public List<String> tensors(String adapter) {
        Adapter a = adapter(adapter);
        List<String> names = new ArrayList<>();
        for (String layer : a.layers()) {
            names.add(a.v(layer));
            names.add(a.u(layer));
        }
        return names;
    }

    @Override
    public boolean touches(String layer) {
        return active.stream().anyMatch(a -> adapters.get(a).layers().contains(layer));
    }

    @Override
    public Value adapt(Pass pass, String layer, Value x, Value y) {
        Value sum = y;
        for (String name : active) {
            Adapter a = adapters.get(name);
            if (a.layers().contains(layer)) {
                Value low = Fn.linear(pass.dropout(x, a.config().dropout()), pass.variable(a.v(layer)), null).mul(a.scale());
                sum = sum.add(Fn.linear(low, pass.variable(a.u(layer)), null));
            }
        }
        return sum;
    }

    /// Adds the active adapters to the weights of the base, W + (alpha / r) U V. What is traced without adapters then computes the same,
    /// without their cost; what is traced with them would count them twice.
    ///
    /// @return gives the old weights back, to the bit
    public LoraMerge merge(Variables variables) {
        Map<String, float[]> deltas = new LinkedHashMap<>();
        for (String name : active) {
            Adapter a = adapters.get(name);
            for (String layer : a.layers()) {
                add(variables, a, layer, deltas);
            }
        }
        return LoraMerge.of(variables, deltas);
    }

    private static void add(Variables variables, Adapter a, String layer, Map<String, float[]> deltas) {
        float[] u = variables.get(a.u(layer));
        float[] v = variables.get(a.v(layer));
        int r = a.config().rank();
        int out = u.length / r;
        int in = v.length / r;
        float[] delta = deltas.computeIfAbsent(layer + ".weight", _ -> new float[out * in]);
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += (double) u[o * r + k] * v[k * in + i];
                }
                delta[o * in + i] += (float) (a.scale() * sum);
            }
        }
    }
}

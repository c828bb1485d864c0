package dev.spektron.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Node;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.References;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Section;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Holds whole modules to vectors of other programs and to central differences in double precision.
///
/// A case of `golden/model/FILE.npz` has the entries `CASE.p.NAME` (values of all parameters and buffers), `CASE.x.NAME` (inputs),
/// `CASE.y.NAME` (outputs), `CASE.w.NAME` (the gradient that flows into an output; none: the output has no gradient), `CASE.g.NAME`
/// (gradients of all parameters that have one) and `CASE.gx.NAME` (gradients of inputs, as many as wanted).
public final class ModuleCheck {
    /// Traces a module: inputs by name to outputs by name.
    public interface Body extends BiFunction<Pass, Map<String, Value>, Map<String, Value>> { }

    private static final int PROBES = 6;

    private ModuleCheck() {}

    /// All arrays of a file, by case and then by entry.
    public static Map<String, Map<String, NpyArray>> cases(String file) throws IOException {
        String path = "/golden/model/" + file + ".npz";
        try (InputStream in = ModuleCheck.class.getResourceAsStream(path)) {
            assertNotNull(in, path);
            Map<String, Map<String, NpyArray>> out = new LinkedHashMap<>();
            Npz.read(path, in.readAllBytes()).forEach((k, v) -> {
                int dot = k.indexOf('.');
                out.computeIfAbsent(k.substring(0, dot), _ -> new LinkedHashMap<>()).put(k.substring(dot + 1), v);
            });
            return out;
        }
    }

    /// The entries of a case that begin with `kind.`.
    public static Map<String, Tensor> entries(Map<String, NpyArray> c, String kind) {
        Map<String, Tensor> out = new LinkedHashMap<>();
        c.forEach((k, v) -> {
            if (k.startsWith(kind + ".")) {
                float[] f = new float[v.numbers().length];
                for (int i = 0; i < f.length; i++) {
                    f[i] = (float) v.numbers()[i];
                }
                out.put(k.substring(kind.length() + 1), Tensor.of(Shape.of(v.shape()), f));
            }
        });
        return out;
    }

    /// Writes the values of all parameters and buffers; both sides must know the same names and shapes.
    public static void load(Variables variables, Parameters parameters, Map<String, Tensor> values) {
        TreeSet<String> expected = new TreeSet<>(parameters.names());
        expected.addAll(parameters.buffers());
        assertEquals(new TreeSet<>(values.keySet()), expected, "names of parameters");
        values.forEach(variables::set);
    }

    /// A case: outputs and all gradients of parameters and of inputs.
    ///
    /// @param mode as which the module is traced; give `TRAIN_WITHOUT_NOISE` for batch statistics, else `EVALUATE`
    public static void golden(String title, Map<String, NpyArray> c, Parameters parameters, Pass.Mode mode, Body body, Backend backend) {
        Graph g = new Graph(parameters.layout());
        Map<String, Value> in = new LinkedHashMap<>();
        Map<String, Tensor> x = entries(c, "x");
        x.forEach((name, t) -> in.put(name, g.input(name, t.shape())));
        Map<String, Value> out = body.apply(new Pass(g, mode, null, 0, "", Adapters.NONE), in);
        Map<String, Tensor> weights = entries(c, "w");
        Value loss = null;
        for (Map.Entry<String, Tensor> w : weights.entrySet()) {
            Value part = out.get(w.getKey()).mul(g.constant(w.getValue())).sum();
            loss = loss == null ? part : loss.add(part);
        }
        Map<String, Value> wanted = new LinkedHashMap<>();
        Map<String, Tensor> expected = new LinkedHashMap<>();
        entries(c, "y").forEach((name, t) -> {
            assertNotNull(out.get(name), title + ": output " + name);
            assertEquals(t.shape(), out.get(name).shape(), title + ": output " + name);
            wanted.put("y." + name, out.get(name));
            expected.put("y." + name, t);
        });
        if (loss != null) {
            gradients(title, g, loss, c, in, wanted, expected);
        }
        wanted.forEach(g::output);
        Plan plan = Planner.plan(g, backend);
        Variables variables = Variables.allocate(plan.layout(), Section.STATE);
        load(variables, parameters, entries(c, "p"));
        try (Executable run = backend.compile(plan, variables, false)) {
            x.forEach((name, t) -> run.write(name, t.data()));
            run.run();
            wanted.forEach((name, v) -> {
                float[] found = new float[v.shape().size()];
                run.read(name, found);
                String what = title + " on " + backend.name() + ": " + name;
                OpCheck.close(what, DoubleEvaluator.doubles(expected.get(name).data()), found, 300);
            });
        }
    }

    private static void gradients(String title, Graph g, Value loss, Map<String, NpyArray> c, Map<String, Value> in,
                                  Map<String, Value> wanted, Map<String, Tensor> expected) {
        List<Value> wrt = new ArrayList<>();
        List<String> names = new ArrayList<>();
        entries(c, "g").forEach((name, t) -> {
            wrt.add(g.variable(name));
            names.add("g." + name);
            expected.put("g." + name, t);
        });
        entries(c, "gx").forEach((name, t) -> {
            wrt.add(in.get(name));
            names.add("gx." + name);
            expected.put("gx." + name, t);
        });
        List<Value> found = g.gradients(loss, wrt);
        for (int i = 0; i < names.size(); i++) {
            assertNotNull(found.get(i), title + ": no gradient " + names.get(i));
            wanted.put(names.get(i), found.get(i));
        }
    }

    /// The gradient of a scalar loss with respect to all parameters against fourth-order central differences in double precision, at a few
    /// numbers of each. Fused operations are expanded into their references.
    ///
    /// @param loss   traces the loss over a graph with the parameters' layout
    /// @param leaves numbers of inputs; parameters start as they are initialised
    public static void centralDifferences(String title, Parameters parameters, Function<Graph, Value> loss,
                                          Map<String, double[]> leaves) {
        Graph g = new Graph(parameters.layout());
        Value traced = loss.apply(g);
        Graph primitive = new Graph(parameters.layout());
        Value value = expand(g, primitive).get(traced);
        Map<String, double[]> numbers = new HashMap<>(leaves);
        Variables variables = Variables.allocate(parameters.layout(), Section.STATE);
        parameters.initialise(variables, 7);
        List<String> names = new ArrayList<>(parameters.names());
        names.forEach(n -> numbers.put(n, DoubleEvaluator.doubles(variables.get(n))));
        parameters.buffers().forEach(n -> numbers.put(n, DoubleEvaluator.doubles(variables.get(n))));
        List<Value> gradients = primitive.gradients(value, names.stream().map(primitive::variable).toList());
        DoubleEvaluator at = DoubleEvaluator.run(primitive, numbers);
        Graph forward = new Graph(parameters.layout());
        Value again = expand(g, forward).get(traced);
        Random random = new Random(5);
        for (int i = 0; i < names.size(); i++) {
            double[] x = numbers.get(names.get(i));
            for (int probe = 0; probe < Math.min(PROBES, x.length); probe++) {
                int e = x.length <= PROBES ? probe : random.nextInt(x.length);
                double found = gradients.get(i) == null ? 0 : at.get(gradients.get(i))[e];
                double expected = slope(forward, again, numbers, x, e);
                if (!(Math.abs(found - expected) < 1e-6 * Math.max(1, Math.abs(expected)))) {
                    fail(title + ": gradient of " + names.get(i) + " at " + e + ": expected " + expected + ", found " + found);
                }
            }
        }
    }

    private static double slope(Graph forward, Value loss, Map<String, double[]> leaves, double[] x, int e) {
        double h = 1e-4;
        double old = x[e];
        double[] at = {-2, -1, 1, 2};
        double[] f = new double[4];
        for (int i = 0; i < 4; i++) {
            x[e] = old + at[i] * h;
            f[i] = DoubleEvaluator.run(forward, leaves).get(loss)[0];
        }
        x[e] = old;
        return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h);
    }

    /// The graph again in primitives; old values to new ones.
    public static Map<Value, Value> expand(Graph from, Graph to) {
        Map<Value, Value> map = new HashMap<>();
        for (Node n : from.nodes()) {
            List<Value> in = n.inputs().stream().map(map::get).toList();
            List<Value> out = switch (n.op()) {
                case Leaf.Input i -> List.of(to.input(i.name(), i.shape()));
                case Leaf.Variable v -> List.of(to.variable(v.name()));
                case Leaf.Constant k -> List.of(to.constant(k.value()));
                case Fused f -> References.of(f, in);
                case Effect _ -> List.of();
                default -> to.apply(n.op(), in);
            };
            for (int i = 0; i < n.outputs().size(); i++) {
                map.put(n.outputs().get(i), out.get(i));
            }
        }
        return map;
    }
}

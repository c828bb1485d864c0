package dev.spektron.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Section;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Compares operations with vectors of other programs, `golden/engine/FAMILY.npz`, written by `scripts/make_engine_FAMILY.py`.
///
/// Entries of a case: `CASE.x0`, `CASE.x1`, ... operands; `CASE.y0`, ... results; `CASE.w0`, ... the gradient that flows into each result
/// (none: the result has no gradient); `CASE.g0`, ... gradients of the operands that have one.
public final class GoldenCheck {
    private final Map<String, NpyArray> arrays;

    private GoldenCheck(Map<String, NpyArray> arrays) {
        this.arrays = arrays;
    }

    /// Runs every case of a family; the operations are given by case.
    public static void check(String family, Map<String, Op> cases, Backend backend) throws IOException {
        String file = "/golden/engine/" + family + ".npz";
        Map<String, NpyArray> arrays;
        try (InputStream in = GoldenCheck.class.getResourceAsStream(file)) {
            arrays = Npz.read(file, in.readAllBytes());
        }
        TreeSet<String> found = new TreeSet<>();
        arrays.keySet().forEach(k -> found.add(k.substring(0, k.lastIndexOf('.'))));
        assertEquals(found, new TreeSet<>(cases.keySet()), "cases of " + file);
        GoldenCheck golden = new GoldenCheck(arrays);
        for (Map.Entry<String, Op> c : cases.entrySet()) {
            golden.run(c.getKey(), c.getValue(), backend);
        }
    }

    private static Shape shape(NpyArray a) {
        return Shape.of(a.shape());
    }

    private static float[] floats(NpyArray a) {
        float[] f = new float[a.numbers().length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) a.numbers()[i];
        }
        return f;
    }

    private List<NpyArray> all(String name, String kind) {
        List<NpyArray> out = new ArrayList<>();
        for (int i = 0; arrays.containsKey(name + "." + kind + i); i++) {
            out.add(arrays.get(name + "." + kind + i));
        }
        return out;
    }

    private void run(String name, Op op, Backend backend) {
        Graph g = new Graph();
        List<NpyArray> x = all(name, "x");
        List<Value> in = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            in.add(g.input("x" + i, shape(x.get(i))));
        }
        List<Value> y = g.apply(op, in);
        Value loss = null;
        for (int i = 0; i < y.size(); i++) {
            NpyArray w = arrays.get(name + ".w" + i);
            if (w != null) {
                Value part = y.get(i).mul(g.constant(Tensor.of(shape(w), floats(w)))).sum();
                loss = loss == null ? part : loss.add(part);
            }
        }
        List<Value> gradients = loss == null ? List.of() : g.gradients(loss, in);
        String title = name + " " + op.label() + " on " + backend.name();
        Map<String, float[]> got = execute(g, backend, x, y, gradients);
        int n = x.stream().mapToInt(a -> a.numbers().length).max().orElse(1);
        List<NpyArray> results = all(name, "y");
        for (int i = 0; i < results.size(); i++) {
            OpCheck.close(title + ": result " + i, results.get(i).numbers(), got.get("y" + i), Math.sqrt(n));
        }
        for (int i = 0; i < x.size(); i++) {
            NpyArray expected = arrays.get(name + ".g" + i);
            if (expected != null) {
                OpCheck.close(title + ": gradient " + i, expected.numbers(), got.get("g" + i), Math.sqrt(n));
            }
        }
    }

    private static Map<String, float[]> execute(Graph g, Backend backend, List<NpyArray> x, List<Value> y, List<Value> gradients) {
        Map<String, Value> wanted = new java.util.LinkedHashMap<>();
        for (int i = 0; i < y.size(); i++) {
            wanted.put("y" + i, y.get(i));
        }
        for (int i = 0; i < gradients.size(); i++) {
            if (gradients.get(i) != null) {
                wanted.put("g" + i, gradients.get(i));
            }
        }
        wanted.forEach(g::output);
        Plan plan = Planner.plan(g, backend);
        Map<String, float[]> out = new java.util.HashMap<>();
        try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
            for (int i = 0; i < x.size(); i++) {
                run.write("x" + i, floats(x.get(i)));
            }
            run.run();
            wanted.forEach((name, v) -> {
                float[] f = new float[v.shape().size()];
                run.read(name, f);
                out.put(name, f);
            });
        }
        return out;
    }
}

package dev.spektron.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the planner does (joining, sharing memory, recomputing) and however many threads run, no bit of any result changes: tried on
/// random graphs with gradients.
class RandomGraphTest {
    private static final Backend SCALAR = new ScalarBackend(1);
    private static final Backend VECTOR = new VectorBackend(1);
    private static final Backend VECTOR3 = new VectorBackend(3);

    @AfterAll
    static void close() {
        SCALAR.close();
        VECTOR.close();
        VECTOR3.close();
    }

    private final List<Value> matrices = new ArrayList<>();
    private final List<Value> rows = new ArrayList<>();

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private Value next(Random random, int n, int m) {
        Value a = any(matrices, random);
        Value b = any(matrices, random);
        return switch (random.nextInt(14)) {
            case 0 -> a.add(b);
            case 1 -> a.mul(b);
            case 2 -> a.sub(b.tanh());
            case 3 -> a.silu();
            case 4 -> a.gelu().mul(0.5f);
            case 5 -> a.add(any(rows, random).broadcastTo(a.shape()));
            case 6 -> a.mul(a.mean(1).tanh().unsqueeze(1).broadcastTo(a.shape()));
            case 7 -> a.matmul(b, false, true).tanh().transpose().matmul(a).mul(0.1f);
            case 8 -> Value.concat(0, a.slice(0, n / 2, n - n / 2), b.slice(0, 0, n / 2));
            case 9 -> Value.concat(1, a.slice(1, 1, m - 1), b.slice(1, 0, 1));
            case 10 -> a.reverse(1).sub(b.square().mul(0.1f));
            case 11 -> a.transpose().sigmoid().transpose();
            case 12 -> a.stopGradient().mul(b);
            default -> a.max(b).clamp(-2, 2);
        };
    }

    private Graph graph(long seed) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(9);
        int m = 2 + random.nextInt(40);
        Graph g = new Graph();
        matrices.add(g.input("x", Shape.of(n, m)));
        matrices.add(g.parameter("w", Shape.of(n, m)));
        rows.add(g.parameter("b", Shape.of(m)));
        for (int i = 0; i < 4; i++) {
            try (Graph.Scope _ = g.scope("part." + i)) {
                for (int k = 0; k < 1 + random.nextInt(6); k++) {
                    matrices.add(next(random, n, m));
                    rows.add(any(matrices, random).sum(0).tanh());
                }
            }
        }
        g.output("last", matrices.getLast());
        g.output("some", any(matrices, random));
        Value loss = matrices.getLast().tanh().mean();
        g.output("loss", loss);
        g.backward(loss, random.nextBoolean());
        g.output("norm", any(g.gradients(loss, List.of(matrices.get(0), matrices.get(1))).stream().map(v -> v == null ? loss
            : v).toList(), random));
        return g;
    }

    private static float[] run(Graph g, Backend backend, PlanOptions options) {
        Plan p = Planner.plan(g, backend, options);
        Variables variables = Variables.allocate(p);
        p.layout().entries().forEach(e -> variables.set(e.name(), numbers(e.shape().size(), e.name())));
        List<Float> all = new ArrayList<>();
        try (Executable x = backend.compile(p, variables, false)) {
            x.write("x", numbers(p.input("x").size(), "x"));
            x.run();
            x.run();
            for (String name : p.outputs().keySet()) {
                float[] y = new float[p.output(name).size()];
                x.read(name, y);
                for (float f : y) {
                    all.add(f);
                }
            }
        }
        for (float f : variables.data()) {
            all.add(f);
        }
        float[] out = new float[all.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = all.get(i);
        }
        return out;
    }

    private static float[] numbers(int n, String name) {
        Random random = new Random(name.hashCode());
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200, 300, 400})
    void plansAgreeToTheBit(int from) {
        for (int seed = from; seed < from + 40; seed++) {
            matrices.clear();
            rows.clear();
            Graph g = graph(seed);
            float[] plain = run(g, SCALAR, PlanOptions.DEFAULT.plain());
            assertArrayEquals(plain, run(g, SCALAR, PlanOptions.DEFAULT), "joined, seed " + seed);
            assertArrayEquals(plain, run(g, SCALAR, PlanOptions.DEFAULT.withRecompute(List.of("part.1", "part.2"))), "recomputed, seed "
                + seed);
            float[] vector = run(g, VECTOR, PlanOptions.DEFAULT.plain());
            assertArrayEquals(vector, run(g, VECTOR, PlanOptions.DEFAULT), "vector, joined, seed " + seed);
            assertArrayEquals(vector, run(g, VECTOR3, PlanOptions.DEFAULT), "vector, three threads, seed " + seed);
        }
    }
}

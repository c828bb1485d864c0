package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.ChainSamples;
import dev.spektron.testing.DoubleEvaluator;
import dev.spektron.testing.OpCheck;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Joined elementwise operations against the double evaluator, joined and one by one, on both backends.
class ChainTest {
    private static final int OUTPUTS = 32;

    static Stream<ChainSamples.Sample> samples() {
        return ChainSamples.all().stream();
    }

    /// A sample as a graph, with numbers for its inputs.
    private record Traced(Graph graph, List<Value> values, Map<String, double[]> numbers) {
        static Traced of(ChainSamples.Sample sample) {
            Graph g = new Graph();
            List<Value> values = sample.tracer().trace(g, sample.shape());
            assertTrue(values.size() < OUTPUTS);
            for (int i = 0; i < values.size(); i++) {
                g.output("y" + i, values.get(i));
            }
            Map<String, double[]> numbers = new TreeMap<>();
            g.nodes().forEach(n -> {
                if (n.op() instanceof Leaf.Input in) {
                    Random random = new Random(in.name().hashCode());
                    double[] x = random.doubles(in.shape().size()).map(u -> (float) (4 * u - 2)).toArray();
                    numbers.put(in.name(), x);
                }
            });
            return new Traced(g, values, numbers);
        }

        List<float[]> run(Backend backend, PlanOptions options) {
            Plan plan = Planner.plan(graph, backend, options);
            List<float[]> out = new ArrayList<>();
            try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
                write(run);
                run.run();
                write(run);
                run.run();
                for (int i = 0; i < values.size(); i++) {
                    float[] y = new float[values.get(i).shape().size()];
                    run.read("y" + i, y);
                    out.add(y);
                }
            }
            return out;
        }

        private void write(Executable run) {
            numbers.forEach((name, x) -> {
                float[] f = new float[x.length];
                for (int i = 0; i < f.length; i++) {
                    f[i] = (float) x[i];
                }
                run.write(name, f);
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesWhatTheDefinitionSays(ChainSamples.Sample sample) {
        for (PlanOptions options : List.of(PlanOptions.DEFAULT, PlanOptions.DEFAULT.plain())) {
            try (Backend scalar = new ScalarBackend(2); Backend vector = new VectorBackend(2)) {
                for (Backend backend : List.of(scalar, vector)) {
                    Traced t = Traced.of(sample);
                    DoubleEvaluator exact = DoubleEvaluator.run(t.graph(), t.numbers());
                    List<float[]> found = t.run(backend, options);
                    for (int i = 0; i < found.size(); i++) {
                        double[] e = exact.get(t.values().get(i));
                        OpCheck.close(sample + " on " + backend.name() + ": y" + i, e, found.get(i), 10);
                    }
                }
            }
        }
    }

    /// Joined instructions round as single ones do, wherever a block or a part ends.
    @Test
    void joiningChangesNoBit() {
        try (Backend backend = new VectorBackend(1)) {
            for (ChainSamples.Sample sample : ChainSamples.all()) {
                List<float[]> joined = Traced.of(sample).run(backend, PlanOptions.DEFAULT);
                List<float[]> plain = Traced.of(sample).run(backend, PlanOptions.DEFAULT.plain());
                for (int i = 0; i < joined.size(); i++) {
                    assertArrayEquals(plain.get(i), joined.get(i), sample.toString());
                }
            }
        }
    }

    @Test
    void samplesYieldLongChains() {
        try (Backend backend = new VectorBackend(1)) {
            Plan plan = Planner.plan(Traced.of(ChainSamples.all().getFirst()).graph(), backend);
            assertTrue(plan.steps().stream().anyMatch(s -> s.op() instanceof Chain c && c.code().size() > 3 && c.results().size() > 1));
        }
    }

    @Test
    void resultsDoNotDependOnThreads() {
        for (ChainSamples.Sample sample : ChainSamples.all()) {
            if (sample.shape()[0] * sample.shape()[1] * sample.shape()[2] > 1 << 15 && !sample.name().startsWith("random")) {
                try (Backend one = new VectorBackend(1); Backend three = new VectorBackend(3)) {
                    List<float[]> a = Traced.of(sample).run(one, PlanOptions.DEFAULT);
                    List<float[]> b = Traced.of(sample).run(three, PlanOptions.DEFAULT);
                    for (int i = 0; i < a.size(); i++) {
                        assertArrayEquals(a.get(i), b.get(i), sample.toString());
                    }
                }
            }
        }
    }

    @Tag("allocation")
    @Test
    void allocatesNothing() throws InterruptedException {
        for (ChainSamples.Sample sample : ChainSamples.all()) {
            int size = sample.shape()[0] * sample.shape()[1] * sample.shape()[2];
            if (size < 200 || size > 1600 || sample.name().startsWith("random")) {
                continue;
            }
            Traced t = Traced.of(sample);
            try (Backend backend = new VectorBackend(1)) {
                Plan plan = Planner.plan(t.graph(), backend);
                try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
                    t.write(run);
                    for (int i = 0; i < 20_000; i++) {
                        run.run();
                    }
                    // On a busy machine the compiler may be late.
                    long allocated = allocated(run);
                    for (int attempt = 0; attempt < 100 && allocated != 0; attempt++) {
                        Thread.sleep(100);
                        allocated = allocated(run);
                    }
                    assertEquals(0, allocated, sample.toString());
                }
            }
        }
    }

    private static long allocated(Executable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().threadId();
        long before = threads.getThreadAllocatedBytes(me);
        for (int i = 0; i < 1000; i++) {
            run.run();
        }
        return threads.getThreadAllocatedBytes(me) - before;
    }
}

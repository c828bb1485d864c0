package dev.spektron.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.nn.Rng;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What must hold for a training step as a whole: it learns, its bits depend neither on threads nor on the plan, it allocates nothing, and
/// it takes the memory that the plan says.
class TrainingStepTest {
    private static final TrainingStep.Preset SMALL =
        new TrainingStep.Preset(24, new Mamba(2, 5, 4, 2, 0.1f, 0.001f, 0.1f, 0, false, false));

    private static float[] normal(String name, int n) {
        Rng rng = new Rng(5, name);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = rng.normal();
        }
        return x;
    }

    /// A step that is ready to run.
    private record Ready(Plan plan, Variables variables, Executable run) implements AutoCloseable {
        static Ready of(TrainingStep step, Backend backend, PlanOptions options, boolean check) {
            Plan plan = Planner.plan(step.graph(), backend, options);
            Variables variables = Variables.allocate(plan);
            step.parameters().initialise(variables, 3);
            Executable run = backend.compile(plan, variables, check);
            run.write("x", normal("x", plan.input("x").size()));
            run.write("target", normal("target", plan.input("target").size()));
            return new Ready(plan, variables, run);
        }

        /// Losses of `n` steps with AdamW.
        float[] train(int n, float rate) {
            float[] losses = new float[n];
            for (int t = 1; t <= n; t++) {
                run.write("rates", rate, (float) (1 - Math.pow(0.9, t)), (float) (1 - Math.pow(0.999, t)));
                run.run();
                losses[t - 1] = run.scalar("loss");
            }
            return losses;
        }

        @Override
        public void close() {
            run.close();
        }
    }

    private static Ready small(Backend backend, PlanOptions options) {
        return Ready.of(TrainingStep.of(SMALL, 3, 13), backend, options, false);
    }

    @Test
    void learns() {
        try (Backend backend = new VectorBackend(1); Ready r = small(backend, PlanOptions.DEFAULT)) {
            float[] losses = r.train(200, 3e-3f);
            assertTrue(losses[199] < 0.5 * losses[0], losses[0] + " to " + losses[199]);
        }
    }

    @Test
    void bitsDependNeitherOnThreadsNorOnThePlan() {
        float[] expected;
        float[] weights;
        try (Backend one = new VectorBackend(1); Ready r = small(one, PlanOptions.DEFAULT)) {
            expected = r.train(10, 1e-3f);
            weights = r.variables().data().clone();
        }
        PlanOptions recompute = PlanOptions.DEFAULT.withRecompute(List.of("layers.0", "layers.1"));
        for (int threads : new int[] {1, 2, 3}) {
            for (PlanOptions options : List.of(PlanOptions.DEFAULT, PlanOptions.DEFAULT.plain(), recompute)) {
                try (Backend backend = new VectorBackend(threads); Ready r = small(backend, options)) {
                    assertArrayEquals(expected, r.train(10, 1e-3f), threads + " threads, " + options);
                    assertArrayEquals(weights, r.variables().data());
                }
            }
        }
    }

    @Test
    void vectorLearnsAsScalarDoes() {
        try (Backend a = new ScalarBackend(1); Backend b = new VectorBackend(1); Ready x = small(a, PlanOptions.DEFAULT);
            Ready y = small(b, PlanOptions.DEFAULT)) {
            float[] expected = x.train(10, 1e-3f);
            float[] found = y.train(10, 1e-3f);
            for (int i = 0; i < 10; i++) {
                assertEquals(expected[i], found[i], 1e-5 * expected[i], "step " + i);
            }
        }
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Bytes that the threads have allocated since they were started.
    private static long allocated(long[] ids) {
        long n = 0;
        for (long id : ids) {
            n += THREADS.getThreadAllocatedBytes(id);
        }
        return n;
    }

    /// This thread and the workers of the backend.
    private static long[] workers() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t == Thread.currentThread() || t.getName().startsWith("spektron-"))
            .mapToLong(Thread::threadId).toArray();
    }

    @Tag("allocation")
    @Test
    void allocatesNothingInTheSteadyState() {
        try (Backend backend = new VectorBackend(2); Ready r = small(backend, PlanOptions.DEFAULT)) {
            long[] ids = workers();
            assertEquals(2, ids.length);
            long bytes = -1;
            long end = System.nanoTime() + 60_000_000_000L;
            // Until the compiler has seen everything, the Vector API allocates.
            while (bytes != 0 && System.nanoTime() < end) {
                long before = allocated(ids);
                for (int i = 0; i < 50; i++) {
                    r.run().run();
                }
                bytes = allocated(ids) - before;
            }
            assertEquals(0, bytes, "bytes allocated in 50 steps");
        }
    }

    @Test
    void takesTheMemoryThatThePlanSays() {
        TrainingStep step = TrainingStep.of(TrainingStep.PRESETS.get("mamba"), 8, 129);
        try (Backend backend = new VectorBackend(2)) {
            Plan plan = Planner.plan(step.graph(), backend);
            long before = used();
            Supplier<Ready> make = () -> Ready.of(step, backend, PlanOptions.DEFAULT, false);
            try (Ready r = make.get()) {
                r.train(1, 1e-3f);
                double measured = used() - before;
                assertEquals(1, measured / plan.memoryBytes(), 0.1, "measured " + measured + ", planned " + plan.memoryBytes());
            }
        }
    }

    /// Bytes in use after a collection.
    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

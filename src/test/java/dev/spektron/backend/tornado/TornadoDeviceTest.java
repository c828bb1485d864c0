package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.experiment.bench.TrainingStep;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation and a training on a real device of TornadoVM, against the double evaluator with the tolerances of all backends, which
/// grow with the length of the sums. Skipped as a whole, with the reason, where there is no TornadoVM.
@Tag("tornado")
@ExtendWith(TornadoDeviceTest.NeedsDevice.class)
class TornadoDeviceTest {
    private static Backend device;

    /// A condition rather than an assumption: what is left out is reported as skipped, with the reason.
    static final class NeedsDevice implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return TornadoProvider.missing().map(why -> ConditionEvaluationResult.disabled("no device of TornadoVM: " + why))
                .orElseGet(() -> ConditionEvaluationResult.enabled("a device of TornadoVM"));
        }
    }

    @BeforeAll
    static void open() {
        device = TornadoProvider.open(System.getProperty("spektron.tornado.device", "tornado"));
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    /// All samples; with -Dspektron.tornado.samples=first one of each operation, with 1/3 the first of three shares, for three processes at
    /// a time, with a part of a title those that have it. A sample takes some seconds, most of them to compile its kernels.
    static Stream<OpSample> samples() {
        String which = System.getProperty("spektron.tornado.samples", "");
        if (which.matches("[1-9]/[1-9]")) {
            List<OpSample> all = OpSamples.all();
            int step = which.charAt(2) - '0';
            return IntStream.iterate(which.charAt(0) - '1', i -> i < all.size(), i -> i + step).mapToObj(all::get);
        }
        Set<Class<?>> seen = new HashSet<>();
        return OpSamples.all().stream().filter(s -> which.equals("first") ? seen.add(s.op().getClass()) : s.title().contains(which));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesResultsAndGradients(OpSample sample) {
        OpCheck.backend(sample, device, 3);
    }

    /// Uniform numbers are the same on every backend: Philox works on whole numbers only.
    @Test
    void uniformNumbersAreTheSame() {
        Shape shape = Shape.of(1001);
        float[] expected = new float[1001];
        float[] found = new float[1001];
        try (Backend scalar = new ScalarBackend(1)) {
            field(scalar, shape, expected);
        }
        field(device, shape, found);
        assertArrayEquals(expected, found);
    }

    private static void field(Backend backend, Shape shape, float[] into) {
        Graph g = new Graph();
        Value step = g.input("step", Shape.SCALAR);
        g.output("y", g.one(new Primitive.Random(Primitive.Random.Distribution.UNIFORM, shape, 0x123456789ABCDEFL, 7), step));
        Plan plan = Planner.plan(g, backend);
        try (Executable e = backend.compile(plan, Variables.allocate(plan), false)) {
            e.write("step", 3);
            e.run();
            e.read("y", into);
        }
    }

    private static float[] losses(Backend backend, int steps) {
        TrainingStep step = TrainingStep.of(new TrainingStep.Preset(24, new Mamba(2, 5, 4, 2, 0.1f, 0.001f, 0.1f, 0, false, false)), 3, 13);
        Plan plan = Planner.plan(step.graph(), backend);
        Variables variables = Variables.allocate(plan);
        step.parameters().initialise(variables, 3);
        float[] losses = new float[steps];
        try (Executable run = backend.compile(plan, variables, false)) {
            for (String input : new String[] {"x", "target"}) {
                Rng rng = new Rng(5, input);
                float[] x = new float[plan.input(input).size()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = rng.normal();
                }
                run.write(input, x);
            }
            for (int t = 1; t <= steps; t++) {
                run.write("rates", 1e-3f, (float) (1 - Math.pow(0.9, t)), (float) (1 - Math.pow(0.999, t)));
                run.run();
                losses[t - 1] = run.scalar("loss");
            }
        }
        return losses;
    }

    @Test
    void tenStepsOfTrainingFollowTheScalarBackend() {
        float[] expected;
        try (Backend scalar = new ScalarBackend(1)) {
            expected = losses(scalar, 10);
        }
        float[] found = losses(device, 10);
        for (int t = 0; t < 10; t++) {
            assertEquals(expected[t], found[t], 1e-5 * expected[t], "step " + (t + 1));
        }
    }
}

package dev.spektron.model.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.LossConfig.Bottleneck;
import dev.spektron.model.config.LossConfig.Physical;
import dev.spektron.model.config.LossConfig.Target;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.model.loss.TotalLoss.Term;
import dev.spektron.model.vib.Latents;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Closed forms and special cases.
class LossTest {
    private static final Backend BACKEND = Backends.create("scalar", 1).backend();

    private static Tensor tensor(Shape s, IntToDoubleFunction f) {
        float[] x = new float[s.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) f.applyAsDouble(i);
        }
        return Tensor.of(s, x);
    }

    private static float msrp(Tensor r, Tensor t, Tensor mask, Target how) {
        return Compute.one(BACKEND, x -> Msrp.of(x.get(0), x.get(1), x.get(2), how), r, t, mask)[0];
    }

    @Test
    void reconstructionSeesMaskedTokensOnly() {
        Shape s = Shape.of(2, 3, 4);
        Tensor t = tensor(s, i -> Math.sin(i));
        Tensor r = tensor(s, i -> Math.cos(3 * i));
        Tensor none = Tensor.zeros(Shape.of(2, 3));
        Tensor all = tensor(Shape.of(2, 3), _ -> 1);
        Tensor some = Tensor.of(Shape.of(2, 3), 0, 1, 0, 1, 1, 0);
        for (boolean perSpectrum : new boolean[] {false, true}) {
            assertEquals(0, msrp(r, t, none, new Target(Target.Distance.SQUARE, perSpectrum, false, 0)));
        }
        double mean = 0;
        for (int i = 0; i < 24; i++) {
            mean += Math.pow(r.data()[i] - t.data()[i], 2) / 24;
        }
        assertEquals(mean, msrp(r, t, all, Target.DEFAULT), 1e-6);
        float before = msrp(r, t, some, Target.DEFAULT);
        Tensor other = tensor(s, i -> some.data()[i / 4] == 0 ? 1e6 + i : r.data()[i]);
        assertEquals(before, msrp(other, t, some, Target.DEFAULT));
        assertThrows(ShapeException.class, () -> msrp(r, t, Tensor.zeros(Shape.of(2, 4)), Target.DEFAULT));
    }

    @Test
    void overlappingPatchesComeTogetherAgain() {
        Tensor x = tensor(Shape.of(2, 2048), i -> Math.sin(0.01 * i * i));
        OverlapAdd patches = new OverlapAdd(EmbeddingConfig.WAVELET, 2048);
        float[] y = Compute.one(BACKEND, v -> patches.average(patches.unfold(v.get(0))), x);
        assertArrayEquals(x.data(), y, 1e-7f);
    }

    private static float kl(float mean, double variance) {
        return Compute.one(BACKEND, x -> VibLoss.kl(x.get(0), x.get(1), 0), Tensor.of(Shape.of(1, 1), mean),
            Tensor.of(Shape.of(1, 1), (float) Math.log(variance)))[0];
    }

    @Test
    void divergenceFromTheStandardNormal() {
        assertEquals(0, kl(0, 1));
        assertEquals(0.5, kl(1, 1), 1e-7);
        assertEquals(0.5 * (Math.E - 2), kl(0, Math.E), 1e-6);
    }

    @Test
    void freeBitsCostNothing() {
        Tensor mean = Tensor.of(Shape.of(2, 2), 0.1f, 1, -0.1f, 1);
        Tensor logVar = Tensor.zeros(Shape.of(2, 2));
        List<float[]> out = Compute.of(BACKEND, x -> {
            Value v = VibLoss.kl(x.get(0), x.get(1), 0.05f);
            return List.of(v, v.graph().gradients(v, List.of(x.get(0))).getFirst(),
                VibLoss.active(VibLoss.divergences(x.get(0), x.get(1)), 0.01f));
        }, mean, logVar);
        assertEquals(0.55, out.get(0)[0], 1e-6);
        assertArrayEquals(new float[] {0, 0.5f, 0, 0.5f}, out.get(1), 1e-7f);
        assertEquals(1, out.get(2)[0]);
    }

    @Test
    void reversalTurnsTheGradientRound() {
        Shape zs = Shape.of(3, 4);
        Tensor labels = Tensor.of(Shape.of(3), 0, 1, 1);
        List<float[]> out = Compute.of(BACKEND, x -> {
            Value plain = Fn.crossEntropy(Fn.linear(x.get(0), x.get(1), null), x.get(2)).mean();
            Value reversed = Fn.crossEntropy(Fn.linear(x.get(0).reverseGradient(x.get(0).graph().constant(0.25f)), x.get(1), null),
                x.get(2)).mean();
            List<Value> a = plain.graph().gradients(plain, x.subList(0, 2));
            List<Value> b = plain.graph().gradients(reversed, x.subList(0, 2));
            return List.of(a.get(0), a.get(1), b.get(0), b.get(1));
        }, tensor(zs, i -> Math.sin(i)), tensor(Shape.of(2, 4), i -> Math.cos(i)), labels);
        for (int i = 0; i < 12; i++) {
            assertEquals(-0.25f * out.get(0)[i], out.get(2)[i]);
        }
        assertArrayEquals(out.get(1), out.get(3));
    }

    private static Map<String, Float> physics(Tensor s, Physical how, Compat compat, float mean, float deviation, float step) {
        int b = s.shape().dim(0);
        List<String> names = List.of("smoothness", "nonNegativity", "derivative", "peakShape");
        List<float[]> out = Compute.of(BACKEND, x -> {
            Map<String, Value> t = Physics.terms(x.get(0), new Physics.Normalisation(x.get(1), x.get(2), x.get(3)), how, compat);
            return names.stream().map(t::get).toList();
        }, s, tensor(Shape.of(b), _ -> mean), tensor(Shape.of(b), _ -> deviation), tensor(Shape.of(b), _ -> step));
        Map<String, Float> map = new java.util.HashMap<>();
        for (int i = 0; i < 4; i++) {
            map.put(names.get(i), out.get(i)[0]);
        }
        return map;
    }

    private static Physical how(int lowPass, int window) {
        return new Physical(0, 0, 0, 0, 0, lowPass, window, 5, 0.05f);
    }

    @Test
    void aStraightLineHasNoThirdDerivative() {
        Tensor line = tensor(Shape.of(1, 100), i -> 0.25 * i - 3);
        for (int window : new int[] {0, 9}) {
            Map<String, Float> t = physics(line, how(5, window), Compat.FIXED, 0, 1, 2);
            assertEquals(0, t.get("derivative"), 1e-10);
            assertEquals(0.25 * 0.25 / 4, t.get("smoothness"), 1e-6);
            assertEquals(0, t.get("peakShape"));
        }
        assertEquals(0, physics(line, how(5, 0), Compat.REFERENCE, 0, 1, 2).get("derivative"), 1e-10);
    }

    @Test
    void aCubicHasItsThirdDerivative() {
        Tensor cubic = tensor(Shape.of(1, 21), i -> 0.01 * Math.pow(i - 10, 3));
        assertEquals(0.0036, physics(cubic, how(5, 0), Compat.FIXED, 0, 1, 1).get("derivative"), 1e-7);
        assertEquals(0.0036, physics(cubic, how(5, 7), Compat.FIXED, 0, 1, 1).get("derivative"), 1e-7);
    }

    @Test
    void aSymmetricTriangleHasNoAsymmetry() {
        Tensor even = tensor(Shape.of(1, 41), i -> 10 - Math.abs(i - 20));
        Tensor skew = tensor(Shape.of(1, 41), i -> i <= 20 ? i - 10 : 10 - 2 * (i - 20));
        for (Compat c : Compat.values()) {
            assertEquals(0, physics(even, how(5, 0), c, 0, 1, 1).get("peakShape"));
        }
        // Drops of 1 and 2.
        assertEquals(1, physics(skew, how(5, 0), Compat.REFERENCE, 0, 1, 1).get("peakShape"), 1e-6);
        // Mirrored samples differ by k, k = 1 .. 5; height (5 + 10) / 2.
        assertEquals(55 / 5.0 / (7.5 * 7.5), physics(skew, how(5, 0), Compat.FIXED, 0, 1, 1).get("peakShape"), 1e-6);
    }

    /// Whole periods of sin(w i): the mean of the squared difference is 2 sin^2(w / 2), times the square of the low pass at w.
    @Test
    void aSineHasTheClosedFormOfItsSlope() {
        double w = 2 * Math.PI / 25;
        Tensor sine = tensor(Shape.of(1, 501), i -> Math.sin(w * i));
        assertEquals(2 * Math.pow(Math.sin(w / 2), 2), physics(sine, how(5, 0), Compat.REFERENCE, 0, 1, 1).get("smoothness"), 1e-6);
        float[] taps = Physics.lowPass(27);
        double gain = 0;
        for (int k = 0; k < taps.length; k++) {
            gain += taps[k] * Math.cos(w * (k - 13));
        }
        Tensor longer = tensor(Shape.of(1, 501 + 26), i -> Math.sin(w * i));
        assertEquals(2 * Math.pow(Math.sin(w / 2), 2) * gain * gain / 16, physics(longer, how(27, 0), Compat.FIXED, 0, 1, 4)
            .get("smoothness"), 1e-7);
    }

    /// Spectra that are normalised are negative in half of their samples, though their intensities are not (pitfall P31).
    @Test
    void negativeMeansNegativeIntensity() {
        Tensor s = tensor(Shape.of(1, 80), i -> Math.sin(0.3 * i));
        assertEquals(0, physics(s, how(5, 0), Compat.FIXED, 2, 1.5f, 1).get("nonNegativity"));
        assertTrue(physics(s, how(5, 0), Compat.REFERENCE, 2, 1.5f, 1).get("nonNegativity") > 0.2);
        Tensor level = tensor(Shape.of(1, 80), _ -> -1.5);
        assertEquals(0.5, physics(level, how(5, 0), Compat.FIXED, 2, 2, 1).get("nonNegativity"), 1e-6);
    }

    @Test
    void aLinearDecoderObeysBeerAndLambert() {
        Shape s = Shape.of(2, 9);
        float linear = Compute.one(BACKEND, x -> BeerLambert.of(x.get(0), x.get(1), x.get(2), null, v -> v.mul(3)),
            tensor(s, Math::sin), tensor(s, Math::cos), Tensor.of(Shape.of(2), 0.2f, 0.7f))[0];
        assertEquals(0, linear, 1e-12);
        float absent = Compute.one(BACKEND, x -> BeerLambert.of(x.get(0), x.get(1), x.get(2), x.get(3), Value::square),
            tensor(s, Math::sin), tensor(s, Math::cos), Tensor.of(Shape.of(2), 0.2f, 0.7f), Tensor.zeros(Shape.of(2)))[0];
        assertEquals(0, absent);
    }

    @Test
    void equalViewsWithoutPredictorAgree() {
        Tensor z = tensor(Shape.of(4, 6), i -> Math.sin(i * i));
        assertEquals(0, Compute.one(BACKEND, x -> Byol.loss(x.get(0), x.get(0), null), z)[0]);
        assertEquals(4, Compute.one(BACKEND, x -> Byol.loss(x.get(0), x.get(0).neg(), null), z)[0], 1e-6);
        assertEquals(0, Compute.one(BACKEND, x -> Byol.loss(x.get(0), x.get(0).neg(), x.get(1)), z, Tensor.zeros(Shape.of(4)))[0]);
    }

    @Test
    void spreadTellsCollapse() {
        Tensor same = tensor(Shape.of(16, 4), i -> 1 + i % 4);
        Tensor crosses = tensor(Shape.of(8, 4), i -> i / 4 / 2 == i % 4 ? i / 4 % 2 == 0 ? 1 : -1 : 0);
        for (float s : Compute.one(BACKEND, x -> Byol.spread(x.get(0)), same)) {
            assertEquals(0, s, 1e-6);
        }
        for (float s : Compute.one(BACKEND, x -> Byol.spread(x.get(0)), crosses)) {
            assertEquals(1 / Math.sqrt(4), s, 1e-6);
        }
    }

    /// The target starts equal, gets no gradient, and follows by the moving average after the optimiser's step.
    @Test
    void theTargetFollows() {
        Parameters p = new Parameters();
        Byol byol = new Byol(p, "byol", 5, new Views(Views.Kind.BYOL, Views.Norm.LAYER, 7, 4, 0.9f, 0.1f));
        List<String> names = p.names().stream().filter(n -> n.startsWith("byol.projector")).toList();
        TargetNetwork target = new TargetNetwork(p, "target.", names);
        Graph g = new Graph(p.layout());
        Pass pass = Pass.evaluate(g);
        Value z = g.input("z", Shape.of(3, 5));
        Value other = g.input("other", Shape.of(3, 5));
        Pass frozen = target.pass(pass);
        Value loss = byol.apply(pass, z, other, byol.project(frozen, z), byol.project(frozen, other), null);
        g.output("loss", loss);
        List<Value> none = g.gradients(loss, names.stream().map(n -> g.variable("target." + n)).toList());
        none.forEach(v -> assertNull(v, "a gradient of the target"));
        g.backward(loss);
        g.one(new dev.spektron.backend.op.Effect.GradientNorm());
        g.apply(new dev.spektron.backend.op.Effect.Sgd(0, 0, 0, false, 0), List.of(g.constant(0.5f), g.constant(1)));
        target.update(g, g.input("tau", Shape.SCALAR));
        Plan plan = Planner.plan(g, BACKEND);
        Variables v = Variables.allocate(plan);
        p.initialise(v, 3);
        target.start(v);
        String weight = "byol.projector.hidden.weight";
        float[] before = v.get(weight);
        assertArrayEquals(before, v.get("target." + weight));
        try (Executable run = BACKEND.compile(plan, v, true)) {
            run.write("z", tensor(Shape.of(3, 5), Math::sin).data());
            run.write("other", tensor(Shape.of(3, 5), Math::cos).data());
            run.write("tau", new float[] {0.75f});
            run.run();
        }
        float[] after = v.get(weight);
        float[] followed = v.get("target." + weight);
        assertNotEquals(before[0], after[0]);
        for (int i = 0; i < before.length; i++) {
            assertEquals(0.75f * before[i] + 0.25f * after[i], followed[i], 1e-7);
        }
    }

    @Test
    void onlyOneClassTeachesNothing() {
        Tensor logits = tensor(Shape.of(4, 3), Math::sin);
        Tensor latent = tensor(Shape.of(4, 2), Math::cos);
        for (float[] labels : new float[][] {{1, 1, -1, 1}, {-1, -1, -1, -1}, {0, 1, -1, 1}}) {
            List<float[]> out = Compute.of(BACKEND, x -> {
                VibLoss.Parts parts = VibLoss.of(new Latents(null, null, x.get(0), x.get(0), x.get(0), x.get(0), x.get(1), x.get(1)),
                    x.get(2), x.get(0).graph().constant(0.1f), Bottleneck.DEFAULT, Compat.FIXED);
                return List.of(parts.classifier(), parts.classified());
            }, latent, logits, Tensor.of(Shape.of(4), labels));
            assertEquals(labels[0] == 0, out.get(0)[0] > 0);
            assertEquals(labels[0] == 0 ? 1 : 0, out.get(1)[0]);
        }
    }

    private static LossConfig config() {
        LossConfig c = LossConfig.DEFAULT;
        return new LossConfig(2, 0, 0.5f, 0.25f, 0, 0, 0, c.target(), c.views(), c.alignment(), c.physical(), c.bottleneck());
    }

    @Test
    void theTotalIsTheWeightedSumOfWhatIsPresent() {
        for (float present : new float[] {1, 0}) {
            Graph g = new Graph();
            Value x = g.input("x", Shape.of(3));
            TotalLoss total = new TotalLoss(g, config()).add(Term.MSRP, x.square().sum()).add(Term.DENOISE, x.sum())
                .add(Term.TRANSPORT, x.abs().sum(), g.input("present", Shape.SCALAR)).add(Term.PHYSICS, x.exp().sum());
            total.output();
            g.output("total", total.value());
            GradientNorms.of(x, total.weighted()).forEach((n, v) -> g.output("norm." + n, v));
            Plan plan = Planner.plan(g, BACKEND);
            try (Executable run = BACKEND.compile(plan, Variables.allocate(plan), true)) {
                run.write("x", new float[] {1, 2, -2});
                run.write("present", new float[] {present});
                run.run();
                assertEquals(2 * 9 + 0.5 + present * 0.25 * 5, run.scalar("total"), 1e-6);
                Map<Term, TotalLoss.Reading> read = total.read(run::scalar);
                assertEquals(new TotalLoss.Reading(true, 9, 18), read.get(Term.MSRP));
                assertEquals(present == 1 ? new TotalLoss.Reading(true, 5, 1.25) : TotalLoss.Reading.ABSENT, read.get(Term.TRANSPORT));
                assertEquals(TotalLoss.Reading.ABSENT, read.get(Term.PHYSICS), "a weight of 0");
                assertEquals(TotalLoss.Reading.ABSENT, read.get(Term.VIB), "not given");
                assertEquals(2 * 6, run.scalar("norm.msrp"), 1e-5);
                assertEquals(0.5 * Math.sqrt(3), run.scalar("norm.denoise"), 1e-6);
                assertEquals(present * 0.25 * Math.sqrt(3), run.scalar("norm.ot"), 1e-6);
            }
        }
    }

    @Test
    void wrongWeightsAreRefused() {
        assertEquals("losses.alignment.slots: expected at least 2, found 1", assertThrows(IllegalArgumentException.class,
            () -> new LossConfig.Alignment(LossConfig.Alignment.Kind.PLAIN, 1, 1, 0, 1)).getMessage());
        Graph g = new Graph();
        TotalLoss none = new TotalLoss(g, config());
        assertThrows(IllegalStateException.class, none::value);
        none.add(Term.MSRP, g.constant(1));
        assertThrows(IllegalArgumentException.class, () -> none.add(Term.MSRP, g.constant(1)));
    }

    @Test
    void parametersOfTheHeads() {
        Parameters p = new Parameters();
        new Byol(p, "byol", 128, Views.DEFAULT);
        assertEquals(128 * 512 + 512 * 128, p.count("byol.projector"));
        assertEquals(128 * 512 + 512 * 128 + 128, p.count("byol.predictor"));
        Parameters q = new Parameters();
        new Byol(q, "byol", 128, new Views(Views.Kind.BYOL, Views.Norm.LAYER, 512, 128, 0.996f, 0.1f));
        assertEquals(128 * 512 + 512 + 1024 + 512 * 128 + 128, q.count("byol.projector"));
        assertEquals(q.count("byol.projector"), q.count("byol.predictor"));
    }
}

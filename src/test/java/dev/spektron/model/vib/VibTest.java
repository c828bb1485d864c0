package dev.spektron.model.vib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.model.Runs;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.ModuleCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VibTest {
    private static final VibConfig SMALL = new VibConfig(6, 4, 5);

    /// Numbers of the model specification, section 6.
    @Test
    void hasThePublishedNumberOfParameters() {
        for (Compat compat : Compat.values()) {
            Parameters p = new Parameters();
            new Vib(p, "vib", 256, VibConfig.DEFAULT, compat);
            new Vib(p, "light", 64, VibConfig.LIGHT, compat);
            assertEquals(113_184, p.count("vib."));
            assertEquals(11_520, p.count("light."));
        }
    }

    private static final List<String> WATCHED = List.of("vib.chem.mean.weight", "vib.chem.mean.bias", "vib.adversary.hidden.weight",
        "vib.adversary.out.weight", "vib.adversary.out.bias");

    private static Map<String, float[]> adversary(float lambda) {
        Parameters p = new Parameters();
        Vib vib = new Vib(p, "vib", 8, SMALL, Compat.FIXED);
        Graph g = new Graph(p.layout());
        Latents z = vib.apply(Pass.evaluate(g), g.input("h", Shape.of(3, 8)), g.input("lambda", Shape.SCALAR));
        Value loss = Fn.crossEntropy(z.adversaryLogits(), g.constant(Tensor.of(Shape.of(3), new float[] {0, 4, 2}))).mean();
        List<Value> gradients = g.gradients(loss, WATCHED.stream().map(g::variable).toList());
        Map<String, Value> wanted = new LinkedHashMap<>();
        for (int i = 0; i < WATCHED.size(); i++) {
            wanted.put(WATCHED.get(i), gradients.get(i));
        }
        wanted.put("loss", loss);
        return Runs.run(g, Runs.variables(p, 1), Map.of("h", Runs.normal(24, 2), "lambda", new float[] {lambda}), wanted);
    }

    /// The gradient into z_chem is exactly -lambda times the plain one, which is that with lambda = -1; the adversary gets the plain one.
    @Test
    void theGradientIsReversedExactly() {
        Map<String, float[]> plain = adversary(-1);
        for (float lambda : new float[] {0, 0.5f, 1, 4}) {
            Map<String, float[]> reversed = adversary(lambda);
            assertArrayEquals(plain.get("loss"), reversed.get("loss"));
            for (String name : WATCHED) {
                float[] expected = plain.get(name).clone();
                float most = 0;
                for (int i = 0; i < expected.length; i++) {
                    most = Math.max(most, Math.abs(expected[i]));
                    // Adding 0 turns -0 into 0.
                    expected[i] = (name.startsWith("vib.chem") ? -lambda * expected[i] : expected[i]) + 0f;
                }
                float[] found = reversed.get(name);
                assertTrue(most > 1e-6, name);
                for (int i = 0; i < found.length; i++) {
                    assertEquals(expected[i], found[i] + 0f, name);
                }
            }
        }
    }

    private static Map<String, float[]> run(Pass.Mode mode, Compat compat, int batch, float bias) {
        Parameters p = new Parameters();
        Vib vib = new Vib(p, "vib", 8, SMALL, compat);
        Graph g = new Graph(p.layout());
        Value step = g.input("step", Shape.SCALAR);
        g.output("unused", step.add(1));
        Latents z = vib.apply(new Pass(g, mode, step, 11, "", Adapters.NONE), g.input("h", Shape.of(batch, 8)), g.constant(1));
        Variables v = Runs.variables(p, 1);
        float[] b = new float[6];
        java.util.Arrays.fill(b, bias);
        v.set("vib.chem.logvar.bias", b);
        return Runs.run(g, v, Map.of("h", Runs.normal(batch * 8, 2), "step", new float[] {3}), Map.of("chem", z.chem(), "inst", z.inst(),
            "meanChem", z.meanChem(), "meanInst", z.meanInst(), "logVarChem", z.logVarChem(), "logits", z.instrumentLogits()));
    }

    @Test
    void onlyTrainingIsNoisy() {
        for (Pass.Mode mode : new Pass.Mode[] {Pass.Mode.EVALUATE, Pass.Mode.SAMPLE, Pass.Mode.TRAIN_WITHOUT_NOISE}) {
            Map<String, float[]> y = run(mode, Compat.FIXED, 3, 0);
            assertArrayEquals(y.get("meanChem"), y.get("chem"));
            assertArrayEquals(y.get("meanInst"), y.get("inst"));
        }
    }

    /// (z - mean) / deviation is standard normal.
    @Test
    void noiseHasTheDeviationOfTheLatent() {
        Map<String, float[]> y = run(Pass.Mode.TRAIN, Compat.FIXED, 2000, 1);
        double sum = 0;
        double squares = 0;
        float[] z = y.get("chem");
        for (int i = 0; i < z.length; i++) {
            double e = (z[i] - y.get("meanChem")[i]) / Math.exp(0.5 * y.get("logVarChem")[i]);
            sum += e;
            squares += e * e;
        }
        assertEquals(0, sum / z.length, 0.04);
        assertEquals(1, squares / z.length, 0.06);
    }

    @Test
    void theVarianceIsBounded() {
        for (float sign : new float[] {-1, 1}) {
            for (float v : run(Pass.Mode.TRAIN, Compat.FIXED, 3, sign * 500).get("logVarChem")) {
                assertEquals(sign * 10, v);
            }
            for (float v : run(Pass.Mode.EVALUATE, Compat.REFERENCE, 3, sign * 500).get("logVarChem")) {
                assertTrue(sign * v > 400);
            }
        }
    }

    /// Among the instruments of one modality the others have no part, neither in the loss nor in the gradient.
    @Test
    void classifiersCanBeKeptWithinAModality() {
        Parameters p = new Parameters();
        Vib vib = new Vib(p, "vib", 8, SMALL, Compat.FIXED);
        Graph g = new Graph(p.layout());
        Latents z = vib.apply(Pass.evaluate(g), g.input("h", Shape.of(2, 8)), g.constant(1));
        Value allowed = g.constant(Tensor.of(Shape.of(2, 5), new float[] {1, 1, 0, 0, 0, 0, 0, 1, 1, 1}));
        Value label = g.constant(Tensor.of(Shape.of(2), new float[] {1, 3}));
        Value within = Fn.crossEntropy(z.within(allowed).adversaryLogits(), label);
        Value first = Fn.crossEntropy(z.adversaryLogits().slice(0, 0, 1).slice(1, 0, 2), label.slice(0, 0, 1));
        Value second = Fn.crossEntropy(z.adversaryLogits().slice(0, 1, 1).slice(1, 2, 3), label.slice(0, 1, 1).add(-2));
        Map<String, float[]> y = Runs.run(g, Runs.variables(p, 1), Map.of("h", Runs.normal(16, 2)), Map.of("within", within,
            "parts", Value.concat(0, first, second)));
        assertArrayEquals(y.get("parts"), y.get("within"), 1e-6f);
    }

    @Test
    void gradientsAreCentralDifferences() {
        Parameters p = new Parameters();
        Vib vib = new Vib(p, "vib", 8, SMALL, Compat.FIXED);
        ModuleCheck.centralDifferences("VIB", p, g -> {
            Latents z = vib.apply(Pass.evaluate(g), g.input("h", Shape.of(3, 8)), g.constant(-1));
            return z.adversaryLogits().square().mean().add(z.instrumentLogits().square().mean()).add(z.logVarChem().exp().mean())
                .add(z.logVarInst().square().mean()).add(z.chem().mul(z.meanChem()).mean());
        }, Map.of("h", Runs.normals(24, 3)));
    }
}

package dev.spektron.model.moe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.model.Runs;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.model.config.MixtureConfig.Balance;
import dev.spektron.model.config.MixtureConfig.Expert;
import dev.spektron.model.config.MixtureConfig.Kan;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.ModuleCheck;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixtureTest {
    private static MixtureConfig config(int experts, int top, float dropout, Balance balance, Expert expert) {
        return new MixtureConfig(experts, top, 5, dropout, 0.1f, balance, expert, Kan.DEFAULT);
    }

    private static long count(MixtureConfig c, int width, Compat compat) {
        Parameters p = new Parameters();
        new Mixture(p, "moe", width, c, compat);
        return p.count("moe.");
    }

    /// Numbers of the model specification, section 5.
    @Test
    void hasThePublishedNumberOfParameters() {
        MixtureConfig d = MixtureConfig.DEFAULT;
        for (Compat compat : Compat.values()) {
            assertEquals(1_053_184, count(d, 256, compat));
            assertEquals(33_408, count(MixtureConfig.LIGHT, 64, compat));
            assertEquals(9_444_864, count(new MixtureConfig(4, 2, 512, 0.1f, 0.1f, d.balance(), Expert.KAN, Kan.DEFAULT), 256, compat));
            assertEquals(2_360_832 + 256 + 512, count(new MixtureConfig(1, 1, 512, 0.1f, 0.1f, d.balance(), Expert.KAN, Kan.DEFAULT), 256,
                compat));
        }
        MixtureConfig noisy = new MixtureConfig(4, 2, 512, 0.1f, 0.1f, Balance.CV2, Expert.MLP, Kan.DEFAULT);
        assertEquals(1_053_184 + 1_024, count(noisy, 256, Compat.FIXED));
        assertEquals(1_053_184, count(noisy, 256, Compat.REFERENCE));
    }

    @Test
    void noExpertsAreRefusedHere() {
        MixtureConfig none = new MixtureConfig(0, 0, 5, 0, 0, Balance.SWITCH, Expert.MLP, Kan.DEFAULT);
        String message = assertThrows(IllegalArgumentException.class, () -> count(none, 8, Compat.FIXED)).getMessage();
        assertTrue(message.startsWith("mixture.experts: expected at least 1"), message);
    }

    private static Map<String, float[]> run(MixtureConfig c, int width, Shape shape, float[] x, Pass.Mode mode, Consumer<Variables> set) {
        Parameters p = new Parameters();
        Mixture mixture = new Mixture(p, "moe", width, c, Compat.FIXED);
        Graph g = new Graph(p.layout());
        Mixture.Mixed m = mixture.apply(new Pass(g, mode, g.input("step", Shape.SCALAR), 11, "", Adapters.NONE), g.input("x", shape));
        g.output("unused", g.input("step", Shape.SCALAR).add(1));
        Variables v = Runs.variables(p, 3);
        set.accept(v);
        return Runs.run(g, v, Map.of("x", x, "step", new float[] {2}), Map.of("tokens", m.tokens(), "balance", m.balance(),
            "loads", m.loads(), "z", m.routerZ()));
    }

    /// Tokens that are all rotations of one: with W_g = 1 every expert is first, second, third and last once.
    @ParameterizedTest
    @EnumSource(Balance.class)
    void perfectBalanceHasTheLeastLoss(Balance balance) {
        float[] x = new float[16];
        float[] identity = new float[16];
        for (int i = 0; i < 16; i++) {
            x[i] = new float[] {3, 1, -1, -3}[(i / 4 + i) % 4];
            identity[i] = i / 4 == i % 4 ? 1 : 0;
        }
        Map<String, float[]> y = run(config(4, 2, 0, balance, Expert.MLP), 4, Shape.of(2, 2, 4), x, Pass.Mode.EVALUATE,
            v -> v.set("moe.gate.weight", identity));
        assertEquals(balance == Balance.SWITCH ? 1 : 0, y.get("balance")[0], 1e-6);
        assertArrayEquals(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, y.get("loads"), 1e-6f);
        assertEquals(1, Mixture.utilisation(y.get("loads")), 1e-6);
    }

    /// One expert does everything: E for SWITCH; (1 - 1/E)^2 / E + (E - 1) / E^3 for SQUARE; E - 1 for importance and for load each with
    /// CV2.
    @ParameterizedTest
    @EnumSource(Balance.class)
    void collapseHasTheGreatestLoss(Balance balance) {
        float[] x = new float[32];
        for (int i = 0; i < 32; i++) {
            x[i] = new float[] {3, -1, -1, -1}[i % 4];
        }
        float[] gate = new float[16];
        gate[0] = 60;
        Map<String, float[]> y = run(config(4, 1, 0, balance, Expert.MLP), 4, Shape.of(2, 4, 4), x, Pass.Mode.EVALUATE,
            v -> v.set("moe.gate.weight", gate));
        double expected = switch (balance) {
            case SWITCH -> 4;
            case SQUARE -> (0.75 * 0.75 + 3 * 0.0625) / 4;
            case CV2 -> 6;
        };
        assertEquals(expected, y.get("balance")[0], 1e-4);
        assertEquals(0, Mixture.utilisation(y.get("loads")), 1e-6);
    }

    /// Equal logits: log-sum-exp of E zeros.
    @Test
    void routerLossIsTheSquaredLogSumExp() {
        Map<String, float[]> y = run(config(4, 2, 0, Balance.SWITCH, Expert.MLP), 8, Shape.of(2, 3, 8), Runs.normal(48, 1),
            Pass.Mode.EVALUATE, v -> v.set("moe.gate.weight", new float[32]));
        assertEquals(Math.log(4) * Math.log(4), y.get("z")[0], 1e-5);
    }

    /// Monte Carlo dropout draws dropout and nothing else.
    @ParameterizedTest
    @EnumSource(Balance.class)
    void samplingKeepsTheGates(Balance balance) {
        float[] x = Runs.normal(2 * 9 * 8, 1);
        Shape s = Shape.of(2, 9, 8);
        for (Expert expert : Expert.values()) {
            MixtureConfig still = config(4, 2, 0, balance, expert);
            MixtureConfig drops = config(4, 2, 0.5f, balance, expert);
            Map<String, float[]> evaluated = run(still, 8, s, x, Pass.Mode.EVALUATE, _ -> { });
            assertArrayEquals(evaluated.get("tokens"), run(still, 8, s, x, Pass.Mode.SAMPLE, _ -> { }).get("tokens"));
            assertArrayEquals(evaluated.get("tokens"), run(drops, 8, s, x, Pass.Mode.EVALUATE, _ -> { }).get("tokens"));
            Map<String, float[]> sampled = run(drops, 8, s, x, Pass.Mode.SAMPLE, _ -> { });
            assertArrayEquals(evaluated.get("loads"), sampled.get("loads"));
            assertFalse(Arrays.equals(evaluated.get("tokens"), sampled.get("tokens")));
            assertFalse(Arrays.equals(evaluated.get("loads"), run(still, 8, s, x, Pass.Mode.TRAIN, _ -> { }).get("loads")));
        }
    }

    @Test
    void aSampleDoesNotDependOnItsBatch() {
        MixtureConfig c = config(4, 2, 0.1f, Balance.CV2, Expert.MLP);
        float[] x = Runs.normal(3 * 7 * 8, 1);
        float[] whole = run(c, 8, Shape.of(3, 7, 8), x, Pass.Mode.EVALUATE, _ -> { }).get("tokens");
        float[] alone = run(c, 8, Shape.of(1, 7, 8), Arrays.copyOfRange(x, 56, 112), Pass.Mode.EVALUATE, _ -> { }).get("tokens");
        assertArrayEquals(alone, Arrays.copyOfRange(whole, 56, 112), 1e-5f);
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void gradientsAreCentralDifferences(Balance balance) {
        for (Expert expert : Expert.values()) {
            Parameters p = new Parameters();
            Mixture mixture = new Mixture(p, "moe", 6, config(4, 2, 0.1f, balance, expert), Compat.FIXED);
            ModuleCheck.centralDifferences(balance + " " + expert, p, g -> {
                Mixture.Mixed m = mixture.apply(Pass.evaluate(g), g.input("x", Shape.of(2, 3, 6)));
                Value loss = m.tokens().square().mean().add(m.routerZ().mul(0.1f));
                // The shares f of SWITCH are constants of the gradient, not of differences; the golden vectors hold them.
                return balance == Balance.SWITCH ? loss : loss.add(m.balance().mul(0.3f));
            }, Map.of("x", Runs.normals(36, 2)));
        }
    }

    @Test
    void utilisationIsTheShareOfTheGreatestEntropy() {
        assertEquals(0.5, Mixture.utilisation(new float[] {0.5f, 0.5f, 0, 0}), 1e-7);
        assertEquals(1, Mixture.utilisation(new float[] {1}));
    }
}

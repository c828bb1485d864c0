package dev.spektron.model.loss;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.model.config.LossConfig.Bottleneck;
import dev.spektron.model.config.LossConfig.Physical;
import dev.spektron.model.config.LossConfig.Target;
import dev.spektron.model.config.LossConfig.Target.Distance;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.vib.Latents;
import dev.spektron.nn.Init;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.ModuleCheck;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Every term against central differences in double precision; what it depends on stands as parameters.
class LossGradientsTest {
    private final Parameters p = new Parameters();

    private void define(String name, int... shape) {
        p.define(name, Parameters.FREE, Init.normal(0.8f), shape);
    }

    private void check(String title, Function<Graph, Value> loss) {
        ModuleCheck.centralDifferences(title, p, loss, Map.of());
    }

    private static Value constant(Graph g, Shape shape, float... x) {
        return g.constant(Tensor.of(shape, x));
    }

    @Test
    void reconstruction() {
        define("r", 2, 3, 4);
        define("t", 2, 3, 4);
        define("k", 2, 3, 4);
        for (Distance d : Distance.values()) {
            for (int o = 0; o < 4; o++) {
                Target how = new Target(d, o % 2 == 1, o > 1, 1);
                // A patch's deviation is that of a target, which is given.
                float[] given = new float[24];
                for (int i = 0; i < given.length; i++) {
                    given[i] = (float) Math.sin(1.7 * i);
                }
                check("msrp " + how, g -> Msrp.of(g.variable("r"), how.perPatch() ? constant(g, Shape.of(2, 3, 4), given)
                    : g.variable("t"), constant(g, Shape.of(2, 3), 1, 0, 1, 0, 0, 1),
                    g.variable("k").square().add(1), how));
            }
        }
        check("denoising", g -> Denoising.of(g.variable("r"), g.variable("t")));
        check("normalised error", g -> Msrp.normalisedError(g.variable("r"), g.variable("t"), g.variable("k"),
            constant(g, Shape.of(2, 3), 1, 0, 1, 0, 0, 1)));
    }

    @Test
    void views() {
        define("z1", 4, 5);
        define("z2", 4, 5);
        check("infoNCE", g -> InfoNce.of(g.variable("z1"), g.variable("z2"), constant(g, Shape.of(4), 0, 1, 0, 2),
            constant(g, Shape.of(4), 1, 1, 1, 0), 0.5f));
        check("infoNCE, reference", g -> InfoNce.reference(g.variable("z1"), g.variable("z2"), 0.5f));
    }

    @Test
    void bootstrap() {
        Byol byol = new Byol(p, "byol", 5, new Views(Views.Kind.BYOL, Views.Norm.LAYER, 6, 4, 0.99f, 0.1f));
        define("z1", 4, 5);
        define("z2", 4, 5);
        Function<Graph, Value> loss = g -> {
            Pass pass = Pass.evaluate(g);
            Value there = constant(g, Shape.of(4, 4), 1, 2, 3, 4, -1, 2, 0, 1, 3, 2, 1, 0, 1, 1, -1, 0.5f);
            Value q = byol.predict(pass, byol.project(pass, g.variable("z1").add(g.variable("z2").sin())));
            return Byol.loss(q, there, constant(g, Shape.of(4), 1, 0, 1, 1));
        };
        check("byol", loss);
    }

    @Test
    void transport() {
        define("z", 7, 3);
        float[] slots = {0, 1, 2, 0, -1, 2, 1};
        check("divergence", g -> Transport.divergence(g.variable("z"), constant(g, Shape.of(7), slots), g.constant(1),
            new Alignment(Alignment.Kind.DIVERGENCE, 1, 60, 0, 3)).loss());
        check("plain transport", g -> Transport.of(g.variable("z"), constant(g, Shape.of(7), slots),
            new Alignment(Alignment.Kind.PLAIN, 1, 10, 0, 4)).loss());
    }

    @Test
    void physics() {
        define("s", 2, 24);
        define("a", 2, 24);
        define("b", 2, 24);
        for (Compat compat : Compat.values()) {
            for (int window : new int[] {0, 7}) {
                Physical how = new Physical(0.4f, 0.3f, 0.2f, 0.6f, 0, 5, window, 2, 0.1f);
                check("physics " + compat + " " + window, g -> Physics.of(g.variable("s"), new Physics.Normalisation(
                    constant(g, Shape.of(2), 0.1f, 0.4f), constant(g, Shape.of(2), 0.7f, 2), constant(g, Shape.of(2), 1, 4)), how, compat));
            }
        }
        check("mixing", g -> BeerLambert.of(g.variable("a"), g.variable("b"), constant(g, Shape.of(2), 0.3f, 0.9f), null,
            x -> x.square().sub(x)));
    }

    @Test
    void bottleneck() {
        for (String name : new String[] {"mc", "vc", "mi", "vi"}) {
            define(name, 4, 3);
        }
        define("inst", 4, 5);
        define("adv", 4, 5);
        for (Compat compat : Compat.values()) {
            check("vib " + compat, g -> VibLoss.of(new Latents(null, null, g.variable("mc"), g.variable("vc"), g.variable("mi"),
                g.variable("vi"), g.variable("inst"), g.variable("adv")), constant(g, Shape.of(4), 0, 3, -1, 4), g.constant(0.3f),
                Bottleneck.DEFAULT, compat).total());
        }
    }
}

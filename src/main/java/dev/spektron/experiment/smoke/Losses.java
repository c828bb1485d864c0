package dev.spektron.experiment.smoke;

import dev.spektron.autograd.Value;
import dev.spektron.experiment.smoke.Trial.Body;
import dev.spektron.experiment.smoke.Trial.Expectation;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.model.config.LossConfig.Bottleneck;
import dev.spektron.model.config.LossConfig.Physical;
import dev.spektron.model.config.LossConfig.Target;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.model.loss.BeerLambert;
import dev.spektron.model.loss.Byol;
import dev.spektron.model.loss.Denoising;
import dev.spektron.model.loss.InfoNce;
import dev.spektron.model.loss.Msrp;
import dev.spektron.model.loss.Physics;
import dev.spektron.model.loss.Transport;
import dev.spektron.model.loss.VibLoss;
import dev.spektron.model.moe.Mixture;
import dev.spektron.model.vib.Latents;
import dev.spektron.nn.Init;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.Locale;

/// The terms of the loss over random numbers. Two independent standard normal numbers differ by 2 in the mean square; other bounds are
/// those of the formulas.
final class Losses {
    private static final int ROWS = 8;
    private static final int TOKENS = 15;
    private static final int PATCH = 32;
    private static final int LATENT = 32;
    private static final int CHANNELS = 256;
    private static final float[] LABELS = {0, 0, 0, 0, 1, 1, 1, 1};

    private Losses() {}

    static List<Trial> all() {
        return List.of(
            Trial.loss("loss msrp", 1.5, 2.5, p -> {
                leaf(p, "r", ROWS, TOKENS, PATCH);
                return (pass, in) -> List.of(Msrp.of(value(pass, "r"), in.normal("t", ROWS, TOKENS, PATCH),
                    in.given("masked", Shape.of(ROWS, TOKENS), thirds()), Target.DEFAULT));
            }),
            Trial.loss("loss contrastive, BYOL", 0, 4, Losses::bootstrap),
            Trial.loss("loss contrastive, InfoNCE", 0, 100, p -> {
                leaf(p, "z1", ROWS, LATENT);
                leaf(p, "z2", ROWS, LATENT);
                return (pass, _) -> List.of(InfoNce.of(value(pass, "z1"), value(pass, "z2"), null, null, Views.DEFAULT.temperature()));
            }),
            Trial.loss("loss denoise", 1.5, 2.5, p -> {
                leaf(p, "r", ROWS, TOKENS, PATCH);
                return (pass, in) -> List.of(Denoising.of(value(pass, "r"), in.normal("clean", ROWS, TOKENS, PATCH)));
            }),
            transport("loss ot, divergence", Alignment.DEFAULT), transport("loss ot, plain", Alignment.REFERENCE),
            physics(Compat.FIXED), physics(Compat.REFERENCE), Trial.loss("loss physics, mixing", 1, 3, Losses::mixing),
            Trial.loss("loss vib", 0, 100, Losses::bottleneck),
            new Trial("loss moe_balance", name -> !name.contains(".experts."), Losses::balance, Expectation.loss(0.9, 4)));
    }

    private static void leaf(Parameters p, String name, int... shape) {
        p.define(Trial.LEAF + name, Parameters.FREE, Init.normal(1), shape);
    }

    private static Value value(Pass pass, String name) {
        return pass.variable(Trial.LEAF + name);
    }

    /// Every third token.
    private static float[] thirds() {
        float[] m = new float[ROWS * TOKENS];
        for (int i = 0; i < m.length; i += 3) {
            m[i] = 1;
        }
        return m;
    }

    private static Body bootstrap(Parameters p) {
        Byol byol = new Byol(p, "byol", LATENT, Views.LIGHT);
        leaf(p, "z", ROWS, LATENT);
        return (pass, in) -> List.of(Byol.loss(byol.predict(pass, byol.project(pass, value(pass, "z"))),
            in.normal("target", ROWS, Views.LIGHT.width()), null));
    }

    private static Trial transport(String name, Alignment how) {
        return Trial.loss(name, 0, 4, p -> {
            leaf(p, "z", ROWS, LATENT);
            return (pass, in) -> List.of(Transport.of(value(pass, "z"), in.given("slots", Shape.of(ROWS), LABELS), how).loss());
        });
    }

    private static Trial physics(Compat compat) {
        return Trial.loss("loss physics, " + compat.name().toLowerCase(Locale.ROOT), 0, 100, p -> {
            leaf(p, "s", ROWS, CHANNELS);
            return (pass, in) -> {
                Shape rows = Shape.of(ROWS);
                return List.of(Physics.of(value(pass, "s"), new Physics.Normalisation(in.given("mean", rows, 1, 0, 1, 0, 1, 0, 1, 0),
                    in.given("deviation", rows, 1, 1, 1, 1, 2, 2, 2, 2), in.given("distance", rows, 4, 4, 4, 4, 8, 8, 8, 8)),
                    Physical.DEFAULT, compat));
            };
        });
    }

    private static Body mixing(Parameters p) {
        leaf(p, "a", ROWS, CHANNELS);
        leaf(p, "b", ROWS, CHANNELS);
        leaf(p, "mixed", ROWS, CHANNELS);
        return (pass, in) -> {
            Value shares = in.given("shares", Shape.of(ROWS), 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f);
            Value absorbance = in.given("absorbance", Shape.of(ROWS), 1, 1, 1, 1, 1, 1, 1, 1);
            return List.of(BeerLambert.of(value(pass, "a"), value(pass, "b"), value(pass, "mixed"), shares, absorbance));
        };
    }

    private static Body bottleneck(Parameters p) {
        for (String name : List.of("meanChem", "logVarChem", "meanInst", "logVarInst", "instrument", "adversary")) {
            leaf(p, name, ROWS, LATENT);
        }
        return (pass, in) -> List.of(VibLoss.of(new Latents(value(pass, "meanChem"), value(pass, "meanInst"), value(pass, "meanChem"),
            value(pass, "logVarChem"), value(pass, "meanInst"), value(pass, "logVarInst"), value(pass, "instrument"),
            value(pass, "adversary")),
            in.given("labels", Shape.of(ROWS), LABELS), in.given("beta", Shape.SCALAR, 1e-3f), Bottleneck.DEFAULT, Compat.FIXED).total());
    }

    private static Body balance(Parameters p) {
        MixtureConfig c = MixtureConfig.DEFAULT;
        Mixture mixture = new Mixture(p, "mixture", LATENT, new MixtureConfig(c.experts(), c.top(), LATENT, c.dropout(), c.gateNoise(),
            c.balance(), c.expert(), c.kan()), Compat.FIXED);
        return (pass, in) -> List.of(mixture.apply(pass, in.normal("tokens", ROWS, TOKENS, LATENT)).balance());
    }
}

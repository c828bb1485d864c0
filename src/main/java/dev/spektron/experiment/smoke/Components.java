package dev.spektron.experiment.smoke;

import dev.spektron.autograd.Value;
import dev.spektron.experiment.smoke.Trial.Body;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.Backbones;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.model.config.MixtureConfig.Expert;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.model.config.VibConfig;
import dev.spektron.model.embed.Embedding;
import dev.spektron.model.embed.Embeddings;
import dev.spektron.model.embed.Positions;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.model.head.CrossHead;
import dev.spektron.model.head.FnoHead;
import dev.spektron.model.head.ReconstructionHead;
import dev.spektron.model.head.RegressionHead;
import dev.spektron.model.head.SpectrumDecoder;
import dev.spektron.model.moe.Mixture;
import dev.spektron.model.vib.Latents;
import dev.spektron.model.vib.Vib;
import dev.spektron.nn.Parameters;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The parts of the model, of the size that they have in the light presets.
final class Components {
    static final int BATCH = 4;
    private static final ModelConfig PATCHED = Presets.find("light");
    private static final ModelConfig RAW = Presets.find("dlinoss-light");
    private static final int WIDTH = PATCHED.width();
    private static final int TOKENS = PATCHED.tokens() + 2;
    private static final VibConfig VIB = VibConfig.LIGHT;
    /// Channels of spectral transfer.
    private static final int LENGTH = 256;

    private Components() {}

    static List<Trial> all() {
        List<Trial> out = new ArrayList<>();
        out.add(embedding("embedding wavelet", PATCHED));
        out.add(embedding("embedding raw", RAW));
        for (String name : List.of("mamba", "linoss", "s4d", "cnn1d", "transformer")) {
            out.add(backbone(name));
        }
        out.add(mixture("mixture of MLPs", Expert.MLP, MixtureConfig.LIGHT.hidden()));
        out.add(mixture("mixture of KANs", Expert.KAN, 16));
        out.add(Trial.of("bottleneck (VIB)", Components::bottleneck, BATCH, VIB.chemistry()));
        out.add(reconstruction("head reconstruction, patches", PATCHED));
        out.add(reconstruction("head reconstruction, points", RAW));
        HeadsConfig heads = PATCHED.heads();
        out.add(Trial.of("head regression", p -> {
            RegressionHead head = new RegressionHead(p, "regression", VIB.chemistry(), heads);
            return (pass, in) -> List.of(head.apply(pass, in.normal("z", BATCH, VIB.chemistry())));
        }, BATCH, 1));
        out.add(Trial.of("head cross-spectral", p -> {
            CrossHead head = new CrossHead(p, "cross", WIDTH, PATCHED.channels(), PATCHED.embedding(), heads, Compat.FIXED);
            return (pass, in) -> List.of(head.apply(pass, in.normal("cls", BATCH, WIDTH),
                in.normal("content", BATCH, PATCHED.tokens(), WIDTH)));
        }, BATCH, PATCHED.channels()));
        for (Compat compat : Compat.values()) {
            out.add(Trial.of("head spectral transfer (FNO), " + compat.name().toLowerCase(Locale.ROOT),
                p -> transfer(p, compat), BATCH, LENGTH));
        }
        out.add(Trial.of("decoder of both latents", p -> {
            SpectrumDecoder decoder = new SpectrumDecoder(p, "decoder", VIB, Fno.LIGHT);
            return (pass, in) -> List.of(decoder.apply(pass, in.normal("chem", BATCH, VIB.chemistry()),
                in.normal("inst", BATCH, VIB.instrument()), wavenumbers(in), 1));
        }, BATCH, LENGTH));
        return out;
    }

    private static Trial embedding(String name, ModelConfig c) {
        return Trial.of(name, p -> {
            Embedding e = Embeddings.of(p, "embedding", c.channels(), WIDTH, c.embedding(), Compat.FIXED);
            return (pass, in) -> List.of(e.apply(pass, spectra(in, c)).tokens());
        }, BATCH, c.tokens() + 2, WIDTH);
    }

    /// Spectra of every modality, some tokens of them hidden with their samples, one without a physical axis.
    private static SpectrumInput spectra(Draws in, ModelConfig c) {
        int channels = c.channels();
        int n = c.tokens();
        int patch = c.embedding().tokenWidth();
        int stride = c.embedding().kind() == EmbeddingConfig.Kind.RAW ? 1 : c.embedding().stride();
        float[] visible = new float[BATCH * channels];
        float[] masked = new float[BATCH * n];
        float[] positions = new float[BATCH * n];
        Arrays.fill(visible, 1);
        for (int b = 0; b < BATCH; b++) {
            for (int i = n / 3; i < n / 2; i++) {
                masked[b * n + i] = 1;
                Arrays.fill(visible, b * channels + i * stride, b * channels + i * stride + patch, 0);
            }
            Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1100 + 50 * b, 1400.0 / channels, channels);
            System.arraycopy(Positions.of(axis, channels, c.embedding()).u(), 0, positions, b * n, n);
        }
        Shape rows = Shape.of(BATCH);
        return new SpectrumInput(in.normal("spectrum", BATCH, channels), in.given("visible", Shape.of(BATCH, channels), visible),
            in.given("masked", Shape.of(BATCH, n), masked), in.given("positions", Shape.of(BATCH, n), positions),
            in.given("axisKnown", rows, 1, 1, 1, 0), in.given("domain", rows, 0, 1, 2, 3));
    }

    private static Trial backbone(String name) {
        return Trial.of("backbone " + name, p -> {
            Backbone b = Backbones.of(p, "backbone", WIDTH, Presets.find("light", name, Compat.FIXED).backbone(), Compat.FIXED);
            return (pass, in) -> List.of(b.apply(pass, in.normal("tokens", BATCH, TOKENS, WIDTH)));
        }, BATCH, TOKENS, WIDTH);
    }

    private static Trial mixture(String name, Expert expert, int hidden) {
        MixtureConfig c = MixtureConfig.LIGHT;
        MixtureConfig with = new MixtureConfig(c.experts(), c.top(), hidden, c.dropout(), c.gateNoise(), c.balance(), expert, c.kan());
        return Trial.of(name, p -> {
            Mixture m = new Mixture(p, "mixture", WIDTH, with, Compat.FIXED);
            return (pass, in) -> List.of(m.apply(pass, in.normal("tokens", BATCH, TOKENS, WIDTH)).tokens());
        }, BATCH, TOKENS, WIDTH);
    }

    private static Body bottleneck(Parameters p) {
        Vib vib = new Vib(p, "vib", WIDTH, VIB, Compat.FIXED);
        return (pass, in) -> {
            Latents z = vib.apply(pass, in.normal("cls", BATCH, WIDTH), in.given("lambda", Shape.SCALAR, 1));
            return List.of(z.chem(), z.inst(), z.instrumentLogits(), z.adversaryLogits());
        };
    }

    private static Trial reconstruction(String name, ModelConfig c) {
        int w = c.embedding().tokenWidth();
        return Trial.of(name, p -> {
            ReconstructionHead head = new ReconstructionHead(p, "reconstruction", WIDTH, c.heads().reconstruction(), w);
            return (pass, in) -> List.of(head.apply(pass, in.normal("embedded", BATCH, c.tokens(), WIDTH),
                in.normal("encoded", BATCH, c.tokens(), WIDTH)));
        }, BATCH, c.tokens(), w);
    }

    private static Body transfer(Parameters p, Compat compat) {
        FnoHead head = new FnoHead(p, "fno", VIB, Fno.LIGHT, compat);
        return (pass, in) -> List.of(head.apply(pass, FnoHead.Source.of(in.normal("spectrum", BATCH, LENGTH), wavenumbers(in)),
            new FnoHead.Condition(in.normal("chem", BATCH, VIB.chemistry()), in.normal("inst", BATCH, VIB.instrument()),
                in.normal("parameters", BATCH, Fno.LIGHT.conditioning()))));
    }

    private static Value wavenumbers(Draws in) {
        float[] u = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            u[i] = 2f * i / (LENGTH - 1) - 1;
        }
        return in.given("wavenumbers", Shape.of(LENGTH), u);
    }
}

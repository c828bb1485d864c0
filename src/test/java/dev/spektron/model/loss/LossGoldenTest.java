package dev.spektron.model.loss;

import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.model.config.LossConfig.Bottleneck;
import dev.spektron.model.config.LossConfig.Physical;
import dev.spektron.model.config.LossConfig.Target;
import dev.spektron.model.config.LossConfig.Target.Distance;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.model.vib.Latents;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.testing.ModuleCheck;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Losses and their gradients against PyTorch in double precision.
class LossGoldenTest {
    private static final EmbeddingConfig PATCHES = new EmbeddingConfig(EmbeddingConfig.Kind.WAVELET, 8, 4, "db4", 4, 15, 0.1f, 32);
    private static final Physical PLAIN = new Physical(0, 0, 0, 0, 0, 9, 0, 3, 0.1f);
    private static final Physical SAVGOL = new Physical(0, 0, 0, 0, 0, 1, 7, 4, 0.05f);
    private static final Bottleneck FREE = new Bottleneck(0.1f, 0.1f);

    private static Value msrp(Map<String, Value> x, Distance d, boolean perSpectrum, boolean perPatch) {
        return Msrp.of(x.get("r"), x.get("t"), x.get("mask"), x.get("weights"), new Target(d, perSpectrum, perPatch, 0));
    }

    private static Map<String, Value> transport(Map<String, Value> x, Alignment how) {
        return Map.of("loss", Transport.of(x.get("z"), x.get("slot"), how).loss());
    }

    private static Map<String, Value> physics(Map<String, Value> x, Physical how, Compat compat) {
        Physics.Normalisation n = compat.reference() ? null : new Physics.Normalisation(x.get("mean"), x.get("deviation"), x.get("step"));
        return Physics.terms(x.get("s"), n, how, compat);
    }

    private static Map<String, Value> vib(Map<String, Value> x, Bottleneck how) {
        Latents z = new Latents(null, null, x.get("mc"), x.get("vc"), x.get("mi"), x.get("vi"), x.get("inst"), x.get("adv"));
        VibLoss.Parts p = VibLoss.of(z, x.get("labels"), x.get("beta"), how, how.freeBits() == 0 ? Compat.REFERENCE : Compat.FIXED);
        return Map.of("total", p.total(), "chemistry", p.chemistry(), "instrument", p.instrument(), "classifier", p.classifier(),
            "adversary", p.adversary());
    }

    private static Map<String, Value> traced(String title, Map<String, Value> x) {
        return switch (title) {
            case "msrp_square", "msrp_peaks" -> Map.of("loss", msrp(x, Distance.SQUARE, false, false));
            case "msrp_absolute" -> Map.of("loss", msrp(x, Distance.ABSOLUTE, false, false));
            case "msrp_smooth" -> Map.of("loss", msrp(x, Distance.SMOOTH, false, false));
            case "msrp_spectrum" -> Map.of("loss", msrp(x, Distance.SQUARE, true, false));
            case "msrp_patch" -> Map.of("loss", msrp(x, Distance.SQUARE, false, true));
            case "denoise" -> Map.of("loss", Denoising.of(x.get("r"), x.get("x")));
            case "unfold" -> Map.of("y", new OverlapAdd(PATCHES, 45).unfold(x.get("x")));
            case "overlap" -> Map.of("y", new OverlapAdd(PATCHES, 45).average(x.get("x")).pad(1, 0, 1));
            case "nce", "nce_pairs" -> Map.of("loss", InfoNce.of(x.get("z1"), x.get("z2"), x.get("ids"), x.get("pairs"), 0.1f));
            case "nce_reference" -> Map.of("loss", InfoNce.reference(x.get("z1"), x.get("z2"), 0.1f));
            case "divergence" -> transport(x, new Alignment(Alignment.Kind.DIVERGENCE, 0.05f, 2000, 1e-7f, 4));
            case "divergence_two" -> transport(x, new Alignment(Alignment.Kind.DIVERGENCE, 0.3f, 500, 1e-7f, 4));
            case "plain" -> transport(x, Alignment.REFERENCE);
            case "physics" -> physics(x, PLAIN, Compat.FIXED);
            case "physics_savgol" -> physics(x, SAVGOL, Compat.FIXED);
            case "physics_reference" -> physics(x, PLAIN, Compat.REFERENCE);
            case "mixing" -> Map.of("loss", BeerLambert.of(x.get("a"), x.get("b"), x.get("mixed"), x.get("lambda"), x.get("absorbance")));
            case "vib", "vib_single" -> vib(x, FREE);
            case "vib_reference" -> vib(x, new Bottleneck(0, 0.1f));
            default -> throw new AssertionError(title);
        };
    }

    private static void byol(String title, Map<String, NpyArray> c, Backend backend) {
        Parameters p = new Parameters();
        boolean batch = title.equals("byol_batch");
        Views.Norm norm = batch ? Views.Norm.BATCH : Views.Norm.LAYER;
        Byol byol = new Byol(p, "byol", 10, new Views(Views.Kind.BYOL, norm, 12, 6, 0.996f, 0.1f));
        TargetNetwork target = new TargetNetwork(p, "target.",
            Stream.concat(p.names().stream(), p.buffers().stream()).filter(n -> n.contains("projector")).toList());
        ModuleCheck.golden(title, c, p, batch ? Pass.Mode.TRAIN_WITHOUT_NOISE : Pass.Mode.EVALUATE, (pass, x) -> Map.of("loss",
            byol.apply(pass, x.get("z1"), x.get("z2"), byol.project(target.pass(pass), x.get("t1")),
            byol.project(target.pass(pass), x.get("t2")), x.get("pairs"))), backend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void agreesWithPyTorch(String name) throws IOException {
        Set<String> seen = new TreeSet<>();
        Backend backend = Backends.create(name, 2).backend();
        ModuleCheck.cases("loss").forEach((title, c) -> {
            seen.add(title);
            if (title.startsWith("byol")) {
                byol(title, c, backend);
            } else {
                ModuleCheck.golden(title, c, new Parameters(), Pass.Mode.EVALUATE, (_, x) -> traced(title, x), backend);
            }
        });
        Assertions.assertEquals(25, seen.size(), seen.toString());
    }
}

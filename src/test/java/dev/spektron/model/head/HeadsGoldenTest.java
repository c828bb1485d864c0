package dev.spektron.model.head;

import dev.spektron.autograd.Value;
import dev.spektron.model.Golden;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.VibConfig;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.testing.ModuleCheck.Body;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class HeadsGoldenTest {
    private static final Fno FNO = new Fno(6, 4, 2, 4);
    private static final VibConfig VIB = new VibConfig(5, 3, 5);
    private static final HeadsConfig HEADS = new HeadsConfig(10, 10, 3, 0.1f, FNO, true);
    private static final EmbeddingConfig PATCHES = new EmbeddingConfig(EmbeddingConfig.Kind.WAVELET, 8, 4, "db4", 4, 15, 0.1f, 32);

    private static Body body(BiFunction<Pass, Map<String, Value>, Value> head) {
        return (pass, in) -> Map.of("y", head.apply(pass, in));
    }

    @Test
    void reconstructionAgreesWithPyTorch() throws IOException {
        Golden.check("parts", "reconstruction", p -> {
            ReconstructionHead head = new ReconstructionHead(p, "head", 6, 10, 4);
            return body((pass, in) -> head.apply(pass, in.get("embedded"), in.get("encoded")));
        });
    }

    @Test
    void regressionAgreesWithPyTorch() throws IOException {
        Golden.check("parts", "regression", p -> {
            RegressionHead head = new RegressionHead(p, "head", 6, HEADS);
            return body((pass, in) -> head.apply(pass, in.get("z")));
        });
    }

    @Test
    void crossSpectralHeadsAgreeWithPyTorch() throws IOException {
        Golden.check("parts", "cross_reference", p -> cross(p, 20, Compat.REFERENCE));
        Golden.check("parts", "cross", p -> cross(p, 22, Compat.FIXED));
    }

    private static Body cross(Parameters p, int length, Compat compat) {
        CrossHead head = new CrossHead(p, "head", 6, length, PATCHES, HEADS, compat);
        return body((pass, in) -> head.apply(pass, in.get("cls"), in.get("content")));
    }

    @Test
    void overlappingPatchesAreAveragedAsByFold() throws IOException {
        for (int[] c : new int[][] {{8, 4}, {7, 3}, {5, 5}, {1, 1}}) {
            OverlapAdd patches = new OverlapAdd(new EmbeddingConfig(EmbeddingConfig.Kind.WAVELET, c[0], c[1], "db4", 4, 15, 0.1f, 32),
                5 * c[1] + c[0]);
            Golden.check("parts", "overlap_" + c[0] + "_" + c[1], _ -> body((_, in) -> patches.average(in.get("patches"))));
        }
    }

    @Test
    void operatorOnLatentsAgreesWithPyTorch() throws IOException {
        Golden.check("parts", "fno_reference", p -> latent(p, true));
        Golden.check("parts", "fno_reference_150", p -> latent(p, false));
    }

    private static Body latent(Parameters p, boolean conditioned) {
        FnoHead head = new FnoHead(p, "fno", VIB, FNO, Compat.REFERENCE);
        return body((pass, in) -> head.apply(pass, FnoHead.Source.of(in.get("spectrum"), null),
            new FnoHead.Condition(in.get("z"), null, conditioned ? in.get("parameters") : null)));
    }

    @Test
    void operatorOnSpectraAgreesWithPyTorch() throws IOException {
        Golden.check("parts", "fno", p -> spectral(p, 1, true));
        Golden.check("parts", "fno_part", p -> spectral(p, 0.6, false));
    }

    private static Body spectral(Parameters p, double share, boolean whole) {
        FnoHead head = new FnoHead(p, "fno", VIB, FNO, Compat.FIXED);
        return body((pass, in) -> head.apply(pass,
            new FnoHead.Source(in.get("spectrum"), in.get("coordinate"), whole ? in.get("mask") : null, share),
            whole ? new FnoHead.Condition(in.get("chem"), in.get("inst"), in.get("parameters")) : FnoHead.Condition.of(in.get("chem"))));
    }

    @Test
    void decoderAgreesWithPyTorch() throws IOException {
        Golden.check("parts", "decoder", p -> {
            SpectrumDecoder decoder = new SpectrumDecoder(p, "fno", VIB, FNO);
            return body((pass, in) -> decoder.apply(pass, in.get("chem"), in.get("inst"), in.get("coordinate"), 0.8));
        });
    }
}

package dev.spektron.model.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.ModuleCheck;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Counts, shapes, gradients, independence of the batch, and what is refused.
class EmbeddingTest {
    private static long count(Kind kind, int channels, int width, Compat compat) {
        Parameters p = new Parameters();
        Embeddings.of(p, "embedding", channels, width, Batches.config(kind), compat);
        assertEquals(width, p.count("mask_token"));
        assertEquals(p.count("") - width, p.count("embedding"));
        return p.count("embedding");
    }

    /// Numbers of the model specification, sections 3.5 and 10.
    @Test
    void theReferenceHasThePublishedNumbersOfParameters() {
        assertEquals(142_334, count(Kind.WAVELET, 2048, 256, Compat.REFERENCE));
        assertEquals(10_808, count(Kind.WAVELET, 2048, 64, Compat.REFERENCE));
        assertEquals(6_400, count(Kind.RAW, 2048, 256, Compat.REFERENCE));
        assertEquals(1_600, count(Kind.RAW, 256, 64, Compat.REFERENCE));
    }

    /// More: the mask channel of the convolution, a second number of each scale, F sines and cosines instead of one wavenumber (64 d
    /// instead of d), the vector without axis, and the raw value.
    @Test
    void theFixedOneHasWhatItAdds() {
        assertEquals(142_334 + 32 * 256 + 5 * 51 + 63 * 256 + 256, count(Kind.WAVELET, 2048, 256, Compat.FIXED));
        assertEquals(6_400 + 15 * 256 + 63 * 256 + 256 + 256, count(Kind.RAW, 2048, 256, Compat.FIXED));
    }

    private static SpectrumInput inputs(Graph g, int batch, int channels, int tokens) {
        return new SpectrumInput(g.input("spectrum", Shape.of(batch, channels)), g.input("visible", Shape.of(batch, channels)),
            g.input("masked", Shape.of(batch, tokens)), g.input("positions", Shape.of(batch, tokens)),
            g.input("axisKnown", Shape.of(batch)), g.input("domain", Shape.of(batch)));
    }

    @ParameterizedTest
    @CsvSource({"256, 15", "700, 42", "2048, 127"})
    void shapes(int channels, int patches) {
        for (Kind kind : Kind.values()) {
            for (Compat compat : Compat.values()) {
                for (int batch : new int[] {1, 4, 3}) {
                    Parameters p = new Parameters();
                    Embedding e = Embeddings.of(p, "embedding", channels, 16, Batches.config(kind), compat);
                    int n = kind == Kind.RAW ? channels : patches;
                    assertEquals(n, e.tokens());
                    Graph g = new Graph(p.layout());
                    Embedded y = e.apply(Pass.evaluate(g), inputs(g, batch, channels, n));
                    assertEquals(Shape.of(batch, n + 2, 16), y.tokens().shape());
                    assertEquals(Shape.of(batch, n, 16), y.content().shape());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theContentIsThatOfTheTokens(Compat compat) {
        for (Kind kind : Kind.values()) {
            EmbeddingConfig c = Batches.config(kind);
            float[][] y = Batches.run(c, compat, 256, Pass.Mode.TRAIN, Batches.draw(c, 2, 256, true));
            int n = c.tokens(256) * Batches.WIDTH;
            int all = n + 2 * Batches.WIDTH;
            for (int b = 0; b < 2; b++) {
                assertArrayEquals(Arrays.copyOfRange(y[0], b * all + 2 * Batches.WIDTH, (b + 1) * all),
                    Arrays.copyOfRange(y[1], b * n, (b + 1) * n), kind + " " + b);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherSpectraOfTheBatchHaveNoInfluence(Compat compat) {
        for (Kind kind : Kind.values()) {
            EmbeddingConfig c = Batches.config(kind);
            Map<String, float[]> x = Batches.draw(c, 3, 256, true);
            float[][] before = Batches.run(c, compat, 256, Pass.Mode.EVALUATE, x);
            Arrays.fill(x.get("spectrum"), 256, 3 * 256, 17);
            float[][] after = Batches.run(c, compat, 256, Pass.Mode.EVALUATE, x);
            int one = before[0].length / 3;
            assertArrayEquals(Arrays.copyOf(before[0], one), Arrays.copyOf(after[0], one));
            assertFalse(Arrays.equals(before[0], after[0]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void centralDifferences(Compat compat) {
        for (Kind kind : Kind.values()) {
            EmbeddingConfig c = new EmbeddingConfig(kind, 8, 4, "db2", 2, 3, 0.1f, 3);
            int channels = kind == Kind.RAW ? 12 : 32;
            Parameters p = new Parameters();
            Embedding e = Embeddings.of(p, "embedding", channels, 9, c, compat);
            Map<String, double[]> x = new HashMap<>();
            Batches.draw(c, 2, channels, true).forEach((name, v) -> {
                double[] d = new double[v.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = v[i];
                }
                x.put(name, d);
            });
            Random random = new Random(8);
            ModuleCheck.centralDifferences(kind + " " + compat, p, g -> {
                Value y = e.apply(Pass.evaluate(g), inputs(g, 2, channels, e.tokens())).tokens();
                float[] weights = new float[y.shape().size()];
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = (float) random.nextGaussian();
                }
                return y.mul(g.constant(Tensor.of(y.shape(), weights))).sum();
            }, x);
        }
    }

    private static String refused(Compat compat, SpectrumInput in) {
        Parameters p = new Parameters();
        Embedding e = Embeddings.of(p, "embedding", 256, 16, EmbeddingConfig.WAVELET, compat);
        return assertThrows(ShapeException.class, () -> e.apply(Pass.evaluate(in.spectrum().graph()), in)).getMessage();
    }

    @Test
    void badInputIsRefused() {
        SpectrumInput in = inputs(new Graph(), 2, 256, 15);
        Graph g = in.spectrum().graph();
        assertEquals("embedding: expected spectra of shape (batch, 256), found (2, 700); resample them to the model's channels",
            refused(Compat.FIXED, inputs(new Graph(), 2, 700, 15)));
        assertEquals("embedding: expected positions of shape (2, 15), found (2, 14)", refused(Compat.FIXED, new SpectrumInput(in.spectrum(),
            null, null, g.input("p", Shape.of(2, 14)), in.axisKnown(), in.domain())));
        assertEquals("embedding: expected positions of shape (2, 15), found none", refused(Compat.FIXED, new SpectrumInput(in.spectrum(),
            null, null, null, in.axisKnown(), in.domain())));
        assertEquals("embedding: expected masked samples and masked tokens together, found only tokens; their samples would leak into "
            + "their neighbours", refused(Compat.FIXED, new SpectrumInput(in.spectrum(), null, in.masked(), in.positions(), in.axisKnown(),
                in.domain())));
        assertEquals("embedding: expected domain of shape (2), found (2, 15)", refused(Compat.REFERENCE, new SpectrumInput(in.spectrum(),
            null, null, null, null, in.masked())));
    }

    @Test
    void anUnknownWaveletIsRefused() {
        EmbeddingConfig c = new EmbeddingConfig(Kind.WAVELET, 32, 16, "db44", 4, 15, 0.1f, 32);
        String message = assertThrows(IllegalArgumentException.class, () ->
            Embeddings.of(new Parameters(), "embedding", 256, 16, c, Compat.FIXED)).getMessage();
        assertEquals("embedding.wavelet: this program has no wavelet 'db44'; did you mean 'db4'? It has: db1",
            message.substring(0, message.indexOf(", db2")));
    }
}

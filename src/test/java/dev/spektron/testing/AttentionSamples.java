package dev.spektron.testing;

import static dev.spektron.testing.OpSample.fixed;
import static dev.spektron.testing.OpSample.given;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpSample.Numbers;
import dev.spektron.testing.OpSample.Operand;
import java.util.ArrayList;
import java.util.List;

/// Samples of attention: numbers of queries, keys and channels at which tiles and blocks end in different ways, and every option.
final class AttentionSamples {
    private AttentionSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        int[][] shapes = {{2, 1, 1, 1, 1}, {2, 7, 7, 2, 8}, {1, 13, 16, 1, 13}, {2, 16, 13, 2, 16}, {1, 24, 32, 1, 32}, {1, 33, 17, 2, 64},
            {1, 129, 129, 2, 32}, {1, 8, 127, 3, 8}, {1, 127, 8, 1, 40}, {3, 5, 5, 4, 1}, {1, 3, 700, 1, 4}, {1, 700, 2, 1, 4},
            {1, 2, 2050, 1, 3}, {40, 3, 4, 2, 2}, {1, 200, 9, 1, 3}, {1, 70, 70, 1, 48}, {0, 3, 4, 2, 2}, {1, 0, 4, 1, 2}};
        for (int[] s : shapes) {
            for (boolean causal : new boolean[] {false, true}) {
                out.add(sample("plain", s, causal, 0, 0, 0));
            }
        }
        int[] small = {2, 7, 9, 2, 5};
        int[] medium = {2, 37, 50, 2, 13};
        int[] blocks = {1, 530, 530, 1, 4};
        for (int[] s : new int[][] {small, medium}) {
            for (boolean causal : new boolean[] {false, true}) {
                for (float dropout : new float[] {0, 0.3f}) {
                    out.add(sample("mask of each query", s, causal, 2, s[1], dropout));
                    out.add(sample("mask of each batch", s, causal, 2, 1, dropout));
                    out.add(sample("one mask of each query", s, causal, 1, s[1], dropout));
                    out.add(sample("one mask", s, causal, 1, 1, dropout));
                }
                out.add(sample("dropped", s, causal, 0, 0, 0.1f));
            }
        }
        out.add(sample("blocks", blocks, true, 0, 0, 0));
        out.add(sample("blocks", blocks, true, 1, 530, 0.2f));
        out.add(sample("blocks", new int[] {1, 5, 1030, 2, 4}, false, 1, 1, 0.5f));
        weights(out);
        return out;
    }

    /// A sample over {B, S, T, heads, channels of a head}; a mask of so many batches and queries, 0 for none.
    private static OpSample sample(String name, int[] s, boolean causal, int maskBatch, int maskRows, float dropout) {
        int d = s[3] * s[4];
        boolean masked = maskRows > 0;
        List<Operand> in = new ArrayList<>(List.of(normal(s[0], s[1], d), normal(s[0], s[2], d), normal(s[0], s[2], d)));
        if (masked) {
            in.add(fixed(Numbers.MASK, maskBatch, maskRows, s[2]));
        }
        if (dropout > 0) {
            in.add(given(Shape.SCALAR, 11));
        }
        float scale = (float) (1 / Math.sqrt(s[4]));
        Attention op = new Attention(s[3], scale, causal, masked, dropout, 0x9876543210L, 5);
        return OpSample.of(name + (causal ? ", causal" : ""), op, in.toArray(Operand[]::new)).results(0);
    }

    private static void weights(List<OpSample> out) {
        Operand lse = fixed(Numbers.POSITIVE, 2, 3, 7);
        out.add(OpSample.of("map", new Attention.Weights(3, 0.5f, false, false), fixed(Numbers.NORMAL, 2, 7, 12),
            fixed(Numbers.NORMAL, 2, 19, 12), lse).rough());
        out.add(OpSample.of("map", new Attention.Weights(3, 0.5f, true, false), fixed(Numbers.NORMAL, 2, 7, 12),
            fixed(Numbers.NORMAL, 2, 19, 12), lse).rough());
        out.add(OpSample.of("masked", new Attention.Weights(3, 0.5f, true, true), fixed(Numbers.NORMAL, 2, 7, 12),
            fixed(Numbers.NORMAL, 2, 5, 12), fixed(Numbers.MASK, 2, 7, 5), lse).rough());
        out.add(OpSample.of("long", new Attention.Weights(1, 0.5f, false, true), fixed(Numbers.NORMAL, 1, 30, 8),
            fixed(Numbers.NORMAL, 1, 700, 8), fixed(Numbers.MASK, 1, 1, 700), fixed(Numbers.POSITIVE, 1, 1, 30)).rough());
    }
}

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
        tiles(out);
        weights(out);
        return out;
    }

    /// Several tiles of queries and of keys that end in different ways, for each width of a tile; a mask that blocks
    /// all keys of the first tile for some queries.
    private static void tiles(List<OpSample> out) {
        int[] narrow = {2, 70, 75, 2, 9};
        int[] wide = {1, 70, 67, 2, 36};
        int[] widest = {1, 35, 133, 1, 70};
        for (boolean causal : new boolean[] {false, true}) {
            out.add(sample("tiles", narrow, causal, 2, 70, 0.2f));
            out.add(sample("tiles", wide, causal, 0, 0, 0.4f));
            out.add(sample("tiles", widest, causal, 1, 35, 0.1f));
            out.add(sample("tiles", new int[] {1, 150, 20, 1, 128}, causal, 0, 0, 0));
            out.add(blocked(causal));
        }
        out.add(sample("more channels than a tile", new int[] {1, 20, 18, 1, 129}, false, 0, 0, 0.3f));
    }

    private static OpSample blocked(boolean causal) {
        double[] mask = new double[80 * 70];
        for (int i = 0; i < mask.length; i++) {
            int query = i / 70;
            int key = i % 70;
            mask[i] = query >= 45 && query % 5 == 2 && key < 40 || key % 7 == 3 ? 0 : 1;
        }
        Attention op = new Attention(2, 0.4f, causal, true, 0.2f, 7, 3);
        return OpSample.of("first tiles blocked" + (causal ? ", causal" : ""), op, normal(1, 80, 12), normal(1, 70, 12), normal(1, 70, 12),
            given(Shape.of(1, 80, 70), mask), given(Shape.SCALAR, 3)).results(0);
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

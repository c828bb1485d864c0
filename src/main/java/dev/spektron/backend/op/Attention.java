package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Scaled dot-product attention of all heads (Vaswani et al., arXiv:1706.03762, eq. 1), tile by tile, so that the scores of a head never
/// stand in memory as a whole (Dao et al., arXiv:2205.14135).
///
/// Operands q (B, S, D), k (B, T, D), v (B, T, D), head h in the channels from h D/heads; with `masked` a mask (B or 1, S or 1, T), 0 =
/// blocked; with `dropout` > 0 the step, a scalar. Results: o (B, S, D) and the log of the sum of exponentials of each row (B, heads, S).
/// o = dropout(softmax(scale q k^T + mask)) v; `causal` blocks t > s. A row with everything blocked gives 0.
/// Dropout keeps weight (b, h, s, t) where uniform number ((b heads + h) S + s) T + t of (seed, purpose, step) is at least `dropout`, and
/// divides by 1 - dropout.
public record Attention(int heads, float scale, boolean causal, boolean masked, float dropout, long seed, int purpose) implements Fused {
    public Attention {
        Expect.argument(heads > 0, "expected at least one head, found " + heads);
        Expect.argument(dropout >= 0 && dropout < 1, "expected a dropout from 0 to less than 1, found " + dropout);
    }

    /// No mask and no dropout; scale 1 / sqrt(D / heads).
    public static Attention plain(int heads, int channels) {
        return new Attention(heads, (float) (1 / Math.sqrt((double) channels / heads)), false, false, 0, 0, 0);
    }

    /// Operands besides q, k and v.
    public int extras() {
        return (masked ? 1 : 0) + (dropout > 0 ? 1 : 0);
    }

    private void check(List<Shape> in) {
        Shape q = Expect.rank("q", in.get(0), 3);
        Shape k = Expect.rank("k", in.get(1), 3);
        Expect.argument(q.dim(2) % heads == 0, "expected channels that " + heads + " heads can share, found " + q.dim(2));
        Expect.shape("k", k, q.dim(0), k.dim(1), q.dim(2));
        Expect.shape("v", in.get(2), k);
        if (masked) {
            Shape m = Expect.rank("the mask", in.get(3), 3);
            Expect.shape("the mask (1 for an extent spreads it)", m, m.dim(0) == 1 ? 1 : q.dim(0), m.dim(1) == 1 ? 1 : q.dim(1), k.dim(1));
        }
        if (dropout > 0) {
            Expect.shape("the step", in.get(2 + extras()), Shape.SCALAR);
        }
    }

    private Shape rows(List<Shape> in) {
        return Shape.of(in.get(0).dim(0), heads, in.get(0).dim(1));
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 3 + extras());
        check(in);
        return List.of(in.get(0), rows(in));
    }

    /// Floating-point operations of one product of all heads.
    private static long product(List<Shape> in) {
        return 2L * in.get(0).size() * in.get(1).dim(1);
    }

    private long scores(List<Shape> in) {
        return (long) in.get(0).dim(0) * heads * in.get(0).dim(1) * in.get(1).dim(1);
    }

    /// The log sums.
    @Override
    public boolean mayDrop(int result) {
        return result == 1;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 2 * product(in) + 14 * scores(in);
    }

    /// Operands q, k, v, (mask), (step), o, log sums, do; results dq, dk, dv. The scores are computed anew from the log sums.
    public record Grad(Attention attention) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            int n = 3 + attention.extras();
            Expect.operands(in, n + 3);
            List<Shape> operands = new ArrayList<>(in.subList(0, n));
            attention.check(operands);
            Expect.shape("o", in.get(n), in.get(0));
            Expect.shape("the log sums", in.get(n + 1), attention.rows(in));
            Expect.shape("do", in.get(n + 2), in.get(0));
            return List.of(in.get(0), in.get(1), in.get(2));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 5 * product(in) + 16 * attention.scores(in);
        }
    }

    /// The attention weights themselves, before dropout, as a map (B, heads, S, T). Operands q, k, (mask), log sums. No gradient passes.
    public record Weights(int heads, float scale, boolean causal, boolean masked) implements Fused {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, masked ? 4 : 3);
            List<Shape> operands = new ArrayList<>(List.of(in.get(0), in.get(1), in.get(1)));
            if (masked) {
                operands.add(in.get(2));
            }
            Attention a = new Attention(heads, scale, causal, masked, 0, 0, 0);
            a.check(operands);
            Expect.shape("the log sums", in.getLast(), a.rows(in));
            return List.of(a.rows(in).plus(in.get(1).dim(1)));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return product(in) + 12L * out.getFirst().size();
        }
    }
}

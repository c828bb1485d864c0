package dev.spektron.backend.cpu;

import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Extents of an attention and the way its operands are laid out.
///
/// @param queries   S, queries of a head
/// @param keys      T, keys of a head
/// @param width     D, channels of all heads together
/// @param masked    true if there is a mask
/// @param maskBatch stride of the mask along the batch, 0 where it is spread
/// @param maskRow   stride of the mask along the queries, 0 where it is spread
public record Heads(int batch, int heads, int queries, int keys, int width, boolean causal, boolean masked, int maskBatch, int maskRow,
    long seed, int purpose) {
    /// Of the operands q, k, v, (mask), ... of an attention or its backward pass.
    public static Heads of(Attention a, List<Shape> in) {
        return of(a, in, 3);
    }

    /// Of the operands q, k, (mask), ... of a map of weights.
    public static Heads of(Attention.Weights w, List<Shape> in) {
        return of(new Attention(w.heads(), w.scale(), w.causal(), w.masked(), 0, 0, 0), in, 2);
    }

    private static Heads of(Attention a, List<Shape> in, int maskAt) {
        Shape q = in.get(0);
        int t = in.get(1).dim(1);
        int batch = 0;
        int row = 0;
        if (a.masked()) {
            Shape m = in.get(maskAt);
            row = m.dim(1) == 1 ? 0 : t;
            batch = m.dim(0) == 1 ? 0 : m.dim(1) * t;
        }
        return new Heads(q.dim(0), a.heads(), q.dim(1), t, q.dim(2), a.causal(), a.masked(), batch, row, a.seed(), a.purpose());
    }

    /// Channels of one head.
    public int channels() {
        return width / heads;
    }

    /// Heads of all batches.
    public int units() {
        return batch * heads;
    }

    /// Query rows of all heads.
    public int rows() {
        return batch * heads * queries;
    }

    /// Key rows of all heads.
    public int keyRows() {
        return batch * heads * keys;
    }

    /// The settings of the kernels `Attentions`.
    public int[] numbers() {
        return new int[] {heads, queries, keys, width, causal ? 1 : 0, masked ? 1 : 0, maskBatch, maskRow, (int) seed, (int) (seed >>> 32),
            purpose};
    }
}

package dev.spektron.autograd;

import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.List;

/// References of attention, with the whole score matrix.
final class AttentionReferences {
    private AttentionReferences() {}

    /// (B, S, D) to (B, heads, S, D / heads).
    private static Value split(Value x, int heads) {
        Shape s = x.shape();
        return x.reshape(s.dim(0), s.dim(1), heads, s.dim(2) / heads).permute(0, 2, 1, 3);
    }

    private static Value scores(Value q, Value k, Value mask, int heads, float scale, boolean causal) {
        Value s = split(q, heads).matmul(split(k, heads), false, true).mul(scale);
        Value blocked = q.graph().constant(Float.NEGATIVE_INFINITY).broadcastTo(s.shape());
        if (mask != null) {
            s = mask.unsqueeze(1).broadcastTo(s.shape()).select(s, blocked);
        }
        return causal ? q.graph().constant(lower(s.shape())).broadcastTo(s.shape()).select(s, blocked) : s;
    }

    /// 1 where t <= s.
    private static Tensor lower(Shape scores) {
        int rows = scores.dim(2);
        int columns = scores.dim(3);
        float[] m = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            java.util.Arrays.fill(m, i * columns, i * columns + Math.min(columns, i + 1), 1);
        }
        return Tensor.of(Shape.of(rows, columns), m);
    }

    static List<Value> attention(Attention op, List<Value> in) {
        Value q = in.get(0);
        Value s = scores(q, in.get(1), op.masked() ? in.get(3) : null, op.heads(), op.scale(), op.causal());
        Value p = RowReferences.softmax(s);
        if (op.dropout() > 0) {
            Value u = Fn.uniform(in.get(2 + op.extras()), s.shape(), op.seed(), op.purpose());
            Value dropped = q.graph().constant(op.dropout()).broadcastTo(s.shape()).greater(u);
            p = p.mul(dropped.affine(-1, 1)).mul(1 / (1 - op.dropout()));
        }
        Value o = p.matmul(split(in.get(2), op.heads())).permute(0, 2, 1, 3).reshape(q.shape());
        return List.of(o, RowReferences.logSumExp(s));
    }

    static Value weights(Attention.Weights op, List<Value> in) {
        Value s = scores(in.get(0), in.get(1), op.masked() ? in.get(2) : null, op.heads(), op.scale(), op.causal());
        return s.sub(RowReferences.spread(in.getLast(), s.shape(), 3, 4)).exp();
    }
}

package dev.spektron.model.transformer;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Attention;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.List;

/// Attention of tokens to each other with projections `q`, `k`, `v` and `out`, all with bias (arXiv:1706.03762, section 3.2.2).
final class SelfAttention {
    /// A result and, on request, the weights (B, S, S) averaged over the heads, before dropout; row s says what token s looks at.
    record Result(Value tokens, Value map) {}

    private final int heads;
    private final float dropout;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;

    SelfAttention(Parameters p, String name, int width, int heads, float dropout) {
        if (width % heads != 0) {
            throw new IllegalArgumentException(name + ".heads: expected a divisor of the width " + width + ", found " + heads);
        }
        this.heads = heads;
        this.dropout = dropout;
        query = Linear.of(p, name + ".q", width, width);
        key = Linear.of(p, name + ".k", width, width);
        value = Linear.of(p, name + ".v", width, width);
        out = Linear.of(p, name + ".out", width, width);
    }

    /// (B, S, d) to the same.
    Result apply(Pass pass, Value x, boolean map) {
        Value q = query.apply(pass, x);
        Value k = key.apply(pass, x);
        List<Value> y = pass.attention(q, k, value.apply(pass, x), heads, dropout);
        return new Result(out.apply(pass, y.getFirst()), map ? map(q, k, y.getLast()) : null);
    }

    private Value map(Value q, Value k, Value logSums) {
        float scale = Attention.plain(heads, q.shape().last()).scale();
        return q.graph().one(new Attention.Weights(heads, scale, false, false), q, k, logSums).mean(1);
    }
}

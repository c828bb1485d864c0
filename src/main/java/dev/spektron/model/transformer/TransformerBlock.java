package dev.spektron.model.transformer;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// h = x + Dropout(MHA(LN(x))); h + FFN(LN(h)) (Xiong et al., arXiv:2002.04745), or with the normalisations behind the sums,
/// h = LN(x + Dropout(MHA(x))); LN(h + FFN(h)) (arXiv:1706.03762). FFN(x) = Dropout(W2 Dropout(GELU(W1 x + b1)) + b2).
final class TransformerBlock {
    private final boolean postNorm;
    private final float dropout;
    private final LayerNorm norm1;
    private final SelfAttention attention;
    private final LayerNorm norm2;
    private final Linear up;
    private final Linear down;

    TransformerBlock(Parameters p, String name, int width, Transformer c) {
        postNorm = c.postNorm();
        dropout = c.dropout();
        norm1 = new LayerNorm(p, name + ".norm1", width);
        attention = new SelfAttention(p, name + ".attn", width, c.heads(), c.dropout());
        norm2 = new LayerNorm(p, name + ".norm2", width);
        up = Linear.of(p, name + ".ffn.up", width, c.feedForward(), Activation.GELU);
        down = Linear.of(p, name + ".ffn.down", c.feedForward(), width);
    }

    /// (B, S, d) to the same; with the attention weights if `map`.
    SelfAttention.Result apply(Pass pass, Value x, boolean map) {
        SelfAttention.Result a = attention.apply(pass, postNorm ? x : norm1.apply(pass, x), map);
        Value sum = x.add(pass.dropout(a.tokens(), dropout));
        Value h = postNorm ? norm1.apply(pass, sum) : sum;
        Value f = up.apply(pass, postNorm ? h : norm2.apply(pass, h));
        Value y = h.add(pass.dropout(down.apply(pass, pass.dropout(f, dropout)), dropout));
        return new SelfAttention.Result(postNorm ? norm2.apply(pass, y) : y, a.map());
    }
}

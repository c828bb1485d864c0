package dev.spektron.model.cnn;

import dev.spektron.autograd.Value;
import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.nn.Conv1d;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// x + Dropout(Conv1(GELU(ConvK(LayerNorm(x))))), d to expand d to d, as many tokens out as in. The convolution with one tap is a linear
/// layer.
final class Cnn1dBlock {
    private final LayerNorm norm;
    private final Conv1d conv;
    private final Linear point;
    private final float dropout;

    Cnn1dBlock(Parameters p, String name, int width, Cnn1d c, int dilation) {
        int inner = c.expand() * width;
        norm = new LayerNorm(p, name + ".norm", width);
        conv = new Conv1d(p, name + ".conv", width, inner, c.kernel(), 1, dilation, dilation * (c.kernel() - 1) / 2);
        point = Linear.of(p, name + ".point", inner, width);
        dropout = c.dropout();
    }

    /// (B, S, d) to the same.
    Value apply(Pass pass, Value x) {
        Value h = conv.apply(pass, norm.apply(pass, x)).gelu();
        return x.add(pass.dropout(point.apply(pass, h), dropout));
    }
}

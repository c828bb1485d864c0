package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// The reference's encoding: sinusoids of the token's index, PE(p, 2 i) = sin(p 10000^(-2 i / d)), PE(p, 2 i + 1) = cos of the same
/// (Vaswani et al., arXiv:1706.03762, section 3.5). The layer from wavenumbers exists, but no caller of the reference gives it any, so that
/// it gets no gradient.
final class IndexEncoding implements PositionEncoding {
    private final int width;
    private final int tokens;

    IndexEncoding(Parameters p, String name, int width, int tokens) {
        Linear.of(p, name + ".position", 1, width);
        this.width = width;
        this.tokens = tokens;
    }

    @Override
    public Value apply(Pass pass, SpectrumInput in) {
        float[] table = new float[tokens * width];
        for (int t = 0; t < tokens; t++) {
            for (int i = 0; i < width; i++) {
                double angle = t * Math.pow(10000, -(i - i % 2) / (double) width);
                table[t * width + i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        Value encoding = pass.graph().constant(Tensor.of(Shape.of(tokens, width), table));
        return encoding.broadcastTo(Shape.of(in.spectrum().shape().dim(0), tokens, width));
    }
}

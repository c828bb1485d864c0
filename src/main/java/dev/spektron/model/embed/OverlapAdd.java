package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Primitive;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Spectra to overlapping patches and back to one spectrum, with the mean where patches overlap. For single samples both are the identity.
public final class OverlapAdd {
    private final Patches patches;
    private final List<Integer> index = new ArrayList<>();
    private final Tensor weights;

    public OverlapAdd(EmbeddingConfig c, int channels) {
        patches = Patches.of(c, channels);
        float[] count = new float[length()];
        for (int i = 0; i < patches.count(); i++) {
            for (int j = 0; j < patches.patch(); j++) {
                int t = i * patches.stride() + j;
                index.add(t);
                count[t]++;
            }
        }
        for (int t = 0; t < count.length; t++) {
            count[t] = 1 / count[t];
        }
        weights = Tensor.of(Shape.of(count.length), count);
    }

    /// Samples that patches cover, (N - 1) stride + patch; those behind them are left out.
    public int length() {
        return patches.covered();
    }

    /// Spectra (B, L) to patches (B, N, patch).
    public Value unfold(Value spectrum) {
        return spectrum.take(1, index).reshape(spectrum.shape().dim(0), patches.count(), patches.patch());
    }

    /// Patches (B, N, patch) to spectra (B, [#length()]).
    ///
    /// @throws ShapeException if these are not the patches of such a spectrum
    public Value average(Value parts) {
        Shape s = parts.shape();
        if (s.rank() != 3 || s.dim(1) != patches.count() || s.dim(2) != patches.patch()) {
            throw new ShapeException("overlapping patches: expected (batch, " + patches.count() + ", " + patches.patch() + "), found " + s);
        }
        int batch = parts.shape().dim(0);
        Value flat = parts.reshape(batch, patches.count() * patches.patch());
        Value sum = parts.graph().one(new Primitive.PutAdd(1, index, length()), flat);
        return sum.mul(parts.graph().constant(weights).broadcastTo(sum.shape()));
    }
}

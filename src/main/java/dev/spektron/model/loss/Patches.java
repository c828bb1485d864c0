package dev.spektron.model.loss;

import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Spectra (B, L) cut into overlapping patches (B, N, w) and put together again.
public final class Patches {
    private Patches() {}

    /// Patch n holds the samples n stride to n stride + w - 1; samples behind the last whole patch are left out.
    public static Value unfold(Value x, int w, int stride) {
        Rows.rank("unfold", "spectra (B, L)", x.shape(), 2);
        int count = count(x.shape().dim(1), w, stride);
        List<Integer> index = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            for (int j = 0; j < w; j++) {
                index.add(n * stride + j);
            }
        }
        return x.take(1, index).reshape(x.shape().dim(0), count, w);
    }

    /// The mean of all patches (B, N, w) that cover a sample; samples that none covers are 0: (B, length).
    public static Value overlapAdd(Value patches, int stride, int length) {
        Rows.rank("overlap-add", "patches (B, N, w)", patches.shape(), 3);
        int b = patches.shape().dim(0);
        int count = patches.shape().dim(1);
        int w = patches.shape().dim(2);
        int layers = (w + stride - 1) / stride;
        Value sum = null;
        float[] covered = new float[length];
        // Every layers-th patch stands clear of the others, so each such set is one line of numbers.
        for (int first = 0; first < Math.min(layers, count); first++) {
            int rows = (count - first + layers - 1) / layers;
            int span = (rows - 1) * layers * stride + w;
            Value line = patches.slice(1, first, rows, layers).pad(2, 0, layers * stride - w).reshape(b, rows * layers * stride)
                .slice(1, 0, span).pad(1, first * stride, length - first * stride - span);
            sum = sum == null ? line : sum.add(line);
        }
        for (int n = 0; n < count; n++) {
            for (int j = 0; j < w; j++) {
                covered[n * stride + j]++;
            }
        }
        for (int i = 0; i < length; i++) {
            covered[i] = covered[i] == 0 ? 0 : 1 / covered[i];
        }
        return sum.mul(patches.graph().constant(Tensor.of(Shape.of(length), covered)).broadcastTo(sum.shape()));
    }

    private static int count(int length, int w, int stride) {
        if (w < 1 || stride < 1 || length < w) {
            throw new IllegalArgumentException("unfold: expected at least one patch of " + w + " samples every " + stride
                + ", found spectra of " + length);
        }
        return (length - w) / stride + 1;
    }
}

package dev.spektron.model.head;

import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// One spectrum from overlapping patches: every sample is the mean of the patches that cover it.
public final class OverlapAdd {
    private OverlapAdd() {}

    /// Samples that n patches cover.
    public static int covered(int n, int patch, int stride) {
        return (n - 1) * stride + patch;
    }

    /// Patches (B, N, w) to (B, (N - 1) stride + w); with w = stride = 1 (B, N).
    public static Value apply(Value patches, int stride) {
        int batch = patches.shape().dim(0);
        int n = patches.shape().dim(1);
        int w = patches.shape().dim(2);
        if (stride < 1 || stride > w) {
            throw new IllegalArgumentException("stride: expected 1 to " + w + ", the samples of a patch, found " + stride);
        }
        // The patches are cut into pieces of one stride; the pieces of one place in the patch stand side by side without overlap.
        int pieces = (w + stride - 1) / stride;
        Value whole = patches.pad(2, 0, pieces * stride - w);
        Value sum = null;
        for (int j = 0; j < pieces; j++) {
            Value row = whole.slice(2, j * stride, stride).reshape(batch, n * stride).pad(1, j * stride, (pieces - 1 - j) * stride);
            sum = sum == null ? row : sum.add(row);
        }
        Value spectrum = sum.slice(1, 0, covered(n, w, stride));
        return spectrum.mul(patches.graph().constant(shares(n, w, stride)).broadcastTo(spectrum.shape()));
    }

    /// 1 over the number of patches that cover a sample.
    private static Tensor shares(int n, int w, int stride) {
        float[] share = new float[covered(n, w, stride)];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < w; j++) {
                share[i * stride + j]++;
            }
        }
        for (int i = 0; i < share.length; i++) {
            share[i] = 1 / share[i];
        }
        return Tensor.of(Shape.of(share.length), share);
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.kernels.Convolutions;
import dev.spektron.kernels.DepthwiseConvs;
import dev.spektron.kernels.Linears;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of layers and convolutions.
final class DenseKernels {
    private DenseKernels() {}

    /// Bias and function of an element.
    static void kLinearFinish(float[] m, int f, int biased, int bias, int pre, int y, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Linears.finish(0, f, biased, m, bias + i % n, m, pre + i, m, y + i, 1);
            }
        }
    }

    /// An element of a convolution.
    static void kConv(float[] m, int x, int w, int biased, int bias, int y, int l, int channels, int t, int outputs, int window,
        int stride, int dilation, int pad, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Convolutions.forward(i, m, x, m, w, biased, m, bias, m, y, l, channels, t, outputs, window, stride, dilation, pad);
            }
        }
    }

    /// An element of its gradient by the input.
    static void kConvInputGrad(float[] m, int w, int dy, int dx, int l, int channels, int t, int outputs, int window, int stride,
        int dilation, int pad, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Convolutions.inputGrad(i, m, w, m, dy, m, dx, l, channels, t, outputs, window, stride, dilation, pad);
            }
        }
    }

    /// An element of its gradient by the weight.
    static void kConvWeightGrad(float[] m, int x, int dy, int dw, int batch, int l, int channels, int t, int outputs, int window,
        int stride, int dilation, int pad, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Convolutions.weightGrad(i, m, x, m, dy, m, dw, batch, l, channels, t, outputs, window, stride, dilation, pad);
            }
        }
    }

    /// An element of a depthwise convolution.
    static void kDepthwise(float[] m, int x, int w, int bias, int y, int l, int steps, int channels, int taps, int dilation, int left,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DepthwiseConvs.forward(i, m, x, m, w, m, bias, m, y, l, steps, channels, taps, dilation, left);
            }
        }
    }

    /// An element of its gradient by the input.
    static void kDepthwiseInputGrad(float[] m, int w, int dy, int dx, int l, int steps, int channels, int taps, int dilation, int left,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DepthwiseConvs.inputGrad(i, m, w, m, dy, m, dx, l, steps, channels, taps, dilation, left);
            }
        }
    }

    /// An element of its gradient by the weight.
    static void kDepthwiseWeightGrad(float[] m, int x, int dy, int dw, int batch, int l, int steps, int channels, int taps, int dilation,
        int left, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DepthwiseConvs.weightGrad(i, m, x, m, dy, m, dw, batch, l, steps, channels, taps, dilation, left);
            }
        }
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.kernels.Norms;
import dev.spektron.kernels.Rows;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of row operations.
final class RowKernels {
    private RowKernels() {}

    /// A row of a layer norm.
    static void kLayerNorm(float[] m, int centre, float eps, int x, int gamma, int beta, int y, int mean, int inverse, int n, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Norms.layerNorm(i, centre, eps, m, x, m, gamma, m, beta, m, y, m, mean, m, inverse, n);
            }
        }
    }

    /// A row of its gradient.
    static void kLayerNormGrad(float[] m, int centre, int x, int gamma, int mean, int inverse, int dy, int dx, int n, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Norms.layerNormGrad(i, centre, m, x, m, gamma, m, mean, m, inverse, m, dy, m, dx, n);
            }
        }
    }

    /// A column of the gradients of scale and shift.
    static void kLayerNormGradColumn(float[] m, int x, int mean, int inverse, int dy, int dgamma, int dbeta, int rows, int n, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Norms.layerNormGradColumn(i, m, x, m, mean, m, inverse, m, dy, m, dgamma, m, dbeta, rows, n);
            }
        }
    }

    /// A line of a normalisation.
    static void kNormalize(float[] m, float eps, int x, int y, int mean, int var, int n, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Norms.normalize(i, eps, m, x, m, y, m, mean, m, var, n, inner);
            }
        }
    }

    /// A line of its gradient.
    static void kNormalizeGrad(float[] m, float eps, int x, int mean, int var, int dy, int dx, int n, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Norms.normalizeGrad(i, eps, m, x, m, mean, m, var, m, dy, m, dx, n, inner);
            }
        }
    }

    /// A row.
    static void kSoftmax(float[] m, int x, int y, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.softmax(i, m, x, m, y, n);
            }
        }
    }

    /// A row.
    static void kSoftmaxGrad(float[] m, int y, int dy, int dx, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.softmaxGrad(i, m, y, m, dy, m, dx, n);
            }
        }
    }

    /// A row.
    static void kLogSumExp(float[] m, int x, int y, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.logSumExp(i, m, x, m, y, n);
            }
        }
    }

    /// A row.
    static void kCrossEntropy(float[] m, int x, int labels, int loss, int lse, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.crossEntropy(i, m, x, m, labels, m, loss, m, lse, n);
            }
        }
    }

    /// A row.
    static void kCrossEntropyGrad(float[] m, int x, int labels, int lse, int dloss, int dx, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.crossEntropyGrad(i, m, x, m, labels, m, lse, m, dloss, m, dx, n);
            }
        }
    }

    /// A number of it.
    static void kCrossEntropyGradElement(float[] m, int x, int labels, int lse, int dloss, int dx, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.crossEntropyGradElement(i, m, x, m, labels, m, lse, m, dloss, m, dx, n);
            }
        }
    }

    /// A row.
    static void kTopKGate(float[] m, int x, int y, int n, int k, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Rows.topKGate(i, m, x, m, y, n, k);
            }
        }
    }
}

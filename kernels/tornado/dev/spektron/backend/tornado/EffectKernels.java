package dev.spektron.backend.tornado;

import dev.spektron.kernels.Copies;
import dev.spektron.kernels.Optimisers;
import dev.spektron.kernels.Reductions;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of what changes variables.
final class EffectKernels {
    private EffectKernels() {}

    /// An element of a gradient or of state.
    static void kStore(float[] m, int x, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.copy(m, x + i, m, y + i, 1);
            }
        }
    }

    /// An element added to a gradient.
    static void kAdd(float[] m, int x, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.add(m, x + i, m, y + i, 1);
            }
        }
    }

    /// The sum of squares of a block of gradients.
    static void kSquares(float[] m, int gradients, int n, int room, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Optimisers.squares(i, m, gradients, n, m, room);
            }
        }
    }

    /// An element of a fold of the squares of gradients.
    static void kFoldSquares(float[] m, int gradients, int y, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Reductions.foldSquares(i, m, gradients, m, y, n, items);
            }
        }
    }

    /// The norm, by one item alone.
    static void kNorm(float[] m, int room, int blocks, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Optimisers.norm(m, room, blocks, m, y);
            }
        }
    }

    /// A parameter.
    static void kAdam(float[] m, int rates, int norm, int p, int g, int moment1, int moment2, float beta1, float beta2, float eps,
        float decay, int decoupled, float maxNorm, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Optimisers.adam(i, m, rates, m, norm, m, p, g, moment1, moment2, beta1, beta2, eps, decay, decoupled != 0, maxNorm);
            }
        }
    }

    /// A parameter.
    static void kSgd(float[] m, int rate, int norm, int p, int g, int moment, float momentum, float decay, int nesterov, float maxNorm,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Optimisers.sgd(i, m, rate, m, norm, m, p, g, moment, momentum, decay, nesterov != 0, maxNorm);
            }
        }
    }

    /// A parameter.
    static void kAverage(float[] m, int tau, int average, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Optimisers.average(i, m, tau, m, average, p);
            }
        }
    }
}

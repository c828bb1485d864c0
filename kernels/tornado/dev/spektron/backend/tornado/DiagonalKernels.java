package dev.spektron.backend.tornado;

import dev.spektron.kernels.DiagonalChunks;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of complex filters by chunks of time. `work` are, one after another, the states before chunks, whose place shares of da take,
/// the adjoints behind chunks, whose place shares of dw take, and the room of the lanes.
final class DiagonalKernels {
    private DiagonalKernels() {}

    /// A state through all of time.
    static void kDiagonalStates(float[] m, int u, int a, int h, int apart, int steps, int l, int channels, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DiagonalChunks.before(i, m, u, m, a, m, h, apart, steps, l, channels, n);
            }
        }
    }

    /// A state and its adjoint through all of time.
    static void kDiagonalGradStates(float[] m, int u, int a, int w, int dy, int work, int apart, int steps, int l, int channels, int n,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DiagonalChunks.before(i, m, u, m, a, m, work, apart, steps, l, channels, n);
                DiagonalChunks.after(i, m, a, m, w, m, dy, m, work + 2 * apart, apart, steps, l, channels, n);
            }
        }
    }

    /// A chunk of a channel.
    static void kDiagonalOutputs(float[] m, int u, int a, int w, int y, int h, int apart, int steps, int l, int channels, int n, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DiagonalChunks.outputs(i, m, u, m, a, m, w, m, y, m, h, apart, steps, l, channels, n);
            }
        }
    }

    /// A chunk of a channel of the gradient; numbers of neighbouring lanes are neighbours.
    static void kDiagonalChunkGrad(float[] m, int u, int a, int w, int dy, int du, int work, int apart, int steps, int l, int channels,
        int n, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                DiagonalChunks.grad(i, m, u, m, a, m, w, m, dy, m, du, m, work, m, work + 2 * apart, apart, m, work + 4 * apart + lane,
                    lanes, steps, l, channels, n);
            }
        }
    }

    /// An element of the gradients that samples and steps share.
    static void kDiagonalTurn(float[] m, int sums, int da, int dw, int channels, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DiagonalChunks.turn(i, m, sums, m, da, m, dw, channels, n);
            }
        }
    }
}

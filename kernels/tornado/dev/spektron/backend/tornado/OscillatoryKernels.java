package dev.spektron.backend.tornado;

import dev.spektron.kernels.OscillatoryChunks;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of the recurrence of oscillators by chunks of time. `work` are, one after another, the states before chunks, the adjoints
/// behind them, the shares of the coefficients' gradients and the room of the lanes.
final class OscillatoryKernels {
    private OscillatoryKernels() {}

    /// A channel through a chunk.
    static void kOscillatoryEnds(float[] m, int u, int coefficients, int h, int steps, int l, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                OscillatoryChunks.end(i, m, u, m, coefficients, m, h, items, steps, l, p);
            }
        }
    }

    /// A channel and its adjoint through a chunk.
    static void kOscillatoryGradEnds(float[] m, int u, int coefficients, int dx, int work, int steps, int l, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                OscillatoryChunks.end(i, m, u, m, coefficients, m, work, items, steps, l, p);
                OscillatoryChunks.adjointEnd(i, m, coefficients, m, dx, m, work + 2 * items, items, steps, l, p);
            }
        }
    }

    /// A channel from chunk to chunk.
    static void kOscillatoryCarry(float[] m, int coefficients, int h, int steps, int chunks, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                OscillatoryChunks.carry(i, m, coefficients, m, h, items * chunks, steps, chunks, p);
            }
        }
    }

    /// A channel and its adjoint from chunk to chunk.
    static void kOscillatoryGradCarry(float[] m, int coefficients, int work, int steps, int chunks, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                OscillatoryChunks.carry(i, m, coefficients, m, work, items * chunks, steps, chunks, p);
                OscillatoryChunks.carryBack(i, m, coefficients, m, work + 2 * items * chunks, items * chunks, steps, chunks, p);
            }
        }
    }

    /// A chunk of a channel.
    static void kOscillatoryOutputs(float[] m, int u, int coefficients, int x, int h, int steps, int l, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                OscillatoryChunks.outputs(i, m, u, m, coefficients, m, x, m, h, items, steps, l, p);
            }
        }
    }

    /// A chunk of a channel of the gradient; numbers of neighbouring lanes are neighbours.
    static void kOscillatoryChunkGrad(float[] m, int u, int coefficients, int dx, int du, int work, int steps, int l, int p, int items,
        int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                OscillatoryChunks.grad(i, m, u, m, coefficients, m, dx, m, du, m, work + 4 * items, m, work, m, work + 2 * items, items, m,
                    work + 10 * items + lane, lanes, steps, l, p);
            }
        }
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.kernels.SelectiveChunks;
import dev.spektron.kernels.SelectiveScans;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of the selective recurrence by chunks of time. `work` are, one after another, the states before chunks, the adjoints behind
/// them, the shares of dA, as large each, the shares of dD and the room of the lanes.
final class SelectiveKernels {
    private SelectiveKernels() {}

    /// A state through all of time.
    static void kSelectiveStates(float[] m, int u, int dt, int a, int b, int h, int steps, int l, int channels, int n, int exact, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.before(i, m, u, m, dt, m, a, m, b, m, h, steps, l, channels, n, exact);
            }
        }
    }

    /// A state and its adjoint through all of time.
    static void kSelectiveGradStates(float[] m, int u, int dt, int a, int b, int c, int dy, int h, int p, int steps, int l, int channels,
        int n, int exact, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.before(i, m, u, m, dt, m, a, m, b, m, h, steps, l, channels, n, exact);
                SelectiveChunks.after(i, m, dt, m, a, m, c, m, dy, m, p, steps, l, channels, n);
            }
        }
    }

    /// A state through a chunk.
    static void kSelectiveEnds(float[] m, int u, int dt, int a, int b, int h, int decay, int steps, int l, int channels, int n, int exact,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.end(i, m, u, m, dt, m, a, m, b, m, h, m, decay, steps, l, channels, n, exact);
            }
        }
    }

    /// A state and its adjoint through a chunk.
    static void kSelectiveGradEnds(float[] m, int u, int dt, int a, int b, int c, int dy, int h, int p, int decay, int steps, int l,
        int channels, int n, int exact, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.end(i, m, u, m, dt, m, a, m, b, m, h, m, decay, steps, l, channels, n, exact);
                SelectiveChunks.adjointEnd(i, m, dt, m, a, m, c, m, dy, m, p, steps, l, channels, n);
            }
        }
    }

    /// A state from chunk to chunk.
    static void kSelectiveCarry(float[] m, int h, int decay, int chunks, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.carry(i, m, h, m, decay, chunks, inner);
            }
        }
    }

    /// A state and its adjoint from chunk to chunk.
    static void kSelectiveGradCarry(float[] m, int h, int p, int decay, int chunks, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.carry(i, m, h, m, decay, chunks, inner);
                SelectiveChunks.carryBack(i, m, p, m, decay, chunks, inner);
            }
        }
    }

    /// A chunk of a channel.
    static void kSelectiveOutputs(float[] m, int u, int dt, int a, int b, int c, int d, int y, int h, int steps, int l, int channels, int n,
        int exact, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.outputs(i, m, u, m, dt, m, a, m, b, m, c, m, d, m, y, m, h, steps, l, channels, n, exact);
            }
        }
    }

    /// A chunk of a channel of the gradient; numbers of neighbouring lanes are neighbours.
    static void kSelectiveChunkGrad(float[] m, int u, int dt, int a, int b, int c, int d, int dy, int du, int ddt, int work, int steps,
        int l, int channels, int n, int exact, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                SelectiveChunks.channelGrad(i, m, u, m, dt, m, a, m, b, m, c, m, d, m, dy, m, du, m, ddt, m, work + 2 * items * n, m,
                    work + 3 * items * n, m, work, m, work + items * n, m, work + 3 * items * n + items + lane, lanes, steps, l, channels,
                    n, exact);
            }
        }
    }

    /// A chunk of a group of channels of the gradients that channels share.
    static void kSelectiveChunkSharedGrad(float[] m, int u, int dt, int a, int b, int c, int dy, int shareB, int shareC, int h, int p,
        int steps, int l, int channels, int n, int exact, int groups, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveChunks.sharedGrad(i, m, u, m, dt, m, a, m, b, m, c, m, dy, m, shareB, m, shareC, m, h, m, p, steps, l, channels, n,
                    exact, groups, SelectiveScans.GROUP);
            }
        }
    }
}

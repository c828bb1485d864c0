package dev.spektron.backend.tornado;

import dev.spektron.kernels.DiagonalScans;
import dev.spektron.kernels.OscillatoryScans;
import dev.spektron.kernels.SelectiveScans;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of recurrences. `room` holds a workspace for each lane.
final class ScanKernels {
    private ScanKernels() {}

    /// A channel.
    static void kSelective(float[] m, int u, int dt, int a, int b, int c, int d, int y, int l, int channels, int n, int exact, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                SelectiveScans.forward(i, m, u, m, dt, m, a, m, b, m, c, m, d, m, y, l, channels, n, exact);
            }
        }
    }

    /// A channel of the gradient.
    static void kSelectiveGrad(float[] m, int u, int dt, int a, int b, int c, int d, int dy, int du, int ddt, int shareA, int shareD,
        int room, int l, int channels, int n, int exact, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                SelectiveScans.channelGrad(i, m, u, m, dt, m, a, m, b, m, c, m, d, m, dy, m, du, m, ddt, m, shareA, m, shareD, m,
                    room + lane * SelectiveScans.workspace(l), l, channels, n, exact);
            }
        }
    }

    /// A group of channels of the gradients that channels share.
    static void kSelectiveSharedGrad(float[] m, int u, int dt, int a, int b, int c, int dy, int shareB, int shareC, int room, int l,
        int channels, int n, int exact, int groups, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                SelectiveScans.sharedGrad(i, m, u, m, dt, m, a, m, b, m, c, m, dy, m, shareB, m, shareC, m,
                    room + lane * SelectiveScans.workspace(l), l, channels, n, exact, groups, SelectiveScans.GROUP);
            }
        }
    }

    /// A channel.
    static void kOscillatory(float[] m, int u, int coefficients, int x, int l, int p, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                OscillatoryScans.forward(i, m, u, m, coefficients, m, x, l, p);
            }
        }
    }

    /// A channel of the gradient.
    static void kOscillatoryGrad(float[] m, int u, int coefficients, int dx, int du, int share, int room, int l, int p, int items,
        int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                OscillatoryScans.grad(i, m, u, m, coefficients, m, dx, m, du, m, share, m, room + lane * OscillatoryScans.workspace(l), l,
                    p);
            }
        }
    }

    /// A channel.
    static void kDiagonal(float[] m, int u, int a, int w, int y, int l, int channels, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                DiagonalScans.forward(i, m, u, m, a, m, w, m, y, l, channels, n);
            }
        }
    }

    /// A channel of the gradient.
    static void kDiagonalGrad(float[] m, int u, int a, int w, int dy, int du, int shareA, int shareW, int room, int l, int channels,
        int n, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                DiagonalScans.grad(i, m, u, m, a, m, w, m, dy, m, du, m, shareA, m, shareW, m, room + lane * DiagonalScans.workspace(l),
                    l, channels, n);
            }
        }
    }
}

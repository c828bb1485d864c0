package dev.spektron.backend.tornado;

import dev.spektron.kernels.Resamplings;
import dev.spektron.kernels.Spectra;
import dev.spektron.kernels.Splines;
import dev.spektron.kernels.Wavelets;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of splines, Fourier and wavelet transforms, resampling.
final class SignalKernels {
    private SignalKernels() {}

    /// All functions at a point.
    static void kSpline(float[] m, float[] knots, float[] terms, int order, int functions, float inverse, int x, int y, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Splines.basis(i, order, functions, knots, terms, inverse, m, x, m, y);
            }
        }
    }

    /// The gradient at a point.
    static void kSplineGrad(float[] m, float[] knots, float[] slopes, int order, int functions, float inverse, int x, int db, int dx,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Splines.basisGrad(i, order, functions, knots, slopes, inverse, m, x, m, db, m, dx);
            }
        }
    }

    /// A Fourier coefficient.
    static void kCoefficient(float[] m, float[] circle, int length, int modes, int channels, int x, int c, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Spectra.coefficient(i, circle, length, modes, channels, m, x, m, c);
            }
        }
    }

    /// A sample of a Fourier sum.
    static void kSample(float[] m, float[] circle, int length, int modes, int channels, int c, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Spectra.sample(i, circle, length, modes, channels, m, c, m, y);
            }
        }
    }

    /// A coefficient times its matrix.
    static void kMix(float[] m, int length, int modes, int in, int out, int x, int w, int imaginary, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Spectra.mix(i, length, modes, in, out, m, x, m, w, imaginary, m, y);
            }
        }
    }

    /// Its gradient by the coefficient.
    static void kMixInput(float[] m, int length, int modes, int in, int out, int dy, int w, int imaginary, int dx, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Spectra.mixInput(i, length, modes, in, out, m, dy, m, w, imaginary, m, dx);
            }
        }
    }

    /// Its gradient by the matrix.
    static void kMixWeight(float[] m, int length, int modes, int in, int out, int batch, int x, int dy, int dw, int imaginary, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Spectra.mixWeight(i, length, modes, in, out, batch, m, x, m, dy, m, dw, imaginary);
            }
        }
    }

    /// A pair of wavelet coefficients.
    static void kWaveletAnalysis(float[] m, int[] source, float[] filters, int taps, int x, int n, int a, int d, int count, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Wavelets.analysis(i, source, filters, taps, m, x, n, m, a, m, d, count);
            }
        }
    }

    /// A sample of the adjoint.
    static void kWaveletSynthesis(float[] m, int[] start, int[] places, float[] filters, int taps, int a, int d, int count, int x, int n,
        int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Wavelets.synthesis(i, start, places, filters, taps, m, a, m, d, count, m, x, n);
            }
        }
    }

    /// A value between samples.
    static void kResample(float[] m, int cubic, float a, int x, int n, int positions, int step, int y, int count, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Resamplings.value(i, cubic, a, m, x, n, m, positions, step, m, y, count);
            }
        }
    }

    /// A row of the gradient by the samples.
    static void kResampleRowGrad(float[] m, int cubic, float a, int n, int positions, int step, int dy, int count, int dx, int items,
        int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Resamplings.rowGrad(i, cubic, a, n, m, positions, step, m, dy, count, m, dx);
            }
        }
    }

    /// The gradient by a position.
    static void kResamplePositionGrad(float[] m, int common, int rows, int cubic, float a, int x, int n, int positions, int dy, int count,
        int dp, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Resamplings.positionGrad(i, common, rows, cubic, a, m, x, n, m, positions, m, dy, count, m, dp);
            }
        }
    }
}

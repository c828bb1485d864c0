package dev.spektron.backend.op;

/// Orthogonal wavelets: Daubechies with 1 to 10 vanishing moments and symlets with 2 to 10.
public enum Wavelet {
    DB1(1), DB2(2), DB3(3), DB4(4), DB5(5), DB6(6), DB7(7), DB8(8), DB9(9), DB10(10), SYM2(2), SYM3(3), SYM4(4), SYM5(5), SYM6(6), SYM7(7),
    SYM8(8), SYM9(9), SYM10(10);

    private final int moments;

    Wavelet(int moments) {
        this.moments = moments;
    }

    /// Number of vanishing moments: details of polynomials of a lower degree are 0.
    public int moments() {
        return moments;
    }

    /// Number of filter taps, twice the number of vanishing moments.
    public int length() {
        return 2 * moments;
    }

    /// Decomposition low-pass filter h.
    public double[] low() {
        return WaveletFilters.low(this);
    }

    /// Decomposition high-pass filter g[k] = (-1)^(k + 1) h[F - 1 - k].
    public double[] high() {
        double[] low = low();
        double[] g = new double[low.length];
        for (int k = 0; k < g.length; k++) {
            g[k] = (k % 2 == 0 ? -1 : 1) * low[low.length - 1 - k];
        }
        return g;
    }
}

package dev.spektron.backend.op;

/// Orthogonal wavelets: Daubechies with 1 to 10 vanishing moments and symlets with 2 to 10.
public enum Wavelet {
    DB1, DB2, DB3, DB4, DB5, DB6, DB7, DB8, DB9, DB10, SYM2, SYM3, SYM4, SYM5, SYM6, SYM7, SYM8, SYM9, SYM10;

    private final double[] low;

    Wavelet() {
        low = WaveletFilters.low(this);
    }

    /// Number of filter taps, twice the number of vanishing moments.
    public int length() {
        return low.length;
    }

    /// Decomposition low-pass filter h.
    public double[] low() {
        return low.clone();
    }

    /// Decomposition high-pass filter g[k] = (-1)^(k + 1) h[F - 1 - k].
    public double[] high() {
        double[] g = new double[low.length];
        for (int k = 0; k < g.length; k++) {
            g[k] = (k % 2 == 0 ? -1 : 1) * low[low.length - 1 - k];
        }
        return g;
    }
}

package dev.spektron.chem.preprocess;

/// Convolution weights of the Savitzky-Golay filter.
final class SavitzkyGolayWeights {
    private SavitzkyGolayWeights() {}

    /// Weights `[e][k]`: derivative at point e of the polynomial fitted to the points 0..window-1 is sum_k weights[e][k] x[k].
    ///
    /// With Q an orthonormal polynomial basis on the window the fit is Q Q'x and its derivative Q^(m) Q'x, so the weights are
    /// sum_d Q_d^(m)(e) Q_d(k). The derivatives of the basis come from its own three-term recurrence,
    /// beta_d P_{d+1} = (t - alpha_d) P_d - beta_{d-1} P_{d-1}, differentiated m times.
    static double[][] all(int window, int order, int derivative) {
        double[][] q = Polynomials.orthonormal(window, order);
        double[][] dq = derivatives(q, derivative);
        double[][] weights = new double[window][window];
        for (int e = 0; e < window; e++) {
            for (int d = 0; d <= order; d++) {
                double c = dq[d][e];
                for (int k = 0; k < window; k++) {
                    weights[e][k] += c * q[d][k];
                }
            }
        }
        return weights;
    }

    /// m-th derivative, per point spacing, of every basis polynomial at every point.
    private static double[][] derivatives(double[][] q, int m) {
        int degrees = q.length;
        int n = q[0].length;
        double middle = 0.5 * (n - 1);
        double[][] lower = q;
        for (int k = 1; k <= m; k++) {
            double[][] next = new double[degrees][n];
            for (int d = 1; d < degrees; d++) {
                // alpha is 0 by symmetry about the middle; beta_d = <t P_{d-1}, P_d>
                double beta = moment(q, d - 1, d, middle);
                double before = d > 1 ? moment(q, d - 2, d - 1, middle) : 0;
                for (int j = 0; j < n; j++) {
                    double older = d > 1 ? before * next[d - 2][j] : 0;
                    next[d][j] = (k * lower[d - 1][j] + (j - middle) * next[d - 1][j] - older) / beta;
                }
            }
            lower = next;
        }
        return lower;
    }

    private static double moment(double[][] q, int a, int b, double middle) {
        double s = 0;
        for (int j = 0; j < q[0].length; j++) {
            s += (j - middle) * q[a][j] * q[b][j];
        }
        return s;
    }
}

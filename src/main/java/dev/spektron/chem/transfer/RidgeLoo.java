package dev.spektron.chem.transfer;

import org.ejml.data.DMatrixRMaj;

/// Chooses a ridge penalty by exact leave-one-out on centred rows: e_i = (R y)_i/(R_ii - 1/n), R = μ (K + μ I)⁻¹ from one
/// eigen-decomposition of K = Z Zᵀ.
record RidgeLoo(Algebra.Eigen kernel) {
    /// Penalties tried, as powers of ten relative to the largest eigenvalue.
    private static final int WEAKEST = -10;
    private static final int STRONGEST = -1;

    static RidgeLoo of(DMatrixRMaj centredRows) {
        return new RidgeLoo(Algebra.eigen(Algebra.gram(centredRows, centredRows)));
    }

    /// The penalty μ with the smallest leave-one-out error; the strongest of equals.
    double penalty(double[] y) {
        int n = y.length;
        double largest = Math.max(kernel.values()[0], Double.MIN_NORMAL);
        double mean = 0;
        for (double v : y) {
            mean += v / n;
        }
        double[] centred = new double[n];
        for (int i = 0; i < n; i++) {
            centred[i] = y[i] - mean;
        }
        double[] rotated = Algebra.combine(centred, kernel.vectors());
        double best = largest * Math.pow(10, STRONGEST);
        double least = Double.POSITIVE_INFINITY;
        for (int e = STRONGEST; e >= WEAKEST; e--) {
            double mu = largest * Math.pow(10, e);
            double press = press(rotated, mu);
            if (press < least * (1 - 1e-9)) {
                least = press;
                best = mu;
            }
        }
        return best;
    }

    private double press(double[] rotated, double mu) {
        int n = rotated.length;
        double[] shrink = new double[n];
        for (int k = 0; k < n; k++) {
            shrink[k] = mu / (Math.max(kernel.values()[k], 0) + mu);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double residual = 0;
            double free = -1.0 / n;
            for (int k = 0; k < n; k++) {
                double u = kernel.vectors().data[i * n + k];
                residual += shrink[k] * u * rotated[k];
                free += shrink[k] * u * u;
            }
            sum += residual * residual / Math.max(free * free, 1e-24);
        }
        return sum;
    }
}

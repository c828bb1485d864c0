package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// The checks that all regressions share.
final class Inputs {
    private Inputs() {}

    static void check(String name, DMatrixRMaj x, DMatrixRMaj y, double[] weights) {
        if (y.numRows != x.numRows) {
            throw new IllegalArgumentException(name + ": " + x.numRows + " spectra and " + y.numRows + " reference values");
        }
        if (x.numRows < 2 || x.numCols < 1 || y.numCols < 1) {
            throw new IllegalArgumentException(name + ": expected at least 2 samples, 1 channel and 1 property, found " + x.numRows + ", "
                + x.numCols + " and " + y.numCols);
        }
        if (weights != null) {
            weights(name, weights, x.numRows);
        }
    }

    /// Centres after the check that all values are finite. One bad value makes the mean of its column bad, so only then is every value
    /// looked at.
    static Centred centred(String name, String what, DMatrixRMaj m, double[] weights, boolean autoscale) {
        Centred out = Centred.of(m, weights, autoscale);
        for (double mean : out.mean()) {
            if (!Double.isFinite(mean)) {
                throw notFinite(name, what, m);
            }
        }
        return out;
    }

    private static IllegalArgumentException notFinite(String name, String what, DMatrixRMaj m) {
        for (int i = 0; i < m.numRows * m.numCols; i++) {
            if (!Double.isFinite(m.data[i])) {
                return new IllegalArgumentException(name + ": the " + what + " hold " + m.data[i] + " at row " + i / m.numCols + ", column "
                    + i % m.numCols + " (counted from 0); leave samples without a value out before fitting");
            }
        }
        return new IllegalArgumentException(name + ": the " + what + " are too large to be added up");
    }

    private static void weights(String name, double[] weights, int n) {
        if (weights.length != n || !Arrays.stream(weights).allMatch(v -> v >= 0 && Double.isFinite(v))) {
            throw new IllegalArgumentException(name + ": expected " + n + " finite weights that are not negative, found "
                + weights.length + ", the smallest " + Arrays.stream(weights).min().orElse(Double.NaN));
        }
        if (Arrays.stream(weights).filter(v -> v > 0).count() < 2) {
            throw new IllegalArgumentException(name + ": expected at least 2 samples with a positive weight");
        }
    }
}

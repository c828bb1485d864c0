package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Reference spectra of the scatter corrections.
final class References {
    private References() {}

    static double[] of(DMatrixRMaj x, Msc.Centre centre) {
        return switch (centre) {
            case MEAN -> Matrices.columnMeans(x);
            case MEDIAN -> medians(x);
        };
    }

    private static double[] medians(DMatrixRMaj x) {
        int n = x.numRows;
        double[] out = new double[x.numCols];
        double[] column = new double[n];
        for (int j = 0; j < out.length; j++) {
            for (int i = 0; i < n; i++) {
                column[i] = x.data[i * x.numCols + j];
            }
            Arrays.sort(column);
            out[j] = n % 2 == 1 ? column[n / 2] : 0.5 * (column[n / 2 - 1] + column[n / 2]);
        }
        return out;
    }

    /// The reference minus its mean over the channels; a flat reference is an error.
    static double[] centred(String name, double[] reference) {
        int p = reference.length;
        double mean = RowMath.mean(reference, 0, p);
        if (RowMath.deviation(reference, 0, p) <= 1e-10 * RowMath.level(reference, 0, p)) {
            throw new IllegalArgumentException(name + ": the reference spectrum is flat (all values about " + (float) mean
                + "), so no spectrum can be regressed on it; does a centring step stand before it?");
        }
        double[] out = new double[p];
        for (int j = 0; j < p; j++) {
            out[j] = reference[j] - mean;
        }
        return out;
    }
}

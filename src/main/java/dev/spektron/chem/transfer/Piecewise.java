package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// What piecewise methods share: the banded map from local regressions, and the choice of window and rank by leave-one-out.
final class Piecewise {
    /// At least so many channels, and otherwise at most so many pairs of a standard and a channel, are looked at for the choice.
    private static final int FEWEST_CHANNELS = 40;
    private static final int PAIRS = 400;

    private Piecewise() {}

    /// Local regressions of source channels on target channels, for several ranks at once. Keeps work space, belongs to one thread.
    interface Local {
        /// First target channel of the window of channel j.
        int first(int j);

        /// One past the last target channel of the window of channel j.
        int end(int j);

        /// Coefficients by rank - 1; valid until the next call.
        double[][] fit(int j);
    }

    /// Makes the local regressions of one setting of the windows for ranks 1..`most`.
    interface Family {
        Local local(Centred standards, int setting, int most);
    }

    static BandedMap map(Centred c, Local local, int rank) {
        int p = c.source().numCols;
        int[] first = new int[p];
        double[][] band = new double[p][];
        for (int j = 0; j < p; j++) {
            first[j] = local.first(j);
            band[j] = Arrays.copyOf(local.fit(j)[rank - 1], local.end(j) - first[j]);
        }
        return new BandedMap(c.targetMean(), first, band, c.sourceMean());
    }

    /// The setting and rank with the simplest local model (lower rank first, then earlier setting) whose mean squared spectral residual
    /// of the standard left out is at most one standard error, over the standards, above the smallest.
    static int[] choose(DMatrixRMaj source, DMatrixRMaj target, Family family, int settings, int fewest, int most) {
        int n = source.numRows;
        double[][][] error = new double[settings][n][most];
        for (int left = 0; left < n; left++) {
            int[] kept = Centred.without(left, n);
            Centred c = Centred.of(Matrices.rows(source, kept), Matrices.rows(target, kept));
            double[] xt = shifted(target, left, c.targetMean());
            double[] xs = shifted(source, left, c.sourceMean());
            for (int k = 0; k < settings; k++) {
                addErrors(family.local(c, k, most), xt, xs, Math.max(FEWEST_CHANNELS, PAIRS / n), error[k][left]);
            }
        }
        double allowed = allowed(error, fewest, most);
        for (int r = fewest; r <= most; r++) {
            for (int k = 0; k < settings; k++) {
                if (mean(error[k], r) <= allowed) {
                    return new int[] {k, r};
                }
            }
        }
        throw new IllegalArgumentException("piecewise standardization: the residuals overflow; the standards are too large to square");
    }

    private static double allowed(double[][][] error, int fewest, int most) {
        double least = Double.POSITIVE_INFINITY;
        double allowed = least;
        for (double[][] byStandard : error) {
            for (int r = fewest; r <= most; r++) {
                double mean = mean(byStandard, r);
                if (mean < least) {
                    least = mean;
                    allowed = mean + standardError(byStandard, r, mean);
                }
            }
        }
        return allowed;
    }

    private static void addErrors(Local local, double[] xt, double[] xs, int most, double[] error) {
        int p = xt.length;
        int channels = Math.min(p, most);
        for (int k = 0; k < channels; k++) {
            int j = (int) ((k + 0.5) * p / channels);
            int lo = local.first(j);
            double[][] coefficients = local.fit(j);
            for (int r = 0; r < error.length; r++) {
                double e = xs[j] - Matrices.dot(coefficients[r], 0, xt, lo, local.end(j) - lo);
                error[r] += e * e;
            }
        }
    }

    private static double[] shifted(DMatrixRMaj x, int row, double[] mean) {
        double[] out = Matrices.row(x, row);
        for (int j = 0; j < out.length; j++) {
            out[j] -= mean[j];
        }
        return out;
    }

    private static double mean(double[][] error, int rank) {
        double sum = 0;
        for (double[] e : error) {
            sum += e[rank - 1] / error.length;
        }
        return sum;
    }

    private static double standardError(double[][] error, int rank, double mean) {
        double sum = 0;
        for (double[] e : error) {
            sum += (e[rank - 1] - mean) * (e[rank - 1] - mean);
        }
        return Math.sqrt(sum / (error.length - 1) / error.length);
    }
}

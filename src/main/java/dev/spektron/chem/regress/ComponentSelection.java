package dev.spektron.chem.regress;

import dev.spektron.chem.Folds;
import dev.spektron.chem.Matrices;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Number of components by repeated k-fold cross-validation on the training data.
///
/// Repeat r = 0.. deals the samples to k folds with [Folds#assign(int, int, long)] and seed + r (k = n, leave-one-out, if there are fewer
/// samples than folds; then one repeat is enough and only one is made). Each fold is predicted by models of the other samples with 1..A
/// components, centred on those samples alone. The error of a fold is its mean squared error (weighted, where samples have weights); the
/// curve is the mean over all F = k x repeats folds, its standard error is SD/sqrt(F) with divisor F - 1. Folds of different repeats share
/// samples, so that standard error is a yardstick rather than an estimate.
///
/// [Rule#MINIMUM] takes the smallest number with the least error; [Rule#ONE_SE] the smallest number whose error is at most the least error
/// plus the standard error there (Breiman et al., Classification and Regression Trees, 1984, section 3.4.3).
///
/// @param maxComponents largest number tried, at least 1; A is at most this, the smallest training part minus 1, and the channels
/// @param folds at least 2
/// @param repeats at least 1
/// @param seed seed of the folds
/// @param rule how the number is read off the curve
public record ComponentSelection(int maxComponents, int folds, int repeats, long seed, Rule rule) {
    /// How the number of components is read off the curve.
    public enum Rule { ONE_SE, MINIMUM }

    /// A regression that predicts with 1, 2, ... components.
    @FunctionalInterface
    interface Path {
        /// Predictions `[components - 1][test row]` of models fitted to `x`, `y`; one to `most` rows come back, fewer when
        /// components run out. `weights` may be null.
        double[][] predict(DMatrixRMaj x, double[] y, double[] weights, DMatrixRMaj test, int most);
    }

    /// What cross-validation found.
    ///
    /// @param components chosen number; 0 if the training data allow no component
    /// @param error mean squared error by number of components, from 1 on
    /// @param standardError standard error of each
    public record Curve(int components, double[] error, double[] standardError) {
        /// Root of the mean squared error at the chosen number.
        ///
        /// @throws IllegalStateException if no component was possible
        public double rmsecv() {
            if (components == 0) {
                throw new IllegalStateException("the training data allow no component, so there is no cross-validation error");
            }
            return Math.sqrt(error[components - 1]);
        }
    }

    public ComponentSelection {
        if (maxComponents < 1 || folds < 2 || repeats < 1) {
            throw new IllegalArgumentException("component selection: expected at least 1 component, 2 folds and 1 repeat, found "
                + maxComponents + ", " + folds + " and " + repeats);
        }
    }

    /// 20 components, 5 folds, 3 repeats, one standard error.
    public static ComponentSelection standard(long seed) {
        return new ComponentSelection(20, 5, 3, seed, Rule.ONE_SE);
    }

    /// Cross-validates PLS.
    ///
    /// @param weights one a sample, null for equal weights; samples of weight 0 are left out
    public Curve pls(DMatrixRMaj x, double[] y, double[] weights) {
        return run(x, y, weights, PlsPath::predict);
    }

    /// Cross-validates principal component regression.
    public Curve pcr(DMatrixRMaj x, double[] y, double[] weights) {
        return run(x, y, weights, PcrPath::predict);
    }

    Curve run(DMatrixRMaj x, double[] y, double[] weights, Path path) {
        Inputs.check("component selection", x, Centred.column(y), weights);
        if (weights != null && Arrays.stream(weights).anyMatch(v -> v == 0)) {
            int[] kept = java.util.stream.IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
            return run(Matrices.rows(x, kept), Matrices.pick(y, kept), Matrices.pick(weights, kept), path);
        }
        Inputs.centred("component selection", "reference values", Centred.column(y), null, false);
        return validate(RowSpace.reduce(Inputs.centred("component selection", "spectra", x, null, false)), y, weights, path);
    }

    /// Cross-validation on the spectra as they are given.
    Curve validate(DMatrixRMaj x, double[] y, double[] weights, Path path) {
        int n = x.numRows;
        int k = Math.min(folds, n);
        int rounds = k == n ? 1 : repeats;
        int most = Math.min(maxComponents, Math.min(n - (n + k - 1) / k - 1, x.numCols));
        if (most < 1) {
            return new Curve(0, new double[0], new double[0]);
        }
        double[][] errors = new double[rounds * k][];
        for (int r = 0; r < rounds; r++) {
            int[] assigned = Folds.assign(n, k, seed + r);
            for (int f = 0; f < k; f++) {
                errors[r * k + f] = fold(x, y, weights, path, assigned, f, most);
            }
        }
        return choose(errors, most);
    }

    private static double[] fold(DMatrixRMaj x, double[] y, double[] weights, Path path, int[] assigned, int f, int most) {
        int[] in = Folds.positions(assigned, f, false);
        int[] out = Folds.positions(assigned, f, true);
        double[] v = weights == null ? null : Matrices.pick(weights, in);
        double[][] predicted = path.predict(Matrices.rows(x, in), Matrices.pick(y, in), v, Matrices.rows(x, out), most);
        double[] error = new double[most];
        for (int a = 0; a < most; a++) {
            // components that do not exist change no prediction
            double[] p = predicted[Math.min(a, predicted.length - 1)];
            double sum = 0;
            double total = 0;
            for (int i = 0; i < out.length; i++) {
                double w = weights == null ? 1 : weights[out[i]];
                sum += w * (p[i] - y[out[i]]) * (p[i] - y[out[i]]);
                total += w;
            }
            error[a] = sum / total;
        }
        return error;
    }

    private Curve choose(double[][] errors, int most) {
        int count = errors.length;
        double[] mean = new double[most];
        double[] se = new double[most];
        int best = 0;
        for (int a = 0; a < most; a++) {
            for (double[] e : errors) {
                mean[a] += e[a] / count;
            }
            for (double[] e : errors) {
                se[a] += (e[a] - mean[a]) * (e[a] - mean[a]);
            }
            se[a] = Math.sqrt(se[a] / (count - 1) / count);
            best = mean[a] < mean[best] ? a : best;
        }
        int chosen = best;
        if (rule == Rule.ONE_SE) {
            chosen = 0;
            while (mean[chosen] > mean[best] + se[best]) {
                chosen++;
            }
        }
        return new Curve(chosen + 1, mean, se);
    }
}

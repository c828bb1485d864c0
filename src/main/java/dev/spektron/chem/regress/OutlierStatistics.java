package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// How unlike its training samples a spectrum is for a PLS model of A components: Hotelling's T2 inside the model, Q outside.
///
/// T2 = sum_a t_a^2/var_a, with the limit A(n^2 - 1)/(n(n - A)) F(A, n - A) for a sample that was not in the training set (Tracy, Young,
/// Mason, J. Qual. Technol. 24 (1992) 88, doi:10.1080/00224065.1992.12015232). Q = |e|^2, e = z - P t, z the centred (and scaled) spectrum,
/// with the limit of Jackson and Mudholkar, Technometrics 21 (1979) 341, doi:10.1080/00401706.1979.10489779, from
/// theta_i = tr(C^i), C = E'E/(n - 1) the residual covariance of the training samples.
///
/// Training residuals are smaller than those of new samples when n is not much larger than A, so Q flags generously there.
///
/// @param mean mean of the training spectra
/// @param scale scale of the channels, 1 for centred models
/// @param rotations R by component: t = R z
/// @param loadings P by component
/// @param variances variance of each training score, divisor n - 1
/// @param theta theta_1, theta_2, theta_3
/// @param samples n
public record OutlierStatistics(double[] mean, double[] scale, double[][] rotations, double[][] loadings, double[] variances,
                                double[] theta, int samples) {

    /// @param fit PLS model
    /// @param components A, at least 1 and at most n - 1
    /// @param x the training spectra of `fit`
    public static OutlierStatistics of(PlsFit fit, int components, DMatrixRMaj x) {
        fit.check(components);
        int n = x.numRows;
        if (components < 1 || components >= n || n != fit.samples()) {
            throw new IllegalArgumentException("outlier statistics: expected the " + fit.samples() + " training spectra and 1 to "
                + (fit.samples() - 1) + " components, found " + n + " spectra and " + components + " components");
        }
        double[][] r = Arrays.copyOf(fit.core().r(), components);
        double[][] p = Arrays.copyOf(fit.core().p(), components);
        double[][] z = fit.centredRows(x);
        double[] variances = new double[components];
        double total = 0;
        for (double[] row : z) {
            total += Dense.norm2(row) / (n - 1);
            double[] t = project(row, r, p);
            for (int a = 0; a < components; a++) {
                variances[a] += t[a] * t[a] / (n - 1);
            }
        }
        double[] theta = traces(z);
        // a residual of rounding errors has no distribution; below this floor every new residual is one
        double floor = 1e-24 * total;
        for (int i = 0; i < 3; i++) {
            theta[i] = Math.max(theta[i], Math.pow(floor, i + 1));
        }
        return new OutlierStatistics(fit.mean(), fit.scale(), r, p, variances, theta, n);
    }

    /// Scores of a row; the row becomes its residual.
    private static double[] project(double[] row, double[][] r, double[][] p) {
        double[] t = new double[r.length];
        for (int a = 0; a < t.length; a++) {
            t[a] = Dense.dot(r[a], row);
        }
        for (int a = 0; a < t.length; a++) {
            Dense.add(-t[a], p[a], row);
        }
        return t;
    }

    /// tr(G), tr(G^2), tr(G^3) for G = E E'/(n - 1), which has the eigenvalues of C.
    private static double[] traces(double[][] e) {
        int n = e.length;
        double[][] g = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                g[i][k] = Dense.dot(e[i], e[k]) / (n - 1);
                g[k][i] = g[i][k];
            }
        }
        double[] theta = new double[3];
        theta[1] = Dense.norm2(g);
        for (int i = 0; i < n; i++) {
            theta[0] += g[i][i];
            theta[2] += Dense.dot(g[i], Dense.combine(g, g[i]));
        }
        return theta;
    }

    /// Hotelling's T2 and Q of one spectrum.
    ///
    /// @param t2 distance inside the model
    /// @param q squared distance to the model
    public record Distance(double t2, double q) {}

    /// Distances of all rows of `x`.
    ///
    /// @throws IllegalArgumentException if the number of channels differs
    public Distance[] of(DMatrixRMaj x) {
        if (x.numCols != mean.length) {
            throw new IllegalArgumentException("outlier statistics: the model expects " + mean.length + " channels, found " + x.numCols);
        }
        Distance[] out = new Distance[x.numRows];
        double[] row = new double[mean.length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = (x.data[i * row.length + j] - mean[j]) / scale[j];
            }
            double[] t = project(row, rotations, loadings);
            double t2 = 0;
            for (int a = 0; a < t.length; a++) {
                t2 += t[a] * t[a] / variances[a];
            }
            out[i] = new Distance(t2, Dense.norm2(row));
        }
        return out;
    }

    /// Value that T2 of a sample like the training samples stays below with this probability, for example 0.95.
    public double t2Limit(double confidence) {
        double n = samples;
        int a = variances.length;
        return a * (n * n - 1) / (n * (n - a)) * Distributions.fQuantile(confidence, a, n - a);
    }

    /// Value that Q of a sample like the training samples stays below with this probability.
    public double qLimit(double confidence) {
        // the power h0 is not positive for a few extreme residual spectra; the limit is then taken at a small power
        double h = Math.max(1e-3, 1 - 2 * theta[0] * theta[2] / (3 * theta[1] * theta[1]));
        double z = Distributions.normalQuantile(confidence);
        double base = 1 + z * Math.sqrt(2 * theta[1] * h * h) / theta[0] + theta[1] * h * (h - 1) / (theta[0] * theta[0]);
        return theta[0] * Math.pow(Math.max(base, 0), 1 / h);
    }
}

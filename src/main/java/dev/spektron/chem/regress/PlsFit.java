package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// A fitted PLS model with 0 to [#components()] components. Immutable.
///
/// Letters as in the literature: X (n x p) = T P' + E, Y (n x m) = T Q' + F, T = X R, R = W (P'W)^-1, all of the centred (and scaled) data.
public final class PlsFit {
    private final PlsCore core;
    private final double[] meanX;
    private final double[] scaleX;
    private final double[] meanY;
    private final double[] scaleY;
    private final double squaresX;
    private final double[] squaresY;
    private final int samples;

    PlsFit(PlsCore core, Centred x, Centred y, double total) {
        this.core = core;
        meanX = x.mean();
        scaleX = x.scale();
        meanY = y.mean();
        scaleY = y.scale();
        squaresX = total;
        squaresY = y.squares();
        samples = x.n();
    }

    /// Components found: the number asked for, or fewer when nothing that covaries with Y was left.
    public int components() {
        return core.count();
    }

    /// Training samples.
    public int samples() {
        return samples;
    }

    /// Channels.
    public int channels() {
        return meanX.length;
    }

    /// Targets.
    public int targets() {
        return meanY.length;
    }

    /// The linear model of the first `components` components; 0 gives the mean of the target.
    ///
    /// @throws IllegalArgumentException if there are not that many components or targets
    public LinearModel model(int components, int target) {
        check(components);
        if (target < 0 || target >= targets()) {
            throw new IllegalArgumentException("PLS: expected a target from 0 to " + (targets() - 1) + ", found " + target);
        }
        double[] b = new double[channels()];
        for (int a = 0; a < components; a++) {
            Dense.add(core.q()[a][target], core.r()[a], b);
        }
        for (int j = 0; j < b.length; j++) {
            b[j] *= scaleY[target] / scaleX[j];
        }
        return new LinearModel(b, meanY[target] - Dense.dot(meanX, b));
    }

    /// The model of the first target.
    public LinearModel model(int components) {
        return model(components, 0);
    }

    /// Scores T of the training samples, n x A; with weighted rows sqrt(v_i) t_i. The columns are orthogonal.
    public DMatrixRMaj scores() {
        return columns(core.t(), samples);
    }

    /// Weights W, p x A, columns of length 1.
    public DMatrixRMaj weights() {
        return columns(core.w(), channels());
    }

    /// Rotations R, p x A: T = X R.
    public DMatrixRMaj rotations() {
        return columns(core.r(), channels());
    }

    /// Loadings P, p x A.
    public DMatrixRMaj loadings() {
        return columns(core.p(), channels());
    }

    /// Loadings Q of the targets, m x A.
    public DMatrixRMaj targetLoadings() {
        return columns(core.q(), targets());
    }

    /// Scores of any spectra, rows x A.
    ///
    /// @throws IllegalArgumentException if the number of channels differs
    public DMatrixRMaj transform(DMatrixRMaj x) {
        DMatrixRMaj t = new DMatrixRMaj(x.numRows, components());
        double[][] rows = centredRows(x);
        for (int i = 0; i < x.numRows; i++) {
            for (int a = 0; a < components(); a++) {
                t.set(i, a, Dense.dot(core.r()[a], rows[i]));
            }
        }
        return t;
    }

    /// Rows as the model sees them: minus the training mean, divided by the scale.
    double[][] centredRows(DMatrixRMaj x) {
        if (x.numCols != channels()) {
            throw new IllegalArgumentException("PLS: the model expects " + channels() + " channels, found " + x.numCols);
        }
        double[][] rows = new double[x.numRows][x.numCols];
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < x.numCols; j++) {
                rows[i][j] = (x.data[i * x.numCols + j] - meanX[j]) / scaleX[j];
            }
        }
        return rows;
    }

    /// Fraction of the sum of squares of X that each component takes, t't p'p / |X|^2.
    public double[] explainedX() {
        double[] out = new double[components()];
        for (int a = 0; a < out.length; a++) {
            out[a] = core.tt()[a] * Dense.norm2(core.p()[a]) / squaresX;
        }
        return out;
    }

    /// Fraction of the sum of squares of one target that each component takes, t't q^2 / |y|^2; nothing of a constant target.
    public double[] explainedY(int target) {
        double[] out = new double[components()];
        for (int a = 0; a < out.length; a++) {
            double q = core.q()[a][target];
            out[a] = squaresY[target] == 0 ? 0 : core.tt()[a] * q * q / squaresY[target];
        }
        return out;
    }

    /// Variable importance in projection of each channel, sqrt(p sum_a s_a w_ja^2 / sum_a s_a), where s_a = t't q'q is what component a
    /// takes of the targets. The mean of the squares is 1. Source: Wold, Sjostrom, Eriksson, Chemom. Intell. Lab. Syst. 58 (2001) 109,
    /// doi:10.1016/S0169-7439(01)00155-1.
    ///
    /// @param components at least 1
    public double[] vip(int components) {
        check(components);
        if (components == 0) {
            throw new IllegalArgumentException("PLS: the importance of channels needs at least one component");
        }
        double[] out = new double[channels()];
        double total = 0;
        for (int a = 0; a < components; a++) {
            double s = core.tt()[a] * Dense.norm2(core.q()[a]);
            total += s;
            for (int j = 0; j < out.length; j++) {
                out[j] += s * core.w()[a][j] * core.w()[a][j];
            }
        }
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.sqrt(channels() * out[j] / total);
        }
        return out;
    }

    double[] mean() {
        return meanX.clone();
    }

    double[] scale() {
        return scaleX.clone();
    }

    PlsCore core() {
        return core;
    }

    void check(int components) {
        if (components < 0 || components > components()) {
            throw new IllegalArgumentException("PLS: expected a number of components from 0 to " + components()
                + " (no more exist for this training set or were asked for), found " + components);
        }
    }

    private static DMatrixRMaj columns(double[][] rows, int length) {
        DMatrixRMaj out = new DMatrixRMaj(length, rows.length);
        for (int a = 0; a < rows.length; a++) {
            for (int j = 0; j < length; j++) {
                out.data[j * rows.length + a] = rows[a][j];
            }
        }
        return out;
    }

    @Override
    public String toString() {
        return "PLS with " + components() + " components of " + samples + " x " + channels() + ", y explained "
            + Arrays.toString(explainedY(0));
    }
}

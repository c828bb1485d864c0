package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// The domain-invariant PLS algorithm on centred data. For each component
///
/// 1. Λ = |X_sᵀX_s/(n_s - 1) - X_tᵀX_t/(n_t - 1)|, the absolute value through the eigenvalues (convex relaxation),
/// 2. w ∝ (I + λ/(yᵀy) Λ)⁻¹ X_sᵀy, ‖w‖ = 1,
/// 3. t_s = X_s w, t_t = X_t w; p_s = X_sᵀt_s/(t_sᵀt_s), p_t likewise; q = yᵀt_s/(t_sᵀt_s),
/// 4. X_s -= t_s p_sᵀ, X_t -= t_t p_tᵀ, y -= t_s q.
///
/// Coefficients of the first a components: W (P_sᵀW)⁻¹ q. λ = 0 is PLS1.
///
/// With the heuristic λ = f ‖X_s - y w₀ᵀ‖²/(w₀ᵀΛw₀), w₀ = X_sᵀy/(yᵀy): for f = 1 the two terms of the objective
/// ‖X_s - y wᵀ‖² + λ wᵀΛw are equal at the plain PLS weight.
///
/// Nikzad-Langerodi, Zellinger, Lughofer, Saminger-Platz, Anal. Chem. 90 (2018) 6693, doi 10.1021/acs.analchem.8b00498; relaxation as in
/// Nikzad-Langerodi, Zellinger, Saminger-Platz, Moser, Knowl.-Based Syst. 210 (2020) 106447, doi 10.1016/j.knosys.2020.106447.
///
/// @param weights w of each component
/// @param loadings p_s of each component
/// @param sourceScores t_s of each component
/// @param targetScores t_t of each component
/// @param coefficients b of the first 1, 2, ... components
record DiplsFit(List<double[]> weights, List<double[]> loadings, List<double[]> sourceScores, List<double[]> targetScores,
                List<double[]> coefficients) {
    private static final double NULL = 1e-12;

    /// The penalty λ of a component.
    ///
    /// @param heuristic true: `value` is f, false: `value` is λ
    record Penalty(double value, boolean heuristic) {}

    /// Stops early when X_sᵀy or the scores vanish.
    ///
    /// @param source centred on the source mean, n_s x p
    /// @param y centred, n_s
    /// @param target centred on the target mean, n_t x p
    static DiplsFit of(DMatrixRMaj source, double[] y, DMatrixRMaj target, Penalty penalty, int components) {
        DiplsFit fit = new DiplsFit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        DMatrixRMaj xs = source.copy();
        DMatrixRMaj xt = target.copy();
        double[] f = y.clone();
        List<double[]> rotations = new ArrayList<>();
        double[] b = new double[xs.numCols];
        double start = Algebra.squares(xs) * Algebra.squares(y);
        for (int a = 0; a < components; a++) {
            double[] covariance = Algebra.combine(f, xs);
            if (!(Algebra.squares(covariance) > NULL * NULL * start)) {
                break;
            }
            double[] w = weight(xs, f, xt, covariance, penalty);
            double[] ts = Algebra.times(xs, w);
            double tt = Algebra.squares(ts);
            if (!(tt > NULL * NULL * Algebra.squares(source))) {
                break;
            }
            double q = Algebra.dot(f, ts) / tt;
            double[] ps = deflate(xs, ts);
            fit.weights.add(w);
            fit.loadings.add(ps);
            fit.sourceScores.add(ts);
            fit.targetScores.add(Algebra.times(xt, w));
            deflate(xt, fit.targetScores.getLast());
            for (int i = 0; i < f.length; i++) {
                f[i] -= q * ts[i];
            }
            double[] r = rotation(w, fit.loadings, rotations);
            rotations.add(r);
            for (int j = 0; j < b.length; j++) {
                b[j] += q * r[j];
            }
            fit.coefficients.add(b.clone());
        }
        return fit;
    }

    private static double[] weight(DMatrixRMaj xs, double[] y, DMatrixRMaj xt, double[] covariance, Penalty penalty) {
        double yy = Algebra.squares(y);
        double[] w = covariance.clone();
        if (penalty.value > 0) {
            Algebra.Eigen e = Algebra.eigen(difference(xs, xt));
            double[] c = Algebra.combine(covariance, e.vectors());
            double lambda = penalty.heuristic ? penalty.value * balance(xs, y, covariance, e, c) : penalty.value;
            for (int k = 0; k < c.length; k++) {
                c[k] /= 1 + lambda / yy * Math.abs(e.values()[k]);
            }
            w = Algebra.times(e.vectors(), c);
        }
        double norm = Math.sqrt(Algebra.squares(w));
        for (int j = 0; j < w.length; j++) {
            w[j] /= norm;
        }
        return w;
    }

    /// ‖X - y w₀ᵀ‖²/(w₀ᵀΛw₀) with w₀ = Xᵀy/(yᵀy), or 0 when the covariances are equal along w₀.
    private static double balance(DMatrixRMaj xs, double[] y, double[] covariance, Algebra.Eigen e, double[] rotated) {
        double yy = Algebra.squares(y);
        double misfit = Algebra.squares(xs) - Algebra.squares(covariance) / yy;
        double discrepancy = 0;
        for (int k = 0; k < rotated.length; k++) {
            discrepancy += Math.abs(e.values()[k]) * rotated[k] * rotated[k] / (yy * yy);
        }
        return discrepancy > 0 ? Math.max(misfit, 0) / discrepancy : 0;
    }

    /// C_s - C_t.
    private static DMatrixRMaj difference(DMatrixRMaj xs, DMatrixRMaj xt) {
        DMatrixRMaj d = Algebra.transposedTimes(xs, xs);
        DMatrixRMaj ct = Algebra.transposedTimes(xt, xt);
        for (int i = 0; i < d.getNumElements(); i++) {
            d.data[i] = d.data[i] / (xs.numRows - 1) - ct.data[i] / (xt.numRows - 1);
        }
        return d;
    }

    /// x -= t pᵀ with p = xᵀt/(tᵀt); a score that vanished deflates nothing.
    static double[] deflate(DMatrixRMaj x, double[] t) {
        double[] p = Algebra.combine(t, x);
        double tt = Algebra.squares(t);
        double inverse = tt > NULL * NULL * Algebra.squares(x) ? 1 / tt : 0;
        for (int j = 0; j < p.length; j++) {
            p[j] *= inverse;
        }
        for (int i = 0, at = 0; i < x.numRows; i++) {
            for (int j = 0; j < p.length; j++, at++) {
                x.data[at] -= t[i] * p[j];
            }
        }
        return p;
    }

    /// The next column of W (PᵀW)⁻¹, by substitution because PᵀW is unit upper triangular.
    static double[] rotation(double[] w, List<double[]> loadings, List<double[]> rotations) {
        double[] r = w.clone();
        for (int k = 0; k < rotations.size(); k++) {
            double c = Algebra.dot(loadings.get(k), w);
            for (int j = 0; j < r.length; j++) {
                r[j] -= c * rotations.get(k)[j];
            }
        }
        return r;
    }

    /// Mean and centred copy in one.
    static double[] centre(DMatrixRMaj x) {
        double[] mean = Matrices.columnMeans(x);
        System.arraycopy(Matrices.centred(x, mean).data, 0, x.data, 0, x.getNumElements());
        return mean;
    }
}

package dev.spektron.chem.transfer.compat;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// The published baselines, exactly: the N training samples are calibration set and standards at once, the calibration is [AutoscaledPls]
/// with min(15, N - 1) components, target spectra are mapped to the source.
public final class CompatBaselines {
    private static final int COMPONENTS = 15;
    private static final double DS_RIDGE = 0.01;
    private static final double PDS_RIDGE = 1e-4;
    private static final int PDS_HALF_WIDTH = 5;
    private static final int CCA_COMPONENTS = 10;
    private static final double CCA_RIDGE = 1e-3;

    private CompatBaselines() {}

    /// Predictions for the target spectra at `test`, by name: none, target, pds, sbc (per channel), ds, cca (component regression).
    ///
    /// @param source spectra on the source instrument, samples x channels
    /// @param target the same samples on the target instrument
    /// @param y reference values of all samples
    /// @param train positions of the training samples
    /// @param test positions of the test samples
    public static Map<String, double[]> predictions(DMatrixRMaj source, DMatrixRMaj target, double[] y, int[] train, int[] test) {
        if (source.numRows != target.numRows || source.numCols != target.numCols || y.length != source.numRows) {
            throw new IllegalArgumentException("compat: source " + source.numRows + " x " + source.numCols + ", target " + target.numRows
                + " x " + target.numCols + " and " + y.length + " reference values; they must be the same samples and channels");
        }
        if (train.length < 3) {
            throw new IllegalArgumentException("compat: at least 3 training samples, found " + train.length);
        }
        DMatrixRMaj xs = Matrices.rows(source, train);
        DMatrixRMaj xt = Matrices.rows(target, train);
        DMatrixRMaj x = Matrices.rows(target, test);
        double[] values = Matrices.pick(y, train);
        int components = Math.min(COMPONENTS, train.length - 1);
        LinearModel model = AutoscaledPls.fit(xs, values, components);
        Map<String, double[]> out = new LinkedHashMap<>();
        out.put("none", model.predict(x));
        out.put("target", AutoscaledPls.fit(xt, values, components).predict(x));
        out.put("pds", model.predict(pds(xs, xt, x)));
        out.put("sbc", model.predict(perChannel(xs, xt, x)));
        out.put("ds", model.predict(ds(xs, xt, x)));
        out.put("cca", model.predict(componentRegression(xs, xt, x)));
        return out;
    }

    /// x F with F = (X_tᵀX_t + 0.01 I)⁻¹ X_tᵀX_s = X_tᵀ (X_t X_tᵀ + 0.01 I)⁻¹ X_s, uncentred.
    static DMatrixRMaj ds(DMatrixRMaj xs, DMatrixRMaj xt, DMatrixRMaj x) {
        DMatrixRMaj gram = new DMatrixRMaj(xt.numRows, xt.numRows);
        CommonOps_DDRM.multTransB(xt, xt, gram);
        DMatrixRMaj dual = new DMatrixRMaj(xs.numRows, xs.numCols);
        solve(gram, DS_RIDGE, xs, dual);
        DMatrixRMaj cross = new DMatrixRMaj(x.numRows, xt.numRows);
        CommonOps_DDRM.multTransB(x, xt, cross);
        DMatrixRMaj out = new DMatrixRMaj(x.numRows, xs.numCols);
        CommonOps_DDRM.mult(cross, dual, out);
        return out;
    }

    /// Channel j from target channels j - 5..j + 5 (truncated at the ends) by ridge regression with the absolute penalty 1e-4, uncentred.
    static DMatrixRMaj pds(DMatrixRMaj xs, DMatrixRMaj xt, DMatrixRMaj x) {
        int p = xs.numCols;
        DMatrixRMaj out = new DMatrixRMaj(x.numRows, p);
        for (int j = 0; j < p; j++) {
            int lo = Math.max(0, j - PDS_HALF_WIDTH);
            int hi = Math.min(p, j + PDS_HALF_WIDTH + 1);
            DMatrixRMaj window = CommonOps_DDRM.extract(xt, 0, xt.numRows, lo, hi);
            DMatrixRMaj channel = CommonOps_DDRM.extract(xs, 0, xs.numRows, j, j + 1);
            DMatrixRMaj product = new DMatrixRMaj(hi - lo, hi - lo);
            CommonOps_DDRM.multTransA(window, window, product);
            DMatrixRMaj right = new DMatrixRMaj(hi - lo, 1);
            CommonOps_DDRM.multTransA(window, channel, right);
            DMatrixRMaj f = new DMatrixRMaj(hi - lo, 1);
            solve(product, PDS_RIDGE, right, f);
            for (int i = 0; i < x.numRows; i++) {
                for (int k = lo; k < hi; k++) {
                    out.data[i * p + j] += x.data[i * p + k] * f.data[k - lo];
                }
            }
        }
        return out;
    }

    /// Least-squares line of the source over the target in each channel, published under the name SBC.
    static DMatrixRMaj perChannel(DMatrixRMaj xs, DMatrixRMaj xt, DMatrixRMaj x) {
        int p = xs.numCols;
        double[] ms = Matrices.columnMeans(xs);
        double[] mt = Matrices.columnMeans(xt);
        DMatrixRMaj out = x.copy();
        for (int j = 0; j < p; j++) {
            double tt = 0;
            double ts = 0;
            for (int i = 0; i < xt.numRows; i++) {
                double t = xt.data[i * p + j] - mt[j];
                tt += t * t;
                ts += t * (xs.data[i * p + j] - ms[j]);
            }
            double slope = tt > 0 ? ts / tt : 1;
            for (int i = 0; i < x.numRows; i++) {
                out.data[i * p + j] = ms[j] + slope * (x.data[i * p + j] - mt[j]);
            }
        }
        return out;
    }

    /// Regression between the first 10 principal components of each side (centred) with the absolute penalty 1e-3, published under the
    /// name CCA: x̂ = m_s + (x - m_t) V_t (Z_tᵀZ_t + 1e-3 I)⁻¹ Z_tᵀ Z_s V_sᵀ.
    static DMatrixRMaj componentRegression(DMatrixRMaj xs, DMatrixRMaj xt, DMatrixRMaj x) {
        int k = Math.min(CCA_COMPONENTS, xs.numRows - 1);
        double[] ms = Matrices.columnMeans(xs);
        double[] mt = Matrices.columnMeans(xt);
        DMatrixRMaj vs = directions(Matrices.centred(xs, ms), k);
        DMatrixRMaj vt = directions(Matrices.centred(xt, mt), k);
        DMatrixRMaj zs = times(Matrices.centred(xs, ms), vs);
        DMatrixRMaj zt = times(Matrices.centred(xt, mt), vt);
        DMatrixRMaj product = new DMatrixRMaj(k, k);
        CommonOps_DDRM.multTransA(zt, zt, product);
        DMatrixRMaj right = new DMatrixRMaj(k, k);
        CommonOps_DDRM.multTransA(zt, zs, right);
        DMatrixRMaj f = new DMatrixRMaj(k, k);
        solve(product, CCA_RIDGE, right, f);
        DMatrixRMaj out = new DMatrixRMaj(x.numRows, xs.numCols);
        CommonOps_DDRM.multTransB(times(times(Matrices.centred(x, mt), vt), f), vs, out);
        double[] back = ms.clone();
        for (int j = 0; j < back.length; j++) {
            back[j] = -ms[j];
        }
        return Matrices.centred(out, back);
    }

    /// The k leading right singular vectors, channels x k.
    private static DMatrixRMaj directions(DMatrixRMaj x, int k) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(x.numRows, x.numCols, false, true, true);
        if (!svd.decompose(x.copy())) {
            throw new ArithmeticException("compat: the singular value iteration did not converge; non-finite spectra?");
        }
        DMatrixRMaj v = svd.getV(null, false);
        double[] sigma = svd.getSingularValues();
        int[] order = IntStream.range(0, svd.numberOfSingularValues()).boxed().sorted((a, b) -> Double.compare(sigma[b], sigma[a]))
            .mapToInt(Integer::intValue).toArray();
        DMatrixRMaj out = new DMatrixRMaj(v.numRows, k);
        for (int i = 0; i < v.numRows; i++) {
            for (int a = 0; a < k; a++) {
                out.data[i * k + a] = v.data[i * v.numCols + order[a]];
            }
        }
        return out;
    }

    private static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, out);
        return out;
    }

    /// (a + ridge I)⁻¹ b; `a` is changed.
    private static void solve(DMatrixRMaj a, double ridge, DMatrixRMaj b, DMatrixRMaj out) {
        for (int i = 0; i < a.numRows; i++) {
            a.data[i * a.numCols + i] += ridge;
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(a.numRows);
        if (!solver.setA(a)) {
            throw new ArithmeticException("compat: the ridge system is not positive definite; non-finite spectra?");
        }
        solver.solve(b.copy(), out);
    }
}

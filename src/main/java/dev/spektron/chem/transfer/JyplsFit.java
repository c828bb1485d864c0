package dev.spektron.chem.transfer;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// Joint-Y PLS for one property and two instruments, on data centred for each instrument. For each component
///
/// 1. [w_s; w_t] = [X_sᵀy_s; X_tᵀy_t], scaled to joint length 1,
/// 2. t_s = X_s w_s, t_t = X_t w_t, p_s = X_sᵀt_s/(t_sᵀt_s), p_t = X_tᵀt_t/(t_tᵀt_t),
/// 3. q = (y_sᵀt_s + y_tᵀt_t)/(t_sᵀt_s + t_tᵀt_t), the common loading of y,
/// 4. X_s -= t_s p_sᵀ, X_t -= t_t p_tᵀ, y_s -= t_s q, y_t -= t_t q.
///
/// Coefficients of each instrument: W (PᵀW)⁻¹ q of its own block.
///
/// García-Muñoz, MacGregor, Kourti, Chemom. Intell. Lab. Syst. 79 (2005) 101, doi 10.1016/j.chemolab.2005.04.009.
///
/// @param source coefficients of the source instrument for the first 1, 2, ... components
/// @param target coefficients of the target instrument
record JyplsFit(List<double[]> source, List<double[]> target) {
    private static final double NULL = 1e-12;

    /// @param weight how many times a target row counts
    static JyplsFit of(DMatrixRMaj source, double[] ySource, DMatrixRMaj target, double[] yTarget, double weight, int components) {
        Block s = new Block(source, ySource, 1);
        Block t = new Block(target, yTarget, Math.sqrt(weight));
        double start = Algebra.squares(s.x) * Algebra.squares(s.y) + Algebra.squares(t.x) * Algebra.squares(t.y);
        JyplsFit fit = new JyplsFit(new ArrayList<>(), new ArrayList<>());
        for (int a = 0; a < components; a++) {
            double[] ws = Algebra.combine(s.y, s.x);
            double[] wt = Algebra.combine(t.y, t.x);
            double squares = Algebra.squares(ws) + Algebra.squares(wt);
            if (!(squares > NULL * NULL * start)) {
                break;
            }
            double norm = Math.sqrt(squares);
            double[] ts = s.score(ws, norm);
            double[] tt = t.score(wt, norm);
            double q = (Algebra.dot(s.y, ts) + Algebra.dot(t.y, tt)) / (Algebra.squares(ts) + Algebra.squares(tt));
            fit.source.add(s.step(ws, ts, q));
            fit.target.add(t.step(wt, tt, q));
        }
        return fit;
    }

    /// One instrument: what is left of its data, and its coefficients so far.
    private static final class Block {
        private final DMatrixRMaj x;
        private final double[] y;
        private final double[] b;
        private final List<double[]> loadings = new ArrayList<>();
        private final List<double[]> rotations = new ArrayList<>();

        Block(DMatrixRMaj x, double[] y, double scale) {
            this.x = x.copy();
            this.y = y.clone();
            b = new double[x.numCols];
            for (int i = 0; i < x.getNumElements(); i++) {
                this.x.data[i] *= scale;
            }
            for (int i = 0; i < y.length; i++) {
                this.y[i] *= scale;
            }
        }

        double[] score(double[] w, double norm) {
            for (int j = 0; j < w.length; j++) {
                w[j] /= norm;
            }
            return Algebra.times(x, w);
        }

        double[] step(double[] w, double[] t, double q) {
            loadings.add(DiplsFit.deflate(x, t));
            double[] r = DiplsFit.rotation(w, loadings, rotations);
            rotations.add(r);
            for (int j = 0; j < b.length; j++) {
                b[j] += q * r[j];
            }
            for (int i = 0; i < y.length; i++) {
                y[i] -= q * t[i];
            }
            return b.clone();
        }
    }
}

package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import org.ejml.data.DMatrixRMaj;

/// Dual ridge regression of weighted rows with one free intercept for each block of rows:
/// minimise Σ_i s_i² (y_i - γ_block(i) - x_i b)² + μ ‖b‖².
///
/// With K = S X Xᵀ S, E the scaled block indicators and C = (K + μ I)⁻¹ the dual coefficients are α = P S y with P = C - C E (Eᵀ C E)⁻¹
/// Eᵀ C, the intercepts γ = (Eᵀ C E)⁻¹ Eᵀ C S y, and b = Xᵀ S α. P needs no y, so it is made once for all properties. Without the rows R
/// the prediction error at R is P_RR⁻¹ α_R, exactly, re-estimated intercepts included.
///
/// @param p P, rows x rows
/// @param intercepts (Eᵀ C E)⁻¹ Eᵀ C, blocks x rows
/// @param scale s, one a row
record BlockRidge(DMatrixRMaj p, DMatrixRMaj intercepts, double[] scale) {

    /// @param gram X Xᵀ of the unscaled rows
    /// @param scale s_i > 0
    /// @param block block of each row, 0..blocks - 1, none empty
    static BlockRidge of(DMatrixRMaj gram, double[] scale, int[] block, int blocks, double mu) {
        int m = scale.length;
        DMatrixRMaj k = gram.copy();
        DMatrixRMaj e = new DMatrixRMaj(blocks, m);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                k.data[i * m + j] *= scale[i] * scale[j];
            }
            k.data[i * m + i] += mu;
            e.data[block[i] * m + i] = scale[i];
        }
        DMatrixRMaj c = Algebra.inverseSpd(k);
        DMatrixRMaj ec = Algebra.times(e, c);
        DMatrixRMaj intercepts = Algebra.solveSpd(Algebra.gram(ec, e), ec);
        return new BlockRidge(Algebra.minus(c, Algebra.transposedTimes(ec, intercepts)), intercepts, scale);
    }

    /// Dual coefficients times scale: b = Xᵀ of this.
    double[] dual(double[] y) {
        double[] alpha = alpha(y);
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] *= scale[i];
        }
        return alpha;
    }

    double[] alpha(double[] y) {
        return Algebra.times(p, scaled(y));
    }

    double intercept(int block, double[] y) {
        return Matrices.dot(intercepts.data, block * scale.length, scaled(y), 0, scale.length);
    }

    /// y - ŷ of the rows `left`, predicted without any of them.
    double[] leftOut(double[] alpha, int... left) {
        int r = left.length;
        if (r == 1) {
            return new double[] {alpha[left[0]] / p.data[left[0] * p.numCols + left[0]] / scale[left[0]]};
        }
        DMatrixRMaj block = new DMatrixRMaj(r, r);
        DMatrixRMaj a = new DMatrixRMaj(r, 1);
        for (int i = 0; i < r; i++) {
            a.data[i] = alpha[left[i]];
            for (int j = 0; j < r; j++) {
                block.data[i * r + j] = p.data[left[i] * p.numCols + left[j]];
            }
        }
        double[] e = Algebra.solveSpd(block, a).data;
        for (int i = 0; i < r; i++) {
            e[i] /= scale[left[i]];
        }
        return e;
    }

    private double[] scaled(double[] y) {
        double[] out = new double[y.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = scale[i] * y[i];
        }
        return out;
    }
}

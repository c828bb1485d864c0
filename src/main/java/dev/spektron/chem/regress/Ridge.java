package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// Ridge regression, mean-centred (the intercept is not penalised), for every penalty from one singular value decomposition:
/// b = sum_a v_a s_a/(s_a^2 + lambda) (u_a'y), lambda = ratio s_1^2. For n < p the decomposition is that of an n x n matrix, the dual form.
/// Source: Hoerl, Kennard, Technometrics 12 (1970) 55, doi:10.1080/00401706.1970.10488634.
public final class Ridge {
    private Ridge() {}

    /// @param weights one a row, null for equal weights
    public static Fit fit(DMatrixRMaj x, double[] y, double[] weights) {
        DMatrixRMaj column = Centred.column(y);
        Inputs.check("ridge", x, column, weights);
        Centred cx = Inputs.centred("ridge", "spectra", x, weights, false);
        Centred cy = Inputs.centred("ridge", "reference values", column, weights, false).withoutRounding();
        return new Fit(Singular.of(cx), cx, cy);
    }

    /// All ridge models of one training set.
    public static final class Fit {
        private final Singular svd;
        private final double[] projected;
        private final double[] y;
        private final double[] roots;
        private final double[] meanX;
        private final double meanY;

        private Fit(Singular svd, Centred cx, Centred cy) {
            this.svd = svd;
            y = cy.column(0);
            roots = cx.roots();
            meanX = cx.mean();
            meanY = cy.mean()[0];
            projected = new double[svd.s().length];
            for (int a = 0; a < projected.length; a++) {
                projected[a] = Dense.dot(svd.u()[a], y);
            }
        }

        /// The model with penalty ratio s_1^2.
        ///
        /// @param ratio positive
        public LinearModel model(double ratio) {
            double[] b = new double[meanX.length];
            double[] kept = kept(ratio);
            for (int a = 0; a < kept.length; a++) {
                Dense.add(kept[a] * projected[a] / svd.s()[a], svd.v()[a], b);
            }
            return new LinearModel(b, meanY - Dense.dot(meanX, b));
        }

        /// Fraction of each singular direction that the penalty leaves, s^2/(s^2 + lambda).
        private double[] kept(double ratio) {
            if (!(ratio > 0) || Double.isInfinite(ratio)) {
                throw new IllegalArgumentException("ridge: expected a positive penalty (relative to the largest squared singular value), "
                    + "found " + ratio);
            }
            double[] out = new double[svd.s().length];
            for (int a = 0; a < out.length; a++) {
                double s = svd.s()[a] / svd.s()[0];
                out[a] = s * s / (s * s + ratio);
            }
            return out;
        }

        /// Leave-one-out residuals y_i - prediction without sample i, centring redone for each, in closed form: e_i/(1 - h_ii), with
        /// h_ii = v_i/sum v + sum_a kept_a u_ia^2. With weights: sqrt(v_i) times the residual.
        public double[] leaveOneOut(double ratio) {
            double[] kept = kept(ratio);
            double[] e = y.clone();
            double[] h = leverageOfMean();
            for (int a = 0; a < kept.length; a++) {
                double[] u = svd.u()[a];
                Dense.add(-kept[a] * projected[a], u, e);
                for (int i = 0; i < h.length; i++) {
                    h[i] += kept[a] * u[i] * u[i];
                }
            }
            for (int i = 0; i < e.length; i++) {
                e[i] /= Math.max(1 - h[i], 1e-12);
            }
            return e;
        }

        private double[] leverageOfMean() {
            double[] h = new double[y.length];
            double total = roots == null ? y.length : Dense.norm2(roots);
            for (int i = 0; i < h.length; i++) {
                h[i] = (roots == null ? 1 : roots[i] * roots[i]) / total;
            }
            return h;
        }

        /// Mean squared leave-one-out error (weighted).
        public double leaveOneOutError(double ratio) {
            return Dense.norm2(leaveOneOut(ratio)) / (roots == null ? y.length : Dense.norm2(roots));
        }

        /// Generalised cross-validation, n RSS/(n - 1 - sum kept)^2. Source: Golub, Heath, Wahba, Technometrics 21 (1979) 215,
        /// doi:10.1080/00401706.1979.10489751.
        public double generalisedError(double ratio) {
            double[] kept = kept(ratio);
            double[] e = y.clone();
            double freedom = y.length - 1;
            for (int a = 0; a < kept.length; a++) {
                Dense.add(-kept[a] * projected[a], svd.u()[a], e);
                freedom -= kept[a];
            }
            return y.length * Dense.norm2(e) / Math.max(freedom * freedom, 1e-24);
        }
    }
}

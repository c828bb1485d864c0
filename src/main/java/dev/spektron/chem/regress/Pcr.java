package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// Principal component regression, mean-centred: y on the scores of the first k principal components of X,
/// b = sum_{a<k} v_a (u_a'y)/s_a. A control for PLS: its components do not look at y.
/// Source: Massy, J. Am. Stat. Assoc. 60 (1965) 234, doi:10.1080/01621459.1965.10480787.
public final class Pcr {
    private Pcr() {}

    /// @param weights one a row, null for equal weights
    /// @param maxComponents components wanted; the fit holds at most the numerical rank
    public static Fit fit(DMatrixRMaj x, double[] y, double[] weights, int maxComponents) {
        DMatrixRMaj column = Centred.column(y);
        Inputs.check("PCR", x, column, weights);
        Centred cx = Inputs.centred("PCR", "spectra", x, weights, false);
        Centred cy = Inputs.centred("PCR", "reference values", column, weights, false).withoutRounding();
        Singular svd = Singular.of(cx);
        int count = Math.min(maxComponents, svd.s().length);
        double[] response = cy.column(0);
        double[] gain = new double[count];
        for (int a = 0; a < count; a++) {
            gain[a] = Dense.dot(svd.u()[a], response) / svd.s()[a];
        }
        return new Fit(svd.v(), gain, cx.mean(), cy.mean()[0]);
    }

    /// A fitted regression with 0 to [#components()] components.
    public static final class Fit {
        private final double[][] v;
        private final double[] gain;
        private final double[] meanX;
        private final double meanY;

        private Fit(double[][] v, double[] gain, double[] meanX, double meanY) {
            this.v = v;
            this.gain = gain;
            this.meanX = meanX;
            this.meanY = meanY;
        }

        /// Components found.
        public int components() {
            return gain.length;
        }

        /// The linear model of the first `components` components.
        public LinearModel model(int components) {
            if (components < 0 || components > gain.length) {
                throw new IllegalArgumentException("PCR: expected a number of components from 0 to " + gain.length + ", found "
                    + components);
            }
            double[] b = new double[meanX.length];
            for (int a = 0; a < components; a++) {
                Dense.add(gain[a], v[a], b);
            }
            return new LinearModel(b, meanY - Dense.dot(meanX, b));
        }
    }
}

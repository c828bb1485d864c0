package dev.spektron.chem.transfer;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Local regression with an inner window of predictors and an outer window of channels that share the coefficients.
final class DoubleWindow implements Piecewise.Local {
    private final int p;
    private final int w;
    private final int v;
    private final int q;
    private final double floor;
    private final DMatrixRMaj source;
    private final DMatrixRMaj padded;
    /// By channel, made when first needed.
    private final double[][] products;
    private final double[][] covariances;
    private final double[] g;
    private final double[] h;
    private final double[][] folded;
    private final LocalPcr pcr;

    DoubleWindow(Centred standards, int w, int v, int most) {
        this.w = w;
        this.v = v;
        p = standards.target().numCols;
        q = 2 * w + 1;
        floor = LocalPcr.FLAT * Algebra.squares(standards.target());
        g = new double[q * q];
        h = new double[q];
        folded = new double[most][q];
        pcr = new LocalPcr(most, q);
        products = new double[p][];
        covariances = new double[p][];
        source = standards.source();
        padded = padded(standards.target(), w);
    }

    /// w copies of the end channels on either side.
    private static DMatrixRMaj padded(DMatrixRMaj x, int w) {
        int p = x.numCols;
        DMatrixRMaj out = new DMatrixRMaj(x.numRows, p + 2 * w);
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < out.numCols; j++) {
                out.data[i * out.numCols + j] = x.data[i * p + Math.clamp(j - w, 0, p - 1)];
            }
        }
        return out;
    }

    @Override
    public int first(int j) {
        return Math.max(0, j - w);
    }

    @Override
    public int end(int j) {
        return Math.min(p, j + w + 1);
    }

    @Override
    public double[][] fit(int j) {
        Arrays.fill(g, 0);
        Arrays.fill(h, 0);
        for (int k = Math.max(0, j - v); k < Math.min(p, j + v + 1); k++) {
            if (products[k] == null) {
                products[k] = new double[q * q];
                covariances[k] = new double[q];
                LocalPcr.addNormal(padded, k, q, source, k, products[k], covariances[k]);
            }
            for (int a = 0; a < g.length; a++) {
                g[a] += products[k][a];
            }
            for (int a = 0; a < q; a++) {
                h[a] += covariances[k][a];
            }
        }
        double[][] full = pcr.fit(g, h, q, w, floor);
        int lo = first(j);
        for (int r = 0; r < folded.length; r++) {
            Arrays.fill(folded[r], 0);
            for (int a = 0; a < q; a++) {
                folded[r][Math.clamp(j - w + a, 0, p - 1) - lo] += full[r][a];
            }
        }
        return folded;
    }
}

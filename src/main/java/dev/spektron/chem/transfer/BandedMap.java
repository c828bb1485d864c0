package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// x -> (x - in) F + out with a banded F: column j holds `band[j]` in the rows from `first[j]` on.
///
/// @param in mean that is subtracted
/// @param first first input channel of each output channel
/// @param band coefficients of each output channel
/// @param out mean that is added
public record BandedMap(double[] in, int[] first, double[][] band, double[] out) implements AffineMap {

    @Override
    public DMatrixRMaj apply(DMatrixRMaj x) {
        Maps.channels(in.length, x);
        int p = out.length;
        DMatrixRMaj y = new DMatrixRMaj(x.numRows, p);
        double[] centred = new double[p];
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < p; j++) {
                centred[j] = x.data[i * p + j] - in[j];
            }
            for (int j = 0; j < p; j++) {
                y.data[i * p + j] = out[j] + Matrices.dot(band[j], 0, centred, first[j], band[j].length);
            }
        }
        return y;
    }

    @Override
    public LinearModel pullBack(LinearModel model) {
        Maps.channels(out.length, model);
        double[] b = new double[in.length];
        for (int j = 0; j < out.length; j++) {
            double c = model.coefficients()[j];
            for (int k = 0; k < band[j].length; k++) {
                b[first[j] + k] += c * band[j][k];
            }
        }
        return Maps.pulledBack(b, model, in, out);
    }

    @Override
    public DMatrixRMaj matrix() {
        DMatrixRMaj f = new DMatrixRMaj(in.length, out.length);
        for (int j = 0; j < out.length; j++) {
            for (int k = 0; k < band[j].length; k++) {
                f.data[(first[j] + k) * out.length + j] = band[j][k];
            }
        }
        return f;
    }

    @Override
    public double[] offset() {
        double[] c = new double[out.length];
        for (int j = 0; j < c.length; j++) {
            c[j] = out[j] - Matrices.dot(band[j], 0, in, first[j], band[j].length);
        }
        return c;
    }
}

package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// x -> (x - in) F + out with F = identity I + leftᵀ right, left and right r x p with small r.
record LowRankMap(double[] in, double identity, DMatrixRMaj left, DMatrixRMaj right, double[] out) implements AffineMap {

    @Override
    public DMatrixRMaj apply(DMatrixRMaj x) {
        Maps.channels(in.length, x);
        DMatrixRMaj centred = Matrices.centred(x, in);
        DMatrixRMaj y = Algebra.times(Algebra.gram(centred, left), right);
        for (int i = 0, at = 0; i < x.numRows; i++) {
            for (int j = 0; j < out.length; j++, at++) {
                y.data[at] += identity * centred.data[at] + out[j];
            }
        }
        return y;
    }

    @Override
    public LinearModel pullBack(LinearModel model) {
        Maps.channels(out.length, model);
        double[] b = Algebra.combine(Algebra.times(right, model.coefficients()), left);
        for (int j = 0; j < b.length; j++) {
            b[j] += identity * model.coefficients()[j];
        }
        return Maps.pulledBack(b, model, in, out);
    }

    @Override
    public DMatrixRMaj matrix() {
        DMatrixRMaj f = Algebra.transposedTimes(left, right);
        for (int j = 0; j < in.length; j++) {
            f.data[j * f.numCols + j] += identity;
        }
        return f;
    }

    @Override
    public double[] offset() {
        double[] mapped = Algebra.combine(Algebra.times(left, in), right);
        double[] c = new double[out.length];
        for (int j = 0; j < c.length; j++) {
            c[j] = out[j] - identity * in[j] - mapped[j];
        }
        return c;
    }
}

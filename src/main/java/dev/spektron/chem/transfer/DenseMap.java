package dev.spektron.chem.transfer;

import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// x -> x F + offset with a dense F: what a saved standardization comes back as.
///
/// @param matrix F, input channels x output channels; not copied, do not write
/// @param offset one a channel; not copied, do not write
public record DenseMap(DMatrixRMaj matrix, double[] offset) implements AffineMap {
    public DenseMap {
        if (matrix.numCols != offset.length) {
            throw new IllegalArgumentException("the standardization matrix has " + matrix.numCols + " output channels, the offset "
                + offset.length);
        }
    }

    @Override
    public DMatrixRMaj apply(DMatrixRMaj x) {
        Maps.channels(matrix.numRows, x);
        DMatrixRMaj y = Algebra.times(x, matrix);
        for (int i = 0, at = 0; i < y.numRows; i++) {
            for (int j = 0; j < offset.length; j++, at++) {
                y.data[at] += offset[j];
            }
        }
        return y;
    }

    @Override
    public LinearModel pullBack(LinearModel model) {
        Maps.channels(offset.length, model);
        return new LinearModel(Algebra.times(matrix, model.coefficients()), model.intercept() + Algebra.dot(offset, model.coefficients()));
    }
}

package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Source rows (first) and target standards (last) in the coordinates of their common span; source rows relative to the source mean m,
/// target rows relative to m + m_t - m_s, the place of m on the target.
///
/// @param standards positions of the standards among the source rows
/// @param origin m + m_t - m_s
record Aligned(Span span, int sources, int[] standards, double[] origin) {

    static Aligned of(TransferData data) {
        double[] mean = Matrices.columnMeans(data.source());
        double[] ms = Matrices.columnMeans(data.sourceStandards());
        double[] mt = Matrices.columnMeans(data.targetStandards());
        double[] origin = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            origin[j] = mean[j] + mt[j] - ms[j];
        }
        DMatrixRMaj rows = Matrices.stack(Matrices.centred(data.source(), mean), Matrices.centred(data.targetStandards(), origin));
        return new Aligned(Span.of(rows), data.source().numRows, data.standards(), origin);
    }

    int count() {
        return standards.length;
    }

    /// Reference values of all rows.
    double[] values(TransferMethod.Labels labels) {
        double[] y = Arrays.copyOf(labels.source(), sources + count());
        System.arraycopy(labels.standards(), 0, y, sources, count());
        return y;
    }

    /// 1 for source rows, `target` for target rows.
    double[] scale(double target) {
        double[] out = new double[sources + count()];
        Arrays.fill(out, 0, sources, 1);
        Arrays.fill(out, sources, out.length, target);
        return out;
    }

    /// The model for raw target spectra from coefficients and intercept in the coordinates.
    LinearModel model(double[] coefficients, double intercept) {
        double[] b = span.channels(coefficients);
        return new LinearModel(b, intercept - Algebra.dot(origin, b));
    }
}

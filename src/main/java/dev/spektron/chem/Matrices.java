package dev.spektron.chem;

import dev.spektron.spectra.SpectrumSet;
import org.ejml.data.DMatrixRMaj;

/// Small conversions between spectra and EJML matrices, and the inner product that everybody needs.
public final class Matrices {
    private Matrices() {}

    /// Spectra as a matrix, samples x channels.
    public static DMatrixRMaj of(SpectrumSet set) {
        DMatrixRMaj x = new DMatrixRMaj(set.size(), set.channels());
        for (int i = 0; i < set.size(); i++) {
            System.arraycopy(set.rows()[i], 0, x.data, i * x.numCols, x.numCols);
        }
        return x;
    }

    /// The rows at `positions`.
    public static DMatrixRMaj rows(DMatrixRMaj x, int[] positions) {
        DMatrixRMaj out = new DMatrixRMaj(positions.length, x.numCols);
        for (int i = 0; i < positions.length; i++) {
            System.arraycopy(x.data, positions[i] * x.numCols, out.data, i * x.numCols, x.numCols);
        }
        return out;
    }

    /// The entries at `positions`.
    public static double[] pick(double[] y, int[] positions) {
        double[] out = new double[positions.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = y[positions[i]];
        }
        return out;
    }

    /// One row as an array.
    public static double[] row(DMatrixRMaj x, int i) {
        double[] out = new double[x.numCols];
        System.arraycopy(x.data, i * x.numCols, out, 0, x.numCols);
        return out;
    }

    /// `a` over `b`.
    public static DMatrixRMaj stack(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numRows + b.numRows, a.numCols);
        System.arraycopy(a.data, 0, out.data, 0, a.numRows * a.numCols);
        System.arraycopy(b.data, 0, out.data, a.numRows * a.numCols, b.numRows * b.numCols);
        return out;
    }

    /// Mean of each column.
    public static double[] columnMeans(DMatrixRMaj x) {
        double[] m = new double[x.numCols];
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < m.length; j++) {
                m[j] += x.data[i * m.length + j];
            }
        }
        for (int j = 0; j < m.length; j++) {
            m[j] /= x.numRows;
        }
        return m;
    }

    /// A copy of `x` with `m` subtracted from each row.
    public static DMatrixRMaj centred(DMatrixRMaj x, double[] m) {
        DMatrixRMaj out = x.copy();
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < m.length; j++) {
                out.data[i * m.length + j] -= m[j];
            }
        }
        return out;
    }

    /// Scalar product of a[i..i + n) and b[j..j + n), summed in four lanes: a sum in one lane waits for each addition, and the JIT may not
    /// reorder it.
    public static double dot(double[] a, int i, double[] b, int j, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < n; k += 4) {
            s0 += a[i + k] * b[j + k];
            s1 += a[i + k + 1] * b[j + k + 1];
            s2 += a[i + k + 2] * b[j + k + 2];
            s3 += a[i + k + 3] * b[j + k + 3];
        }
        for (; k < n; k++) {
            s0 += a[i + k] * b[j + k];
        }
        return (s0 + s1) + (s2 + s3);
    }
}

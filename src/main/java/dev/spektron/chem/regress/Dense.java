package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// The few dense loops that the regressions spend their time in. A matrix is an array of rows here, not one long array: HotSpot
/// vectorises `out[j] += c * a[j]`, but not `out[j] += c * x[offset + j]`, where it cannot rule out that the two overlap (measured on
/// JDK 25: 155 x 650, 20 passes, 0.45 ms against 1.16 ms).
final class Dense {
    private Dense() {}

    /// Four accumulators let the processor overlap the additions.
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int n = b.length;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (; j < n; j++) {
            s0 += a[j] * b[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static double norm2(double[] a) {
        return dot(a, a);
    }

    static double norm2(double[][] rows) {
        double sum = 0;
        for (double[] row : rows) {
            sum += norm2(row);
        }
        return sum;
    }

    /// out += c a.
    static void add(double c, double[] a, double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] += c * a[j];
        }
    }

    static void scale(double c, double[] a) {
        for (int j = 0; j < a.length; j++) {
            a[j] *= c;
        }
    }

    /// sum_i v[i] rows[i] = X'v; four rows at a time, so that `out` is read and written a quarter as often.
    static double[] combine(double[][] rows, double[] v) {
        double[] out = new double[rows[0].length];
        int i = 0;
        for (; i + 3 < rows.length; i += 4) {
            addFour(rows, i, v, out);
        }
        for (; i < rows.length; i++) {
            add(v[i], rows[i], out);
        }
        return out;
    }

    /// The columns of X as rows. X r as a sum of columns runs over whole vectors; as inner products with the rows it would not, because
    /// HotSpot may not change the order of a sum of doubles (fit of 155 x 650, 20 components: 0.64 ms against 0.77 ms).
    static double[][] transposed(double[][] x) {
        double[][] out = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i += 8) {
            int end = Math.min(i + 8, x.length);
            for (int j = 0; j < out.length; j++) {
                double[] column = out[j];
                for (int k = i; k < end; k++) {
                    column[k] = x[k][j];
                }
            }
        }
        return out;
    }

    /// out += the four rows from `i` on, weighted.
    private static void addFour(double[][] x, int i, double[] v, double[] out) {
        double[] a = x[i];
        double[] b = x[i + 1];
        double[] c = x[i + 2];
        double[] d = x[i + 3];
        double va = v[i];
        double vb = v[i + 1];
        double vc = v[i + 2];
        double vd = v[i + 3];
        for (int j = 0; j < out.length; j++) {
            out[j] += (va * a[j] + vb * b[j]) + (vc * c[j] + vd * d[j]);
        }
    }

    static double[][] rows(DMatrixRMaj x) {
        double[][] out = new double[x.numRows][x.numCols];
        for (int i = 0; i < out.length; i++) {
            System.arraycopy(x.data, i * x.numCols, out[i], 0, x.numCols);
        }
        return out;
    }

    static DMatrixRMaj matrix(double[][] rows, int columns) {
        DMatrixRMaj out = new DMatrixRMaj(rows.length, columns);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, out.data, i * columns, columns);
        }
        return out;
    }
}

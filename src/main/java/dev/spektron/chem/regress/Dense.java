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

    /// One pass over X for both t = X r and out += X't: four rows stay in the first-level cache between their inner products and their
    /// share of X't, so X is read from memory once. `out` must come in as zeros.
    static void scoresAndLoading(double[][] x, double[] r, double[] t, double[] out) {
        int i = 0;
        for (; i + 3 < x.length; i += 4) {
            fourDots(x, i, r, t);
            addFour(x, i, t, out);
        }
        for (; i < x.length; i++) {
            t[i] = dot(x[i], r);
            add(t[i], x[i], out);
        }
    }

    /// Inner products of four neighbouring rows with r, which is read once for all four; two accumulators each.
    private static void fourDots(double[][] x, int i, double[] r, double[] t) {
        double[] a = x[i];
        double[] b = x[i + 1];
        double[] c = x[i + 2];
        double[] d = x[i + 3];
        double a0 = 0;
        double a1 = 0;
        double b0 = 0;
        double b1 = 0;
        double c0 = 0;
        double c1 = 0;
        double d0 = 0;
        double d1 = 0;
        int j = 0;
        for (; j + 1 < r.length; j += 2) {
            double r0 = r[j];
            double r1 = r[j + 1];
            a0 += a[j] * r0;
            a1 += a[j + 1] * r1;
            b0 += b[j] * r0;
            b1 += b[j + 1] * r1;
            c0 += c[j] * r0;
            c1 += c[j + 1] * r1;
            d0 += d[j] * r0;
            d1 += d[j + 1] * r1;
        }
        if (j < r.length) {
            a0 += a[j] * r[j];
            b0 += b[j] * r[j];
            c0 += c[j] * r[j];
            d0 += d[j] * r[j];
        }
        t[i] = a0 + a1;
        t[i + 1] = b0 + b1;
        t[i + 2] = c0 + c1;
        t[i + 3] = d0 + d1;
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

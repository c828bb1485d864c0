package dev.spektron.chem.regress;

/// The few dense loops that the regressions spend their time in, on row-major arrays.
final class Dense {
    private Dense() {}

    /// Four accumulators let the processor overlap the additions.
    static double dot(double[] a, int from, double[] b, int at, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            s0 += a[from + j] * b[at + j];
            s1 += a[from + j + 1] * b[at + j + 1];
            s2 += a[from + j + 2] * b[at + j + 2];
            s3 += a[from + j + 3] * b[at + j + 3];
        }
        for (; j < n; j++) {
            s0 += a[from + j] * b[at + j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static double norm2(double[] a) {
        return dot(a, 0, a, 0, a.length);
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

    /// X v for X n x p.
    static double[] times(double[] x, int n, int p, double[] v) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = dot(x, i * p, v, 0, p);
        }
        return out;
    }

    /// X'v for X n x p; four rows at a time, so that `out` is read and written a quarter as often.
    static double[] transposedTimes(double[] x, int n, int p, double[] v) {
        double[] out = new double[p];
        int i = 0;
        for (; i + 3 < n; i += 4) {
            addFour(x, i * p, p, v[i], v[i + 1], v[i + 2], v[i + 3], out);
        }
        for (; i < n; i++) {
            int a = i * p;
            double va = v[i];
            for (int j = 0; j < p; j++) {
                out[j] += va * x[a + j];
            }
        }
        return out;
    }

    /// One pass over X n x p for both t = X r and out += X't: four rows stay in the first-level cache between their inner products and
    /// their share of X't, so X is read from memory once. `out` must come in as zeros.
    static void scoresAndLoading(double[] x, int n, int p, double[] r, double[] t, double[] out) {
        int i = 0;
        for (; i + 3 < n; i += 4) {
            int a = i * p;
            fourDots(x, a, p, r, t, i);
            addFour(x, a, p, t[i], t[i + 1], t[i + 2], t[i + 3], out);
        }
        for (; i < n; i++) {
            int a = i * p;
            double ti = dot(x, a, r, 0, p);
            t[i] = ti;
            for (int j = 0; j < p; j++) {
                out[j] += ti * x[a + j];
            }
        }
    }

    /// Inner products of four neighbouring rows with r, which is read once for all four; two accumulators each.
    private static void fourDots(double[] x, int a, int p, double[] r, double[] t, int i) {
        int b = a + p;
        int c = b + p;
        int d = c + p;
        double a0 = 0;
        double a1 = 0;
        double b0 = 0;
        double b1 = 0;
        double c0 = 0;
        double c1 = 0;
        double d0 = 0;
        double d1 = 0;
        int j = 0;
        for (; j + 1 < p; j += 2) {
            double r0 = r[j];
            double r1 = r[j + 1];
            a0 += x[a + j] * r0;
            a1 += x[a + j + 1] * r1;
            b0 += x[b + j] * r0;
            b1 += x[b + j + 1] * r1;
            c0 += x[c + j] * r0;
            c1 += x[c + j + 1] * r1;
            d0 += x[d + j] * r0;
            d1 += x[d + j + 1] * r1;
        }
        if (j < p) {
            a0 += x[a + j] * r[j];
            b0 += x[b + j] * r[j];
            c0 += x[c + j] * r[j];
            d0 += x[d + j] * r[j];
        }
        t[i] = a0 + a1;
        t[i + 1] = b0 + b1;
        t[i + 2] = c0 + c1;
        t[i + 3] = d0 + d1;
    }

    /// out += the four rows from `a` on, weighted.
    private static void addFour(double[] x, int a, int p, double va, double vb, double vc, double vd, double[] out) {
        int b = a + p;
        int c = b + p;
        int d = c + p;
        for (int j = 0; j < p; j++) {
            out[j] += (va * x[a + j] + vb * x[b + j]) + (vc * x[c + j] + vd * x[d + j]);
        }
    }
}

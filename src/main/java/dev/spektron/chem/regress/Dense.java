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
            int a = i * p;
            int b = a + p;
            int c = b + p;
            int d = c + p;
            double va = v[i];
            double vb = v[i + 1];
            double vc = v[i + 2];
            double vd = v[i + 3];
            for (int j = 0; j < p; j++) {
                out[j] += (va * x[a + j] + vb * x[b + j]) + (vc * x[c + j] + vd * x[d + j]);
            }
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
}

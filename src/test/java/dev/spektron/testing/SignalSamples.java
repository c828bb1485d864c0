package dev.spektron.testing;

import static dev.spektron.testing.OpSample.at;
import static dev.spektron.testing.OpSample.given;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Samples of splines, Fourier and wavelet transforms, resampling.
final class SignalSamples {
    private SignalSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        wavelets(out);
        splines(out);
        spectral(out);
        resampling(out);
        return out;
    }

    private static void wavelets(List<OpSample> out) {
        for (Dwt.Boundary boundary : Dwt.Boundary.values()) {
            for (int n : new int[] {0, 1, 2, 7, 8, 13, 16, 127, 129, 700}) {
                transform(out, new Dwt(Wavelet.DB4, boundary), n > 200 ? 1 : 3, n);
            }
            transform(out, new Dwt(Wavelet.DB4, boundary), 1, 2050);
            for (Wavelet w : Wavelet.values()) {
                transform(out, new Dwt(w, boundary), 2, 37);
            }
            transform(out, new Dwt(Wavelet.DB10, boundary), 2, 5);
            transform(out, new Dwt(Wavelet.DB1, boundary), 2, 64);
        }
        Dwt db2 = new Dwt(Wavelet.DB2, Dwt.Boundary.SYMMETRIC);
        out.add(OpSample.of("no rows", db2, normal(0, 9)));
        out.add(OpSample.of("planes", db2, normal(2, 3, 21)));
        out.add(OpSample.of("one row", db2, normal(21)));
        out.add(OpSample.of("nothing left", new Dwt.Inverse(db2), normal(2, 1), normal(2, 1)));
        out.add(OpSample.of("approximation only", db2, normal(2, 33)).results(0));
        out.add(OpSample.of("details only", db2, normal(2, 33)).results(1));
        out.add(OpSample.of("many rows", db2, normal(70, 300)));
    }

    /// Central differences are for small samples: their references hold every pair of a source and a result.
    private static OpSample limited(OpSample s, int pairs) {
        return pairs > 4000 ? s.rough() : s;
    }

    private static void transform(List<OpSample> out, Dwt op, int rows, int n) {
        OpSample sample = limited(OpSample.of("n=" + n, op, normal(rows, n)), n * n);
        // The details of a single number are 0, which has no scale to judge errors by.
        out.add(n == 1 ? sample.results(0) : sample);
        int k = op.length(n);
        if (op.inverseLength(k) > 0 || k == 0) {
            out.add(limited(OpSample.of("k=" + k, new Dwt.Inverse(op), normal(rows, k), normal(rows, k)), n * n));
        }
    }

    private static void splines(List<OpSample> out) {
        for (int order = 1; order <= 5; order++) {
            out.add(OpSample.of("points", new SplineBasis(order, 5, -1, 1), points(order, 2.7, 13, 17)));
            out.add(OpSample.of("one interval", new SplineBasis(order, 1, -1, 1), points(order, 4, 129)));
            out.add(OpSample.of("fine", new SplineBasis(order, 40, -2, 2), points(order, 2.2, 129)));
        }
        for (int n : new int[] {0, 1, 7, 16, 127}) {
            out.add(OpSample.of("n=" + n, new SplineBasis(3, 5, -1, 1), points(n, 1.5, n)));
        }
        out.add(OpSample.of("single", new SplineBasis(3, 5, -1, 1), at(Shape.SCALAR, 0.3)));
        out.add(OpSample.of("13 functions", new SplineBasis(3, 10, -1, 1), points(5, 2, 3, 50)));
        out.add(OpSample.of("16 functions", new SplineBasis(3, 13, -1, 1), points(6, 2, 41)));
        out.add(OpSample.of("17 functions", new SplineBasis(2, 15, -1, 1), points(7, 2, 41)));
        out.add(OpSample.of("4 functions", new SplineBasis(3, 1, 0, 1), points(8, 3, 33)));
        out.add(OpSample.of("many", new SplineBasis(3, 5, -1, 1), points(9, 1.2, 2050)).rough());
    }

    /// Points around 0 that no knot is close to, so that central differences see one polynomial.
    private static OpSample.Operand points(int seed, double radius, int... dims) {
        Shape s = Shape.of(dims);
        Random random = new Random(seed);
        double[] x = new double[s.size()];
        for (int i = 0; i < x.length; i++) {
            double u;
            do {
                u = (2 * random.nextDouble() - 1) * radius;
            } while (near(u * 2.5) || near(u) || near(u * 10) || near(u * 6.5) || near(u * 7.5 + 0.5));
            x[i] = (float) u;
        }
        return at(s, x);
    }

    private static boolean near(double u) {
        return Math.abs(u - Math.rint(u)) < 0.01 || Math.abs(u - Math.floor(u) - 0.5) < 0.01;
    }

    private static void spectral(List<OpSample> out) {
        int[][] sizes = {{2, 16, 3, 4, 5}, {1, 13, 2, 3, 4}, {3, 7, 5, 1, 2}, {2, 8, 1, 5, 3}, {2, 8, 1, 9, 3}, {1, 1, 2, 3, 2},
            {1, 2, 2, 2, 2}, {2, 129, 16, 6, 16}, {1, 127, 17, 5, 33}, {2, 700, 5, 8, 7}, {1, 2050, 2, 3, 2}, {0, 8, 2, 3, 2},
            {2, 0, 3, 2, 2}, {2, 8, 0, 3, 2}, {2, 8, 2, 0, 2}, {2, 8, 2, 3, 0}, {5, 64, 8, 32, 8}, {5, 65, 40, 33, 24}};
        for (int[] s : sizes) {
            out.add(OpSample.of("batch, length, in, modes, out", new SpectralConv(), normal(s[0], s[1], s[2]),
                normal(2, s[3], s[2], s[4])));
        }
    }

    private static void resampling(List<OpSample> out) {
        Random random = new Random(11);
        Resample sharp = new Resample(Resample.Kind.CUBIC, -0.75f);
        out.add(OpSample.of("sharp", sharp, normal(2, 13), positions(random, 13, 17)));
        out.add(OpSample.of("sharp, own", sharp, normal(2, 13), positions(random, 13, 2, 17)));
        for (Resample op : List.of(Resample.linear(), Resample.cubic())) {
            int[][] sizes = {{2, 13, 7}, {3, 7, 29}, {1, 1, 5}, {2, 2, 9}, {2, 3, 9}, {3, 129, 127}, {5, 16, 129}, {0, 5, 4}, {2, 5, 0},
                {0, 0, 0}, {2, 0, 0}};
            for (int[] s : sizes) {
                int work = s[0] * s[1] * s[2];
                out.add(limited(OpSample.of("shared", op, normal(s[0], s[1]), positions(random, s[1], s[2])), work));
                out.add(limited(OpSample.of("own", op, normal(s[0], s[1]), positions(random, s[1], s[0], s[2])), work));
            }
            out.add(OpSample.of("planes", op, normal(2, 3, 17), positions(random, 17, 2, 3, 5)));
            out.add(OpSample.of("one row", op, normal(17), positions(random, 17, 5)));
            out.add(OpSample.of("samples", op, normal(2, 5), given(Shape.of(7), 0, 1, 2, 3, 4, -1, 9)));
            out.add(OpSample.of("slopes at samples", op, normal(2, 5), at(Shape.of(7), 0, 1, 2, 3, 4, -1, 9)).rough());
            out.add(OpSample.of("many rows", op, normal(70, 9), positions(random, 9, 21)).rough());
        }
        out.add(OpSample.of("coarser", Resample.linear(), normal(2, 700), centres(700, 129)).rough());
        out.add(OpSample.of("finer", Resample.cubic(), normal(1, 16), centres(16, 2050)).rough());
    }

    /// Positions in and around a row of n, none close to a sample.
    private static OpSample.Operand positions(Random random, int n, int... dims) {
        Shape s = Shape.of(dims);
        double[] p = new double[s.size()];
        for (int i = 0; i < p.length; i++) {
            int whole = random.nextInt(n + 2) - 1;
            p[i] = (float) (whole + 0.05 + 0.9 * random.nextDouble());
        }
        return at(s, p);
    }

    /// Centres of m pieces of a row of n.
    private static OpSample.Operand centres(int n, int m) {
        double[] p = new double[m];
        for (int i = 0; i < m; i++) {
            p[i] = (float) ((i + 0.5) * n / m - 0.5);
        }
        return given(Shape.of(m), p);
    }
}

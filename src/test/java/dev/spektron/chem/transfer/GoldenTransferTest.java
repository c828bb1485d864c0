package dev.spektron.chem.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.Distributions;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// Every method at fixed settings against the explicit formulas in numpy, scipy and scikit-learn.
class GoldenTransferTest {
    private static void map(String name, Standardization method) {
        DMatrixRMaj expected = Golden.read(name);
        AffineMap map = method.map(Golden.data().sourceStandards(), Golden.TARGET);
        Golden.assertClose(expected.data, map.matrix().data, 1e-8, name);
        double[] ms = Matrices.columnMeans(Golden.data().sourceStandards());
        double[] mt = Matrices.columnMeans(Golden.TARGET);
        double[] offset = Algebra.combine(mt, expected);
        for (int j = 0; j < offset.length; j++) {
            offset[j] = ms[j] - offset[j];
        }
        Golden.assertClose(offset, map.offset(), 1e-8, name + " offset");
    }

    @Test
    void standardizations() {
        map("ds", new Ds(OptionalDouble.of(1e-3)));
        map("uni", new Uni());
        map("pds", new Pds(OptionalInt.of(2), OptionalInt.of(2)));
        map("dwpds", new Dwpds(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(2)));
        map("sst", new Sst(OptionalInt.of(3)));
    }

    @Test
    void canonicalCorrelation() {
        DMatrixRMaj source = Golden.data().sourceStandards();
        Centred c = Centred.of(source, Golden.TARGET);
        Golden.assertClose(Golden.read("cca-correlations").data, Cca.variates(c, 5, 0.01).correlations(), 1e-8, "correlations");
        Golden.assertClose(Golden.read("cca-correlations-0").data, Cca.variates(c, 5, 0).correlations(), 1e-8, "correlations");
        Centred five = Centred.of(source, Golden.TARGET);
        Cca.Variates v = Cca.variates(five, 5, 0.01);
        Golden.assertClose(Golden.read("cca").data, Cca.map(five, v, 2).matrix().data, 1e-8, "cca");
    }

    @Test
    void filters() {
        TransferMethod.Labels labels = Golden.labels(4);
        Golden.assertModel("glsw", new Glsw(OptionalDouble.of(0.01), true).prepare(Golden.data()).fit(labels), 1e-8);
        Golden.assertModel("epo", new Epo(OptionalInt.of(2), true).prepare(Golden.data()).fit(labels), 1e-8);
        Golden.assertModel("epo-uncentred", new Epo(OptionalInt.of(2), false).prepare(Golden.data()).fit(labels), 1e-8);
    }

    @Test
    void tikhonov() {
        Tikhonov method = new Tikhonov(OptionalDouble.of(1e-2), OptionalDouble.of(3), OptionalDouble.of(1.5));
        Golden.assertModel("tikhonov", method.prepare(Golden.data()).fit(Golden.labels(3)), 1e-8);
    }

    /// The block formula against refitting without the three rows of a standard.
    @Test
    void blockLeaveOneOut() {
        int n = Golden.SOURCE.numRows;
        int count = Golden.STANDARDS.length;
        DMatrixRMaj differences = Algebra.minus(Golden.TARGET, Golden.data().sourceStandards());
        DMatrixRMaj x = Matrices.stack(Matrices.stack(Golden.SOURCE, Golden.TARGET), differences);
        double norm = Math.sqrt(Algebra.squares(Matrices.centred(Golden.SOURCE, Matrices.columnMeans(Golden.SOURCE))));
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] /= norm;
        }
        double[] scale = new double[x.numRows];
        int[] block = new int[x.numRows];
        Arrays.fill(scale, 0, n, 1);
        Arrays.fill(scale, n, n + count, 1.5);
        Arrays.fill(scale, n + count, scale.length, 3);
        Arrays.fill(block, n, n + count, 1);
        Arrays.fill(block, n + count, block.length, 2);
        double[] y = Arrays.copyOf(Golden.Y, x.numRows);
        System.arraycopy(Matrices.pick(Golden.Y, Golden.STANDARDS), 0, y, n, count);
        BlockRidge system = BlockRidge.of(Algebra.gram(x, x), scale, block, 3, 1e-4);
        double[] alpha = system.alpha(y);
        double[] expected = Golden.read("tikhonov-loo").data;
        for (int i = 0; i < count; i++) {
            assertEquals(expected[i], system.leftOut(alpha, Golden.STANDARDS[i], n + i, n + count + i)[1], 1e-7);
        }
    }

    @Test
    void pooled() {
        Golden.assertModel("pooled", new Pooled(OptionalDouble.of(2.5)).prepare(Golden.data()).fit(Golden.labels(3)), 1e-8);
    }

    private static void path(String name, java.util.List<double[]> coefficients) {
        DMatrixRMaj expected = Golden.read(name);
        for (int a = 0; a < expected.numRows; a++) {
            Golden.assertClose(Matrices.row(expected, a), coefficients.get(a), 1e-6, name + " " + (a + 1));
        }
    }

    @Test
    void domainInvariantPls() {
        DMatrixRMaj xs = Matrices.centred(Golden.SOURCE, Matrices.columnMeans(Golden.SOURCE));
        DMatrixRMaj xt = Matrices.centred(Golden.TARGET, Matrices.columnMeans(Golden.TARGET));
        double mean = Arrays.stream(Golden.Y).average().orElseThrow();
        double[] y = Arrays.stream(Golden.Y).map(v -> v - mean).toArray();
        path("dipls", DiplsFit.of(xs, y, xt, new DiplsFit.Penalty(5, false), 4).coefficients());
        path("dipls-heuristic", DiplsFit.of(xs, y, xt, new DiplsFit.Penalty(1, true), 4).coefficients());
        path("pls", DiplsFit.of(xs, y, xt, new DiplsFit.Penalty(0, false), 4).coefficients());
    }

    @Test
    void jointY() {
        DMatrixRMaj xs = Matrices.centred(Golden.SOURCE, Matrices.columnMeans(Golden.SOURCE));
        DMatrixRMaj xt = Matrices.centred(Golden.TARGET, Matrices.columnMeans(Golden.TARGET));
        double mean = Arrays.stream(Golden.Y).average().orElseThrow();
        double[] ys = Arrays.stream(Golden.Y).map(v -> v - mean).toArray();
        double[] picked = Matrices.pick(Golden.Y, Golden.STANDARDS);
        double meanStandards = Arrays.stream(picked).average().orElseThrow();
        double[] yt = Arrays.stream(picked).map(v -> v - meanStandards).toArray();
        path("jypls", JyplsFit.of(xs, ys, xt, yt, 3, 3).target());
    }

    @Test
    void studentT() {
        DMatrixRMaj cases = Golden.read("student");
        for (int i = 0; i < cases.numRows; i++) {
            double[] c = Matrices.row(cases, i);
            assertEquals(c[2], Distributions.studentTwoSided(c[0], c[1]), 1e-12);
        }
    }
}

package dev.spektron.chem.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the methods must do by definition, on synthetic spectra.
class TransferPropertiesTest {
    private static final int P = 60;

    static Stream<TransferMethod> methods() {
        return TransferMethods.all().stream();
    }

    static Stream<Standardization> standardizations() {
        return methods().filter(Standardization.class::isInstance).map(Standardization.class::cast);
    }

    /// Sums of four smooth bands with random heights and a little noise.
    private static DMatrixRMaj spectra(int n, int p, double noise, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj x = new DMatrixRMaj(n, p);
        for (int i = 0; i < n; i++) {
            double[] height = random.doubles(4).toArray();
            for (int j = 0; j < p; j++) {
                double v = 0.2 + noise * random.nextGaussian();
                for (int k = 0; k < 4; k++) {
                    double z = ((double) j / p - 0.15 - 0.22 * k) / 0.12;
                    v += height[k] * Math.exp(-z * z);
                }
                x.set(i, j, v);
            }
        }
        return x;
    }

    private static double[] values(DMatrixRMaj x) {
        double[] y = new double[x.numRows];
        for (int i = 0; i < y.length; i++) {
            y[i] = 3 + 2 * x.get(i, x.numCols / 7) - x.get(i, x.numCols / 2);
        }
        return y;
    }

    private static DMatrixRMaj channelwise(DMatrixRMaj x) {
        DMatrixRMaj out = x.copy();
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < x.numCols; j++) {
                out.set(i, j, (x.get(i, j) - 0.01 * j) / (1 + 0.005 * j));
            }
        }
        return out;
    }

    private static void assertRows(DMatrixRMaj expected, DMatrixRMaj actual, double tolerance) {
        for (int i = 0; i < expected.getNumElements(); i++) {
            assertEquals(expected.data[i], actual.data[i], tolerance, "entry " + i);
        }
    }

    @Test
    void affineChannelsAreRecovered() {
        DMatrixRMaj source = spectra(12, P, 0.05, 1);
        DMatrixRMaj fresh = spectra(5, P, 0.05, 2);
        assertRows(fresh, new Uni().map(source, channelwise(source)).apply(channelwise(fresh)), 1e-12);
        AffineMap pds = new Pds(OptionalInt.of(0), OptionalInt.of(1)).map(source, channelwise(source));
        assertRows(fresh, pds.apply(channelwise(fresh)), 1e-12);
        DMatrixRMaj many = spectra(P + 5, P, 0.05, 3);
        AffineMap ds = new Ds(OptionalDouble.of(1e-14)).map(many, channelwise(many));
        assertRows(fresh, ds.apply(channelwise(fresh)), 1e-7);
    }

    @Test
    void pdsRecoversShiftsByTwoChannels() {
        for (int shift : new int[] {-2, 2}) {
            DMatrixRMaj source = spectra(40, P, 0.05, 4);
            DMatrixRMaj fresh = spectra(5, P, 0.05, 5);
            AffineMap map = new Pds(OptionalInt.of(2), OptionalInt.of(5)).map(source, shifted(source, shift));
            DMatrixRMaj mapped = map.apply(shifted(fresh, shift));
            for (int i = 0; i < 5; i++) {
                for (int j = 2; j < P - 2; j++) {
                    assertEquals(fresh.get(i, j), mapped.get(i, j), 1e-10);
                }
            }
        }
    }

    private static DMatrixRMaj shifted(DMatrixRMaj x, int by) {
        DMatrixRMaj out = x.copy();
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < P; j++) {
                out.set(i, j, x.get(i, Math.clamp(j + by, 0, P - 1)));
            }
        }
        return out;
    }

    @Test
    void slopeAndBiasRecoverTheScaleOfY() {
        DMatrixRMaj source = spectra(30, P, 0, 6);
        double[] y = values(source);
        LinearModel exact = new TestPls(4).fit(source, y);
        int[] standards = {1, 4, 9, 16, 25};
        TransferData data = TransferData.of(source, standards, Matrices.rows(source, standards));
        TransferMethod.Labels labels = TransferMethod.Labels.of(data, y, exact.corrected(-0.7, 1.6), new TestPls(4));
        double[] predicted = new Sbc(0.05).prepare(data).fit(labels).predict(source);
        for (int i = 0; i < y.length; i++) {
            assertEquals(y[i], predicted[i], 1e-8);
        }
    }

    @Test
    void slopeStaysOneWhenTheTestDoesNotRejectIt() {
        DMatrixRMaj source = spectra(30, P, 0.02, 7);
        double[] y = values(source);
        Random random = new Random(1);
        for (int i = 0; i < y.length; i++) {
            y[i] += 0.5 * random.nextGaussian();
        }
        TransferData data = TransferData.of(source, new int[] {0, 1, 2, 3, 4, 5}, Matrices.rows(source, new int[] {0, 1, 2, 3, 4, 5}));
        LinearModel model = new TestPls(2).fit(source, values(source));
        TransferMethod.Labels labels = TransferMethod.Labels.of(data, y, model, new TestPls(2));
        Golden.assertClose(model.coefficients(), new Sbc(0.05).prepare(data).fit(labels).coefficients(), 1e-15, "slope");
        assertTrue(Math.abs(new Sbc(1).prepare(data).fit(labels).coefficients()[9] / model.coefficients()[9] - 1) > 1e-3);
    }

    /// A source-only direction of large variance that carries no y: the more the penalty weighs, the closer the variances of the scores.
    @Test
    void largePenaltyEqualisesScoreVariances() {
        Random random = new Random(8);
        DMatrixRMaj xs = new DMatrixRMaj(200, 6);
        DMatrixRMaj xt = new DMatrixRMaj(200, 6);
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 6; j++) {
                xs.set(i, j, random.nextGaussian());
                xt.set(i, j, xs.get(i, j));
            }
            y[i] = xs.get(i, 0) + xs.get(i, 1);
            double extra = 5 * random.nextGaussian();
            xs.add(i, 1, extra);
            xs.add(i, 2, extra);
        }
        DiplsFit.centre(xs);
        DiplsFit.centre(xt);
        double mean = Arrays.stream(y).average().orElseThrow();
        double[] centred = Arrays.stream(y).map(v -> v - mean).toArray();
        double plain = logRatio(DiplsFit.of(xs, centred, xt, new DiplsFit.Penalty(0, false), 1));
        double strong = logRatio(DiplsFit.of(xs, centred, xt, new DiplsFit.Penalty(1e9, false), 1));
        assertTrue(plain > 0.3, "without penalty the ratio is " + plain);
        assertTrue(strong < 0.02, "with penalty the ratio is " + strong);
    }

    private static double logRatio(DiplsFit fit) {
        return Math.abs(Math.log(Algebra.squares(fit.sourceScores().getFirst()) / Algebra.squares(fit.targetScores().getFirst())));
    }

    @Test
    void canonicalVariatesHaveUnitVarianceAndTheirCorrelation() {
        DMatrixRMaj source = spectra(15, P, 0.05, 9);
        Centred c = Centred.of(source, channelwise(spectra(15, P, 0.05, 10)));
        Cca.Variates v = Cca.variates(c, 5, 0);
        DMatrixRMaj tt = Algebra.transposedTimes(v.target(), v.target());
        DMatrixRMaj ts = Algebra.transposedTimes(v.target(), v.source());
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                assertEquals(a == b ? 14 : 0, tt.get(a, b), 1e-9);
                assertEquals(a == b ? 14 * v.correlations()[a] : 0, ts.get(a, b), 1e-9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("standardizations")
    void mapsAgreeWithTheirMatrixAndPullBack(Standardization method) {
        DMatrixRMaj source = spectra(9, P, 0.03, 11);
        AffineMap map = method.map(source, channelwise(source));
        DMatrixRMaj fresh = channelwise(spectra(4, P, 0.03, 12));
        DMatrixRMaj mapped = map.apply(fresh);
        assertRows(mapped, new DenseMap(map.matrix(), map.offset()).apply(fresh), 1e-9);
        LinearModel model = new LinearModel(new Random(3).doubles(P, -1, 1).toArray(), 0.7);
        Golden.assertClose(model.predict(mapped), map.pullBack(model).predict(fresh), 1e-9, "pull back");
        LinearModel dense = new DenseMap(map.matrix(), map.offset()).pullBack(model);
        Golden.assertClose(model.predict(mapped), dense.predict(fresh), 1e-9, "dense pull back");
    }

    /// DS, CCA and JY-PLS keep only what the standards span, so they are near the source model at the standards alone, and less near.
    @ParameterizedTest
    @MethodSource("methods")
    void identicalInstrumentsGiveBackTheSourceModel(TransferMethod method) {
        DMatrixRMaj source = spectra(40, P, 0.002, 13);
        double[] y = values(source);
        int[] standards = {0, 3, 7, 12, 18, 22, 29, 31, 33, 39};
        TransferData data = TransferData.of(source, standards, Matrices.rows(source, standards));
        TransferMethod.Labels labels = TransferMethod.Labels.of(data, y, new TestPls(4).fit(source, y), new TestPls(4));
        boolean spanned = List.of("ds", "cca", "jypls").contains(method.name());
        DMatrixRMaj tested = spanned ? Matrices.rows(source, standards) : source;
        double[] predicted = method.prepare(data).fit(labels).predict(tested);
        double[] expected = labels.sourceModel().predict(tested);
        for (int i = 0; i < predicted.length; i++) {
            assertEquals(expected[i], predicted[i], spanned ? 0.05 : 0.02, method.name());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void orderOfTheStandardsDoesNotMatter(TransferMethod method) {
        DMatrixRMaj source = spectra(30, P, 0.02, 14);
        DMatrixRMaj target = channelwise(spectra(30, P, 0.02, 14));
        double[] y = values(source);
        LinearModel a = fit(method, source, target, y, new int[] {2, 5, 11, 14, 21, 22, 27});
        LinearModel b = fit(method, source, target, y, new int[] {22, 2, 27, 14, 5, 21, 11});
        double[] expected = a.predict(target);
        Golden.assertClose(expected, b.predict(target), 1e-6, method.name());
    }

    private static LinearModel fit(TransferMethod method, DMatrixRMaj source, DMatrixRMaj target, double[] y, int[] standards) {
        TransferData data = TransferData.of(source, standards, Matrices.rows(target, standards));
        return method.prepare(data).fit(TransferMethod.Labels.of(data, y, new TestPls(4).fit(source, y), new TestPls(4)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void hardInputsGiveFiniteModels(TransferMethod method) {
        for (int count = Math.max(1, method.minimumStandards()); count <= 5; count++) {
            DMatrixRMaj source = spectra(20, P, 0.02, 15);
            DMatrixRMaj target = channelwise(source);
            for (int i = 0; i < 20; i++) {
                for (int j = 20; j < 30; j++) {
                    source.set(i, j, 0.5);
                    target.set(i, j, 0.1 * 3);
                }
            }
            System.arraycopy(source.data, 0, source.data, P, P);
            System.arraycopy(target.data, 0, target.data, P, P);
            int[] standards = Arrays.copyOf(new int[] {0, 1, 7, 9, 13}, count);
            assertFinite(fit(method, source, target, values(source), standards), target, method.name() + " with " + count);
        }
        DMatrixRMaj narrow = spectra(30, 6, 0.1, 16);
        int[] many = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertFinite(fit(method, narrow, channelwise(narrow), values(narrow), many), narrow, method.name() + " with few channels");
    }

    private static void assertFinite(LinearModel model, DMatrixRMaj x, String what) {
        assertTrue(Arrays.stream(model.predict(x)).allMatch(Double::isFinite), what);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void tooFewStandardsAreNamed(TransferMethod method) {
        int count = method.minimumStandards() - 1;
        if (count < 1) {
            return;
        }
        DMatrixRMaj source = spectra(10, P, 0.02, 17);
        int[] standards = Arrays.copyOf(new int[] {4, 6}, count);
        TransferData data = TransferData.of(source, standards, Matrices.rows(source, standards));
        String message = assertThrows(IllegalArgumentException.class, () -> method.prepare(data)).getMessage();
        assertEquals(method.name() + " needs at least " + method.minimumStandards() + " standards, found " + count, message);
    }

    @Test
    void namesAreUniqueAndTheNearestIsOffered() {
        assertEquals(TransferMethods.all().size(), TransferMethods.names().stream().distinct().count());
        assertEquals("pds", TransferMethods.byName("PDS").name());
        String message = assertThrows(IllegalArgumentException.class, () -> TransferMethods.byName("dipl")).getMessage();
        assertTrue(message.contains("'dipls'"), message);
    }

    @Test
    void nonFiniteStandardsAreNamed() {
        DMatrixRMaj source = spectra(5, P, 0.02, 18);
        DMatrixRMaj target = source.copy();
        target.set(3, 7, Double.NaN);
        String message = assertThrows(IllegalArgumentException.class, () -> new Uni().map(source, target)).getMessage();
        assertTrue(message.contains("target standard 3, channel 7 is NaN"), message);
    }
}

package dev.spektron.chem.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What both strategies promise.
class StrategiesTest {
    private static final int POOL = 30;
    private static final Instruments PAIR = new Instruments(42, 1.1, 0.05, 2e-4, 1);

    @Test
    void registeredInOrder() {
        assertEquals(List.of("auto", "ensemble"), Strategies.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ensemble"})
    void deterministicAndWithoutEffectOnTheProblem(String name) {
        TransferProblem problem = PAIR.problem(POOL, 8);
        double[] before = problem.source().data.clone();
        double[] standards = problem.targetStandards().data.clone();
        Strategy.Fit a = Strategies.byName(name).fit(problem);
        Strategy.Fit b = Strategies.byName(name).fit(problem);
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(predict(a, k), predict(b, k), 0.0);
            assertArrayEquals(a.residuals()[k], b.residuals()[k], 0.0);
            assertEquals(a.descriptions().get(k), b.descriptions().get(k));
        }
        assertArrayEquals(before, problem.source().data, 0.0);
        assertArrayEquals(standards, problem.targetStandards().data, 0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ensemble"})
    void orderOfPropertiesDoesNotMatter(String name) {
        int[] rows = IntStream.range(0, POOL).toArray();
        int[] standards = {1, 4, 9, 14, 20, 25};
        Strategy.Fit both = Strategies.byName(name).fit(PAIR.problem(Instruments.AXIS, rows, standards, new int[] {0, 1}));
        Strategy.Fit swapped = Strategies.byName(name).fit(PAIR.problem(Instruments.AXIS, rows, standards, new int[] {1, 0}));
        Strategy.Fit alone = Strategies.byName(name).fit(PAIR.problem(Instruments.AXIS, rows, standards, new int[] {1}));
        assertArrayEquals(predict(both, 0), predict(swapped, 1), 1e-9);
        assertArrayEquals(predict(both, 1), predict(swapped, 0), 1e-9);
        assertArrayEquals(predict(both, 1), predict(alone, 0), 1e-9);
        assertArrayEquals(both.residuals()[1], alone.residuals()[0], 1e-9);
    }

    /// Samples that trade places within their inner folds: the order of the rows then has no meaning left.
    @ParameterizedTest
    @ValueSource(strings = {"auto", "ensemble"})
    void orderOfThePoolMattersOnlyThroughTheFolds(String name) {
        int[] standards = {0, 1, 2, 3, 4, 5};
        int[] rows = IntStream.range(0, POOL).toArray();
        int[] permuted = rows.clone();
        for (int i = 6; i + 5 < POOL; i += 10) {
            for (int j = i; j < i + 5 && j + 5 < POOL; j++) {
                permuted[j] = rows[j + 5];
                permuted[j + 5] = rows[j];
            }
        }
        Strategy.Fit a = Strategies.byName(name).fit(PAIR.problem(Instruments.AXIS, rows, standards, new int[] {0, 1}));
        Strategy.Fit b = Strategies.byName(name).fit(PAIR.problem(Instruments.AXIS, permuted, standards, new int[] {0, 1}));
        assertTrue(!Arrays.equals(rows, permuted));
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(predict(a, k), predict(b, k), 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ensemble"})
    void equalInstrumentsPredictLikeTheSource(String name) {
        Instruments equal = new Instruments(42, 1, 0, 0, 2);
        Strategy.Fit fit = Strategies.byName(name).fit(equal.problem(POOL, 8));
        DMatrixRMaj test = equal.targetFrom(POOL);
        for (int k = 0; k < 2; k++) {
            double[] p = fit.predictors().get(k).predict(test);
            for (int i = 0; i < p.length; i++) {
                // noise of 1e-4 on bands of height 1 over about ten channels leaves some 1e-4 of the slopes 3, 2 and 1
                assertEquals(equal.y[k][POOL + i], p[i], 4e-3, name + ", property " + k + ", sample " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ensemble"})
    void grossOutliersStayWithinTheLimits(String name) {
        TransferProblem problem = PAIR.problem(POOL, 8);
        Strategy.Fit fit = Strategies.byName(name).fit(problem);
        DMatrixRMaj wild = PAIR.targetFrom(POOL);
        for (int j = 0; j < Instruments.CHANNELS; j++) {
            wild.set(0, j, 1e4 * Math.sin(j));
            wild.set(1, j, -1e4 * Math.sin(j));
        }
        for (int k = 0; k < 2; k++) {
            double least = Arrays.stream(problem.y()[k]).min().orElseThrow();
            double most = Arrays.stream(problem.y()[k]).max().orElseThrow();
            double margin = 0.25 * (most - least);
            for (double p : fit.predictors().get(k).predict(wild)) {
                assertTrue(p >= least - margin - 1e-9 && p <= most + margin + 1e-9, p + " outside the limits");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "ensemble"})
    void onePassOverManyRowsIsManyPasses(String name) {
        Strategy.Fit fit = Strategies.byName(name).fit(PAIR.problem(POOL, 8));
        DMatrixRMaj test = PAIR.targetFrom(POOL);
        double[] together = predict(fit, 0);
        for (int i = 0; i < test.numRows; i++) {
            double[] one = fit.predictors().getFirst().predict(Matrices.rows(test, new int[] {i}));
            assertEquals(together[i], one[0], 0.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"auto,2", "auto,3", "auto,4", "ensemble,2", "ensemble,3", "ensemble,4", "ensemble,30"})
    void fewAndAllStandards(String name, int count) {
        TransferProblem problem = PAIR.problem(POOL, count);
        Strategy.Fit fit = Strategies.byName(name).fit(problem);
        DMatrixRMaj test = PAIR.targetFrom(POOL);
        for (int k = 0; k < 2; k++) {
            double[] p = fit.predictors().get(k).predict(test);
            double sum = 0;
            double untransferred = 0;
            double mean = Arrays.stream(problem.y()[k]).average().orElseThrow();
            for (int i = 0; i < p.length; i++) {
                sum += Math.pow(p[i] - PAIR.y[k][POOL + i], 2);
                untransferred += Math.pow(mean - PAIR.y[k][POOL + i], 2);
            }
            // two standards leave one to learn from in each fold: the choice of a single combination is then half luck
            double share = count == 2 ? 0.3 : 0.1;
            assertTrue(sum < share * untransferred, name + " with " + count + " standards: " + sum + " of " + untransferred);
            assertEquals(count, fit.residuals()[k].length);
        }
    }

    @Test
    void oneStandardIsTooFew() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Ensemble().fit(PAIR.problem(POOL, 1)));
        assertTrue(e.getMessage().contains("at least 2 standards, found 1"), e.getMessage());
    }

    @Test
    void autoIsOneChainAndEnsembleAtMostOneAGroup() {
        TransferProblem problem = PAIR.problem(POOL, 8);
        WeightedChains auto = new BestCombination().fit(problem).predictors().getFirst();
        WeightedChains ensemble = new Ensemble().fit(problem).predictors().getFirst();
        assertEquals(1, auto.members().size());
        assertTrue(ensemble.members().size() <= 24, ensemble.members().size() + " members");
        assertEquals(1, Arrays.stream(ensemble.weights()).sum(), 1e-12);
        assertTrue(ensemble.members().stream().map(ChainModel::map).allMatch(java.util.Optional::isEmpty));
    }

    @Test
    void unevenAxesAreReadByChannel() {
        double[] v = new double[Instruments.CHANNELS];
        for (int j = 0; j < v.length; j++) {
            v[j] = 1e7 / (2500 - 20 * j);
        }
        int[] rows = IntStream.range(0, POOL).toArray();
        int[] standards = {1, 4, 9, 14, 20, 25};
        Axis uneven = new Axis(AxisUnit.WAVENUMBER, v);
        Strategy.Fit even = new Ensemble().fit(PAIR.problem(Instruments.AXIS, rows, standards, new int[] {0}));
        Strategy.Fit found = new Ensemble().fit(PAIR.problem(uneven, rows, standards, new int[] {0}));
        assertArrayEquals(predict(even, 0), predict(found, 0), 1e-12);
        assertTrue(found.descriptions().getFirst().contains("not evenly spaced"), found.descriptions().getFirst());
        assertTrue(!even.descriptions().getFirst().contains("not evenly spaced"), even.descriptions().getFirst());
    }

    @Test
    void shortSpectraAndEqualValues() {
        Axis few = Axis.linear(AxisUnit.NANOMETRE, 1100, 20, 5);
        DMatrixRMaj source = new DMatrixRMaj(POOL, 5);
        DMatrixRMaj target = new DMatrixRMaj(4, 5);
        double[][] y = new double[2][POOL];
        for (int i = 0; i < POOL; i++) {
            for (int j = 0; j < 5; j++) {
                source.set(i, j, PAIR.source.get(i, 10 * j + 4));
                if (i < 4) {
                    target.set(i, j, PAIR.target.get(i, 10 * j + 4));
                }
            }
            y[0][i] = PAIR.y[0][i];
            y[1][i] = 7;
        }
        Strategy.Fit fit = new Ensemble().fit(new TransferProblem(few, source, y, new int[] {0, 1, 2, 3}, target));
        assertArrayEquals(new double[] {7, 7, 7, 7}, fit.predictors().get(1).predict(target), 1e-12);
        double[] p = fit.predictors().get(0).predict(target);
        for (int i = 0; i < 4; i++) {
            assertEquals(y[0][i], p[i], 0.1);
        }
    }

    private static double[] predict(Strategy.Fit fit, int property) {
        return fit.predictors().get(property).predict(PAIR.targetFrom(POOL));
    }
}

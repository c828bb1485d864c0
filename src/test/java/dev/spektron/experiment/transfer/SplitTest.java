package dev.spektron.experiment.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.experiment.transfer.TransferOptions.Pair;
import dev.spektron.experiment.transfer.TransferOptions.Selection;
import dev.spektron.io.SharedData;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may be a test sample, a pool sample, a standard.
class SplitTest {
    private static PairData pair(Dataset data, Pair pair) {
        return PairData.of(data, pair, List.of("protein")).getFirst();
    }

    private static List<String> ids(List<String> all, int[] rows) {
        return Arrays.stream(rows).mapToObj(all::get).toList();
    }

    private static List<String> standards(PairData d, Split s) {
        int[] rows = Arrays.stream(s.standards()).map(i -> s.pool()[i]).toArray();
        assertEquals(ids(d.sourceIds(), rows), ids(d.targetIds(), s.targetStandards()), "the same samples on both instruments");
        return ids(d.sourceIds(), rows);
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void testSamplesAreNeverTrainedOnAndStandardsAreNested(Selection selection) {
        // Only some samples on both: 0-59 on the source, 45-79 on the target.
        Dataset data = Studies.of(Studies.rows(Studies.sample("primary"), 0, 60), Studies.rows(Studies.sample("secondary"), 45, 80));
        PairData d = pair(data, Studies.PAIR);
        TransferOptions o = new TransferOptions(List.of(Studies.PAIR), List.of("protein"), List.of(10, 3, 5), 20, List.of("bias"),
            List.of("snv"), selection, 0.25, 3, 1);
        Set<List<String>> tests = new HashSet<>();
        for (int r = 0; r < o.repeats(); r++) {
            Split large = Split.of(d, data.manifest(), o, 10, r);
            List<String> test = ids(d.targetIds(), large.test());
            tests.add(test);
            assertEquals(9, test.size(), "a quarter of 35");
            for (int n : o.standards()) {
                Split s = Split.of(d, data.manifest(), o, n, r);
                assertEquals(test, ids(d.targetIds(), s.test()), "the same test set for every N");
                assertArrayEquals(large.pool(), s.pool());
                List<String> standards = standards(d, s);
                assertEquals(standards(d, large).subList(0, n), standards, "nested");
                assertEquals(n, new HashSet<>(standards).size());
                for (List<String> train : List.of(standards, ids(d.sourceIds(), s.pool()), ids(d.targetIds(), s.targetPool()))) {
                    assertTrue(java.util.Collections.disjoint(train, test), test + " and " + train);
                }
            }
        }
        assertTrue(tests.size() > 15, "repeats differ: " + tests.size());
    }

    /// Also when the rows of an instrument stand in another order.
    @Test
    void everyPairMeetsTheSameSamples() {
        SpectrumSet target = Studies.sample("secondary");
        SpectrumSet shuffled = target.select(dev.spektron.chem.Folds.permutation(80, 99)).withInstrument("third");
        Dataset data = Studies.of(Studies.sample("primary"), target, shuffled);
        TransferOptions o = Studies.quick(5, 10);
        for (int r = 0; r < 5; r++) {
            Set<Set<String>> tests = new HashSet<>();
            Set<List<String>> standards = new HashSet<>();
            for (Pair p : List.of(Studies.PAIR, new Pair("primary", "third"), new Pair("third", "primary"),
                new Pair("secondary", "third"))) {
                PairData d = pair(data, p);
                Split s = Split.of(d, data.manifest(), o, 10, r);
                tests.add(new HashSet<>(ids(d.targetIds(), s.test())));
                standards.add(standards(d, s));
            }
            assertEquals(1, tests.size());
            assertEquals(1, standards.size());
        }
    }

    @Test
    void theOfficialSplitOfTheTabletsIsKept() throws IOException {
        Dataset data = DatasetLoader.load("tablets", SharedData.dir());
        List<String> i = data.instruments();
        PairData d = PairData.of(data, new Pair(i.get(0), i.get(1)), List.of("assay")).getFirst();
        TransferOptions o = new TransferOptions(List.of(d.pair()), List.of("assay"), List.of(10), 2, List.of("bias"), List.of("raw"),
            Selection.RANDOM, 0.25, 1, 1);
        for (int r = 0; r < 2; r++) {
            Split s = Split.of(d, data.manifest(), o, 10, r);
            assertEquals(new HashSet<>(data.manifest().split().get("test")), new HashSet<>(ids(d.targetIds(), s.test())));
            assertEquals(new HashSet<>(data.manifest().split().get("calibrate")), new HashSet<>(ids(d.sourceIds(), s.pool())));
            assertEquals(460, s.test().length);
            assertEquals(155, s.pool().length);
        }
    }

    /// Points on a line at 0, 1, 4, 10, 6: first the ends 0 and 10; then 4, which is 4 from the next chosen one (6 likewise, but later in
    /// the table); then 6 (2 from 4) before 1 (1 from 0).
    @Test
    void kennardStoneByHand() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}, {4, 0}, {10, 0}, {6, 0}});
        assertArrayEquals(new int[] {0, 3, 2, 4, 1}, KennardStone.select(x, 5));
        assertArrayEquals(new int[] {0, 3, 2}, KennardStone.select(x, 3));
    }

    @Test
    void differentIntensityKindsAreRefused() {
        SpectrumSet target = Studies.sample("secondary");
        Dataset data = Studies.of(Studies.sample("primary"), target.withRows(target.axis(), target.rows(), IntensityKind.REFLECTANCE));
        String message = assertThrows(IllegalArgumentException.class, () -> pair(data, Studies.PAIR)).getMessage();
        assertTrue(message.contains("'primary' gives absorbance and 'secondary' gives reflectance"), message);
    }

    @Test
    void propertiesWithTheSameGapsGoTogether() {
        SpectrumSet target = Studies.sample("secondary");
        java.util.Map<String, double[]> y = new java.util.LinkedHashMap<>(target.properties());
        double[] gaps = y.get("oil").clone();
        IntStream.range(10, 30).forEach(i -> gaps[i] = Double.NaN);
        y.put("oil", gaps);
        Dataset data = Studies.of(Studies.sample("primary"), Studies.with(target, target.rows(), y));
        List<PairData> all = PairData.of(data, Studies.PAIR, List.of("moisture", "oil", "protein"));
        assertEquals(List.of(List.of("moisture", "protein"), List.of("oil")), all.stream().map(PairData::properties).toList());
        assertEquals(80, all.get(0).targetIds().size());
        assertEquals(60, all.get(1).targetIds().size());
        assertTrue(Arrays.stream(all.get(1).targetY()[0]).allMatch(Double::isFinite));
    }
}

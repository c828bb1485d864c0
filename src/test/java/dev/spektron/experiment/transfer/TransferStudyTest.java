package dev.spektron.experiment.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.Folds;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.SpectrumSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What must hold for every study whatever the methods do.
class TransferStudyTest {
    private static List<String> withoutTime(StudyResult result) {
        return result.cells().stream().map(c -> c.toString().replaceAll("seconds=[^]]*", "")).toList();
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        Dataset data = Studies.small();
        List<StudyResult> results = IntStream.rangeClosed(1, 3).mapToObj(threads -> Studies.run(data, Studies.options(
            List.of(Studies.PAIR, new TransferOptions.Pair("secondary", "primary")), List.of("protein"), List.of(5), 2,
            List.of("none", "bias", "pds", "glsw"), List.of("snv", "@|sg(7,2,1)"), threads))).toList();
        for (StudyResult r : results.subList(1, 3)) {
            assertEquals(withoutTime(results.getFirst()), withoutTime(r));
            assertEquals(results.getFirst().predictions(), r.predictions());
            assertEquals(results.getFirst().curve(), r.curve());
        }
        assertFalse(results.getFirst().predictions().isEmpty());
    }

    /// Nothing of a test sample reaches the prediction of another one, on either instrument, by spectrum or by reference value.
    @Test
    void testSamplesDoNotLeak() {
        Dataset data = Studies.small();
        TransferOptions options = Studies.options(List.of(Studies.PAIR), List.of("protein"), List.of(9), 1,
            List.of("none", "bias", "sbc", "ds", "pds", "sst", "glsw", "epo", "pooled"), List.of("snv", "msc"), 1);
        PairData d = PairData.of(data, Studies.PAIR, List.of("protein")).getFirst();
        int[] test = Split.of(d, data.manifest(), options, 9, 0).test();
        Set<String> changed = Set.of(d.targetIds().get(test[0]), d.targetIds().get(test[3]));
        Dataset other = Studies.of(mutated(data.instrument("primary"), changed), mutated(data.instrument("secondary"), changed));
        List<Prediction> before = Studies.run(data, options).predictions();
        List<Prediction> after = Studies.run(other, options).predictions();
        assertEquals(before.stream().filter(p -> !changed.contains(p.sample())).toList(),
            after.stream().filter(p -> !changed.contains(p.sample())).toList());
        assertTrue(IntStream.range(0, before.size()).filter(i -> changed.contains(before.get(i).sample()))
            .anyMatch(i -> before.get(i).predicted() != after.get(i).predicted()), "the change is seen where it was made");
    }

    private static SpectrumSet mutated(SpectrumSet set, Set<String> ids) {
        double[][] rows = Arrays.stream(set.rows()).map(double[]::clone).toArray(double[][]::new);
        Map<String, double[]> y = new LinkedHashMap<>();
        set.properties().forEach((name, v) -> y.put(name, v.clone()));
        for (String id : ids) {
            int i = set.indexOf(id);
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = 2 + Math.sin(0.1 * (i + 1) * j);
            }
            y.values().forEach(v -> v[i] *= 5);
        }
        return Studies.with(set, rows, y);
    }

    @Test
    void permutedReferenceValuesCannotBePredicted() {
        int[] order = Folds.permutation(50, 4);
        Map<String, double[]> y = new LinkedHashMap<>();
        SpectrumSet primary = Studies.rows(Studies.sample("primary"), 0, 50);
        primary.properties().forEach((name, v) -> y.put(name, Arrays.stream(order).mapToDouble(i -> v[i]).toArray()));
        SpectrumSet secondary = Studies.rows(Studies.sample("secondary"), 0, 50);
        Dataset data = Studies.of(Studies.with(primary, primary.rows(), y), Studies.with(secondary, secondary.rows(), y));
        StudyResult result = Studies.run(data, Studies.options(List.of(Studies.PAIR), List.of("protein"), List.of(10), 6,
            List.of("none", "bias", "pds", "glsw"), List.of("snv"), 2));
        Map<String, Double> r2 = result.cells().stream().collect(Collectors.groupingBy(Cell::method,
            Collectors.averagingDouble(c -> c.r2().mean())));
        assertEquals(8, r2.size());
        r2.forEach((method, value) -> assertTrue(value <= 0, method + ": R2 " + value));
    }

    /// 60 samples on the source, 20 on the target, 15 on both: the source ceiling exists only in repeats whose test samples were all
    /// measured there, and must be compared with the reference values of just those repeats.
    @Test
    void someSamplesOnBothInstrumentsAreEnough() {
        SpectrumSet source = Studies.rows(Studies.sample("primary"), 0, 60);
        SpectrumSet target = Studies.rows(Studies.sample("secondary"), 45, 65);
        StudyResult result = Studies.run(Studies.of(source, target), Studies.quick(12, 9));
        for (Cell c : result.cells()) {
            assertTrue(c.repeats() == 12 || c.method().equals("source") && c.repeats() < 12, c.toString());
            assertTrue(Double.isFinite(c.rmsep().mean()), c.toString());
            if (c.method().equals("source")) {
                assertTrue(c.rmsep().mean() < 0.2, "right reference values: " + c);
            }
        }
        for (Prediction p : result.predictions()) {
            assertEquals(target.property("protein")[target.indexOf(p.sample())], p.reference());
        }
        assertTrue(result.cells().stream().filter(c -> c.method().equals("pds")).allMatch(c -> c.rmsep().mean() < 0.5));
    }

    @Test
    void gapsInTheReferenceValuesAreNotUsed() {
        SpectrumSet source = Studies.rows(Studies.sample("primary"), 0, 50);
        SpectrumSet target = Studies.rows(Studies.sample("secondary"), 0, 50);
        double[] protein = target.property("protein").clone();
        IntStream.of(2, 7, 30).forEach(i -> protein[i] = Double.NaN);
        StudyResult result = Studies.run(Studies.of(source, Studies.with(target, target.rows(), Map.of("protein", protein))),
            Studies.quick(3, 9));
        Set<String> gone = Set.of(target.sampleIds().get(2), target.sampleIds().get(7), target.sampleIds().get(30));
        assertTrue(result.predictions().stream().noneMatch(p -> gone.contains(p.sample())));
        assertTrue(result.cells().stream().allMatch(c -> Double.isFinite(c.rmsep().mean())));
    }

    @Test
    void whatIsNamedTwiceIsDoneOnce() {
        Dataset data = Studies.small();
        StudyResult once = Studies.run(data, Studies.quick(1, 9));
        StudyResult twice = Studies.run(data, Studies.options(List.of(Studies.PAIR, Studies.PAIR), List.of("protein", "protein"),
            List.of(9, 9), 1, List.of("none", "bias", "bias", "pds"), List.of("snv", " snv "), 1));
        assertEquals(withoutTime(once), withoutTime(twice));
    }

    @Test
    void methodsThatCannotRunAreNamed() {
        StudyResult result = Studies.run(Studies.small(), Studies.options(List.of(Studies.PAIR), List.of("protein"), List.of(1), 2,
            List.of("bias", "sbc", "pds"), List.of("snv", "@|snv"), 1));
        String warnings = String.join("\n", result.warnings());
        assertTrue(warnings.contains("sbc needs at least"), warnings);
        assertTrue(warnings.contains("preprocessing @|snv is left out for bias"), warnings);
        assertTrue(warnings.contains("intervals are infinite"), warnings);
    }

    /// With one preprocessing there is nothing to choose, and the row has its intervals all the same.
    @Test
    void aSinglePreprocessingHasIntervals() {
        StudyResult result = Studies.run(Studies.small(), Studies.quick(4, 12));
        Cell bias = result.cells().stream().filter(c -> c.method().equals("bias")).findFirst().orElseThrow();
        assertTrue(bias.preferred() && bias.coverage90() > 0.6 && bias.halfWidth90() > 0, bias.toString());
    }
}

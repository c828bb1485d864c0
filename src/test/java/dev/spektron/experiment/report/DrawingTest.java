package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.eval.RegressionMetrics;
import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Prediction;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawingTest {
    @Test
    void ticksAreRoundAndInside() {
        assertArrayEquals(new double[] {1200, 1400, 1600, 1800, 2000, 2200, 2400}, new Scale(1100, 2498, 0, 1, false).ticks(7));
        assertArrayEquals(new double[] {0.1, 0.2, 0.5, 1, 2}, new Scale(0.09, 3, 0, 1, true).ticks(5), 1e-12);
        Scale falling = new Scale(4000, 500, 0, 100, false);
        assertEquals(0, falling.at(4000));
        assertEquals(100, falling.at(500));
        assertTrue(falling.ticks(7).length >= 4);
    }

    @Test
    void labelsHaveTheDecimalsThatTheirDistanceNeeds() {
        assertArrayEquals(new String[] {"9.8", "10.0", "10.2"}, new Scale(9.7, 10.3, 0, 1, false).labels(new double[] {9.8, 10, 10.2}));
        assertArrayEquals(new String[] {"0.05", "0.10"}, new Scale(0.04, 0.12, 0, 1, false).labels(new double[] {0.05, 0.1}));
        assertArrayEquals(new String[] {"\u22121\u00B710\u207B\u2074", "0", "1\u00B710\u207B\u2074"},
            new Scale(-1.2e-4, 1.2e-4, 0, 1, false).labels(new double[] {-1e-4, 0, 1e-4}));
        assertArrayEquals(new String[] {"0.05", "0.1", "2", "10"}, new Scale(0.04, 12, 0, 1, true).labels(new double[] {0.05, 0.1, 2, 10}));
    }

    @Property
    void ticksOfAnyRange(@ForAll @DoubleRange(min = -1e6, max = 1e6) double lo, @ForAll @DoubleRange(min = 0.01, max = 1e6) double span,
                         @ForAll @IntRange(min = 2, max = 12) int count) {
        Scale scale = new Scale(lo, lo + span, 0, 100, false);
        double[] ticks = scale.ticks(count);
        assertTrue(ticks.length >= 1 && ticks.length <= 2 * count + 1, Arrays.toString(ticks));
        String[] labels = scale.labels(ticks);
        for (int i = 0; i < ticks.length; i++) {
            assertTrue(scale.at(ticks[i]) > -1e-3 && scale.at(ticks[i]) < 100.001, ticks[i] + " in " + scale);
            assertTrue(i == 0 || !labels[i].equals(labels[i - 1]), Arrays.toString(labels));
        }
    }

    @Test
    void rangeOfNothingOrOneValueCanBeDrawn() {
        assertEquals(new Scale(0, 1, 0, 10, false), Scale.linear(new Range().add(Double.NaN, Double.POSITIVE_INFINITY), 0, 10));
        Scale one = Scale.linear(new Range().add(5), 0, 10);
        assertEquals(5, one.at(5), 1e-9);
        assertEquals(5, Scale.linear(new Range().add(0), 0, 10).at(0), 1e-9);
    }

    @Test
    void decimationKeepsPeaksEndsAndOrder() {
        double[] v = new double[10_000];
        v[4321] = 9;
        v[4322] = -9;
        v[7000] = Double.NaN;
        int[] kept = Decimate.peaks(v, 400);
        assertTrue(kept.length <= 400);
        for (int wanted : new int[] {0, 4321, 4322, 7000, 9999}) {
            assertTrue(Arrays.binarySearch(kept, wanted) >= 0, "kept " + wanted);
        }
        assertArrayEquals(Arrays.stream(kept).distinct().sorted().toArray(), kept);
        assertEquals(400, Decimate.peaks(new double[400], 400).length);
        assertArrayEquals(new int[] {0, 3, 6}, Decimate.spread(10, 3));
    }

    @Test
    void labelsDoNotOverlapAndStayInside() {
        double[] at = Label.spread(new double[] {10, 10, 11, 90, 95, 99}, 0, 100);
        for (int i = 1; i < at.length; i++) {
            assertTrue(at[i] - at[i - 1] >= 15 - 1e-9, Arrays.toString(at));
        }
        assertTrue(at[0] >= 0 && at[5] <= 100);
        assertArrayEquals(new double[] {20, 50}, Label.spread(new double[] {20, 50}, 0, 100));
    }

    @Test
    void onlyAbsoluteWavenumbersMayFall() {
        double[] falling = {4000, 2000, 500};
        assertEquals(0, new SpectralAxis("cm-1", falling).scale(0, 100).at(4000), 1e-9);
        assertEquals(100, new SpectralAxis("cm-1", new double[] {500, 2000, 4000}).scale(0, 100).at(4000), 1e-9);
        assertEquals(100, new SpectralAxis("nm", falling).scale(0, 100).at(4000), 1e-9);
        assertEquals(100, new SpectralAxis("cm-1 shift", falling).scale(0, 100).at(4000), 1e-9);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> new SpectralAxis("nm", falling).check("coefficients of pds", new double[][] {{1, 2}}));
        assertTrue(e.getMessage().contains("coefficients of pds has a row of 2 values on an axis of 3 channels"), e.getMessage());
    }

    @Test
    void repeatsGiveTheMeanOfTheCell() {
        StudyResult study = Synthetic.small();
        Repeats repeats = new Repeats(study);
        for (Cell c : study.cells()) {
            Stat stat = Stat.of(repeats.rmsep(c).values().stream().mapToDouble(Double::doubleValue).toArray());
            assertEquals(c.rmsep().mean(), stat.mean(), 1e-12, c.method());
            assertEquals(c.rmsep().sd(), stat.sd(), 1e-12, c.method());
        }
        Cell any = study.cells().getFirst();
        List<Prediction> first = repeats.of(any).stream().filter(p -> p.repeat() == 3).toList();
        assertEquals(RegressionMetrics.of(first.stream().mapToDouble(Prediction::reference).toArray(),
            first.stream().mapToDouble(Prediction::predicted).toArray()).rmsep(), repeats.rmsep(any).get(3), 1e-12);
    }

    @Test
    void numbersForPeople() {
        assertEquals("0.1712", Numbers.significant(0.171234, 4));
        assertEquals("9.999", Numbers.significant(9.9994, 4));
        assertEquals("10.00", Numbers.significant(9.9996, 4));
        assertEquals("1235", Numbers.significant(1234.6, 4));
        assertEquals("1.235e-07", Numbers.significant(1.2346e-7, 4));
        assertEquals("-21.46", Numbers.r2(-21.459));
        assertEquals("0.000", Numbers.fixed(-1e-9, 3));
        assertEquals("-", Numbers.fixed(Double.NaN, 3));
        assertEquals("\u2013", Numbers.pretty("-"));
        assertEquals("\u2212\u221E", Numbers.pretty(Numbers.significant(Double.NEGATIVE_INFINITY, 3)));
        assertEquals("<0.001", Numbers.p(9e-4));
        assertEquals("-", Numbers.p(Double.NaN));
    }

    @Test
    void markupMustBeClosed() {
        assertThrows(IllegalStateException.class, () -> new Html().open("p").toString());
        assertEquals("<a x=\"&lt;&quot;&amp;&#39;&gt;\">&lt;</a>", new Html().leaf("a", "<", "x", "<\"&'>", "y", null).toString());
    }
}

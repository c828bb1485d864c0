package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.experiment.report.RunComparison.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
    @TempDir
    Path folder;

    private static Run run(String name, double factor, int steps, int seed) {
        Map<String, Series> series = new TreeMap<>(SyntheticRun.series(steps, 50, new Random(seed)));
        Series val = series.get("val/msrp");
        double[] scaled = new double[val.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = factor * val.value()[i];
        }
        series.put("val/msrp", new Series(val.step(), scaled));
        return new Run(name, 2_100_000, 8000, series);
    }

    /// Five backbones with three repeats each.
    static List<Run> five() {
        List<Run> runs = new ArrayList<>();
        String[] names = {"cnn", "transformer", "mamba", "s4d", "dlinoss"};
        for (int b = 0; b < names.length; b++) {
            for (int seed = 0; seed < 3; seed++) {
                runs.add(run(names[b], (2.6 - 0.35 * b) * (1 + 0.03 * seed), 10_000, seed));
            }
        }
        return runs;
    }

    private static String text(List<Run> runs) throws Exception {
        return PretrainReportTest.text(HtmlReportTest.checked(RunComparison.render("five", runs, Synthetic.provenance())));
    }

    @Test
    void bestOfFiveBackbonesWithRepeats() throws Exception {
        Path file = folder.resolve("comparison.html");
        RunComparison.write("five", five(), Synthetic.provenance(), file);
        String text = PretrainReportTest.text(HtmlReportTest.checked(Files.readString(file)));
        Stat3 best = new Stat3(1.2, five().getLast().series().get("val/msrp").last() / (1.2 * 1.06));
        assertTrue(text.contains("At step 10,000 dlinoss has the lowest validation error, " + best.text() + " over 3 runs; s4d follows "
            + "with"), text.substring(0, 400));
        assertTrue(text.contains("1.29 times as much"), "1.55 / 1.2");
        assertTrue(text.contains("2 h 13 min"));
        assertFalse(text.contains("Read before use"));
    }

    /// Mean and deviation of factor times 1, 1.03, 1.06.
    private record Stat3(double factor, double base) {
        String text() {
            return PretrainHeadline.pretty(1.03 * factor * base) + " ± " + Numbers.fixed(0.03 * factor * base, 4);
        }
    }

    @Test
    void whatMakesRunsHardToCompareIsSaid() throws Exception {
        Run small = run("small", 1, 1000, 1);
        Map<String, Series> other = new TreeMap<>(run("other", 2, 2000, 1).series());
        other.put("val/floor_interpolation", new Series(new double[] {2000}, new double[] {0.2}));
        String text = text(List.of(small, new Run("other", 9_000_000, Double.NaN, other), new Run("none", 1, 1, Map.of())));
        assertTrue(text.contains("A run of none has no validation error and is left out."));
        assertTrue(text.contains("different lengths (1,000 to 2,000 steps); compared is step 1,000"));
        assertTrue(text.contains("not validated on the same spectra and masks"));
        assertTrue(text.contains("The models differ in size: 2,100,000 to 9,000,000 parameters."));
        assertTrue(text.contains("There is a single run of small, other"));
        // At half its length the second run has twice what the curve of 2,000 steps has at step 1,000.
        Series s = other.get("val/msrp");
        assertTrue(text.contains("other follows with " + PretrainHeadline.pretty(s.value()[9])), "step " + s.step()[9]);
    }

    @Test
    void nothingHostileAndSinglePoints() throws Exception {
        assertTrue(text(List.of()).contains("No run has a validation error."));
        Map<String, Series> one = Map.of("val/msrp", new Series(new double[] {5, 6}, new double[] {0.5, Double.NaN}));
        String text = text(List.of(new Run(Synthetic.HOSTILE, 0, 1, one)));
        assertTrue(text.contains("At step 5 </script><b onload"), text);
    }

    @Test
    void durations() {
        assertEquals("59 s", RunComparison.duration(59.4));
        assertEquals("1 min 00 s", RunComparison.duration(59.6));
        assertEquals("25 h 01 min", RunComparison.duration(90_060));
        assertEquals("–", RunComparison.duration(Double.NaN));
    }
}

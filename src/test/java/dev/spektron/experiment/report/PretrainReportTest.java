package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.report.PretrainSummary.Reconstruction;
import dev.spektron.experiment.report.PretrainSummary.Validation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PretrainReportTest {
    private static final PretrainSummary SMALL = SyntheticRun.small();

    @TempDir
    Path folder;

    @Test
    void pageIsOneWellFormedFileThatLoadsNothing() throws Exception {
        Path file = folder.resolve("run").resolve("report.html");
        PretrainReport.write(SMALL, file);
        Document page = HtmlReportTest.checked(Files.readString(file));
        String text = text(page);
        assertEquals("Pretraining: corpus-dlinoss-seed0", page.getElementsByTagName("title").item(0).getTextContent());
        assertTrue(text.contains("After 10,000 steps the model fills masked gaps with a mean squared error of 0.0513; a straight line "
            + "across each gap has 0.134 (2.61 times as much); the mean spectrum has 0.810 (15.8 times as much) and predicting zero 1.00 "
            + "(19.5 times as much)."), text.substring(0, 3000));
        assertTrue(text.contains("Median throughput was 9"));
        assertTrue(text.contains("Resumed from step 4,000."));
        assertTrue(text.contains("backbone: dlinoss"));
        assertTrue(text.contains("2,203,657"), "total of the parameters");
        assertTrue(text.contains("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
        assertTrue(text.contains("The loss was not finite at 1 of 1,000 recorded steps."));
        assertTrue(text.contains("All other metrics3 figures"), "clipped, four shares of experts in one, NRE");
    }

    @Test
    void everyFigureSaysWhatItShows() throws Exception {
        NodeList drawings = HtmlReportTest.checked(PretrainReport.render(SMALL)).getElementsByTagName("svg");
        // Error, loss and six terms, three schedules, two of running, three others, three reconstructions.
        assertEquals(19, drawings.getLength());
        for (int i = 0; i < drawings.getLength(); i++) {
            Element svg = (Element) drawings.item(i);
            assertEquals("img", svg.getAttribute("role"));
            assertFalse(svg.getElementsByTagName("title").item(0).getTextContent().isBlank());
            assertFalse(svg.getElementsByTagName("desc").item(0).getTextContent().isBlank());
        }
    }

    @Test
    void longRunsGiveASmallPage() throws Exception {
        PretrainSummary longRun = SyntheticRun.summary("long", SyntheticRun.series(50_000, 1, new Random(5)), 0.04);
        assertTrue(longRun.series().size() >= 20);
        String html = PretrainReport.render(longRun);
        int bytes = html.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < 1_500_000, bytes + " bytes");
        HtmlReportTest.checked(html);
    }

    @Test
    void hostileTextsStayText() throws Exception {
        String h = Synthetic.HOSTILE;
        Map<String, Series> series = new HashMap<>(SMALL.series());
        series.put(h, series.get("train/vib"));
        series.put(h + "0", series.get("train/vib"));
        series.put(h + "1", series.get("train/vib"));
        Reconstruction r = SMALL.reconstructions().getFirst();
        Document page = HtmlReportTest.checked(PretrainReport.render(new PretrainSummary(h, new Provenance(h, h, h, h, h, 1, h,
            Map.of(h, h), Map.of(h, h)), h, Map.of(h, 3L), series, List.of(new Validation(h, 3, 1, 2, 3, 4)),
            List.of(new Reconstruction(h, h, h, r.axis(), r.original(), r.reconstruction(), r.masked(), r.interpolation())), List.of(h),
            List.of(h))));
        String shown = h.replace('\u0001', '\uFFFD').replace('\uD800', '\uFFFD');
        int times = text(page).split(Pattern.quote(shown), -1).length - 1;
        assertTrue(times >= 14, times + " times");
    }

    @Test
    void runsWithoutAnythingHaveAPage() throws Exception {
        PretrainSummary nothing = new PretrainSummary("nothing", SMALL.provenance(), "", Map.of(), Map.of(), List.of(), List.of(),
            List.of(), List.of());
        String text = text(HtmlReportTest.checked(PretrainReport.render(nothing)));
        assertTrue(text.contains("After 0 steps no validation error is known."));
        assertTrue(text.contains("nothing on this page says how good the model is"));
        assertTrue(text.contains("recorded no reconstruction error"));
    }

    @Test
    void emptyAndGappySeriesAndSinglePoints() throws Exception {
        double nan = Double.NaN;
        Series empty = new Series(new double[0], new double[0]);
        Series one = new Series(new double[] {1}, new double[] {0.5});
        Series gaps = new Series(new double[] {1, 2, 3, 4, 5, 6}, new double[] {nan, 1, nan, Double.POSITIVE_INFINITY, 0.2, 0});
        Series none = new Series(new double[] {1, 2}, new double[] {nan, nan});
        Map<String, Series> series = Map.of("train/msrp", one, "val/msrp", one, "train/loss", gaps, "train/vib", empty, "train/ot", none,
            "train/lr", gaps, "other", none, "other/1", one, "other/2", empty);
        Document page = HtmlReportTest.checked(PretrainReport.render(new PretrainSummary("gaps", SMALL.provenance(), "", Map.of(), series,
            List.of(), List.of(), List.of(), List.of())));
        assertTrue(text(page).contains("The loss was not finite at 3 of 6 recorded steps."));
        assertTrue(text(page).contains("After 6 steps the model fills masked gaps with a mean squared error of 0.500."));
        // Error, loss, rate, other/1 beside other/2.
        assertEquals(4, page.getElementsByTagName("svg").getLength());
        assertTrue(PretrainReport.render(SMALL).contains("h0"), "few points are marked");
    }

    @Test
    void whatFollowsFromTheNumbersIsSaid() {
        Map<String, Series> series = Map.of("val/msrp", new Series(new double[] {100, 200, 300}, new double[] {0.5, 0.2, 0.3}));
        List<String> warnings = new PretrainHeadline(new PretrainSummary("t", SMALL.provenance(), "", Map.of(), series,
            List.of(new Validation("all", 9, 0.3, 1, 0.3, 0.1)), List.of(), List.of(), List.of("from the run"))).warnings();
        assertEquals(List.of("from the run", "The model is no better than a straight line across each gap (0.300 against 0.100).",
            "The model is no better than the mean spectrum (0.300 against 0.300).",
            "The validation error ends at 0.300, above its lowest value of 0.200 at step 200: "
                + "the checkpoint of that step is the better one."),
            warnings);
    }

    @Test
    void smoothingKeepsLevelsAndGaps() {
        double[] step = new double[200];
        double[] value = new double[200];
        for (int i = 0; i < 200; i++) {
            step[i] = i;
            value[i] = 3 + (i % 2 == 0 ? 1 : -1);
        }
        value[77] = Double.NaN;
        Series smooth = new Series(step, value).smoothed(20);
        assertEquals(4, smooth.value()[0], "the first value is its own");
        assertTrue(Double.isNaN(smooth.value()[77]));
        for (int i = 20; i < 200; i++) {
            assertTrue(i == 77 || Math.abs(smooth.value()[i] - 3) < 0.12, i + ": " + smooth.value()[i]);
        }
    }

    @Test
    void reconstructionsOfUnlikeLengthsAreRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Reconstruction("sample 3", "corn", "nm",
            new double[] {1, 2}, new float[2], new float[2], new boolean[3], new float[2])).getMessage();
        assertTrue(message.contains("'sample 3'") && message.contains("3 mask flags on an axis of 2 channels"), message);
        assertThrows(IllegalArgumentException.class, () -> new Series(new double[1], new double[2]));
    }

    @Test
    void reconstructionShadesEveryGapAndComparesErrors() {
        double[] axis = {10, 20, 30, 40, 50, 60};
        float[] original = {0, 1, 2, 3, 4, 5};
        float[] model = {9, 1.5f, 9, 9, 4, 5.5f};
        float[] line = {0, 2, 2, 3, 4, 6};
        ReconstructionFigure figure = new ReconstructionFigure(new Reconstruction("s", "d", "nm", axis, original, model,
            new boolean[] {false, true, false, false, true, true}, line));
        assertEquals("50 % masked in 2 gaps. Root mean squared error there: model 0.408, straight line 0.816 (2.0 times the model's).",
            figure.caption());
        String svg = figure.svg("f");
        String shade = svg.substring(svg.indexOf("class=\"shade\""), svg.indexOf("/>", svg.indexOf("class=\"shade\"")));
        assertEquals(2, shade.chars().filter(c -> c == 'M').count());
        // The gap of one channel is a point, the other a line.
        assertTrue(svg.contains("pt small k2") && svg.contains("ln k2"));
    }

    static String text(Document page) {
        return page.getElementsByTagName("body").item(0).getTextContent();
    }
}

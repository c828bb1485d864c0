package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static Cell cell(String method, Kind kind, String preprocessing, boolean preferred, double rmsep, double sd, double bias,
                             double p) {
        return new Cell("corn", "m5", "mp6", "moisture", "%", 30, method, method, kind, preprocessing, preferred, 20, new Stat(rmsep, sd),
            new Stat(0.8765, 0.01), bias, 0.17, 1, 2, 8, Double.NaN, 0.9, 0.3, p, 1);
    }

    private static StudyResult study(Cell... cells) {
        return new StudyResult(Synthetic.provenance(), List.of(cells), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Test
    void layout() {
        StudyResult study = study(cell("none", Kind.FLOOR, "snv", true, 3.12345, 0.5, 3.1, 1e-6),
            cell("ensemble", Kind.METHOD, "weighted", true, 0.171234, 0.02, -0.01234, Double.NaN),
            cell("pds", Kind.METHOD, "msc", false, 0.16, 0.02, 0, 0.4),
            cell("target-direct", Kind.CEILING, "snv", true, 0.1299999, Double.NaN, 0, 0.02));
        assertEquals("""
            corn: m5 -> mp6, moisture (%), N = 30 standards, 20 repeats
                     method         preprocessing  RMSEP mean \u00B1 sd     R2     bias     SEP  SDD  cov90  p vs best
            ceiling  target-direct  snv                 0.1300 \u00B1 -  0.876   0.0000  0.1700    -  0.900      0.020
                     ensemble       weighted       0.1712 \u00B1 0.0200  0.876  -0.0123  0.1700    -  0.900          -
            floor    none           snv              3.123 \u00B1 0.500  0.876    3.100   0.170    -  0.900     <0.001
            Best fixed combination in hindsight (picked by looking at the test results):
              pds, preprocessing msc, RMSEP 0.1600 \u00B1 0.0200 %
            """, TextTable.render(study));
    }

    @Test
    void allRowsOnDemandAndPlainAscii() {
        StudyResult study = Synthetic.small();
        String all = TextTable.render(study, true, StandardCharsets.UTF_8);
        assertEquals(study.cells().size() + 4, all.lines().count());
        String ascii = TextTable.render(study, false, StandardCharsets.US_ASCII);
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(ascii));
        assertTrue(ascii.contains(" +- "));
    }

    @Test
    void neverWiderThan120ColumnsAndNoControlCharacters() {
        for (StudyResult study : List.of(Synthetic.small(), Synthetic.hostile(), study(
            cell("m".repeat(90), Kind.METHOD, "p".repeat(200), true, 1234567.8, 1e5, -123456, 0.5)))) {
            for (String line : TextTable.render(study, true, StandardCharsets.US_ASCII).split("\n")) {
                assertTrue(line.length() <= 120, line.length() + ": " + line);
                assertFalse(line.chars().anyMatch(Character::isISOControl), line);
            }
        }
    }

    @Test
    void oneBlockAPairPropertyAndNumberOfStandards() {
        assertEquals(24, TextTable.render(Synthetic.study(List.of("a>b", "b>a", "a>c", "c>a", "b>c", "c>b"), List.of("w", "x", "y", "z"), 2,
            4, 5, List.of())).lines().filter(l -> l.contains("N = 30")).count());
    }
}

package dev.spektron.experiment.report;

import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Each method against the best one, repeat by repeat: figure and table.
final class PairedTable {
    private PairedTable() {}

    /// Writes nothing when the predictions of the single repeats were not kept.
    static void write(Page page, Block block, Repeats repeats) {
        Optional<Cell> best = block.reference();
        if (best.isEmpty() || repeats.rmsep(best.get()).isEmpty()) {
            return;
        }
        List<Cell> rows = block.sorted(false).stream().filter(c -> c.kind() == Kind.METHOD && !c.equals(best.get())).toList();
        StripFigure figure = figure(rows, best.get(), repeats);
        if (figure.isEmpty()) {
            return;
        }
        page.figure("half", "Difference to " + best.get().method() + ", repeat by repeat", "RMSEP of the method minus RMSEP of "
            + best.get().method() + " on the same test samples; right of zero is worse. It is the method with the lowest mean RMSEP, "
            + "which is known from these test results only. Methods above four times its RMSEP are in the table only.",
            figure.svg(page.figureId(), "Paired differences to " + best.get().method(), "RMSEP difference" + in(block.unit())));
        table(page.html(), rows, best.get(), repeats);
    }

    private static StripFigure figure(List<Cell> rows, Cell best, Repeats repeats) {
        List<StripFigure.Row> strips = new ArrayList<>();
        for (Cell c : rows) {
            if (c.rmsep().mean() <= 4 * best.rmsep().mean()) {
                strips.add(new StripFigure.Row(c.method(), Style.of(c.kind()), repeats.differences(c, best)));
            }
        }
        return new StripFigure(strips, true);
    }

    private static void table(Html html, List<Cell> rows, Cell best, Repeats repeats) {
        html.open("div", "class", "scroll half").open("table");
        html.leaf("caption", "Paired comparison with " + best.method() + " (p: corrected resampled t-test, two-sided, not adjusted for the "
            + "number of methods)");
        html.open("thead").open("tr").leaf("th", "Method", "scope", "col");
        for (String name : List.of("Mean difference", "SD", "Better in", "p")) {
            html.leaf("th", name, "scope", "col", "class", "n");
        }
        html.close().close().open("tbody");
        for (Cell c : rows) {
            double[] d = repeats.differences(c, best);
            if (d.length > 0) {
                Stat stat = Stat.of(d);
                html.open("tr").leaf("th", c.method(), "scope", "row");
                html.leaf("td", Numbers.pretty(Numbers.significant(stat.mean(), 3)), "class", "n");
                html.leaf("td", Numbers.pretty(Numbers.significant(stat.sd(), 3)), "class", "n");
                html.leaf("td", Arrays.stream(d).filter(v -> v < 0).count() + " of " + d.length, "class", "n");
                html.leaf("td", Numbers.pretty(Numbers.p(c.p())), "class", "n").close();
            }
        }
        html.close().close().close();
    }

    static String in(String unit) {
        return unit.isEmpty() ? "" : " (" + unit + ")";
    }
}

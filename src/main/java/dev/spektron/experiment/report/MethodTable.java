package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import dev.spektron.experiment.report.Svg.Trace;
import java.util.List;
import java.util.Optional;

/// The rows of a block with a bar and a whisker for each RMSEP.
final class MethodTable {
    private static final int MOST_OTHERS = 100;
    private static final double BAR = 100;
    private static final double HEIGHT = 16;
    private static final String[] COLUMNS = {"R²", "Bias", "SEP", "Slope", "RPD", "RER", "SDD", "Cov. 90", "± 90 %", "p", "s"};

    private MethodTable() {}

    static void write(Html html, Block block) {
        List<Cell> rows = block.sorted(false);
        double cap = cap(block, rows);
        Optional<Cell> chosen = block.chosen();
        html.open("div", "class", "scroll").open("table", "class", "methods");
        html.leaf("caption", "Mean ± standard deviation over " + block.repeats() + " repeats"
            + (block.unit().isEmpty() ? "" : "; RMSEP, bias, SEP, SDD and interval in " + block.unit()) + "; s: seconds a repeat. "
            + "Bars end at " + Numbers.significant(cap, 3) + "; longer ones are cut and pointed.");
        head(html);
        html.open("tbody");
        for (Cell c : rows) {
            row(html, c, cap, chosen.filter(c::equals).isPresent());
        }
        html.close().close().close();
    }

    private static void head(Html html) {
        html.open("thead").open("tr");
        html.leaf("th", "Method", "scope", "col").leaf("th", "Preprocessing", "scope", "col");
        html.leaf("th", "RMSEP", "scope", "col", "colspan", "2", "class", "n");
        for (String column : COLUMNS) {
            html.leaf("th", column, "scope", "col", "class", "n");
        }
        html.close().close();
    }

    private static void row(Html html, Cell c, double cap, boolean chosen) {
        html.open("tr", "class", Style.of(c.kind()) + (chosen ? " chosen" : ""));
        html.open("th", "scope", "row").text(c.title()).text(" ");
        if (!c.title().equalsIgnoreCase(c.method())) {
            html.leaf("code", c.method());
        }
        if (c.kind() != Kind.METHOD) {
            html.text(" ").leaf("span", ResultsJson.kind(c.kind()), "class", "tag");
        }
        html.close();
        html.leaf("td", c.preprocessing(), "class", "pre");
        html.open("td", "class", "n").leaf("b", Numbers.pretty(Numbers.significant(c.rmsep().mean(), 4)));
        html.leaf("span", " ± " + Numbers.pretty(Numbers.deviation(c.rmsep(), 4)), "class", "sd").close();
        html.open("td", "class", "bar").raw(bar(c, cap)).close();
        for (String value : values(c)) {
            html.leaf("td", Numbers.pretty(value), "class", "n");
        }
        html.close();
    }

    private static String[] values(Cell c) {
        return new String[] {Numbers.r2(c.r2().mean()), Numbers.like(c.bias(), c.rmsep(), 3), Numbers.like(c.sep(), c.rmsep(), 3),
            Numbers.fixed(c.slope(), 3), Numbers.fixed(c.rpd(), 2), Numbers.fixed(c.rer(), 1), Numbers.like(c.sdd(), c.rmsep(), 3),
            Numbers.fixed(c.coverage90(), 3), Numbers.like(c.halfWidth90(), c.rmsep(), 3), Numbers.p(c.p()),
            Numbers.significant(c.seconds(), 2)};
    }

    /// Where bars end: a floor twenty times worse than the methods must not press all methods into one pixel.
    private static double cap(Block block, List<Cell> rows) {
        double base = block.chosen().map(c -> c.rmsep().mean()).orElse(Double.POSITIVE_INFINITY);
        Range range = new Range();
        for (Cell c : rows) {
            range.add(c.rmsep().mean() + (Double.isFinite(c.rmsep().sd()) ? c.rmsep().sd() : 0));
        }
        return Math.max(Math.min(range.hi(), 3 * base), Double.MIN_NORMAL);
    }

    private static String bar(Cell c, double cap) {
        Svg svg = new Svg(BAR + 10, HEIGHT);
        double mean = c.rmsep().mean();
        double sd = Double.isFinite(c.rmsep().sd()) ? c.rmsep().sd() : 0;
        if (Double.isFinite(mean)) {
            double end = BAR * Math.min(1, mean / cap);
            svg.rectangle("fill " + Style.of(c.kind()), 0, 3, end, 10);
            if (mean > cap) {
                svg.trace("cut " + Style.of(c.kind()), new Trace().move(BAR, 3).line(BAR + 8, 8).line(BAR, 13));
            } else if (sd > 0) {
                double from = BAR * Math.max(0, mean - sd) / cap;
                double to = BAR * Math.min(cap, mean + sd) / cap;
                svg.trace("err", new Trace().move(from, 8).line(to, 8).move(from, 5).line(from, 11).move(to, 5).line(to, 11));
            }
        }
        return svg.finish();
    }

    /// The preprocessings that were not chosen, in short and folded.
    static void others(Html html, Block block) {
        List<Cell> rows = block.others();
        if (rows.isEmpty()) {
            return;
        }
        html.open("details", "class", "more");
        html.leaf("summary", rows.size() + " combinations with other preprocessings (choosing among them here is hindsight)");
        if (rows.size() > MOST_OTHERS) {
            html.leaf("p", "The best " + MOST_OTHERS + "; the rest is in results.csv.", "class", "note");
        }
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        for (String name : List.of("Method", "Preprocessing")) {
            html.leaf("th", name, "scope", "col");
        }
        for (String name : List.of("RMSEP", "R²", "Bias", "SEP")) {
            html.leaf("th", name, "scope", "col", "class", "n");
        }
        html.close().close().open("tbody");
        rows.stream().limit(MOST_OTHERS).forEach(c -> other(html, c));
        html.close().close().close().close();
    }

    private static void other(Html html, Cell c) {
        html.open("tr").leaf("th", c.method(), "scope", "row").leaf("td", c.preprocessing());
        html.leaf("td", Numbers.pretty(Numbers.significant(c.rmsep().mean(), 4)) + " ± " + Numbers.pretty(Numbers.deviation(c.rmsep(), 4)),
            "class", "n");
        html.leaf("td", Numbers.pretty(Numbers.r2(c.r2().mean())), "class", "n");
        html.leaf("td", Numbers.pretty(Numbers.like(c.bias(), c.rmsep(), 3)), "class", "n");
        html.leaf("td", Numbers.pretty(Numbers.like(c.sep(), c.rmsep(), 3)), "class", "n").close();
    }
}

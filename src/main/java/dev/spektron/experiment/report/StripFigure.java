package dev.spektron.experiment.report;

import dev.spektron.eval.Quantiles;
import dev.spektron.experiment.report.Svg.Trace;
import java.util.Arrays;
import java.util.List;

/// Values of every repeat, one row a method: points, and a box from the lower to the upper quartile with the median.
final class StripFigure {
    private static final double LEFT = 150;
    private static final double RIGHT = 490;
    private static final double ROW = 22;

    /// @param name label
    /// @param cls style
    /// @param values one a repeat
    record Row(String name, String cls, double[] values) {}

    private final List<Row> rows;
    private final boolean zero;

    /// @param zero whether the values are differences: the scale is linear and zero is marked
    StripFigure(List<Row> rows, boolean zero) {
        this.rows = rows.stream().filter(r -> r.values.length > 0).toList();
        this.zero = zero;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String svg(String id, String title, String axis) {
        double bottom = 8 + ROW * rows.size();
        Svg svg = new Svg(id, title, rows.size() + " methods, one point a repeat", RIGHT + 14, bottom + 46);
        Range range = new Range();
        rows.forEach(r -> range.add(r.values));
        Scale x = zero ? Scale.linear(range.add(0).padded(0.05), LEFT, RIGHT) : Scale.spanning(range, 8, LEFT, RIGHT);
        new Plot(svg, x, Scale.linear(new Range(), bottom, 8)).horizontal(axis, x.ticks(5));
        for (double v : x.ticks(5)) {
            svg.line("gr", x.at(v), 8, x.at(v), bottom);
        }
        if (zero) {
            svg.line("diag", x.at(0), 8, x.at(0), bottom);
        }
        for (int i = 0; i < rows.size(); i++) {
            row(svg, x, rows.get(i), 8 + ROW * (i + 0.5));
        }
        return svg.finish();
    }

    private static void row(Svg svg, Scale x, Row row, double y) {
        svg.text("tx", LEFT - 10, y + 4, "end", Plot.shortened(row.name, 20));
        double[] sorted = row.values.clone();
        Arrays.sort(sorted);
        if (sorted.length >= 4) {
            double from = x.at(Quantiles.linear(sorted, 0.25));
            svg.rectangle("box " + row.cls, from, y - 6, x.at(Quantiles.linear(sorted, 0.75)) - from, 12);
            double median = x.at(Quantiles.linear(sorted, 0.5));
            svg.line("med " + row.cls, median, y - 6, median, y + 6);
        }
        Trace points = new Trace();
        for (int i = 0; i < row.values.length; i++) {
            // Fixed steps instead of chance: the same result gives the same page.
            points.point(x.at(row.values[i]), y + (i * 5 % 7 - 3) * 1.3);
        }
        svg.trace("pt small " + row.cls, points);
    }
}

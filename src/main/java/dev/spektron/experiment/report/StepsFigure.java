package dev.spektron.experiment.report;

import dev.spektron.experiment.report.MetricPanel.Smoothing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Metrics over the steps of a run: single values faint, running means or medians over them, levels dashed. The vertical axis is
/// logarithmic where the values are positive and span a factor of eight.
final class StepsFigure {
    private static final double LOG_FROM = 8;
    /// Up to so many points each is marked: a line alone hides how few there are, and shows nothing of a single one.
    private static final int MARKED = 60;

    /// @param name empty for no label
    /// @param raw single values drawn faint below, or null
    private record Line(String name, String cls, Series series, Series raw) {}

    private record Level(String name, String cls, double value) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private final String title;
    private final String yLabel;
    private boolean fromZero;

    /// @param title what it is, read by screen readers
    /// @param yLabel null for none
    StepsFigure(String title, String yLabel) {
        this.title = title;
        this.yLabel = yLabel;
    }

    /// A panel with one colour a line.
    static StepsFigure of(MetricPanel panel) {
        StepsFigure figure = new StepsFigure(panel.title() + " over the steps", null);
        int[] i = {0};
        panel.lines().forEach((name, s) -> {
            String cls = Style.series(i[0]++);
            // Several lines with their single values would hide one another.
            figure.smoothed(name, cls, s, panel.smoothing(), panel.lines().size() == 1);
        });
        return figure;
    }

    StepsFigure line(String name, String cls, Series series) {
        if (series.drawable()) {
            lines.add(new Line(name, cls, series, null));
        }
        return this;
    }

    /// A running mean or median over about a hundredth of the run, where that is at least three values.
    ///
    /// @param single whether to draw the single values too
    StepsFigure smoothed(String name, String cls, Series series, Smoothing smoothing, boolean single) {
        int window = window(series);
        if (!smooths(series) || smoothing == Smoothing.NONE || !series.drawable()) {
            return line(name, cls, series);
        }
        Series smooth = smoothing == Smoothing.MEAN ? series.smoothed(window) : series.medians(window);
        lines.add(new Line(name, cls, smooth, single ? series : null));
        return this;
    }

    private static int window(Series series) {
        return series.size() / 100;
    }

    /// Whether there are values enough for a running mean.
    static boolean smooths(Series series) {
        return window(series) >= 3;
    }

    StepsFigure level(String name, String cls, double value) {
        if (Double.isFinite(value)) {
            levels.add(new Level(name, cls, value));
        }
        return this;
    }

    /// The vertical axis starts at zero and is linear.
    StepsFigure fromZero() {
        fromZero = true;
        return this;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Lines and levels that have a name carry it at their right ends.
    ///
    /// @param ticks about how many steps to mark
    String svg(String id, double width, double height, int ticks) {
        double left = yLabel == null ? 52 : 70;
        double right = width - room();
        double bottom = height - 44;
        Svg svg = new Svg(id, title, description(), width, height);
        Scale x = steps(left, right);
        Scale y = values(bottom, 12);
        Plot plot = new Plot(svg, x, y).frame("Step", yLabel, x.ticks(ticks));
        List<Label> labels = new ArrayList<>();
        for (Level level : levels) {
            plot.level("ln thin dash " + level.cls, level.value);
            labels.add(new Label(level.name, level.cls, x.to(), y.at(level.value)));
        }
        lines.stream().filter(l -> l.raw != null).forEach(l -> plot.curve("single " + l.cls, l.raw.step(), l.raw.value()));
        for (Line line : lines) {
            plot.curve(line.cls, line.series.step(), line.series.value());
            if (line.series.size() - line.series.gaps() <= MARKED) {
                plot.points("small " + line.cls, line.series.step(), line.series.value());
            }
            labels.add(new Label(line.name, line.cls, x.to(), y.inside(line.series.last())));
        }
        Label.draw(svg, labels.stream().filter(l -> !l.name().isEmpty()).toList(), right + 16, 16, bottom);
        return svg.finish();
    }

    /// Width of the names at the right.
    private double room() {
        int longest = Stream.concat(lines.stream().map(Line::name), levels.stream().map(Level::name)).mapToInt(String::length).max()
            .orElse(0);
        return longest == 0 ? 24 : 24 + 7.2 * Math.min(24, longest);
    }

    private Scale steps(double left, double right) {
        Range range = new Range();
        lines.forEach(l -> range.add(l.series.step()));
        return Scale.linear(range, left, right);
    }

    private Scale values(double bottom, double top) {
        Range range = new Range();
        lines.forEach(l -> range.add(bounds(l.series.value())).add(l.raw == null ? new double[0] : bounds(l.raw.value())));
        levels.forEach(l -> range.add(l.value));
        return fromZero ? Scale.linear(new Range().add(0, 1.08 * range.hi()), bottom, top) : Scale.spanning(range, LOG_FROM, bottom, top);
    }

    /// From the least to the largest value without the outermost five in a thousand, the first and the last value kept: a single spike
    /// must not flatten the rest. What lies beyond is drawn at the edge.
    private static double[] bounds(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return finite;
        }
        double first = finite[0];
        double last = finite[finite.length - 1];
        Arrays.sort(finite);
        int cut = finite.length / 200;
        return new double[] {finite[cut], finite[finite.length - 1 - cut], first, last};
    }

    /// For screen readers: what each line starts and ends at.
    private String description() {
        List<String> parts = new ArrayList<>();
        for (Line l : lines) {
            String name = l.name.isEmpty() ? "" : l.name + ": ";
            double first = Arrays.stream(l.series.value()).filter(Double::isFinite).findFirst().orElse(Double.NaN);
            parts.add(name + "from " + pretty(first) + " to " + pretty(l.series.last()) + " in " + l.series.size() + " values");
        }
        levels.forEach(l -> parts.add(l.name + ": level " + pretty(l.value)));
        return parts.isEmpty() ? "no values" : String.join("; ", parts);
    }

    private static String pretty(double v) {
        return Numbers.pretty(Numbers.significant(v, 3));
    }
}

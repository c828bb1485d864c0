package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.CurvePoint;
import dev.spektron.experiment.StudyResult.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// RMSEP against the number of standards: one line a method, floors and ceilings dashed, whiskers of one standard deviation.
final class CurveFigure {
    private static final double LEFT = 70;
    private static final double RIGHT = 850;
    private static final double BOTTOM = 380;

    private final List<List<CurvePoint>> lines;
    private final String property;
    private final String unit;

    private CurveFigure(List<List<CurvePoint>> lines, String property, String unit) {
        this.lines = lines;
        this.property = property;
        this.unit = unit;
    }

    /// Points of the result's curve; without any, those of the preferred rows if they were measured at several N.
    static CurveFigure of(StudyResult result, Block block) {
        List<CurvePoint> points = result.curve().stream()
            .filter(p -> p.source().equals(block.source()) && p.target().equals(block.target()) && p.property().equals(block.property()))
            .toList();
        if (points.isEmpty()) {
            points = result.cells().stream().filter(Cell::preferred).filter(c -> c.dataset().equals(block.dataset())
                && c.source().equals(block.source()) && c.target().equals(block.target()) && c.property().equals(block.property()))
                .map(c -> new CurvePoint(c.source(), c.target(), c.property(), c.method(), c.kind(), c.standards(), c.rmsep())).toList();
        }
        Map<String, List<CurvePoint>> byMethod = new LinkedHashMap<>();
        points.stream().filter(p -> Double.isFinite(p.rmsep().mean())).sorted(Comparator.comparingInt(CurvePoint::standards))
            .forEach(p -> byMethod.computeIfAbsent(p.method(), k -> new ArrayList<>()).add(p));
        List<List<CurvePoint>> lines = new ArrayList<>(byMethod.values());
        // Methods take their colours in the order of their last points, best first.
        lines.sort(Comparator.comparing((List<CurvePoint> l) -> l.getFirst().kind()).thenComparingDouble(l -> l.getLast().rmsep().mean()));
        return new CurveFigure(lines, block.property(), block.unit());
    }

    /// Whether there are fewer than two numbers of standards, so nothing to draw.
    boolean isEmpty() {
        return measured().length < 2;
    }

    private double[] measured() {
        return lines.stream().flatMap(List::stream).mapToDouble(CurvePoint::standards).distinct().sorted().toArray();
    }

    String svg(String id) {
        double[] counts = measured();
        Svg svg = new Svg(id, "RMSEP of " + property + " against the number of standards", lines.size()
            + " methods, floors and ceilings at " + counts.length + " numbers of standards", RIGHT + 190, BOTTOM + 46);
        Range range = new Range();
        lines.stream().flatMap(List::stream).forEach(p -> range.add(p.rmsep().mean()));
        Scale y = Scale.spanning(range, 8, BOTTOM, 12);
        Range wide = new Range();
        lines.stream().flatMap(List::stream).forEach(p -> wide.add(p.rmsep().mean() - sd(p), p.rmsep().mean() + sd(p)));
        Scale x = Scale.spanning(Range.of(counts), 7, LEFT, RIGHT);
        y = y.log() ? y : Scale.linear(wide.padded(0.04), BOTTOM, 12);
        Plot plot = new Plot(svg, x, y).frame("Number of standards N", "RMSEP" + (unit.isEmpty() ? "" : " (" + unit + ")"), counts);
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String cls = style(i);
            line(plot, x, lines.get(i), cls, (i - (lines.size() - 1) / 2.0) * 2.4);
            CurvePoint last = lines.get(i).getLast();
            labels.add(new Label(last.method(), cls, x.at(last.standards()), y.at(last.rmsep().mean())));
        }
        Label.draw(svg, labels, RIGHT + 16, 16, BOTTOM);
        return svg.finish();
    }

    private static void line(Plot plot, Scale x, List<CurvePoint> points, String cls, double shift) {
        double[] n = new double[points.size()];
        double[] mean = new double[n.length];
        double[] lo = new double[n.length];
        double[] hi = new double[n.length];
        for (int i = 0; i < n.length; i++) {
            CurvePoint p = points.get(i);
            n[i] = shifted(x, p.standards(), shift);
            mean[i] = p.rmsep().mean();
            lo[i] = mean[i] - sd(p);
            hi[i] = mean[i] + sd(p);
        }
        plot.whiskers(cls, n, lo, hi);
        plot.curve(cls, n, mean);
        plot.points(cls, n, mean);
    }

    /// The value a few pixels beside: whiskers at the same N would hide one another.
    private static double shifted(Scale x, double n, double pixels) {
        double share = (Math.max(x.from(), Math.min(x.to(), x.at(n) + pixels)) - x.from()) / (x.to() - x.from());
        return x.log() ? x.lo() * Math.pow(x.hi() / x.lo(), share) : x.lo() + share * (x.hi() - x.lo());
    }

    private String style(int i) {
        Kind kind = lines.get(i).getFirst().kind();
        return kind == Kind.METHOD ? Style.series(i) : Style.of(kind);
    }

    private static double sd(CurvePoint p) {
        return Double.isFinite(p.rmsep().sd()) ? p.rmsep().sd() : 0;
    }
}

package dev.spektron.experiment.report;

import dev.spektron.eval.RegressionMetrics;
import dev.spektron.experiment.StudyResult.Prediction;
import java.util.List;
import java.util.Locale;

/// Predicted against reference values with 90 % intervals, the 1:1 line and the figures of merit of all predictions together.
final class ScatterFigure {
    private static final int MOST_POINTS = 1500;
    private static final double LEFT = 66;
    private static final double SIZE = 400;

    private final List<Prediction> all;
    private final String unit;

    /// Predictions without a finite value or reference are left out.
    ScatterFigure(List<Prediction> predictions, String unit) {
        this.all = predictions.stream().filter(p -> Double.isFinite(p.predicted()) && Double.isFinite(p.reference())).toList();
        this.unit = unit;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    String svg(String id, String property, String method) {
        int[] shown = Decimate.spread(all.size(), MOST_POINTS);
        double[] y = new double[shown.length];
        double[] p = new double[shown.length];
        double[] lo = new double[shown.length];
        double[] hi = new double[shown.length];
        for (int i = 0; i < shown.length; i++) {
            Prediction one = all.get(shown[i]);
            y[i] = one.reference();
            p[i] = one.predicted();
            lo[i] = one.lower90();
            hi[i] = one.upper90();
        }
        RegressionMetrics m = metrics();
        Svg svg = new Svg(id, "Predicted against reference " + property + " by " + method, all.size() + " predictions, RMSEP "
            + Numbers.significant(m.rmsep(), 4) + ", bias " + Numbers.significant(m.bias(), 3), LEFT + SIZE + 12, SIZE + 56);
        Range range = Range.of(y, p).padded(0.06);
        Scale sx = Scale.linear(range, LEFT, LEFT + SIZE);
        Scale sy = Scale.linear(range, SIZE + 10, 10);
        String measure = unit.isEmpty() ? property : property + " (" + unit + ")";
        Plot plot = new Plot(svg, sx, sy).frame("Reference " + measure, "Predicted " + measure, sx.ticks(6), sy.ticks(6));
        svg.line("diag", sx.at(range.lo()), sy.at(range.lo()), sx.at(range.hi()), sy.at(range.hi()));
        plot.whiskers(y.length > 300 ? "faint k1" : "k1", y, lo, hi);
        plot.points(y.length > 300 ? "small k1" : "k1", y, p);
        statistics(svg, m);
        return svg.finish();
    }

    private void statistics(Svg svg, RegressionMetrics m) {
        String[] lines = {"n = " + m.n(), "RMSEP " + Numbers.significant(m.rmsep(), 4), "bias " + Numbers.significant(m.bias(), 3),
            "SEP " + Numbers.significant(m.sep(), 4), "R² " + Numbers.r2(m.r2()), "slope " + Numbers.fixed(m.slope(), 3)};
        for (int i = 0; i < lines.length; i++) {
            svg.text("st", LEFT + 12, 28 + 15 * i, "start", i == 0 ? lines[i] : Numbers.pretty(lines[i]));
        }
    }

    /// What the caption must say about the points and the intervals.
    String caption() {
        long bounded = all.stream().filter(p -> Double.isFinite(p.upper90() - p.lower90())).count();
        long inside = all.stream().filter(p -> p.lower90() <= p.reference() && p.reference() <= p.upper90()).count();
        String interval = bounded == 0 ? "No finite intervals." : "Whiskers are the 90 % intervals; they contain the reference value in "
            + String.format(Locale.ROOT, "%.1f", 100.0 * inside / all.size()) + " % of the predictions.";
        return "All repeats together; line: predicted = reference. " + interval
            + (all.size() > MOST_POINTS ? " " + MOST_POINTS + " of " + all.size() + " points drawn, statistics over all." : "");
    }

    private RegressionMetrics metrics() {
        return RegressionMetrics.of(all.stream().mapToDouble(Prediction::reference).toArray(),
            all.stream().mapToDouble(Prediction::predicted).toArray());
    }
}

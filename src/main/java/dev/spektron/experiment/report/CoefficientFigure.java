package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Coefficients;
import java.util.List;

/// Regression coefficients against the axis, one panel a calibration because preprocessings differ in scale.
final class CoefficientFigure {
    private static final int MOST = 4;
    private static final double LEFT = 70;
    private static final double RIGHT = 1030;
    private static final double PANEL = 110;

    private final List<Coefficients> shown;

    CoefficientFigure(List<Coefficients> all) {
        this.shown = all.stream().limit(MOST).toList();
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /// One drawing a panel, since each calibration may have its own axis.
    String svg(String id, int index) {
        Coefficients c = shown.get(index);
        SpectralAxis axis = new SpectralAxis(c.unit(), c.axis());
        axis.check("coefficients of " + c.method(), new double[][] {c.values()});
        String name = Plot.shortened(c.method(), 30) + " · " + Plot.shortened(c.preprocessing(), 60);
        Svg svg = new Svg(id, "Coefficients of " + c.method() + " for " + c.property(), c.values().length
            + " regression coefficients against " + axis.label(), RIGHT + 10, PANEL + 74);
        svg.text("tt", LEFT, 14, "start", name);
        Scale x = axis.scale(LEFT, RIGHT);
        Scale y = Scale.linear(Range.of(c.values()).add(0).padded(0.06), PANEL + 26, 26);
        Plot plot = new Plot(svg, x, y).frame(axis.label(), null, x.ticks(10));
        plot.level("diag", 0);
        plot.curve(Style.series(index), axis.values(), c.values());
        return svg.finish();
    }

    int size() {
        return shown.size();
    }
}

package dev.spektron.experiment.report;

import dev.spektron.experiment.report.Svg.Trace;
import java.util.List;

/// A pair of axes within a drawing: grid, ticks, labels, curves, points and whiskers. The scales carry the position on the page.
final class Plot {
    private static final int MOST_POINTS = 400;
    private final Svg svg;
    private final Scale x;
    private final Scale y;

    Plot(Svg svg, Scale x, Scale y) {
        this.svg = svg;
        this.x = x;
        this.y = y;
    }

    Plot frame(String xLabel, String yLabel) {
        return frame(xLabel, yLabel, x.ticks(7));
    }

    /// @param xTicks values to mark on the horizontal axis, where the measured ones say more than round ones
    Plot frame(String xLabel, String yLabel, double[] xTicks) {
        Trace grid = new Trace();
        int count = Math.max(2, (int) (Math.abs(y.to() - y.from()) / 38));
        for (double v : y.ticks(count)) {
            grid.move(x.from(), y.at(v)).line(x.to(), y.at(v));
            svg.text("tk", x.from() - 6, y.at(v) + 4, "end", y.label(v, count));
        }
        svg.trace("gr", grid);
        if (yLabel != null) {
            svg.upward("lb", x.from() - 50, (y.from() + y.to()) / 2, yLabel);
        }
        return horizontal(xLabel, xTicks);
    }

    /// The horizontal axis alone; no tick labels without an `xLabel`.
    Plot horizontal(String xLabel, double[] xTicks) {
        Trace marks = new Trace().move(x.from(), y.from()).line(x.to(), y.from());
        for (double v : xTicks) {
            marks.move(x.at(v), y.from()).line(x.at(v), y.from() + 4);
            if (xLabel != null) {
                svg.text("tk", x.at(v), y.from() + 17, "middle", x.label(v, 7));
            }
        }
        svg.trace("ax", marks);
        if (xLabel != null) {
            svg.text("lb", (x.from() + x.to()) / 2, y.from() + 35, "middle", xLabel);
        }
        return this;
    }

    /// A curve, thinned where it has more channels than the picture can show, broken at values that are not finite.
    void curve(String cls, double[] xs, double[] ys) {
        Trace trace = new Trace();
        boolean drawing = false;
        for (int i : Decimate.peaks(ys, MOST_POINTS)) {
            boolean finite = Double.isFinite(ys[i]);
            if (finite && drawing) {
                trace.line(x.at(xs[i]), y.inside(ys[i]));
            } else if (finite) {
                trace.move(x.at(xs[i]), y.inside(ys[i]));
            }
            drawing = finite;
        }
        svg.trace("ln " + cls, trace);
    }

    void points(String cls, double[] xs, double[] ys) {
        Trace trace = new Trace();
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                trace.point(x.inside(xs[i]), y.inside(ys[i]));
            }
        }
        svg.trace("pt " + cls, trace);
    }

    /// Vertical whiskers from lo to hi; ends outside, also infinite ones, are cut at the frame; `NaN` draws nothing.
    void whiskers(String cls, double[] xs, double[] lo, double[] hi) {
        Trace trace = new Trace();
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isNaN(lo[i]) && !Double.isNaN(hi[i])) {
                trace.move(x.at(xs[i]), y.inside(lo[i])).line(x.at(xs[i]), y.inside(hi[i]));
            }
        }
        svg.trace("wh " + cls, trace);
    }

    void level(String cls, double v) {
        svg.line(cls, x.from(), y.at(v), x.to(), y.at(v));
    }

    /// Entries side by side above the frame, ending at `right`: a short line in the entry's style and its name.
    static void legend(Svg svg, double right, double baseline, List<String> classes, List<String> names) {
        double at = right + 18 - names.stream().mapToDouble(n -> 44 + 6.4 * n.length()).sum();
        for (int i = 0; i < names.size(); i++) {
            svg.line("key " + classes.get(i), at, baseline - 4, at + 20, baseline - 4);
            svg.text("tx", at + 26, baseline, "start", names.get(i));
            at += 44 + 6.4 * names.get(i).length();
        }
    }

    /// Cut to `most` characters for a label; the full name stands in the tables.
    static String shortened(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }
}

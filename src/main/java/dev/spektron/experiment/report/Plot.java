package dev.spektron.experiment.report;

import dev.spektron.experiment.report.Svg.Trace;
import java.util.Arrays;
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

    /// @param xTicks values to mark on the horizontal axis, where the measured ones say more than round ones
    Plot frame(String xLabel, String yLabel, double[] xTicks) {
        return frame(xLabel, yLabel, xTicks, y.ticks(Math.max(3, (int) (Math.abs(y.to() - y.from()) / 38))));
    }

    Plot frame(String xLabel, String yLabel, double[] xTicks, double[] yTicks) {
        Trace grid = new Trace();
        String[] labels = y.labels(yTicks);
        for (int i = 0; i < yTicks.length; i++) {
            double at = y.at(yTicks[i]);
            grid.move(x.from(), at).line(x.to(), at);
            svg.text("tk", x.from() - 6, at + 4, "end", labels[i]);
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
        String[] labels = x.labels(xTicks);
        for (int i = 0; i < xTicks.length; i++) {
            double at = x.at(xTicks[i]);
            marks.move(at, y.from()).line(at, y.from() + 4);
            if (xLabel != null) {
                svg.text("tk", at, y.from() + 17, "middle", labels[i]);
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

    /// Pieces of a curve, each from its first to before its second position; a piece of one channel is a point.
    void pieces(String cls, double[] xs, double[] ys, List<int[]> pieces) {
        Trace lines = new Trace();
        Trace single = new Trace();
        for (int[] piece : pieces) {
            int n = piece[1] - piece[0];
            int most = Math.max(8, (int) ((long) MOST_POINTS * n / xs.length));
            boolean drawing = false;
            for (int k : Decimate.peaks(Arrays.copyOfRange(ys, piece[0], piece[1]), most)) {
                int i = piece[0] + k;
                boolean finite = Double.isFinite(ys[i]);
                if (finite && n == 1) {
                    single.point(x.at(xs[i]), y.inside(ys[i]));
                } else if (finite && drawing) {
                    lines.line(x.at(xs[i]), y.inside(ys[i]));
                } else if (finite) {
                    lines.move(x.at(xs[i]), y.inside(ys[i]));
                }
                drawing = finite;
            }
        }
        svg.trace("ln " + cls, lines);
        svg.trace("pt small " + cls, single);
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

package dev.spektron.experiment.report;

import dev.spektron.experiment.report.PretrainSummary.Reconstruction;
import dev.spektron.experiment.report.Svg.Trace;
import java.util.ArrayList;
import java.util.List;

/// A spectrum with its masked ranges shaded, and what the model and the straight line put there. Outside the gaps only the original is
/// drawn: what the model gives there was not asked for in training.
final class ReconstructionFigure {
    private static final double LEFT = 70;
    private static final double RIGHT = 1030;
    private static final double TOP = 30;
    private static final double BOTTOM = 230;

    private final Reconstruction r;
    private final SpectralAxis axis;
    private final double[] original;
    private final double[] model;
    private final double[] line;
    private final List<int[]> gaps = new ArrayList<>();

    ReconstructionFigure(Reconstruction r) {
        this.r = r;
        this.axis = new SpectralAxis(r.unit(), r.axis());
        this.original = widened(r.original());
        this.model = widened(r.reconstruction());
        this.line = widened(r.interpolation());
        for (int from = 0, n = original.length; from < n; from++) {
            int to = from;
            while (to < n && r.masked()[to]) {
                to++;
            }
            if (to > from) {
                gaps.add(new int[] {from, to});
                from = to;
            }
        }
    }

    String svg(String id) {
        Svg svg = new Svg(id, "Reconstruction of " + r.title(), caption()
            + " The original is drawn as a line, the masked ranges are shaded.", RIGHT + 24, BOTTOM + 46);
        Range range = Range.of(original);
        for (int[] gap : gaps) {
            for (int i = gap[0]; i < gap[1]; i++) {
                range.add(model[i], line[i]);
            }
        }
        Scale x = axis.scale(LEFT, RIGHT);
        shade(svg, x);
        Plot plot = new Plot(svg, x, Scale.linear(range.padded(0.05), BOTTOM, TOP)).frame(axis.label(), "Intensity", x.ticks(10));
        Plot.legend(svg, RIGHT, 16, List.of("km0", "k2", "k3 dash"), List.of("original", "model", "straight line across the gap"));
        plot.curve("thin km0", axis.values(), original);
        plot.pieces("k3 dash", axis.values(), line, gaps);
        plot.pieces("k2", axis.values(), model, gaps);
        return svg.finish();
    }

    /// Each gap from half a channel before to half a channel behind it.
    private void shade(Svg svg, Scale x) {
        Trace trace = new Trace();
        for (int[] gap : gaps) {
            double a = x.inside(edge(gap[0]));
            double b = x.inside(edge(gap[1]));
            trace.move(a, TOP).line(b, TOP).line(b, BOTTOM).line(a, BOTTOM).line(a, TOP);
        }
        svg.trace("shade", trace);
    }

    private double edge(int i) {
        double[] v = axis.values();
        return i == 0 ? v[0] : i == v.length ? v[i - 1] : (v[i - 1] + v[i]) / 2;
    }

    /// Root mean squared errors over the masked values.
    String caption() {
        int masked = gaps.stream().mapToInt(g -> g[1] - g[0]).sum();
        if (masked == 0) {
            return "Nothing was masked.";
        }
        double own = rms(model);
        double straight = rms(line);
        boolean compared = own > 0 && Double.isFinite(straight / own);
        String times = compared ? " (" + Numbers.significant(straight / own, 2) + " times the model's)" : "";
        String share = Numbers.significant(100.0 * masked / original.length, 2) + " % masked";
        return share + " in " + gaps.size() + (gaps.size() == 1 ? " gap" : " gaps") + ". Root mean squared error there: model "
            + pretty(own) + ", straight line " + pretty(straight) + times + ".";
    }

    private double rms(double[] values) {
        double sum = 0;
        int n = 0;
        for (int[] gap : gaps) {
            for (int i = gap[0]; i < gap[1]; i++) {
                sum += (values[i] - original[i]) * (values[i] - original[i]);
                n++;
            }
        }
        return Math.sqrt(sum / n);
    }

    private static String pretty(double v) {
        return Numbers.pretty(Numbers.significant(v, 3));
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}

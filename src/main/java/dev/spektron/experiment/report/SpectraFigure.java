package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.SpectraView;
import java.util.List;

/// Both instruments before the transfer, after it, and the differences target - source of the same samples.
final class SpectraFigure {
    private static final int MOST_SAMPLES = 8;
    private static final double LEFT = 70;
    private static final double RIGHT = 1030;
    private static final double PANEL = 150;

    private final SpectraView view;
    private final SpectralAxis axis;
    private final int[] drawn;

    SpectraFigure(SpectraView view) {
        this.view = view;
        this.axis = new SpectralAxis(view.unit(), view.axis());
        axis.check("spectra of " + view.source(), view.sourceRows());
        axis.check("spectra of " + view.target(), view.targetRows());
        axis.check("spectra after " + view.method(), view.mappedRows());
        int n = Math.min(view.sourceRows().length, view.targetRows().length);
        this.drawn = Decimate.spread(n, MOST_SAMPLES);
    }

    boolean isEmpty() {
        return drawn.length == 0;
    }

    private boolean mapped() {
        return view.mappedRows().length >= view.sourceRows().length;
    }

    String svg(String id) {
        int panels = mapped() ? 3 : 2;
        Svg svg = new Svg(id, "Spectra of " + view.source() + " and " + view.target(), drawn.length + " samples on both instruments "
            + (mapped() ? "before and after " + view.method() + ", " : "") + "with the differences target minus source", RIGHT + 10,
            panels * (PANEL + 34) + 30);
        Scale level = Scale.linear(Range.of(rows(view.sourceRows(), view.targetRows())).padded(0.05), 0, 1);
        panel(svg, 0, level, "Before", List.of("k1", "k2 dash"), List.of("source " + name(view.source()), "target " + name(view.target())),
            List.of(view.sourceRows(), view.targetRows()), panels);
        if (mapped()) {
            Scale after = Scale.linear(Range.of(rows(view.sourceRows(), view.mappedRows())).padded(0.05), 0, 1);
            panel(svg, 1, after, "After " + Plot.shortened(view.method(), 60), List.of("k1", "k3 dash"),
                List.of("source " + name(view.source()), "target, transferred"), List.of(view.sourceRows(), view.mappedRows()), panels);
        }
        differences(svg, panels);
        return svg.finish();
    }

    private void differences(Svg svg, int panels) {
        double[][] before = minus(view.targetRows());
        Range range = Range.of(before).add(0);
        if (mapped()) {
            double[][] after = minus(view.mappedRows());
            Range both = range.add(Range.of(after).lo(), Range.of(after).hi());
            panel(svg, 2, Scale.linear(both.padded(0.05), 0, 1), "Difference to source", List.of("k2", "k3"),
                List.of("before", "after"), List.of(before, after), panels);
        } else {
            panel(svg, 1, Scale.linear(range.padded(0.05), 0, 1), "Difference to source", List.of("k2"), List.of("before"),
                List.<double[][]>of(before), panels);
        }
    }

    private void panel(Svg svg, int index, Scale level, String title, List<String> classes, List<String> names, List<double[][]> sets,
                       int panels) {
        double top = 26 + index * (PANEL + 34);
        Scale y = new Scale(level.lo(), level.hi(), top + PANEL, top, false);
        Scale x = axis.scale(LEFT, RIGHT);
        svg.text("tt", LEFT, top - 10, "start", title);
        Plot plot = new Plot(svg, x, y).frame(index == panels - 1 ? axis.label() : null, null, x.ticks(10));
        Plot.legend(svg, RIGHT, top - 10, classes, names);
        for (int s = 0; s < sets.size(); s++) {
            for (int i : drawn) {
                plot.curve("thin " + classes.get(s), axis.values(), sets.get(s)[i]);
            }
        }
    }

    /// Root mean square of the differences to the source over all samples and channels, before and after.
    String summary() {
        String text = "Root mean square difference to the source: " + Numbers.significant(rms(view.targetRows()), 3) + " before";
        return (mapped() ? text + ", " + Numbers.significant(rms(view.mappedRows()), 3) + " after " + view.method() : text) + ". "
            + (drawn.length < view.sourceRows().length ? drawn.length + " of " + view.sourceRows().length + " samples drawn." : "");
    }

    private double rms(double[][] rows) {
        double sum = 0;
        long n = 0;
        for (double[] row : difference(rows, view.sourceRows())) {
            for (double d : row) {
                if (Double.isFinite(d)) {
                    sum += d * d;
                    n++;
                }
            }
        }
        return n == 0 ? Double.NaN : Math.sqrt(sum / n);
    }

    private double[][] minus(double[][] rows) {
        return difference(rows, view.sourceRows());
    }

    private static double[][] difference(double[][] a, double[][] b) {
        double[][] d = new double[Math.min(a.length, b.length)][];
        for (int i = 0; i < d.length; i++) {
            d[i] = new double[a[i].length];
            for (int j = 0; j < d[i].length; j++) {
                d[i][j] = a[i][j] - b[i][j];
            }
        }
        return d;
    }

    private double[][] rows(double[][] a, double[][] b) {
        double[][] rows = new double[2 * drawn.length][];
        for (int k = 0; k < drawn.length; k++) {
            rows[2 * k] = a[drawn[k]];
            rows[2 * k + 1] = b[drawn[k]];
        }
        return rows;
    }

    private static String name(String name) {
        return Plot.shortened(name, 24);
    }
}

package dev.spektron.experiment.report;

import dev.spektron.experiment.report.Svg.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The values of one property in order, with intervals; flagged ones differ in shape and colour.
final class ValuesFigure {
    private static final int MOST = 1500;
    private static final double LEFT = 70;
    private static final double RIGHT = 1030;
    private static final double BOTTOM = 240;

    private final List<PredictionSheet.Row> all;
    private final List<PredictionSheet.Row> rows;

    ValuesFigure(List<PredictionSheet.Row> rows) {
        this.all = rows;
        this.rows = Arrays.stream(Decimate.spread(rows.size(), MOST)).mapToObj(rows::get).toList();
    }

    String thinned() {
        return rows.size() < all.size() ? " " + rows.size() + " of " + all.size() + " drawn." : "";
    }

    String svg(String id) {
        PredictionSheet.Row first = rows.getFirst();
        String label = first.unit().isEmpty() ? first.property() : first.property() + " (" + first.unit() + ")";
        Svg svg = new Svg(id, "Predicted " + first.property(), rows.size() + " samples with intervals, "
            + rows.stream().filter(PredictionSheet.Row::flagged).count() + " flagged", RIGHT + 10, BOTTOM + 46);
        Range range = new Range();
        rows.forEach(r -> range.add(r.value(), r.lower(), r.upper()));
        Scale x = new Scale(0.5, rows.size() + 0.5, LEFT, RIGHT, false);
        Scale y = Scale.linear(range.padded(0.06), BOTTOM, 10);
        Plot plot = new Plot(svg, x, y).frame("Sample, in the order of the files", label, ticks(rows.size()));
        draw(plot, svg, x, y, false);
        draw(plot, svg, x, y, true);
        return svg.finish();
    }

    private static double[] ticks(int n) {
        double step = Math.max(1, Scale.step(n, 12));
        double[] ticks = new double[(int) Math.floor(n / step)];
        Arrays.setAll(ticks, i -> (i + 1) * step);
        return ticks;
    }

    private void draw(Plot plot, Svg svg, Scale x, Scale y, boolean flagged) {
        int[] at = IntStream.range(0, rows.size()).filter(i -> rows.get(i).flagged() == flagged).toArray();
        double[] xs = Arrays.stream(at).mapToDouble(i -> i + 1).toArray();
        double[] values = Arrays.stream(at).mapToDouble(i -> rows.get(i).value()).toArray();
        String cls = flagged ? "k2" : "k1";
        plot.whiskers(cls, xs, Arrays.stream(at).mapToDouble(i -> rows.get(i).lower()).toArray(),
            Arrays.stream(at).mapToDouble(i -> rows.get(i).upper()).toArray());
        if (!flagged) {
            plot.points(rows.size() > 300 ? "small " + cls : cls, xs, values);
            return;
        }
        Trace diamonds = new Trace();
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(values[i])) {
                double cx = x.at(xs[i]);
                double cy = y.at(values[i]);
                diamonds.move(cx, cy - 5).line(cx + 5, cy).line(cx, cy + 5).line(cx - 5, cy).line(cx, cy - 5);
            }
        }
        svg.trace("mark", diamonds);
    }
}

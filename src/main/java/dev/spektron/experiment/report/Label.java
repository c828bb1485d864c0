package dev.spektron.experiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The name of a line at its right end, which is read faster than a legend and does not depend on colour.
///
/// @param name text
/// @param cls style of the line
/// @param x end of the line
/// @param y end of the line
record Label(String name, String cls, double x, double y) {
    private static final double HEIGHT = 15;

    /// Writes the labels at `left`, moved apart where they would overlap, each joined to its line.
    static void draw(Svg svg, List<Label> labels, double left, double top, double bottom) {
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparingDouble(Label::y));
        double[] at = spread(sorted.stream().mapToDouble(Label::y).toArray(), top, bottom);
        for (int i = 0; i < at.length; i++) {
            Label label = sorted.get(i);
            svg.line("lead " + label.cls, label.x + 5, label.y, left - 3, at[i]);
            svg.text("tx", left, at[i] + 4, "start", Plot.shortened(label.name, 24));
        }
    }

    /// Positions at least one line height apart, as close to the wanted ones as a pass down and a pass up give.
    static double[] spread(double[] wanted, double top, double bottom) {
        double[] at = wanted.clone();
        double step = Math.min(HEIGHT, (bottom - top) / Math.max(1, at.length - 1));
        double least = top;
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(at[i], least);
            least = at[i] + step;
        }
        double most = bottom;
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = Math.min(at[i], most);
            most = at[i] - step;
        }
        return at;
    }
}

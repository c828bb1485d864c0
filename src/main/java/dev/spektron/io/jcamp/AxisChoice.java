package dev.spektron.io.jcamp;

import dev.spektron.io.text.Warnings;

/// Finds the abscissae of an even table. The header says them twice or thrice (first, last and number of points; the step), every line says
/// its own, rounded. The header's ends are believed; the step is where the ends cannot be right or are not there.
final class AxisChoice {
    /// Lines may give x of their check or of the point behind it, and cut rather than round it.
    private static final double STEPS = 1.6;
    private static final double CLOSE = 1e-3;

    private final EvenTable table;
    private final Variable x;
    private final int n;

    private AxisChoice(EvenTable table, Variable x) {
        this.table = table;
        this.x = x;
        n = table.size();
    }

    /// @param start first abscissa
    private record Line(double start, double step) {
        double at(double i) {
            return start + i * step;
        }
    }

    static double[] axis(EvenTable table, Variable x, String where, Warnings warnings) {
        return new AxisChoice(table, x).choose(where, warnings);
    }

    private double[] choose(String where, Warnings warnings) {
        // Three statements that agree with the table outweigh a wrong number of points.
        boolean whole = x.points() < 0 || x.points() == n || Math.abs((x.last() - x.first()) / x.delta() - (n - 1)) < 0.5;
        Line ends = Double.isNaN(x.first()) || Double.isNaN(x.last()) || n < 2 ? null
            : new Line(x.first(), (x.last() - x.first()) / ((whole ? n : Math.max(2, x.points())) - 1));
        double first = Double.isNaN(x.first()) ? table.lineX(0) * x.factor() : x.first();
        Line steps = Double.isNaN(x.delta()) || x.delta() == 0 ? null : new Line(first, x.delta());
        Line lines = lines(first);
        Line chosen = ends != null ? ends : steps != null ? steps : lines;
        int wrong = misses(chosen);
        if (wrong >= 0 && steps != null && chosen != steps && misses(steps) < 0) {
            chosen = steps;
            warnings.add(where + "the x of line " + table.lineNumber(wrong) + " fits FIRST" + x.symbol() + " and DELTA" + x.symbol()
                + ", not LAST" + x.symbol() + " = " + x.last() + "; the step is believed");
        } else if (wrong >= 0 && !whole) {
            warnings.add(where + "line " + table.lineNumber(wrong) + " begins at " + table.lineX(wrong) * x.factor() + ", which is not "
                + "where the points before it end; lines are missing, each line's own abscissa is believed");
            return pieces(chosen.step);
        } else if (wrong >= 0) {
            warnings.add(where + "line " + table.lineNumber(wrong) + " begins at " + table.lineX(wrong) * x.factor() + ", the axis of the "
                + "header has " + chosen.at(table.lineAt(wrong)) + " there; the header is believed");
        } else if (steps != null && ends == chosen && whole && Math.abs(steps.step - ends.step) * (n - 1)
            > CLOSE * Math.abs(x.last() - x.first()) + Math.abs(ends.step) / 2) {
            warnings.add(where + "DELTA" + x.symbol() + " = " + x.delta() + " does not fit FIRST" + x.symbol() + ", LAST" + x.symbol()
                + " and the number of points, which give " + ends.step + "; these are believed");
        }
        double[] axis = new double[n];
        for (int i = 0; i < n; i++) {
            axis[i] = chosen.at(i);
        }
        if (chosen == ends && whole && n > 1) {
            axis[n - 1] = x.last();
        }
        return axis;
    }

    /// Every line from its own abscissa.
    private double[] pieces(double step) {
        double[] axis = new double[n];
        for (int i = 0; i < table.lines(); i++) {
            int end = i + 1 < table.lines() ? Math.max(0, table.lineAt(i + 1)) : n;
            for (int k = Math.max(0, table.lineAt(i)); k < end; k++) {
                axis[k] = table.lineX(i) * x.factor() + (k - table.lineAt(i)) * step;
            }
        }
        return axis;
    }

    /// The axis out of the first and the last line alone.
    private Line lines(double first) {
        int end = table.lines() - 1;
        if (end < 1 || table.lineAt(end) <= 0) {
            return new Line(first, 1);
        }
        return new Line(first, (table.lineX(end) - table.lineX(0)) * x.factor() / table.lineAt(end));
    }

    /// The first line whose x is not on the axis, -1 if all are.
    private int misses(Line axis) {
        double steps = STEPS * Math.abs(axis.step);
        for (int i = 0; i < table.lines(); i++) {
            double tolerance = steps + 1.01 * Math.abs(x.factor()) * table.lineUnit(i);
            if (table.lineUnit(i) > 0 && !(Math.abs(table.lineX(i) * x.factor() - axis.at(table.lineAt(i))) <= tolerance)) {
                return i;
            }
        }
        return -1;
    }
}

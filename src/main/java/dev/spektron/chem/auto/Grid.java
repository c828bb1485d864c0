package dev.spektron.chem.auto;

import java.util.Locale;

/// Numbering of the regressions of one preprocessing: cell = (mode, difference penalty), and within a cell PLS by components, then ridge.
final class Grid {
    /// Difference penalty in multiples of the errors-in-variables value W/(N - 1).
    static final double[] PENALTIES = {0, 1, 100};
    /// Most PLS components.
    static final int COMPONENTS = 15;
    /// Ridge parameters in multiples of the trace of X'X.
    static final double[] RIDGE = ridge();
    /// Regressions in a cell.
    static final int DEPTH = COMPONENTS + RIDGE.length;
    /// Cells of a preprocessing.
    static final int CELLS = Mode.ALL.size() * PENALTIES.length;

    private Grid() {}

    private static double[] ridge() {
        double[] exponents = {-1, -1.5, -2, -2.5, -3, -3.5, -4, -4.5, -5, -5.5, -6, -7, -8};
        double[] out = new double[exponents.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.pow(10, exponents[i]);
        }
        return out;
    }

    static int cell(int mode, int penalty) {
        return mode * PENALTIES.length + penalty;
    }

    static Mode mode(int cell) {
        return Mode.ALL.get(cell / PENALTIES.length);
    }

    /// For example `shift, target weight 1, difference penalty 100, PLS with 7 components`.
    static String describe(int cell, int depth) {
        double g = PENALTIES[cell % PENALTIES.length];
        String regression = depth < COMPONENTS ? "PLS with " + (depth + 1) + (depth == 0 ? " component" : " components")
            : String.format(Locale.ROOT, "ridge %.1e of the trace", RIDGE[depth - COMPONENTS]);
        return mode(cell).describe() + (g == 0 ? "" : ", difference penalty " + (long) g) + ", " + regression;
    }
}

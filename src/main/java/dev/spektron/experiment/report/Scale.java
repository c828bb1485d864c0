package dev.spektron.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Maps the values lo..hi to the positions from..to, linearly or by the logarithm. lo > hi is a falling axis.
record Scale(double lo, double hi, double from, double to, boolean log) {
    static Scale linear(Range r, double from, double to) {
        Range wide = r.hi() > r.lo() ? r : r.padded(0.05);
        return new Scale(wide.lo(), wide.hi(), from, to, false);
    }

    /// Logarithmic where the positive values span more than `ratio`, else linear from the range padded by 5 %.
    static Scale spanning(Range r, double ratio, double from, double to) {
        boolean log = !r.isEmpty() && r.lo() > 0 && r.hi() > ratio * r.lo();
        return log ? new Scale(r.lo() / 1.15, r.hi() * 1.15, from, to, true) : linear(r.padded(0.06), from, to);
    }

    Scale falling() {
        return new Scale(hi, lo, from, to, log);
    }

    double at(double v) {
        double share = log ? Math.log(v / lo) / Math.log(hi / lo) : (v - lo) / (hi - lo);
        return from + share * (to - from);
    }

    /// The position kept inside the plot, for whiskers that may end outside or at infinity.
    double inside(double v) {
        double least = Math.min(lo, hi);
        double most = Math.max(lo, hi);
        return at(Math.min(Math.max(v, least), most));
    }

    /// Round values within the range, about `count` of them.
    double[] ticks(int count) {
        double least = Math.min(lo, hi);
        double most = Math.max(lo, hi);
        return log ? logTicks(least, most, count) : linearTicks(least, most, step(most - least, count));
    }

    /// The step of [#ticks(int)], 1, 2 or 5 times a power of ten.
    static double step(double span, int count) {
        double raw = span / count;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double f = raw / power;
        return power * (f < 1.45 ? 1 : f < 3.2 ? 2 : f < 7.1 ? 5 : 10);
    }

    private static double[] linearTicks(double least, double most, double step) {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(least / step - 1e-9);
        long last = (long) Math.floor(most / step + 1e-9);
        for (long k = first; k <= last; k++) {
            ticks.add(k * step);
        }
        return unboxed(ticks);
    }

    private static double[] logTicks(double least, double most, int count) {
        double decades = Math.log10(most / least);
        double[] parts = decades > count ? new double[] {1} : decades > 0.55 * count ? new double[] {1, 3} : new double[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (int e = (int) Math.floor(Math.log10(least)); e <= Math.log10(most); e++) {
            for (double part : parts) {
                double v = part * Math.pow(10, e);
                if (v >= least && v <= most) {
                    ticks.add(v);
                }
            }
        }
        return unboxed(ticks);
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Labels of ticks: as many decimals as their distance needs, powers of ten for very large and very small values.
    String[] labels(double[] ticks) {
        double size = Math.max(Math.abs(lo), Math.abs(hi));
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < ticks.length; i++) {
            step = Math.min(step, Math.abs(ticks[i] - ticks[i - 1]));
        }
        String[] labels = new String[ticks.length];
        for (int i = 0; i < ticks.length; i++) {
            double own = log || ticks.length < 2 ? Math.abs(ticks[i]) : step;
            labels[i] = ticks[i] == 0 ? "0" : size >= 1e6 || size < 1e-3 ? power(ticks[i], own) : decimal(ticks[i], own);
        }
        return labels;
    }

    private static String decimal(double v, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", v).replace('-', '−');
    }

    private static String power(double v, double step) {
        int e = (int) Math.floor(Math.log10(Math.abs(v)) + 1e-9);
        int decimals = (int) Math.max(0, e - Math.floor(Math.log10(step) + 1e-9));
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", v / Math.pow(10, e)).replace('-', '−');
        StringBuilder sup = new StringBuilder(digits).append("·10");
        for (char c : Integer.toString(e).toCharArray()) {
            sup.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return sup.toString();
    }
}

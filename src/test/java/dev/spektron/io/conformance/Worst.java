package dev.spektron.io.conformance;

import com.google.gson.JsonObject;
import java.util.Arrays;

/// The largest relative error of a comparison. What has no size (names, counts, places of missing values) must be equal, and so must
/// everything in its first two digits: a larger error is no matter of rounding.
public final class Worst {
    private static final double NO_ROUNDING = 0.01;
    private double error;

    public double error() {
        return error;
    }

    /// Takes a value into account, relative to itself; `NaN` and infinities must be met exactly.
    public void add(String where, double expected, double got) {
        number(where, expected, got, Math.abs(expected));
    }

    /// As [#add], for sums whose terms may cancel: relative to the size of the terms.
    public void addSum(String where, double expected, double got, double size) {
        number(where, expected, got, Math.max(size, Math.abs(expected)));
    }

    /// As [#add], relative to `scale`.
    public void number(String where, double expected, double got, double scale) {
        if (Double.compare(expected, got) == 0 || expected == got) {
            return;
        }
        double e = Math.abs(expected - got) / Math.max(scale, Double.MIN_NORMAL);
        if (!(e <= NO_ROUNDING)) {
            throw new AssertionError(where + ": expected " + expected + ", found " + got);
        }
        error = Math.max(error, e);
    }

    /// Every value, relative to the largest of them.
    ///
    /// @throws AssertionError if the numbers of values differ
    public void series(String where, double[] expected, double[] got) {
        same(where + ", number of values", expected.length, got.length);
        double scale = largest(expected);
        for (int i = 0; i < expected.length; i++) {
            number(where + "[" + i + "]", expected[i], got[i], scale);
        }
    }

    /// Number and sum of a series, and its first and last, least and largest value and some others, where stated.
    public void digest(String where, JsonObject want, double[] got) {
        int n = want.has("n") ? want.get("n").getAsInt() : want.getAsJsonArray("shape").get(0).getAsInt();
        same(where + ", number of values", n, got.length);
        double scale = largest(got);
        number(where + " sum", want.get("sum").getAsDouble(), Arrays.stream(got).sum(), Arrays.stream(got).map(Math::abs).sum());
        if (want.has("first")) {
            number(where + " first", want.get("first").getAsDouble(), got[0], scale);
            number(where + " last", want.get("last").getAsDouble(), got[n - 1], scale);
        }
        if (want.has("min")) {
            number(where + " min", want.get("min").getAsDouble(), Arrays.stream(got).min().orElse(0), scale);
            number(where + " max", want.get("max").getAsDouble(), Arrays.stream(got).max().orElse(0), scale);
        }
        for (int i = 0; want.has("at") && i < want.getAsJsonArray("at").size(); i++) {
            int at = want.getAsJsonArray("at").get(i).getAsInt();
            number(where + "[" + at + "]", want.getAsJsonArray("values").get(i).getAsDouble(), got[at], scale);
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    public void same(String where, Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError(where + ": expected " + expected + ", found " + got);
        }
    }
}

package dev.spektron.spectra;

import java.util.Arrays;

/// The physical axis of a spectrum: finite, strictly monotone values and their unit. Immutable.
///
/// A falling axis (usual for IR) is allowed and stays as it was read; [#isRising()] tells. Whoever needs rising values asks
/// [SpectrumSet#rising()] for them.
public final class Axis {
    private final AxisUnit unit;
    private final double[] values;

    /// @throws IllegalArgumentException if `values` is empty, holds a non-finite value or is not strictly monotone
    public Axis(AxisUnit unit, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("axis: expected at least one value, found none");
        }
        this.unit = unit;
        this.values = values.clone();
        check(this.values);
    }

    /// `n` values first, first + step, ...
    public static Axis linear(AxisUnit unit, double first, double step, int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = first + i * step;
        }
        return new Axis(unit, v);
    }

    private static void check(double[] v) {
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i])) {
                throw new IllegalArgumentException("axis: value " + v[i] + " at position " + i + " is not finite");
            }
        }
        for (int i = 2; i < v.length; i++) {
            if ((v[i] - v[i - 1]) * (v[1] - v[0]) <= 0) {
                throw new IllegalArgumentException("axis: expected strictly " + (v[1] > v[0] ? "rising" : "falling") + " values, found "
                    + v[i - 1] + " then " + v[i] + " at positions " + (i - 1) + " and " + i);
            }
        }
        if (v.length > 1 && v[0] == v[1]) {
            throw new IllegalArgumentException("axis: value " + v[0] + " stands twice, at positions 0 and 1");
        }
    }

    public AxisUnit unit() {
        return unit;
    }

    public int size() {
        return values.length;
    }

    public double get(int i) {
        return values[i];
    }

    /// A copy of the values.
    public double[] values() {
        return values.clone();
    }

    public double first() {
        return values[0];
    }

    public double last() {
        return values[values.length - 1];
    }

    public double min() {
        return Math.min(first(), last());
    }

    public double max() {
        return Math.max(first(), last());
    }

    public boolean isRising() {
        return values.length < 2 || values[1] > values[0];
    }

    /// The same axis in the opposite order.
    public Axis reversed() {
        double[] v = new double[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = values[v.length - 1 - i];
        }
        return new Axis(unit, v);
    }

    /// Channels `from` (inclusive) to `to` (exclusive).
    public Axis slice(int from, int to) {
        return new Axis(unit, Arrays.copyOfRange(values, from, to));
    }

    /// Median distance of neighbouring channels, positive; 0 for a single channel.
    public double medianStep() {
        if (values.length < 2) {
            return 0;
        }
        double[] d = new double[values.length - 1];
        for (int i = 0; i < d.length; i++) {
            d[i] = Math.abs(values[i + 1] - values[i]);
        }
        Arrays.sort(d);
        return d[d.length / 2];
    }

    /// Whether both axes have the same unit, length and values within a thousandth of a channel.
    public boolean sameAs(Axis other) {
        if (unit != other.unit || values.length != other.values.length) {
            return false;
        }
        double tolerance = 1e-3 * medianStep();
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i] - other.values[i]) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /// Wavelength in nm to wavenumber in cm-1 or back (1e7/v); the order of the channels is kept, so a rising axis becomes a falling one.
    ///
    /// @throws IllegalArgumentException for Raman shift and index axes, and for values that are not positive
    public Axis convertTo(AxisUnit wanted) {
        if (wanted == unit) {
            return this;
        }
        boolean optical = (unit == AxisUnit.NANOMETRE || unit == AxisUnit.WAVENUMBER)
            && (wanted == AxisUnit.NANOMETRE || wanted == AxisUnit.WAVENUMBER);
        if (!optical || min() <= 0) {
            throw new IllegalArgumentException("axis: cannot convert " + this + " to " + wanted.symbol());
        }
        double[] v = new double[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = 1e7 / values[i];
        }
        return new Axis(wanted, v);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Axis a && a.unit == unit && Arrays.equals(a.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * unit.hashCode() + Arrays.hashCode(values);
    }

    /// For example `700 channels, 1100 to 2498 nm`.
    @Override
    public String toString() {
        return values.length + " channels, " + trim(first()) + " to " + trim(last()) + " " + unit.symbol();
    }

    private static String trim(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }
}

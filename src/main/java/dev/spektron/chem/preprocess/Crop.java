package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Map;

/// A range of the axis, notation `crop(lo,hi)`: keeps the channels with lo <= axis value <= hi, rising or falling.
///
/// @param lo smallest axis value kept, in axis units
/// @param hi largest axis value kept
public record Crop(double lo, double hi) implements Stateless {
    public Crop {
        if (!Double.isFinite(lo) || !Double.isFinite(hi) || lo >= hi) {
            throw new IllegalArgumentException("crop: expected lo < hi in axis units, found " + lo + " and " + hi);
        }
    }

    @Override
    public String notation() {
        return "crop(" + Arguments.text(lo) + "," + Arguments.text(hi) + ")";
    }

    @Override
    public Fitted on(Axis axis) {
        int from = 0;
        int to = axis.size();
        while (from < to && !holds(axis.get(from))) {
            from++;
        }
        while (to > from && !holds(axis.get(to - 1))) {
            to--;
        }
        if (from == to) {
            throw new IllegalArgumentException(notation() + ": no channel lies in this range; the axis has " + axis);
        }
        int first = from;
        int count = to - from;
        return new Rows(notation(), axis.size(), axis.slice(from, to), Map.of(),
            (x, at, out, target, row) -> System.arraycopy(x, at + first, out, target, count));
    }

    private boolean holds(double v) {
        return v >= lo && v <= hi;
    }
}

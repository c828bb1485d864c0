package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;

/// Ordinates and the status block that belongs to them.
///
/// @param data where the ordinates stand
/// @param status axis, scale and date
record OpusSpectrum(OpusEntry data, OpusParameters status) {
    private static final int FLOATS = 1;
    private static final int WHOLE = 2;

    /// Number of points, which the block is large enough for.
    int points(Bytes b) throws FormatException {
        double n = status.required("NPT");
        if (n < 1 || n > Integer.MAX_VALUE || n != Math.rint(n)) {
            throw b.error(data.at(), "expected at least 1 point in " + data.type().name() + ", found NPT = " + n + "; the file is damaged");
        }
        return (int) n;
    }

    boolean hasRoom(Bytes b) throws FormatException {
        return 4L * points(b) <= data.size();
    }

    /// Values at `at`, multiplied by the scale factor.
    double[] values(Bytes b, long at, int n) throws FormatException {
        int format = (int) status.number("DPF", FLOATS);
        if (format != FLOATS && format != WHOLE) {
            throw b.error(data.at(), "expected numbers of format 1 (float) or 2 (whole) in " + data.type().name() + ", found DPF = "
                + format
                + "; such blocks are not read, export the spectrum from OPUS as a data point table");
        }
        String field = "ordinates of " + data.type().name();
        double scale = status.number("CSF", 1);
        b.need(at, 4L * n, field);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            long p = at + 4L * i;
            y[i] = scale * (format == FLOATS ? b.f32(p, field) : b.i32(p, field));
        }
        return y;
    }

    /// Ordinates of one spectrum. Compact blocks have the ordinates at their end.
    double[] values(Bytes b) throws FormatException {
        int n = points(b);
        return values(b, data.type().extra() == OpusType.COMPACT ? data.at() + data.size() - 4L * n : data.at(), n);
    }

    /// Whether least and largest ordinate are those that the status states, to float precision.
    boolean hasStatedRange(Bytes b) throws FormatException {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double v : values(b)) {
            least = Math.min(least, v);
            largest = Math.max(largest, v);
        }
        double tolerance = 1e-6 * Math.max(Math.abs(least), Math.abs(largest));
        return Math.abs(least - status.number("MNY", Double.NaN)) <= tolerance
            && Math.abs(largest - status.number("MXY", Double.NaN)) <= tolerance;
    }
}

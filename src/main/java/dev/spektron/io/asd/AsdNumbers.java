package dev.spektron.io.asd;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;

/// How the numbers of a file are stored: as 32-bit floats, 32-bit integers or 64-bit floats.
record AsdNumbers(Bytes bytes, int format, int channels) {
    private static final int FLOAT = 0;
    private static final int INTEGER = 1;
    private static final int DOUBLE = 2;

    static AsdNumbers of(Bytes bytes, int channels) throws FormatException {
        int format = bytes.u8(199, "format of the numbers");
        if (format > DOUBLE) {
            throw bytes.error(199, "expected numbers of format 0 (float), 1 (integer) or 2 (double), found " + format
                + "; the header is damaged");
        }
        return new AsdNumbers(bytes, format, channels);
    }

    /// Bytes of a spectrum.
    long size() {
        return channels * (format == DOUBLE ? 8L : 4L);
    }

    double[] read(long at, String what) throws FormatException {
        bytes.need(at, size(), what);
        if (format == FLOAT) {
            return bytes.f32s(at, channels, what);
        }
        if (format == DOUBLE) {
            return bytes.f64s(at, channels, what);
        }
        double[] v = new double[channels];
        for (int i = 0; i < channels; i++) {
            v[i] = bytes.i32(at + 4L * i, what);
        }
        return v;
    }
}

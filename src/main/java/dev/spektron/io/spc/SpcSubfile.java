package dev.spektron.io.spc;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;

/// One subfile: 32 bytes of header, then its axis if it has one of its own, then its ordinates.
///
/// @param z place on the axis over the subfiles [subtime]
/// @param nextZ [subnext]
/// @param scans number of scans [subscan], 0 if unknown
/// @param w place of its plane [subwlevel]
/// @param x abscissae, shared by all subfiles unless each has its own
/// @param y ordinates
record SpcSubfile(float z, float nextZ, long scans, float w, double[] x, double[] y) {
    static final int HEADER = 32;

    /// Reads the ordinates at `at`; whole numbers of the old format come with their 16-bit halves exchanged.
    static double[] ordinates(Bytes b, SpcHeader header, long at, int n, int exponent) throws FormatException {
        String field = "ordinates of a subfile";
        if (exponent == SpcHeader.FLOAT) {
            return b.f32s(at, n, field);
        }
        boolean halves = header.sixteenBits();
        b.need(at, (halves ? 2L : 4L) * n, field);
        double[] y = new double[n];
        double scale = Math.scalb(1.0, exponent - (halves ? 16 : 32));
        for (int i = 0; i < n; i++) {
            int v = halves ? b.i16(at + 2L * i, field) : b.i32(at + 4L * i, field);
            y[i] = scale * (header.old() && !halves ? Integer.rotateLeft(v, 16) : v);
        }
        return y;
    }

    static SpcSubfile of(Bytes b, long at, double[] x, double[] y) throws FormatException {
        return new SpcSubfile(b.f32(at + 4, "subtime"), b.f32(at + 8, "subnext"), b.u32(at + 20, "subscan"), b.f32(at + 24, "subwlevel"), x,
            y);
    }
}

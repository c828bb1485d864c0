package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Transposes of N by N numbers, N the length of a vector (Eklundh 1972, doi:10.1109/T-C.1972.223584).
///
/// The binary digits of a number's row and column change places one after the other: for digit t, rows p and q = p + 2^t exchange the
/// columns of p whose digit is 1 with those of q whose digit is 0, which lie 2^t to the left. Vectors are as wide as everywhere else: one
/// other width in the JVM and C2 no longer knows the class of vectors whose methods it compiles (docs/engine.md).
final class Squares {
    /// Columns with digit t changed.
    private static final VectorShuffle<Float> FLIP0 = flip(1);
    private static final VectorShuffle<Float> FLIP1 = flip(2);
    private static final VectorShuffle<Float> FLIP2 = flip(4);
    private static final VectorShuffle<Float> FLIP3 = flip(8);
    /// Columns whose digit t is 1.
    private static final VectorMask<Float> ODD0 = odd(1);
    private static final VectorMask<Float> ODD1 = odd(2);
    private static final VectorMask<Float> ODD2 = odd(4);
    private static final VectorMask<Float> ODD3 = odd(8);

    private Squares() {}

    private static VectorShuffle<Float> flip(int bit) {
        return VectorShuffle.fromOp(Lanes.F, c -> (c ^ bit) % Lanes.N);
    }

    private static VectorMask<Float> odd(int bit) {
        boolean[] odd = new boolean[Lanes.N];
        for (int c = 0; c < odd.length; c++) {
            odd[c] = (c & bit) != 0;
        }
        return VectorMask.fromArray(Lanes.F, odd, 0);
    }

    /// y[r sy + j] = x[r + j sx] for r and j below N.
    static void turn(float[] x, int xo, int sx, float[] y, int yo, int sy) {
        for (int i = 0; i < Lanes.N; i += 4) {
            near(x, xo + i * sx, sx, y, yo + i * sy, sy);
        }
        if (Lanes.N == 16) {
            for (int i = 0; i < 4; i++) {
                far(y, yo + i * sy, 4 * sy);
            }
        } else if (Lanes.N == 8) {
            for (int i = 0; i < 4; i++) {
                half(y, yo + i * sy, 4 * sy);
            }
        }
    }

    /// Digits 0 and 1: four rows that follow one another.
    private static void near(float[] x, int xo, int sx, float[] y, int yo, int sy) {
        FloatVector a = FloatVector.fromArray(Lanes.F, x, xo);
        FloatVector b = FloatVector.fromArray(Lanes.F, x, xo + sx);
        FloatVector c = FloatVector.fromArray(Lanes.F, x, xo + 2 * sx);
        FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + 3 * sx);
        FloatVector a0 = a.blend(b.rearrange(FLIP0), ODD0);
        FloatVector b0 = a.rearrange(FLIP0).blend(b, ODD0);
        FloatVector c0 = c.blend(d.rearrange(FLIP0), ODD0);
        FloatVector d0 = c.rearrange(FLIP0).blend(d, ODD0);
        a0.blend(c0.rearrange(FLIP1), ODD1).intoArray(y, yo);
        b0.blend(d0.rearrange(FLIP1), ODD1).intoArray(y, yo + sy);
        a0.rearrange(FLIP1).blend(c0, ODD1).intoArray(y, yo + 2 * sy);
        b0.rearrange(FLIP1).blend(d0, ODD1).intoArray(y, yo + 3 * sy);
    }

    /// Digits 2 and 3: four rows at a distance of `s`, four times that of rows.
    private static void far(float[] y, int yo, int s) {
        FloatVector a = FloatVector.fromArray(Lanes.F, y, yo);
        FloatVector b = FloatVector.fromArray(Lanes.F, y, yo + s);
        FloatVector c = FloatVector.fromArray(Lanes.F, y, yo + 2 * s);
        FloatVector d = FloatVector.fromArray(Lanes.F, y, yo + 3 * s);
        FloatVector a2 = a.blend(b.rearrange(FLIP2), ODD2);
        FloatVector b2 = a.rearrange(FLIP2).blend(b, ODD2);
        FloatVector c2 = c.blend(d.rearrange(FLIP2), ODD2);
        FloatVector d2 = c.rearrange(FLIP2).blend(d, ODD2);
        a2.blend(c2.rearrange(FLIP3), ODD3).intoArray(y, yo);
        b2.blend(d2.rearrange(FLIP3), ODD3).intoArray(y, yo + s);
        a2.rearrange(FLIP3).blend(c2, ODD3).intoArray(y, yo + 2 * s);
        b2.rearrange(FLIP3).blend(d2, ODD3).intoArray(y, yo + 3 * s);
    }

    /// Digit 2 alone.
    private static void half(float[] y, int yo, int s) {
        FloatVector a = FloatVector.fromArray(Lanes.F, y, yo);
        FloatVector b = FloatVector.fromArray(Lanes.F, y, yo + s);
        a.blend(b.rearrange(FLIP2), ODD2).intoArray(y, yo);
        a.rearrange(FLIP2).blend(b, ODD2).intoArray(y, yo + s);
    }
}

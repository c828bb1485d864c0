package dev.spektron.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Errors of float functions in units in the last place: distances of neighbouring floats at the exact result.
public final class Ulps {
    private Ulps() {}

    /// A function over many numbers at once.
    @FunctionalInterface
    public interface Function {
        void apply(float[] x, float[] y);
    }

    /// About every `step`-th float from `low` to `high` by its bits, of both signs, with the ends and their neighbours. As many as
    /// a multiple of 16, the last one repeated.
    public static float[] floats(float low, float high, int step) {
        float[] out = new float[(int) (2L * 0x7f800000L / step) + 64];
        int n = 0;
        for (float x : new float[] {low, Math.nextUp(low), high, Math.nextDown(high), 0, -0f, Float.MIN_VALUE, -Float.MIN_VALUE,
            Float.MIN_NORMAL, -Float.MIN_NORMAL, 1, -1}) {
            if (x >= low && x <= high) {
                out[n++] = x;
            }
        }
        for (int sign = 0; sign < 2; sign++) {
            for (long bits = 0; bits < 0x7f800000L; bits += step) {
                float x = Float.intBitsToFloat((int) bits | sign << 31);
                if (x >= low && x <= high) {
                    out[n++] = x;
                }
            }
        }
        int whole = (n + 15) / 16 * 16;
        Arrays.fill(out, n, whole, out[n - 1]);
        return Arrays.copyOf(out, whole);
    }

    /// Asserts that no error is larger than `ulps`, nor, where that is not enough, than `absolute`.
    public static void check(String name, Function f, DoubleUnaryOperator exact, float[] x, double ulps, double absolute) {
        float[] y = new float[x.length];
        f.apply(x, y);
        double worst = 0;
        int at = -1;
        for (int i = 0; i < x.length; i++) {
            double e = exact.applyAsDouble(x[i]);
            double error = y[i] == (float) e ? 0 : Math.abs(y[i] - e);
            double bound = Math.max(ulps * Math.ulp((float) e), absolute);
            double ratio = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error == 0 ? 0 : error / bound;
            if (ratio > worst) {
                worst = ratio;
                at = i;
            }
        }
        int where = at;
        double most = worst;
        assertTrue(worst <= 1, () -> name + "(" + x[where] + "): expected " + exact.applyAsDouble(x[where]) + ", found " + y[where] + ", "
            + most + " times the bound");
    }
}

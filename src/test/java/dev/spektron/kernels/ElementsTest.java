package dev.spektron.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.testing.Erf;
import dev.spektron.testing.Ulps;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// Accuracy and limits of the scalar bodies.
class ElementsTest {
    private static final float MAX = Float.MAX_VALUE;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static float at(int f, float x) {
        return Elements.apply(f, x, 1, 0, 0, 0);
    }

    private static void check(String name, int f, DoubleUnaryOperator exact, float low, float high, double ulps, double absolute) {
        Ulps.check(name, (x, y) -> {
            for (int i = 0; i < x.length; i++) {
                y[i] = at(f, x[i]);
            }
        }, exact, Ulps.floats(low, high, 99991), ulps, absolute);
    }

    @Test
    void exponentialsAndLogarithmsAreAccurate() {
        check("exp", Elements.EXP, Math::exp, -87.3f, 88.72283f, 0.51, 0);
        check("expm1", Elements.EXPM1, Math::expm1, -MAX, 88.72283f, 2, Float.MIN_VALUE);
        check("log", Elements.LOG, Math::log, Float.MIN_VALUE, MAX, 0.51, 0);
        check("log1p", Elements.LOG1P, Math::log1p, Math.nextUp(-1f), MAX, 2.5, 0);
        assertEquals(-INFINITY, at(Elements.LOG1P, -1));
        assertEquals(Float.NaN, at(Elements.LOG1P, -2));
        assertEquals(INFINITY, at(Elements.LOG1P, INFINITY));
        assertEquals(INFINITY, at(Elements.EXPM1, INFINITY));
        assertEquals(-1, at(Elements.EXPM1, -INFINITY));
    }

    @Test
    void sigmoidsAreAccurate() {
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
        check("sigmoid", Elements.SIGMOID, sigmoid, -87, MAX, 2.5, 0);
        check("silu", Elements.SILU, x -> x * sigmoid.applyAsDouble(x), -87, MAX, 2.5, 0);
        check("softplus", Elements.SOFTPLUS, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -87, MAX, 2.5, 0);
        check("silu slope", Elements.SILU_GRAD, x -> {
            double s = sigmoid.applyAsDouble(x);
            return s * (1 + x * sigmoid.applyAsDouble(-x));
        }, -600, 600, 0, 1.3e-7);
    }

    @Test
    void errorFunctionIsAccurate() {
        DoubleUnaryOperator gelu = x -> x * Erf.phi(x);
        check("erf", Elements.ERF, Erf::erf, -MAX, MAX, 1.5, 0);
        check("gelu", Elements.GELU, gelu, 0, 1000, 2, 0);
        check("gelu", Elements.GELU, gelu, -1, 0, 3, 0);
        check("gelu", Elements.GELU, gelu, -30, 0, 0, 5e-8);
        DoubleUnaryOperator slope = x -> Erf.phi(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        check("gelu slope", Elements.GELU_GRAD, slope, -1000, 1000, 0, 1.3e-7);
    }

    @Test
    void limitsAreReached() {
        for (float far : new float[] {MAX, INFINITY}) {
            assertEquals(1, at(Elements.SIGMOID, far));
            assertEquals(0, at(Elements.SIGMOID, -far));
            assertEquals(far, at(Elements.SILU, far));
            assertEquals(0, at(Elements.SILU, -far));
            assertEquals(1, at(Elements.SILU_GRAD, far));
            assertEquals(0, at(Elements.SILU_GRAD, -far));
            assertEquals(far, at(Elements.SOFTPLUS, far));
            assertEquals(0, at(Elements.SOFTPLUS, -far));
            assertEquals(1, at(Elements.ERF, far));
            assertEquals(-1, at(Elements.ERF, -far));
            assertEquals(far, at(Elements.GELU, far));
            assertEquals(0, at(Elements.GELU, -far));
            assertEquals(1, at(Elements.GELU_GRAD, far));
            assertEquals(0, at(Elements.GELU_GRAD, -far));
        }
    }

    @Test
    void nanStaysNan() {
        for (int f = Elements.COPY; f <= Elements.AFFINE; f++) {
            if (f != Elements.STEP) {
                assertEquals(Float.NaN, at(f, Float.NaN), "function " + f);
            }
        }
        assertEquals(Float.NaN, at(Elements.GELU_GRAD, Float.NaN));
        assertEquals(Float.NaN, at(Elements.SILU_GRAD, Float.NaN));
        assertEquals(Float.NaN, Elements.apply(Elements.CLAMP, Float.NaN, 0, 0, -1, 1));
    }
}

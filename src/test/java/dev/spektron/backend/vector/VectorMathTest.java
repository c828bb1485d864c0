package dev.spektron.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.testing.Erf;
import dev.spektron.testing.Ulps;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/// The errors that the comments of [VectorMath] state, on some hundred thousand floats for each function.
class VectorMathTest {
    private static final float MAX = Float.MAX_VALUE;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static Ulps.Function over(UnaryOperator<FloatVector> f) {
        return (x, y) -> {
            for (int i = 0; i < x.length; i += Lanes.N) {
                f.apply(FloatVector.fromArray(Lanes.F, x, i)).intoArray(y, i);
            }
        };
    }

    private static void check(String name, UnaryOperator<FloatVector> f, DoubleUnaryOperator exact, float low, float high, double ulps) {
        Ulps.check(name, over(f), exact, Ulps.floats(low, high, 9973), ulps, 0);
    }

    /// The error function and its relatives have slow references.
    private static void few(String name, UnaryOperator<FloatVector> f, DoubleUnaryOperator exact, float low, float high, double ulps,
        double absolute) {
        Ulps.check(name, over(f), exact, Ulps.floats(low, high, 99991), ulps, absolute);
    }

    private static float at(UnaryOperator<FloatVector> f, float x) {
        float[] y = new float[Lanes.N];
        f.apply(FloatVector.broadcast(Lanes.F, x)).intoArray(y, 0);
        for (float v : y) {
            assertEquals(y[0], v);
        }
        return y[0];
    }

    @Test
    void expIsAccurate() {
        check("exp", VectorMath::exp, Math::exp, -87.33654f, 88.72283f, 0.92);
        assertEquals(0, at(VectorMath::exp, -87.4f));
        assertEquals(0, at(VectorMath::exp, -MAX));
        assertEquals(INFINITY, at(VectorMath::exp, 88.7229f));
        assertEquals(INFINITY, at(VectorMath::exp, MAX));
    }

    @Test
    void expm1IsAccurate() {
        check("expm1", VectorMath::expm1, Math::expm1, -MAX, 88.72283f, 1.6);
        assertEquals(INFINITY, at(VectorMath::expm1, MAX));
        assertEquals(-0f, at(VectorMath::expm1, -0f));
    }

    @Test
    void logarithmsAreAccurate() {
        check("log", VectorMath::log, Math::log, Float.MIN_VALUE, MAX, 1);
        check("log1p", VectorMath::log1p, Math::log1p, Math.nextUp(-1f), MAX, 1.5);
        assertEquals(-INFINITY, at(VectorMath::log, 0));
        assertEquals(-INFINITY, at(VectorMath::log, -0f));
        assertEquals(Float.NaN, at(VectorMath::log, -Float.MIN_VALUE));
        assertEquals(-INFINITY, at(VectorMath::log1p, -1));
        assertEquals(Float.NaN, at(VectorMath::log1p, Math.nextDown(-1f)));
        assertEquals(-0f, at(VectorMath::log1p, -0f));
    }

    @Test
    void trigonometricFunctionsAreAccurate() {
        float limit = VectorMath.TRIGONOMETRIC_LIMIT;
        check("sin", VectorMath::sin, Math::sin, -limit, limit, 1.6);
        check("cos", VectorMath::cos, Math::cos, -limit, limit, 1.6);
        assertEquals(-0f, at(VectorMath::sin, -0f));
        // Close to whole multiples of half a turn.
        for (int n = 1; n < 600_000; n += n < 1000 ? 1 : 997) {
            float x = (float) (n * Math.PI / 2);
            assertEquals((float) Math.sin(x), at(VectorMath::sin, x), 1.6f * Math.ulp((float) Math.sin(x)));
            assertEquals((float) Math.cos(x), at(VectorMath::cos, x), 1.6f * Math.ulp((float) Math.cos(x)));
        }
    }

    @Test
    void sigmoidsAreAccurate() {
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
        check("tanh", VectorMath::tanh, Math::tanh, -MAX, MAX, 1.5);
        check("sigmoid", VectorMath::sigmoid, sigmoid, -87, MAX, 2.5);
        check("silu", VectorMath::silu, x -> x * sigmoid.applyAsDouble(x), -87, MAX, 2.4);
        check("softplus", VectorMath::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), -87.3f, MAX, 2);
        Ulps.check("silu slope", over(VectorMath::siluSlope), x -> {
            double s = sigmoid.applyAsDouble(x);
            return s * (1 + x * sigmoid.applyAsDouble(-x));
        }, Ulps.floats(-600, 600, 9973), 0, 1e-7);
    }

    @Test
    void sigmoidsHaveTheirLimits() {
        for (float far : new float[] {MAX, INFINITY}) {
            assertEquals(1, at(VectorMath::tanh, far));
            assertEquals(-1, at(VectorMath::tanh, -far));
            assertEquals(1, at(VectorMath::sigmoid, far));
            assertEquals(0, at(VectorMath::sigmoid, -far));
            assertEquals(far, at(VectorMath::silu, far));
            assertEquals(0, at(VectorMath::silu, -far));
            assertEquals(1, at(VectorMath::siluSlope, far));
            assertEquals(0, at(VectorMath::siluSlope, -far) + 0f);
            assertEquals(far, at(VectorMath::softplus, far));
            assertEquals(0, at(VectorMath::softplus, -far));
        }
    }

    @Test
    void errorFunctionIsAccurate() {
        few("erf", VectorMath::erf, Erf::erf, -MAX, MAX, 1.9, 0);
        assertEquals(-0f, at(VectorMath::erf, -0f));
    }

    /// GELU exists only as a loop over arrays.
    private static FloatVector gelu(FloatVector x) {
        float[] y = new float[Lanes.N];
        x.intoArray(y, 0);
        SpanMath.gelu(y, 0, y, 0, Lanes.N);
        return FloatVector.fromArray(Lanes.F, y, 0);
    }

    @Test
    void geluIsAccurate() {
        DoubleUnaryOperator gelu = x -> x * Erf.phi(x);
        few("gelu", VectorMathTest::gelu, gelu, 0, 1000, 1.6, 0);
        few("gelu", VectorMathTest::gelu, gelu, -1, 0, 2.3, 0);
        few("gelu", VectorMathTest::gelu, gelu, -30, 0, 0, 4e-8);
        few("relative gelu", VectorMathTest::gelu, gelu, -12.9f, 0, 0.01 * (1 << 23), 0);
        assertEquals(INFINITY, at(VectorMathTest::gelu, INFINITY));
        assertEquals(0, at(VectorMathTest::gelu, -INFINITY), 3e-37f);
        assertEquals(-0f, at(VectorMathTest::gelu, -0f));
    }

    @Test
    void geluSlopeIsAccurate() {
        DoubleUnaryOperator slope = x -> Erf.phi(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        few("gelu slope", VectorMath::geluSlope, slope, -1000, 1000, 0, 1.3e-7);
        assertEquals(1, at(VectorMath::geluSlope, INFINITY));
        assertEquals(0, at(VectorMath::geluSlope, -INFINITY));
        assertEquals(0.5f, at(VectorMath::geluSlope, 0));
    }

    @Test
    void nanStaysNan() {
        for (int bits : new int[] {0x7fc00000, 0xffc00000, 0x7fc12345, 0xffc00001}) {
            float nan = Float.intBitsToFloat(bits);
            assertEquals(Float.NaN, at(VectorMath::exp, nan));
            assertEquals(Float.NaN, at(VectorMath::expm1, nan));
            assertEquals(Float.NaN, at(VectorMath::log, nan));
            assertEquals(Float.NaN, at(VectorMath::log1p, nan));
            assertEquals(Float.NaN, at(VectorMath::sin, nan));
            assertEquals(Float.NaN, at(VectorMath::cos, nan));
            assertEquals(Float.NaN, at(VectorMath::tanh, nan));
            assertEquals(Float.NaN, at(VectorMath::sigmoid, nan));
            assertEquals(Float.NaN, at(VectorMath::silu, nan));
            assertEquals(Float.NaN, at(VectorMath::siluSlope, nan));
            assertEquals(Float.NaN, at(VectorMath::softplus, nan));
            assertEquals(Float.NaN, at(VectorMath::erf, nan));
            assertEquals(Float.NaN, at(VectorMathTest::gelu, nan));
            assertEquals(Float.NaN, at(VectorMath::geluSlope, nan));
        }
    }
}

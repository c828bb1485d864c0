package dev.spektron.backend.vector;

import dev.spektron.backend.op.Linear.Activation;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The functions that follow a layer's sums: y = f(x) for n numbers, each with a loop of its own, which C2 compiles without a choice
/// inside.
final class Activations {
    /// Objects, as in [Span], and those of [SpanMath]: what is compiled well there is compiled once.
    private static final Loop[] LOOPS = Arrays.stream(Activation.values()).map(Activations::loop).toArray(Loop[]::new);

    private interface Loop {
        void run(float[] x, int xo, float[] y, int yo, int n);
    }

    private Activations() {}

    /// y may be x. What fills no vector goes through the pad, a vector of room: one place where f is compiled, and the same bits as
    /// elsewhere.
    static void run(Activation f, float[] x, int xo, float[] y, int yo, int n, float[] pad, int po) {
        Loop loop = LOOPS[f.ordinal()];
        int whole = Lanes.F.loopBound(n);
        loop.run(x, xo, y, yo, whole);
        if (whole < n) {
            System.arraycopy(x, xo + whole, pad, po, n - whole);
            loop.run(pad, po, pad, po, Lanes.N);
            System.arraycopy(pad, po, y, yo + whole, n - whole);
        }
    }

    private static Loop loop(Activation f) {
        return switch (f) {
            case NONE -> (x, xo, y, yo, n) -> System.arraycopy(x, xo, y, yo, n);
            case RELU -> Activations::relu;
            case GELU -> SpanMath::gelu;
            case SILU -> SpanMath::silu;
            case SOFTPLUS -> SpanMath::softplus;
            case TANH -> SpanMath::tanh;
            case SIGMOID -> SpanMath::sigmoid;
        };
    }

    /// max(x, 0) that leaves NaN as it is.
    private static void relu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector v = FloatVector.fromArray(Lanes.F, x, xo + i);
            v.blend(0f, v.compare(VectorOperators.LT, 0f)).intoArray(y, yo + i);
        }
    }
}

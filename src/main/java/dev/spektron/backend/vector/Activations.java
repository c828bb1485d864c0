package dev.spektron.backend.vector;

import dev.spektron.backend.op.Linear.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The functions that follow a layer's sums: y = f(x) for n numbers, each with a loop of its own, which C2 compiles without a choice inside.
final class Activations {
    private Activations() {}

    static void run(Activation f, float[] x, int xo, float[] y, int yo, int n) {
        switch (f) {
            case NONE -> System.arraycopy(x, xo, y, yo, n);
            case RELU -> relu(x, xo, y, yo, n);
            case GELU -> gelu(x, xo, y, yo, n);
            case SILU -> silu(x, xo, y, yo, n);
            case SOFTPLUS -> softplus(x, xo, y, yo, n);
            case TANH -> tanh(x, xo, y, yo, n);
            case SIGMOID -> sigmoid(x, xo, y, yo, n);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(Lanes.F, x, at);
    }

    private static VectorMask<Float> rest(int from, int n) {
        return Lanes.F.indexInRange(from, n);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> mask) {
        return FloatVector.fromArray(Lanes.F, x, at, mask);
    }

    /// max(x, 0) that leaves NaN as it is.
    private static FloatVector relu(FloatVector x) {
        return x.blend(0f, x.compare(VectorOperators.LT, 0f));
    }

    private static void relu(float[] x, int xo, float[] y, int yo, int n) {
        int whole = Lanes.F.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.N) {
            relu(load(x, xo + i)).intoArray(y, yo + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = rest(whole, n);
            relu(load(x, xo + whole, mask)).intoArray(y, yo + whole, mask);
        }
    }

    private static void gelu(float[] x, int xo, float[] y, int yo, int n) {
        int whole = Lanes.F.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.N) {
            VectorMath.gelu(load(x, xo + i)).intoArray(y, yo + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = rest(whole, n);
            VectorMath.gelu(load(x, xo + whole, mask)).intoArray(y, yo + whole, mask);
        }
    }

    private static void silu(float[] x, int xo, float[] y, int yo, int n) {
        int whole = Lanes.F.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.N) {
            VectorMath.silu(load(x, xo + i)).intoArray(y, yo + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = rest(whole, n);
            VectorMath.silu(load(x, xo + whole, mask)).intoArray(y, yo + whole, mask);
        }
    }

    private static void softplus(float[] x, int xo, float[] y, int yo, int n) {
        int whole = Lanes.F.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.N) {
            VectorMath.softplus(load(x, xo + i)).intoArray(y, yo + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = rest(whole, n);
            VectorMath.softplus(load(x, xo + whole, mask)).intoArray(y, yo + whole, mask);
        }
    }

    private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        int whole = Lanes.F.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.N) {
            VectorMath.tanh(load(x, xo + i)).intoArray(y, yo + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = rest(whole, n);
            VectorMath.tanh(load(x, xo + whole, mask)).intoArray(y, yo + whole, mask);
        }
    }

    private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        int whole = Lanes.F.loopBound(n);
        for (int i = 0; i < whole; i += Lanes.N) {
            VectorMath.sigmoid(load(x, xo + i)).intoArray(y, yo + i);
        }
        if (whole < n) {
            VectorMask<Float> mask = rest(whole, n);
            VectorMath.sigmoid(load(x, xo + whole, mask)).intoArray(y, yo + whole, mask);
        }
    }
}

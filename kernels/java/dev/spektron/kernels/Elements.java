package dev.spektron.kernels;

/// Functions of one element, chosen by a number.
public final class Elements {
    public static final int COPY = 0;
    public static final int NEG = 1;
    public static final int ABS = 2;
    public static final int SIGN = 3;
    public static final int STEP = 4;
    public static final int RELU = 5;
    public static final int SQUARE = 6;
    public static final int SQRT = 7;
    public static final int RSQRT = 8;
    public static final int RECIPROCAL = 9;
    public static final int EXP = 10;
    public static final int EXPM1 = 11;
    public static final int LOG = 12;
    public static final int LOG1P = 13;
    public static final int SIN = 14;
    public static final int COS = 15;
    public static final int TANH = 16;
    public static final int SIGMOID = 17;
    public static final int SOFTPLUS = 18;
    public static final int ERF = 19;
    public static final int GELU = 20;
    public static final int SILU = 21;
    public static final int AFFINE = 22;
    public static final int CLAMP = 23;
    public static final int ADD = 24;
    public static final int SUB = 25;
    public static final int MUL = 26;
    public static final int DIV = 27;
    public static final int MAX = 28;
    public static final int MIN = 29;
    public static final int GREATER = 30;
    public static final int EQUAL = 31;
    public static final int GELU_GRAD = 32;
    public static final int SILU_GRAD = 33;
    public static final int SELECT = 34;

    private static final float SQRT_HALF = 0.70710678f;
    private static final float INV_SQRT_2PI = 0.39894228f;

    private Elements() {}

    /// f of a, b, c with settings p, q.
    public static float apply(int f, float a, float b, float c, float p, float q) {
        switch (f) {
            case COPY:
                return a;
            case NEG:
                return -a;
            case ABS:
                return Math.abs(a);
            case SIGN:
                return a > 0 ? 1 : a < 0 ? -1 : a;
            case STEP:
                return a > 0 ? 1 : 0;
            case RELU:
                return Math.max(a, 0);
            case SQUARE:
                return a * a;
            case SQRT:
                return (float) Math.sqrt(a);
            case RSQRT:
                return 1 / (float) Math.sqrt(a);
            case RECIPROCAL:
                return 1 / a;
            case EXP:
                return (float) Math.exp(a);
            case EXPM1:
                return expm1(a);
            case LOG:
                return (float) Math.log(a);
            case LOG1P:
                return log1p(a);
            case SIN:
                return (float) Math.sin(a);
            case COS:
                return (float) Math.cos(a);
            case TANH:
                return (float) Math.tanh(a);
            case SIGMOID:
                return sigmoid(a);
            case SOFTPLUS:
                return softplus(a);
            case ERF:
                return erf(a);
            case GELU:
                return gelu(a);
            case SILU:
                return a * sigmoid(a);
            case AFFINE:
                return p * a + q;
            case CLAMP:
                return Math.min(Math.max(a, p), q);
            case ADD:
                return a + b;
            case SUB:
                return a - b;
            case MUL:
                return a * b;
            case DIV:
                return a / b;
            case MAX:
                return Math.max(a, b);
            case MIN:
                return Math.min(a, b);
            case GREATER:
                return a > b ? 1 : 0;
            case EQUAL:
                return a == b ? 1 : 0;
            case GELU_GRAD:
                return b * geluSlope(a);
            case SILU_GRAD:
                return b * siluSlope(a);
            default:
                return a != 0 ? b : c;
        }
    }

    /// exp(x) - 1 = tanh(x / 2) (exp(x) + 1): no cancellation near 0.
    public static float expm1(float x) {
        return x > 20 ? (float) Math.exp(x) : (float) Math.tanh(0.5f * x) * ((float) Math.exp(x) + 1);
    }

    /// log(1 + x) = x log(u) / (u - 1) with u = 1 + x rounded (Kahan).
    public static float log1p(float x) {
        float u = 1 + x;
        return u == 1 ? x : x == Float.POSITIVE_INFINITY ? x : (float) Math.log(u) * (x / (u - 1));
    }

    public static float sigmoid(float x) {
        return 1 / (1 + (float) Math.exp(-x));
    }

    public static float softplus(float x) {
        return Math.max(x, 0) + log1p((float) Math.exp(-Math.abs(x)));
    }

    public static float erf(float x) {
        float a = Math.abs(x);
        float t = 1 / (1 + 0.3275911f * a);
        float poly = ((((1.061405429f * t - 1.453152027f) * t) + 1.421413741f) * t - 0.284496736f) * t + 0.254829592f;
        float y = 1 - poly * t * (float) Math.exp(-a * a);
        return x < 0 ? -y : y;
    }

    public static float gelu(float x) {
        return 0.5f * x * (1 + erf(x * SQRT_HALF));
    }

    /// Phi(x) + x phi(x).
    public static float geluSlope(float x) {
        return 0.5f * (1 + erf(x * SQRT_HALF)) + x * INV_SQRT_2PI * (float) Math.exp(-0.5f * x * x);
    }

    /// s + x s (1 - s), s = sigmoid(x).
    public static float siluSlope(float x) {
        float s = sigmoid(x);
        return s * (1 + x * (1 - s));
    }
}

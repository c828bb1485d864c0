package dev.spektron.kernels;

/// Functions of one element: each by its name, and all of them chosen by a number. What each computes stands at `Elementary`.
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

    private static final float INV_SQRT_2PI = 0.39894228f;

    private Elements() {}

    /// f of a, b, c with settings p, q.
    public static float apply(int f, float a, float b, float c, float p, float q) {
        switch (f) {
            case COPY:
                return copy(a);
            case NEG:
                return neg(a);
            case ABS:
                return abs(a);
            case SIGN:
                return sign(a);
            case STEP:
                return step(a);
            case RELU:
                return relu(a);
            case SQUARE:
                return square(a);
            case SQRT:
                return sqrt(a);
            case RSQRT:
                return rsqrt(a);
            case RECIPROCAL:
                return reciprocal(a);
            case EXP:
                return exp(a);
            case EXPM1:
                return expm1(a);
            case LOG:
                return log(a);
            case LOG1P:
                return log1p(a);
            case SIN:
                return sin(a);
            case COS:
                return cos(a);
            case TANH:
                return tanh(a);
            case SIGMOID:
                return sigmoid(a);
            case SOFTPLUS:
                return softplus(a);
            case ERF:
                return erf(a);
            case GELU:
                return gelu(a);
            case SILU:
                return silu(a);
            case AFFINE:
                return affine(a, p, q);
            case CLAMP:
                return clamp(a, p, q);
            case ADD:
                return add(a, b);
            case SUB:
                return sub(a, b);
            case MUL:
                return mul(a, b);
            case DIV:
                return div(a, b);
            case MAX:
                return max(a, b);
            case MIN:
                return min(a, b);
            case GREATER:
                return greater(a, b);
            case EQUAL:
                return equal(a, b);
            case GELU_GRAD:
                return geluGrad(a, b);
            case SILU_GRAD:
                return siluGrad(a, b);
            default:
                return select(a, b, c);
        }
    }

    public static float copy(float a) {
        return a;
    }

    public static float neg(float a) {
        return -a;
    }

    public static float abs(float a) {
        return Math.abs(a);
    }

    public static float sign(float a) {
        return a > 0 ? 1 : a < 0 ? -1 : a;
    }

    public static float step(float a) {
        return a > 0 ? 1 : 0;
    }

    public static float relu(float a) {
        return Math.max(a, 0);
    }

    public static float square(float a) {
        return a * a;
    }

    public static float sqrt(float a) {
        return (float) Math.sqrt(a);
    }

    public static float rsqrt(float a) {
        return 1 / (float) Math.sqrt(a);
    }

    public static float reciprocal(float a) {
        return 1 / a;
    }

    public static float exp(float a) {
        return (float) Math.exp(a);
    }

    public static float log(float a) {
        return (float) Math.log(a);
    }

    public static float sin(float a) {
        return (float) Math.sin(a);
    }

    public static float cos(float a) {
        return (float) Math.cos(a);
    }

    public static float tanh(float a) {
        return (float) Math.tanh(a);
    }

    public static float affine(float a, float p, float q) {
        return p * a + q;
    }

    public static float clamp(float a, float p, float q) {
        return Math.min(Math.max(a, p), q);
    }

    public static float add(float a, float b) {
        return a + b;
    }

    public static float sub(float a, float b) {
        return a - b;
    }

    public static float mul(float a, float b) {
        return a * b;
    }

    public static float div(float a, float b) {
        return a / b;
    }

    public static float max(float a, float b) {
        return Math.max(a, b);
    }

    public static float min(float a, float b) {
        return Math.min(a, b);
    }

    public static float greater(float a, float b) {
        return a > b ? 1 : 0;
    }

    public static float equal(float a, float b) {
        return a == b ? 1 : 0;
    }

    public static float geluGrad(float a, float b) {
        return b * geluSlope(a);
    }

    public static float siluGrad(float a, float b) {
        return b * siluSlope(a);
    }

    public static float select(float a, float b, float c) {
        return a != 0 ? b : c;
    }

    /// NaN, whatever number is given. Compilers for GPUs have no such constant; the number must be one that they do not know.
    public static float nan(float x) {
        return (x - x) / (x - x);
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

    /// x sigmoid(x); 0 where sigmoid(x) is 0, also for minus infinity.
    public static float silu(float x) {
        float s = sigmoid(x);
        return s == 0 ? 0 : x * s;
    }

    public static float softplus(float x) {
        return Math.max(x, 0) + log1p((float) Math.exp(-Math.abs(x)));
    }

    /// The error function: x + x p(x^2) up to 1, beyond it 1 - exp(-|x| p(|x|)).
    public static float erf(float x) {
        float a = Math.abs(x);
        if (a < 1) {
            return x + x * smallErf(x * x);
        }
        float y = a > 4.1f ? 1 : 1 - (float) Math.exp(-(a + a * logErfc(a)));
        return x < 0 ? -y : y;
    }

    /// erf(x) / x - 1 for x^2 = s up to 1.
    private static float smallErf(float s) {
        float p = 7.92037463e-05f * s - 0.000803076196f;
        p = p * s + 0.00519073382f;
        p = p * s - 0.026855126f;
        p = p * s + 0.112836182f;
        p = p * s - 0.376126289f;
        return p * s + 0.128379166f;
    }

    /// -log(erfc(a)) / a - 1 for a from 0 to 4.1.
    private static float logErfc(float a) {
        float p = -9.38719677e-06f * a + 0.000118855569f;
        p = p * a - 0.000637347868f;
        p = p * a + 0.00167565758f;
        p = p * a - 0.000169494189f;
        p = p * a - 0.0191478245f;
        p = p * a + 0.102776304f;
        p = p * a + 0.636619568f;
        return p * a + 0.128379166f;
    }

    /// The normal distribution function at -a, for a from 0 to 12.9, with small relative error.
    private static float normalTail(float a) {
        float p = 3.55841086e-11f * a - 2.27379404e-09f;
        p = p * a + 6.25536316e-08f;
        p = p * a - 9.72593284e-07f;
        p = p * a + 9.39983511e-06f;
        p = p * a - 5.74888618e-05f;
        p = p * a + 0.000197794827f;
        p = p * a + 6.76282707e-06f;
        p = p * a - 0.00483555114f;
        p = p * a + 0.0363686197f;
        p = p * a + 0.318300366f;
        return 0.5f * (float) Math.exp(-a * (p * a + 0.797885478f));
    }

    /// x Phi(x) = max(x, 0) - |x| Phi(-|x|), Phi the normal distribution function; 0 below -12.9.
    public static float gelu(float x) {
        float a = Math.abs(x);
        return Math.max(x, 0) - (a > 12.9f ? 0 : a * normalTail(a));
    }

    /// Phi(x) + x phi(x), phi the normal density; 1 minus that of -x where x is positive.
    public static float geluSlope(float x) {
        float a = Math.abs(x);
        float y = a > 12.9f ? 0 : normalTail(a) - a * INV_SQRT_2PI * (float) Math.exp(-0.5f * a * a);
        return x < 0 ? y : 1 - y;
    }

    /// s + x s (1 - s), s = sigmoid(x): t (1 - |x| (1 - t)) with t = sigmoid(-|x|), taken from 1 where x is positive.
    public static float siluSlope(float x) {
        float a = Math.abs(x);
        float u = (float) Math.exp(-a);
        float t = u / (1 + u);
        float y = a > 87 ? 0 : t * (1 - a * (1 - t));
        return x < 0 ? y : 1 - y;
    }
}

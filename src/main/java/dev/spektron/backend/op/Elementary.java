package dev.spektron.backend.op;

import dev.spektron.kernels.Elements;

/// Functions of one element. `code` is what kernels switch over; `a`, `b`, `c` are operands, `p` and `q` settings.
public enum Elementary {
    /// `a`; with a broadcast operand it spreads it.
    COPY(Elements.COPY, 1, 0),
    NEG(Elements.NEG, 1, 1),
    ABS(Elements.ABS, 1, 1),
    /// -1, 0 or 1.
    SIGN(Elements.SIGN, 1, 1),
    /// 1 where a > 0, else 0.
    STEP(Elements.STEP, 1, 1),
    RELU(Elements.RELU, 1, 1),
    SQUARE(Elements.SQUARE, 1, 1),
    SQRT(Elements.SQRT, 1, 1),
    RSQRT(Elements.RSQRT, 1, 2),
    RECIPROCAL(Elements.RECIPROCAL, 1, 1),
    EXP(Elements.EXP, 1, 10),
    EXPM1(Elements.EXPM1, 1, 10),
    LOG(Elements.LOG, 1, 10),
    LOG1P(Elements.LOG1P, 1, 10),
    SIN(Elements.SIN, 1, 10),
    COS(Elements.COS, 1, 10),
    TANH(Elements.TANH, 1, 10),
    /// 1 / (1 + exp(-a)).
    SIGMOID(Elements.SIGMOID, 1, 10),
    /// log(1 + exp(a)), without overflow.
    SOFTPLUS(Elements.SOFTPLUS, 1, 20),
    ERF(Elements.ERF, 1, 10),
    /// a * Phi(a), Phi the normal distribution function (the exact form, with erf).
    GELU(Elements.GELU, 1, 12),
    /// a * sigmoid(a).
    SILU(Elements.SILU, 1, 11),
    /// p * a + q.
    AFFINE(Elements.AFFINE, 1, 2),
    /// a held between p and q; the gradient is 1 inside and at the bounds, 0 outside.
    CLAMP(Elements.CLAMP, 1, 2),
    ADD(Elements.ADD, 2, 1),
    SUB(Elements.SUB, 2, 1),
    MUL(Elements.MUL, 2, 1),
    DIV(Elements.DIV, 2, 1),
    MAX(Elements.MAX, 2, 1),
    MIN(Elements.MIN, 2, 1),
    /// 1 where a > b, else 0.
    GREATER(Elements.GREATER, 2, 1),
    /// 1 where a = b, else 0.
    EQUAL(Elements.EQUAL, 2, 1),
    /// b * GELU'(a).
    GELU_GRAD(Elements.GELU_GRAD, 2, 25),
    /// b * SiLU'(a).
    SILU_GRAD(Elements.SILU_GRAD, 2, 14),
    /// a != 0 ? b : c; the operand that is not taken may be NaN.
    SELECT(Elements.SELECT, 3, 1);

    private final int code;
    private final int arity;
    private final int flops;

    Elementary(int code, int arity, int flops) {
        this.code = code;
        this.arity = arity;
        this.flops = flops;
    }

    public int code() {
        return code;
    }

    public int arity() {
        return arity;
    }

    public int flops() {
        return flops;
    }
}

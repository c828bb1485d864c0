package dev.spektron.backend.vector;

import dev.spektron.kernels.Elements;

/// One instruction of a chain over a stretch of elements, chosen by a number: the function's code in [Elements], plus
/// [#FIRST_IS_ONE] or [#SECOND_IS_ONE] where that operand is a single number, or one of the codes below for two instructions at once, which
/// save a walk over the block.
final class Span {
    static final int FIRST_IS_ONE = 64;
    static final int SECOND_IS_ONE = 128;
    static final int SILU_MUL = 40;
    static final int SIGMOID_MUL = 41;
    /// From here on with three operands.
    static final int MUL_GELU_GRAD = 42;
    static final int MUL_SILU_GRAD = 43;
    static final int ADD_ADD = 44;
    static final int ADD_MUL = 45;
    static final int SUB_MUL = 46;
    static final int MUL_ADD = 47;
    static final int MUL_MUL = 48;
    /// Room for what is left over behind the last whole vector: three operands and a result.
    static final int PAD = 64;

    private Span() {}

    /// y = f(a, b, c) with settings p, q, for n elements. The result may stand in the place of an operand.
    ///
    /// @param pad [#PAD] numbers of room from `po` on
    static void run(int f, float[] a, int ao, float[] b, int bo, float[] c, int co, float p, float q, float[] y, int yo, int n, float[] pad,
        int po) {
        int whole = n & -Lanes.N;
        if (whole > 0) {
            vectors(f, a, ao, b, bo, c, co, p, q, y, yo, whole);
        }
        if (whole < n) {
            rest(f, a, ao, b, bo, c, co, p, q, y, yo, whole, n - whole, pad, po);
        }
    }

    /// The last `n` elements, fewer than a vector, by way of the pad.
    private static void rest(int f, float[] a, int ao, float[] b, int bo, float[] c, int co, float p, float q, float[] y, int yo, int from,
        int n, float[] pad, int po) {
        boolean oneA = (f & FIRST_IS_ONE) != 0;
        boolean oneB = (f & SECOND_IS_ONE) != 0;
        int step = PAD / 4;
        if (!oneA) {
            System.arraycopy(a, ao + from, pad, po, n);
        }
        if (!oneB && needsSecond(f)) {
            System.arraycopy(b, bo + from, pad, po + step, n);
        }
        if (f == Elements.SELECT || (f & FIRST_IS_ONE - 1) >= MUL_GELU_GRAD) {
            System.arraycopy(c, co + from, pad, po + 2 * step, n);
        }
        vectors(f, oneA ? a : pad, oneA ? ao : po, oneB ? b : pad, oneB ? bo : po + step, pad, po + 2 * step, p, q, pad, po + 3 * step,
            Lanes.N);
        System.arraycopy(pad, po + 3 * step, y, yo + from, n);
    }

    private static boolean needsSecond(int f) {
        return (f & FIRST_IS_ONE - 1) >= Elements.ADD;
    }

    private static void vectors(int f, float[] a, int ao, float[] b, int bo, float[] c, int co, float p, float q, float[] y, int yo,
        int n) {
        switch (f) {
            case Elements.COPY -> SpanArithmetic.copy(a, ao, y, yo, n);
            case Elements.NEG -> SpanArithmetic.neg(a, ao, y, yo, n);
            case Elements.ABS -> SpanArithmetic.abs(a, ao, y, yo, n);
            case Elements.SIGN -> SpanArithmetic.sign(a, ao, y, yo, n);
            case Elements.STEP -> SpanArithmetic.step(a, ao, y, yo, n);
            case Elements.RELU -> SpanArithmetic.relu(a, ao, y, yo, n);
            case Elements.SQUARE -> SpanArithmetic.square(a, ao, y, yo, n);
            case Elements.SQRT -> SpanArithmetic.sqrt(a, ao, y, yo, n);
            case Elements.RSQRT -> SpanArithmetic.rsqrt(a, ao, y, yo, n);
            case Elements.RECIPROCAL -> SpanArithmetic.reciprocal(a, ao, y, yo, n);
            case Elements.EXP -> SpanMath.exp(a, ao, y, yo, n);
            case Elements.EXPM1 -> SpanMath.expm1(a, ao, y, yo, n);
            case Elements.LOG -> SpanMath.log(a, ao, y, yo, n);
            case Elements.LOG1P -> SpanMath.log1p(a, ao, y, yo, n);
            case Elements.SIN -> SpanMath.sin(a, ao, y, yo, n);
            case Elements.COS -> SpanMath.cos(a, ao, y, yo, n);
            case Elements.TANH -> SpanMath.tanh(a, ao, y, yo, n);
            case Elements.SIGMOID -> SpanMath.sigmoid(a, ao, y, yo, n);
            case Elements.SOFTPLUS -> SpanMath.softplus(a, ao, y, yo, n);
            case Elements.ERF -> SpanMath.erf(a, ao, y, yo, n);
            case Elements.GELU -> SpanMath.gelu(a, ao, y, yo, n);
            case Elements.SILU -> SpanMath.silu(a, ao, y, yo, n);
            case Elements.AFFINE -> SpanArithmetic.affine(a, ao, y, yo, n, p, q);
            case Elements.CLAMP -> SpanArithmetic.clamp(a, ao, y, yo, n, p, q);
            case Elements.ADD -> SpanArithmetic.add(a, ao, b, bo, y, yo, n);
            case Elements.SUB -> SpanArithmetic.sub(a, ao, b, bo, y, yo, n);
            case Elements.MUL -> SpanArithmetic.mul(a, ao, b, bo, y, yo, n);
            case Elements.DIV -> SpanArithmetic.div(a, ao, b, bo, y, yo, n);
            case Elements.MAX -> SpanArithmetic.max(a, ao, b, bo, y, yo, n);
            case Elements.MIN -> SpanArithmetic.min(a, ao, b, bo, y, yo, n);
            case Elements.GREATER -> SpanArithmetic.greater(a, ao, b, bo, y, yo, n);
            case Elements.EQUAL -> SpanArithmetic.equal(a, ao, b, bo, y, yo, n);
            case Elements.GELU_GRAD -> SpanMath.geluGrad(a, ao, b, bo, y, yo, n);
            case Elements.SILU_GRAD -> SpanMath.siluGrad(a, ao, b, bo, y, yo, n);
            case Elements.SELECT -> SpanArithmetic.select(a, ao, b, bo, c, co, y, yo, n);
            case Elements.ADD + SECOND_IS_ONE -> SpanArithmetic.add(a, ao, b[bo], y, yo, n);
            case Elements.SUB + SECOND_IS_ONE -> SpanArithmetic.sub(a, ao, b[bo], y, yo, n);
            case Elements.MUL + SECOND_IS_ONE -> SpanArithmetic.mul(a, ao, b[bo], y, yo, n);
            case Elements.DIV + SECOND_IS_ONE -> SpanArithmetic.div(a, ao, b[bo], y, yo, n);
            case Elements.SUB + FIRST_IS_ONE -> SpanArithmetic.sub(a[ao], b, bo, y, yo, n);
            case Elements.DIV + FIRST_IS_ONE -> SpanArithmetic.div(a[ao], b, bo, y, yo, n);
            case Elements.COPY + FIRST_IS_ONE -> SpanArithmetic.fill(a[ao], y, yo, n);
            case SILU_MUL -> SpanMath.siluMul(a, ao, b, bo, y, yo, n);
            case SIGMOID_MUL -> SpanMath.sigmoidMul(a, ao, b, bo, y, yo, n);
            case MUL_GELU_GRAD -> SpanMath.mulGeluGrad(a, ao, b, bo, c, co, y, yo, n);
            case MUL_SILU_GRAD -> SpanMath.mulSiluGrad(a, ao, b, bo, c, co, y, yo, n);
            case ADD_ADD -> SpanArithmetic.addAdd(a, ao, b, bo, c, co, y, yo, n);
            case ADD_MUL -> SpanArithmetic.addMul(a, ao, b, bo, c, co, y, yo, n);
            case SUB_MUL -> SpanArithmetic.subMul(a, ao, b, bo, c, co, y, yo, n);
            case MUL_ADD -> SpanArithmetic.mulAdd(a, ao, b, bo, c, co, y, yo, n);
            case MUL_MUL -> SpanArithmetic.mulMul(a, ao, b, bo, c, co, y, yo, n);
            default -> throw new IllegalArgumentException("function: expected a code of Elements, found " + f);
        }
    }
}

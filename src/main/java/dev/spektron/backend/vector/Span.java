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

    /// The function of each code, over whole vectors. Objects and not cases of a switch: C2 would inline them all into one method, give up
    /// on the way, and every vector there would then be an object on the heap.
    private static final Loop[] LOOPS = loops();

    private interface Loop {
        void run(float[] a, int ao, float[] b, int bo, float[] c, int co, float p, float q, float[] y, int yo, int n);
    }

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
        LOOPS[f].run(a, ao, b, bo, c, co, p, q, y, yo, n);
    }

    private static Loop[] loops() {
        Loop[] l = new Loop[2 * SECOND_IS_ONE];
        l[Elements.COPY] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.copy(a, ao, y, yo, n);
        l[Elements.NEG] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.neg(a, ao, y, yo, n);
        l[Elements.ABS] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.abs(a, ao, y, yo, n);
        l[Elements.SIGN] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.sign(a, ao, y, yo, n);
        l[Elements.STEP] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.step(a, ao, y, yo, n);
        l[Elements.RELU] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.relu(a, ao, y, yo, n);
        l[Elements.SQUARE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.square(a, ao, y, yo, n);
        l[Elements.SQRT] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.sqrt(a, ao, y, yo, n);
        l[Elements.RSQRT] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.rsqrt(a, ao, y, yo, n);
        l[Elements.RECIPROCAL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.reciprocal(a, ao, y, yo, n);
        l[Elements.EXP] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.exp(a, ao, y, yo, n);
        l[Elements.EXPM1] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.expm1(a, ao, y, yo, n);
        l[Elements.LOG] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.log(a, ao, y, yo, n);
        l[Elements.LOG1P] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.log1p(a, ao, y, yo, n);
        l[Elements.SIN] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.sin(a, ao, y, yo, n);
        l[Elements.COS] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.cos(a, ao, y, yo, n);
        l[Elements.TANH] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.tanh(a, ao, y, yo, n);
        l[Elements.SIGMOID] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.sigmoid(a, ao, y, yo, n);
        l[Elements.SOFTPLUS] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.softplus(a, ao, y, yo, n);
        l[Elements.ERF] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.erf(a, ao, y, yo, n);
        l[Elements.GELU] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.gelu(a, ao, y, yo, n);
        l[Elements.SILU] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.silu(a, ao, y, yo, n);
        l[Elements.AFFINE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.affine(a, ao, y, yo, n, p, q);
        l[Elements.CLAMP] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.clamp(a, ao, y, yo, n, p, q);
        l[Elements.ADD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.add(a, ao, b, bo, y, yo, n);
        l[Elements.SUB] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.sub(a, ao, b, bo, y, yo, n);
        l[Elements.MUL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.mul(a, ao, b, bo, y, yo, n);
        l[Elements.DIV] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.div(a, ao, b, bo, y, yo, n);
        l[Elements.MAX] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.max(a, ao, b, bo, y, yo, n);
        l[Elements.MIN] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.min(a, ao, b, bo, y, yo, n);
        l[Elements.GREATER] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.greater(a, ao, b, bo, y, yo, n);
        l[Elements.EQUAL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.equal(a, ao, b, bo, y, yo, n);
        l[Elements.GELU_GRAD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.geluGrad(a, ao, b, bo, y, yo, n);
        l[Elements.SILU_GRAD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.siluGrad(a, ao, b, bo, y, yo, n);
        l[Elements.SELECT] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.select(a, ao, b, bo, c, co, y, yo, n);
        l[Elements.ADD + SECOND_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.add(a, ao, b[bo], y, yo, n);
        l[Elements.SUB + SECOND_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.sub(a, ao, b[bo], y, yo, n);
        l[Elements.MUL + SECOND_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.mul(a, ao, b[bo], y, yo, n);
        l[Elements.DIV + SECOND_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.div(a, ao, b[bo], y, yo, n);
        l[Elements.SUB + FIRST_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.sub(a[ao], b, bo, y, yo, n);
        l[Elements.DIV + FIRST_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.div(a[ao], b, bo, y, yo, n);
        l[Elements.COPY + FIRST_IS_ONE] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.fill(a[ao], y, yo, n);
        l[SILU_MUL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.siluMul(a, ao, b, bo, y, yo, n);
        l[SIGMOID_MUL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.sigmoidMul(a, ao, b, bo, y, yo, n);
        l[MUL_GELU_GRAD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.mulGeluGrad(a, ao, b, bo, c, co, y, yo, n);
        l[MUL_SILU_GRAD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanMath.mulSiluGrad(a, ao, b, bo, c, co, y, yo, n);
        l[ADD_ADD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.addAdd(a, ao, b, bo, c, co, y, yo, n);
        l[ADD_MUL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.addMul(a, ao, b, bo, c, co, y, yo, n);
        l[SUB_MUL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.subMul(a, ao, b, bo, c, co, y, yo, n);
        l[MUL_ADD] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.mulAdd(a, ao, b, bo, c, co, y, yo, n);
        l[MUL_MUL] = (a, ao, b, bo, c, co, p, q, y, yo, n) -> SpanArithmetic.mulMul(a, ao, b, bo, c, co, y, yo, n);
        return l;
    }
}

package dev.spektron.backend.vector;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Philox 4x32-10 with one block in each 64-bit lane, and what is drawn with it. A lane holds a 32-bit word in its lower half; whatever
/// stands in the upper half is cut off before it matters, so that a product of two words is one multiplication.
final class PhiloxKernels {
    private static final VectorSpecies<Long> L = Lanes.F.withLanes(long.class);
    /// Blocks of one vector.
    private static final int BLOCKS = L.length();
    /// Numbers of one vector of blocks: two vectors.
    static final int NUMBERS = 4 * BLOCKS;

    private static final long WORD = 0xFFFFFFFFL;
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final long W0 = 0x9E3779B9L;
    private static final long W1 = 0xBB67AE85L;
    /// Blocks of the lanes: even lanes hold those of the first half, odd lanes those of the second, so that the words of a block reach
    /// their places by an exchange of neighbours.
    private static final LongVector LANE = LongVector.fromArray(L, blocks(), 0);
    /// Exchanges neighbours, and neighbouring pairs. Of floats: for two longs (128 bits) there is no such instruction.
    private static final VectorShuffle<Float> FLIP1 = VectorShuffle.fromOp(Lanes.F, i -> i ^ 1);
    private static final VectorShuffle<Float> FLIP2 = VectorShuffle.fromOp(Lanes.F, i -> i ^ 2);
    /// The second of each pair of lanes, the second pair of each four.
    private static final VectorMask<Float> ODD1 = odd(1);
    private static final VectorMask<Float> ODD2 = odd(2);

    /// 1.0f; with 23 bits behind it a number from 1 to less than 2.
    private static final int ONE = 0x3F800000;
    /// 1 - 2^-24: takes such a number into the middle of its interval below 1, exactly.
    private static final float SHIFT = 0.99999994f;
    private static final float HALF_PI = 1.57079633f;
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    private static final float ROUND = 12582912f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private PhiloxKernels() {}

    private static long[] blocks() {
        return IntStream.range(0, BLOCKS).mapToLong(i -> i / 2 + i % 2 * (BLOCKS / 2)).toArray();
    }

    private static VectorMask<Float> odd(int bit) {
        boolean[] set = new boolean[Lanes.N];
        for (int i = 0; i < set.length; i++) {
            set[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(Lanes.F, set, 0);
    }

    /// The words of the blocks `first` to `last` - 1, a multiple of `BLOCKS` of them, in their order, as the bits of y.
    static void words(int first, int last, int step, int purpose, int k0, int k1, float[] y, int yo) {
        LongVector m0 = LongVector.broadcast(L, M0);
        LongVector m1 = LongVector.broadcast(L, M1);
        for (int block = first; block < last; block += BLOCKS) {
            LongVector a = LANE.add(block);
            LongVector b = LongVector.zero(L);
            LongVector c = LongVector.broadcast(L, step);
            LongVector d = LongVector.broadcast(L, purpose);
            LongVector p = LongVector.broadcast(L, k0 & WORD);
            LongVector q = LongVector.broadcast(L, k1 & WORD);
            for (int round = 0; round < 10; round++) {
                LongVector x = a.and(WORD).mul(m0);
                LongVector z = c.and(WORD).mul(m1);
                a = z.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.XOR, p);
                b = z;
                c = x.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, d).lanewise(VectorOperators.XOR, q);
                d = x;
                p = p.add(W0);
                q = q.add(W1);
            }
            LongVector ab = a.and(WORD).or(b.lanewise(VectorOperators.LSHL, 32));
            LongVector cd = c.and(WORD).or(d.lanewise(VectorOperators.LSHL, 32));
            int at = yo + 4 * (block - first);
            FloatVector x = ab.reinterpretAsFloats();
            FloatVector z = cd.reinterpretAsFloats();
            x.blend(z.rearrange(FLIP2), ODD2).intoArray(y, at);
            x.rearrange(FLIP2).blend(z, ODD2).intoArray(y, at + Lanes.N);
        }
    }

    private static FloatVector load(float[] y, int at) {
        return FloatVector.fromArray(Lanes.F, y, at);
    }

    /// `Philox.unit` of words.
    private static FloatVector unit(FloatVector words) {
        IntVector bits = words.reinterpretAsInts().lanewise(VectorOperators.LSHR, 9).or(ONE);
        return bits.reinterpretAsFloats().sub(SHIFT);
    }

    /// Words to uniform numbers, `n` of them, a multiple of the length of a vector.
    static void uniform(float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            unit(load(y, yo + i)).intoArray(y, yo + i);
        }
    }

    /// Words to normal numbers, `n` of them, a multiple of the length of two vectors. In two passes, each one long loop: the compiler gives
    /// up on a method with as many vector operations as both together, and short methods it would join again.
    static void normal(float[] y, int yo, int n) {
        radii(y, yo, n);
        turn(y, yo, n);
    }

    /// Words u, v, u, v, ... to a vector of sqrt(-2 log u) and a vector of v. The logarithm is the polynomial of Cephes, `logf`.
    private static void radii(float[] y, int yo, int n) {
        for (int i = 0; i < n; i += 2 * Lanes.N) {
            FloatVector one = load(y, yo + i);
            FloatVector other = load(y, yo + i + Lanes.N);
            // All u and all v, those of both vectors by turns; the same exchange takes the results back to their places.
            IntVector bits = unit(one.blend(other.rearrange(FLIP1), ODD1)).reinterpretAsInts();
            unit(one.rearrange(FLIP1).blend(other, ODD1)).intoArray(y, yo + i + Lanes.N);
            // Mantissa from sqrt(1/2) to sqrt(2), exponent to match.
            IntVector exponent = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
            FloatVector x = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
            FloatVector e = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
            FloatVector square = x.mul(x);
            FloatVector p = FloatVector.broadcast(Lanes.F, 7.0376836292e-2f);
            p = p.fma(x, FloatVector.broadcast(Lanes.F, -1.1514610310e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, 1.1676998740e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, -1.2420140846e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, 1.4249322787e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, -1.6668057665e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, 2.0000714765e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, -2.4999993993e-1f));
            p = p.fma(x, FloatVector.broadcast(Lanes.F, 3.3333331174e-1f));
            p = p.mul(x).mul(square);
            p = e.fma(FloatVector.broadcast(Lanes.F, LN2_LOW), p);
            p = square.fma(FloatVector.broadcast(Lanes.F, -0.5f), p);
            FloatVector log = e.fma(FloatVector.broadcast(Lanes.F, LN2_HIGH), x.add(p));
            log.mul(-2f).sqrt().intoArray(y, yo + i);
        }
    }

    /// Vectors r and v to r cos(2 pi v), r sin(2 pi v), interleaved. Sine and cosine are the polynomials of Cephes, `sinf` and `cosf`, for
    /// what is left of v beside the nearest quarter of a turn, which is exact.
    private static void turn(float[] y, int yo, int n) {
        for (int i = 0; i < n; i += 2 * Lanes.N) {
            FloatVector radius = load(y, yo + i);
            FloatVector turn = load(y, yo + i + Lanes.N).mul(4f);
            FloatVector shifted = turn.add(ROUND);
            FloatVector x = turn.sub(shifted.sub(ROUND)).mul(HALF_PI);
            IntVector quarter = shifted.reinterpretAsInts();
            FloatVector square = x.mul(x);
            FloatVector sin = FloatVector.broadcast(Lanes.F, -1.9515295891e-4f);
            sin = sin.fma(square, FloatVector.broadcast(Lanes.F, 8.3321608736e-3f));
            sin = sin.fma(square, FloatVector.broadcast(Lanes.F, -1.6666654611e-1f));
            sin = sin.mul(square).fma(x, x);
            FloatVector cos = FloatVector.broadcast(Lanes.F, 2.443315711809948e-5f);
            cos = cos.fma(square, FloatVector.broadcast(Lanes.F, -1.388731625493765e-3f));
            cos = cos.fma(square, FloatVector.broadcast(Lanes.F, 4.166664568298827e-2f));
            cos = cos.mul(square).fma(square, square.mul(-0.5f)).add(1f);
            VectorMask<Float> odd = quarter.and(1).compare(VectorOperators.NE, 0).cast(Lanes.F);
            // Signs: the cosine is negative in the second and third quarter, the sine in the third and fourth.
            IntVector cosSign = quarter.add(1).and(2).lanewise(VectorOperators.LSHL, 30);
            IntVector sinSign = quarter.and(2).lanewise(VectorOperators.LSHL, 30);
            FloatVector a = cos.blend(sin, odd).mul(radius).reinterpretAsInts().lanewise(VectorOperators.XOR, cosSign)
                .reinterpretAsFloats();
            FloatVector b = sin.blend(cos, odd).mul(radius).reinterpretAsInts().lanewise(VectorOperators.XOR, sinSign)
                .reinterpretAsFloats();
            a.blend(b.rearrange(FLIP1), ODD1).intoArray(y, yo + i);
            a.rearrange(FLIP1).blend(b, ODD1).intoArray(y, yo + i + Lanes.N);
        }
    }

    /// Words, in y, to dropout: y[i] = `scale` x[i] where the upper 23 bits of word i are at least `least`, else 0; `n` a multiple of the
    /// length of a vector.
    static void dropout(int least, float scale, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            IntVector bits = load(y, yo + i).reinterpretAsInts().lanewise(VectorOperators.LSHR, 9);
            VectorMask<Float> kept = bits.compare(VectorOperators.GE, least).cast(Lanes.F);
            FloatVector.zero(Lanes.F).blend(load(x, xo + i).mul(scale), kept).intoArray(y, yo + i);
        }
    }
}

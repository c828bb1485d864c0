package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The factors of dropout, 0 or 1 / (1 - rate), for stretches of weights: rounds of Philox as in `dev.spektron.kernels.Philox`, one block
/// of four words in each lane of 64 bits.
///
/// @param rate 0 for none
/// @param step the step, null for none
record AttentionDropout(Heads heads, float rate, Ref step) {
    private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED.withShape(Lanes.F.vectorShape());
    private static final int BLOCKS = L.length();
    private static final VectorShuffle<Long> FRONT = VectorShuffle.makeZip(L, 0);
    private static final VectorShuffle<Long> BACK = VectorShuffle.makeZip(L, 1);
    private static final LongVector INDEX = LongVector.zero(L).addIndex(1);
    private static final long LOW = 0xFFFFFFFFL;
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;

    boolean isOn() {
        return rate > 0;
    }

    /// Room for the factors of a row of scores, with what a last vector reads beyond it.
    int room(int keys) {
        return isOn() ? Products.up(keys + 3, 4 * BLOCKS) + Lanes.N : 0;
    }

    /// Writes the factors of `n` weights of query `s` and the keys from `t` on; returns where the first one stands.
    int factors(float[] w, int room, int head, int s, int t, int n) {
        long first = ((long) head * heads.queries() + s) * heads.keys() + t;
        // A number is kept if (bits + 1/2) / 2^23 is at least the rate; all of that is exact.
        int least = (int) Math.ceil((double) rate * (1 << 23) - 0.5);
        int kept = Float.floatToRawIntBits(1 / (1 - rate));
        int skipped = (int) (first % 4);
        for (int j = 0; j < skipped + n; j += 4 * BLOCKS) {
            draw(w, room + j, (int) (first / 4) + j / 4, (int) step.data()[step.at()], heads.purpose(), (int) heads.seed(),
                (int) (heads.seed() >>> 32), least, kept);
        }
        return room + skipped;
    }

    /// The factors of the blocks from `block` on.
    private static void draw(float[] w, int to, int block, int step, int purpose, int k0, int k1, int least, int kept) {
        LongVector a = INDEX.add(block).and(LOW);
        LongVector b = LongVector.zero(L);
        LongVector c = LongVector.broadcast(L, step & LOW);
        LongVector d = LongVector.broadcast(L, purpose & LOW);
        int p = k0;
        int q = k1;
        for (int round = 0; round < 10; round++) {
            LongVector x = a.mul(M0);
            LongVector y = c.mul(M1);
            a = y.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, b).lanewise(VectorOperators.XOR, p & LOW);
            b = y.and(LOW);
            c = x.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, d).lanewise(VectorOperators.XOR, q & LOW);
            d = x.and(LOW);
            p += W0;
            q += W1;
        }
        LongVector ab = factor(a, least, kept).or(factor(b, least, kept).lanewise(VectorOperators.LSHL, 32));
        LongVector cd = factor(c, least, kept).or(factor(d, least, kept).lanewise(VectorOperators.LSHL, 32));
        ab.rearrange(FRONT, cd).reinterpretAsFloats().intoArray(w, to);
        ab.rearrange(BACK, cd).reinterpretAsFloats().intoArray(w, to + 2 * BLOCKS);
    }

    private static LongVector factor(LongVector word, int least, int kept) {
        VectorMask<Long> m = word.lanewise(VectorOperators.LSHR, 9).compare(VectorOperators.GE, least);
        return LongVector.zero(L).blend(kept, m);
    }
}

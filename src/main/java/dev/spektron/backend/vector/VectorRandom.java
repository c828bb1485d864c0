package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Primitive;
import dev.spektron.kernels.Randoms;
import java.util.List;

/// Random numbers with vectors. Uniform numbers and the masks of dropout are those of the scalar bodies bit for bit. Words are drawn into
/// the place of the result and turned into numbers there.
final class VectorRandom {
    /// Numbers that are drawn before they are turned: they stay in the first cache.
    private static final int STRETCH = 4096;

    private VectorRandom() {}

    /// What words are drawn from.
    private record Source(Ref step, int purpose, int k0, int k1) {
        static Source of(Ref step, long seed, int purpose) {
            return new Source(step, purpose, (int) seed, (int) (seed >>> 32));
        }

        /// Words `from` to `to` - 1 into y, of which the first is at `yo`.
        void words(int from, int to, float[] y, int yo) {
            PhiloxKernels.words(from / 4, to / 4, (int) step.data()[step.at()], purpose, k0, k1, y, yo);
        }
    }

    static List<Task> field(Primitive.Random op, Bound s) {
        Source source = Source.of(s.in(0), op.seed(), op.purpose());
        Ref y = s.out(0);
        int n = op.shape().size();
        boolean uniform = op.distribution() == Primitive.Random.Distribution.UNIFORM;
        // The last numbers come from a whole vector of words, for which there is no room behind the others.
        float[] rest = new float[PhiloxKernels.NUMBERS];
        return List.of(Task.range(n, STRETCH, (from, to, worker) -> {
            int whole = from + (to - from) / PhiloxKernels.NUMBERS * PhiloxKernels.NUMBERS;
            draw(uniform, source, from, whole, y.data(), y.at() + from);
            if (whole < to) {
                draw(uniform, source, whole, whole + PhiloxKernels.NUMBERS, rest, 0);
                System.arraycopy(rest, 0, y.data(), y.at() + whole, to - whole);
            }
        }));
    }

    private static void draw(boolean uniform, Source source, int from, int to, float[] y, int yo) {
        source.words(from, to, y, yo);
        if (uniform) {
            PhiloxKernels.uniform(y, yo, to - from);
        } else {
            PhiloxKernels.normal(y, yo, to - from);
        }
    }

    static List<Task> dropout(Dropout op, Bound s) {
        Source source = Source.of(s.in(1), op.seed(), op.purpose());
        Ref x = s.in(0);
        Ref y = s.out(0);
        int n = s.inShape(0).size();
        float scale = 1 / (1 - op.rate());
        // (bits + 1/2) / 2^23 >= rate as a comparison of whole numbers, exact in double.
        int least = (int) Math.ceil(op.rate() * 0x1p23 - 0.5);
        int[] words = new int[4];
        return List.of(Task.range(n, STRETCH, (from, to, worker) -> {
            int whole = from + (to - from) / PhiloxKernels.NUMBERS * PhiloxKernels.NUMBERS;
            source.words(from, whole, y.data(), y.at() + from);
            PhiloxKernels.dropout(least, scale, x.data(), x.at() + from, y.data(), y.at() + from, whole - from);
            for (int i = whole; i < to; i += 4) {
                Randoms.dropout(i / 4, op.rate(), source.step.data(), source.step.at(), source.purpose, source.k0, source.k1, words, 0,
                    x.data(), x.at(), y.data(), y.at(), n);
            }
        }));
    }
}

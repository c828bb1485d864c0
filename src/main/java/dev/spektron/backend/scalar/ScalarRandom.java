package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Primitive;
import dev.spektron.kernels.Randoms;
import java.util.List;

/// Loops over the bodies of random numbers.
final class ScalarRandom {
    /// Blocks of one part.
    private static final int GRAIN = Task.GRAIN / 4;
    /// Room of a part for the words of a block: a cache line, so that parts do not disturb each other.
    private static final int WORDS = 16;

    private ScalarRandom() {}

    @FunctionalInterface
    private interface Block {
        void run(int block, int[] words, int at);
    }

    /// A loop over the blocks of `n` numbers.
    private static Task blocks(int n, Block body) {
        int blocks = (int) ((n + 3L) / 4);
        int[] words = new int[(blocks + GRAIN - 1) / GRAIN * WORDS];
        return Task.range(blocks, GRAIN, (from, to, worker) -> {
            for (int b = from; b < to; b++) {
                body.run(b, words, from / GRAIN * WORDS);
            }
        });
    }

    static List<Task> dropout(Dropout op, Bound s) {
        Ref x = s.in(0);
        Ref step = s.in(1);
        Ref y = s.out(0);
        int n = s.inShape(0).size();
        int k0 = (int) op.seed();
        int k1 = (int) (op.seed() >>> 32);
        return List.of(blocks(n, (b, words, at) -> Randoms.dropout(b, op.rate(), step.data(), step.at(), op.purpose(), k0, k1, words, at,
            x.data(), x.at(), y.data(), y.at(), n)));
    }

    static Task field(Primitive.Random op, Bound s) {
        Ref step = s.in(0);
        Ref y = s.out(0);
        int n = op.shape().size();
        int k0 = (int) op.seed();
        int k1 = (int) (op.seed() >>> 32);
        return switch (op.distribution()) {
            case UNIFORM -> blocks(n, (b, words, at) -> Randoms.uniforms(b, step.data(), step.at(), op.purpose(), k0, k1, words, at,
                y.data(), y.at(), n));
            case NORMAL -> blocks(n, (b, words, at) -> Randoms.normals(b, step.data(), step.at(), op.purpose(), k0, k1, words, at,
                y.data(), y.at(), n));
        };
    }
}

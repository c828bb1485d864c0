package dev.spektron.backend.tornado;

import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Primitive;

/// Kernels of random numbers.
final class RandomLaunches {
    private RandomLaunches() {}

    /// Blocks of four numbers.
    private static int blocks(int n) {
        return (int) ((n + 3L) / 4);
    }

    static Launch field(Primitive.Random op, Site s) {
        int n = op.shape().size();
        int items = blocks(n);
        int lanes = Launch.lanes(items);
        int k0 = (int) op.seed();
        int k1 = (int) (op.seed() >>> 32);
        return switch (op.distribution()) {
            case UNIFORM -> Launch.of("kUniforms", (g, id) -> g.task(id, RandomKernels::kUniforms, s.memory(), s.words(), s.in(0),
                op.purpose(), k0, k1, s.out(0), n, items, lanes), s.words());
            case NORMAL -> Launch.of("kNormals", (g, id) -> g.task(id, RandomKernels::kNormals, s.memory(), s.words(), s.in(0),
                op.purpose(), k0, k1, s.out(0), n, items, lanes), s.words());
        };
    }

    static Launch dropout(Dropout op, Site s) {
        int n = s.inShape(0).size();
        int items = blocks(n);
        int k0 = (int) op.seed();
        int k1 = (int) (op.seed() >>> 32);
        return Launch.of("kDropout", (g, id) -> g.task(id, RandomKernels::kDropout, s.memory(), s.words(), op.rate(), s.in(1), op.purpose(),
            k0, k1, s.in(0), s.out(0), n, items, Launch.lanes(items)), s.words());
    }
}

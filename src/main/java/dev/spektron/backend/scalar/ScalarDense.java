package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Factors;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Primitive;
import dev.spektron.kernels.Linears;
import dev.spektron.kernels.MatMuls;
import java.util.List;

/// Loops over the bodies of layers and matrix products.
final class ScalarDense {
    private ScalarDense() {}

    static Task matMul(Primitive.MatMul op, Bound s) {
        return product(Factors.of(op, s.inShape(0), s.inShape(1)), s.in(0), s.in(1), s.out(0));
    }

    private static Task product(Factors f, Ref a, Ref b, Ref c) {
        int tiles = MatMuls.tiles(f.m(), f.n());
        return Task.items(f.batch() * tiles, 16 * f.k(), (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                int batch = i / tiles;
                MatMuls.tile(i % tiles, a.data(), a.at() + batch * f.batchA(), f.rowStrideA(), f.innerStrideA(), b.data(),
                    b.at() + batch * f.batchB(), f.innerStrideB(), f.columnStrideB(), c.data(), c.at() + batch * f.m() * f.n(), f.m(),
                    f.n(), f.k());
            }
        });
    }

    static List<Task> linear(Linear op, Bound s) {
        Factors f = Factors.linear(s.inShape(0), s.inShape(1));
        Ref y = s.out(0);
        Ref pre = op.activation() != Linear.Activation.NONE && s.wanted(1) ? s.out(1) : y;
        Task product = product(f, s.in(0), s.in(1), pre);
        if (op.activation() == Linear.Activation.NONE && !op.bias()) {
            return List.of(product);
        }
        int code = (op.activation() == Linear.Activation.NONE ? Elementary.COPY : op.activation().f()).code();
        int biased = op.bias() ? 1 : 0;
        Ref bias = op.bias() ? s.in(2) : y;
        return List.of(product, Task.items(f.m(), f.n(), (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Linears.finish(i, code, biased, bias.data(), bias.at(), pre.data(), pre.at(), y.data(), y.at(), f.n());
            }
        }));
    }
}

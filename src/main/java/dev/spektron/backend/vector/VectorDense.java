package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Factors;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Layers and matrix products with vectors.
final class VectorDense {
    /// Columns below which a right factor is transposed for inner products: blocks would leave most of a vector empty.
    private static final int NARROW = 8;

    private VectorDense() {}

    static List<Task> matMul(Primitive.MatMul op, Bound s) {
        Factors f = Factors.of(op, s.inShape(0), s.inShape(1));
        return product(f, s.in(0), s.in(1), new Gemm.Target(s.out(0), f.m() * f.n(), f.n()), s.scratch());
    }

    static int matMulScratch(Primitive.MatMul op, List<Shape> in) {
        return scratch(Factors.of(op, in.get(0), in.get(1)));
    }

    static List<Task> linear(Linear op, Bound s) {
        Factors f = Factors.linear(s.inShape(0), s.inShape(1));
        Ref y = s.out(0);
        Ref pre = op.activation() != Linear.Activation.NONE && s.wanted(1) ? s.out(1) : y;
        Gemm.Finish finish = op.activation() == Linear.Activation.NONE ? null
            : (from, n, pad, po) -> Activations.run(op.activation(), pre.data(), from, y.data(), y.at() + from - pre.at(), n, pad, po);
        Gemm.Target target = new Gemm.Target(pre.data(), pre.at(), 0, f.n(), op.bias() ? s.in(2) : null, finish);
        return product(f, s.in(0), s.in(1), target, s.scratch());
    }

    static int scratch(Linear op, List<Shape> in) {
        return scratch(Factors.linear(in.get(0), in.get(1)));
    }

    private static boolean isNarrow(Factors f) {
        return !f.transposeA() && !f.transposeB() && f.n() <= NARROW;
    }

    private static boolean isInner(Factors f) {
        return !f.transposeA() && f.transposeB() && GemmDots.suit(f.m(), f.n(), f.k());
    }

    private static GemmBlocks blocks(Factors f) {
        return GemmBlocks.of(f.batch(), f.m(), f.n(), f.k(), f.transposeA(), !f.transposeB());
    }

    private static int scratch(Factors f) {
        if (isInner(f) || isNarrow(f)) {
            return GemmDots.scratch(f.batch(), f.m(), f.n(), f.k()) + (isNarrow(f) ? f.batch() * f.n() * f.k() : 0);
        }
        return blocks(f).scratch();
    }

    private static List<Task> product(Factors f, Ref a, Ref b, Gemm.Target target, Ref scratch) {
        if (isInner(f)) {
            return List.of(GemmDots.task(f.batch(), f.m(), f.n(), f.k(), a, b, f.batchB(), target, scratch));
        }
        if (isNarrow(f)) {
            Ref pads = new Ref(scratch.data(), scratch.at() + f.batch() * f.n() * f.k());
            return List.of(transpose(f, b, scratch),
                GemmDots.task(f.batch(), f.m(), f.n(), f.k(), a, scratch, f.batchB(), target, pads));
        }
        GemmFactors.Left left = f.transposeA() ? new GemmFactors.LeftColumns(a.data(), a.at(), f.batchA(), f.m())
            : new GemmFactors.LeftRows(a.data(), a.at(), f.batchA(), f.k());
        GemmFactors.Right right = f.transposeB() ? new GemmFactors.RightColumns(b.data(), b.at(), f.batchB(), f.k())
            : new GemmFactors.RightRows(b.data(), b.at(), f.batchB(), f.n());
        return Gemm.tasks(blocks(f), left, right, target, scratch);
    }

    /// The few columns of a right factor as rows.
    private static Task transpose(Factors f, Ref b, Ref to) {
        int n = f.n();
        int k = f.k();
        return Task.items(f.batch() * n, k, (first, last, worker) -> {
            for (int i = first; i < last; i++) {
                int from = b.at() + i / n * n * k + i % n;
                for (int p = 0; p < k; p++) {
                    to.data()[to.at() + i * k + p] = b.data()[from + p * n];
                }
            }
        });
    }
}

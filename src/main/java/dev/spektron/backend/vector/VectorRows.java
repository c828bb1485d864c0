package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.kernels.Rows;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Row operations with vectors.
final class VectorRows {
    /// Parts at most where each needs room for sums of its own.
    private static final int PARTS = 64;
    /// Rows of such a part at least, so that the sums stay few beside the rows.
    private static final int LEAST = 32;

    private VectorRows() {}

    @FunctionalInterface
    private interface Stretch {
        void run(int from, int to);
    }

    /// A loop over the rows of operand 0.
    private static List<Task> rows(Bound s, Stretch body) {
        return List.of(Task.items(s.inShape(0).rows(), s.inShape(0).last(), (from, to, worker) -> body.run(from, to)));
    }

    static List<Task> layerNorm(LayerNorm op, Bound s) {
        Ref x = s.in(0);
        Ref gamma = s.in(1);
        Ref beta = s.in(2);
        Ref y = s.out(0);
        Ref mean = s.out(1);
        Ref inverse = s.out(2);
        int n = s.inShape(0).last();
        return rows(s, (from, to) -> NormKernels.layerNorm(op.centre(), op.eps(), x.data(), x.at(), gamma.data(), gamma.at(), beta.data(),
            beta.at(), y.data(), y.at(), mean.data(), mean.at(), inverse.data(), inverse.at(), n, from, to));
    }

    /// Rows of a part that has sums of its own.
    private static int grain(int rows, int n) {
        return Math.max(Math.max(LEAST, Task.GRAIN / Math.max(1, n)), (rows + PARTS - 1) / PARTS);
    }

    private static int parts(int rows, int grain) {
        return (rows + grain - 1) / grain;
    }

    static List<Task> layerNormGrad(LayerNorm.Grad op, Bound s) {
        Ref x = s.in(0);
        Ref gamma = s.in(1);
        Ref mean = s.in(2);
        Ref inverse = s.in(3);
        Ref dy = s.in(4);
        Ref dx = s.out(0);
        Ref dgamma = s.out(1);
        Ref dbeta = s.out(2);
        Ref sums = s.scratch();
        int n = s.inShape(0).last();
        int rows = s.inShape(0).rows();
        int grain = grain(rows, n);
        int parts = parts(rows, grain);
        Task byRow = Task.range(rows, grain, (from, to, worker) -> NormKernels.layerNormGrad(op.centre(), x.data(), x.at(), gamma.data(),
            gamma.at(), mean.data(), mean.at(), inverse.data(), inverse.at(), dy.data(), dy.at(), dx.data(), dx.at(), sums.data(),
            sums.at() + from / grain * 2 * n, n, from, to));
        Task byColumn = Task.items(n, 2 * parts, (from, to, worker) -> {
            NormKernels.sumParts(sums.data(), sums.at(), 2 * n, parts, dgamma.data(), dgamma.at(), from, to);
            NormKernels.sumParts(sums.data(), sums.at() + n, 2 * n, parts, dbeta.data(), dbeta.at(), from, to);
        });
        return List.of(byRow, byColumn);
    }

    static int layerNormGradScratch(List<Shape> in) {
        int n = in.getFirst().last();
        int rows = in.getFirst().rows();
        return parts(rows, grain(rows, n)) * 2 * n;
    }

    /// The middle axis of (outer, n, inner), cut into chunks of rows; each has room for two sums of every column.
    private record Middle(int outer, int n, int inner, int size, int chunks) {
        static Middle of(Shape x, int from, int to) {
            int n = x.count(from, to);
            int inner = x.count(to, x.rank());
            int size = grain(n, inner);
            return new Middle(x.count(0, from), n, inner, size, parts(n, size));
        }

        boolean isEmpty() {
            return outer * n * inner == 0;
        }

        /// True if the numbers that belong together are contiguous.
        boolean isRows() {
            return inner == 1;
        }

        int rows(int chunk) {
            return Math.min(size, n - chunk * size);
        }

        int at(int o, int chunk) {
            return (o * n + chunk * size) * inner;
        }

        int sums(int o, int chunk) {
            return (o * chunks + chunk) * 2 * inner;
        }

        int scratch() {
            return sums(outer, 0);
        }

        /// A loop over all chunks.
        Task each(Chunk body) {
            return Task.range(outer * chunks, 1, (item, to, worker) -> body.run(item / chunks, item % chunks));
        }

        /// A loop over columns of what is left without the middle axis.
        Task columns(Columns body) {
            int step = Products.up(Math.clamp(Task.GRAIN / (2 * chunks), 1, inner), Lanes.N);
            int steps = parts(inner, step);
            return Task.range(outer * steps, 1, (item, to, worker) -> body.run(item / steps, item % steps * step,
                Math.min(inner, (item % steps + 1) * step)));
        }
    }

    @FunctionalInterface
    private interface Chunk {
        void run(int o, int chunk);
    }

    @FunctionalInterface
    private interface Columns {
        void run(int o, int from, int to);
    }

    static List<Task> normalize(Normalize op, Bound s) {
        Middle d = Middle.of(s.inShape(0), op.from(), op.to());
        Ref x = s.in(0);
        Ref y = s.out(0);
        Ref mean = s.out(1);
        Ref var = s.out(2);
        if (d.isEmpty()) {
            return null;
        }
        if (d.isRows()) {
            return List.of(Task.items(d.outer(), d.n(), (from, to, worker) -> NormKernels.normalize(op.eps(), x.data(), x.at(), y.data(),
                y.at(), mean.data(), mean.at(), var.data(), var.at(), d.n(), from, to)));
        }
        Ref w = s.scratch();
        int moments = w.at() + d.scratch();
        Task chunks = d.each((o, c) -> ColumnKernels.chunk(x.data(), x.at() + d.at(o, 0), x.at() + d.at(o, c), d.rows(c), d.inner(),
            w.data(), w.at() + d.sums(o, c)));
        Task join = d.columns((o, from, to) -> ColumnKernels.join(w.data(), w.at() + d.sums(o, 0), d.chunks(), d.size(), d.n(), d.inner(),
            x.data(), x.at() + d.at(o, 0), op.eps(), mean.data(), mean.at(), var.data(), var.at(), o * d.inner(),
            moments + 2 * o * d.inner(), from, to));
        Task apply = d.each((o, c) -> ColumnKernels.apply(x.data(), x.at() + d.at(o, c), y.data(), y.at() + d.at(o, c), d.rows(c),
            d.inner(), w.data(), moments + 2 * o * d.inner()));
        return List.of(chunks, join, apply);
    }

    static int normalizeScratch(Normalize op, List<Shape> in) {
        Middle d = Middle.of(in.getFirst(), op.from(), op.to());
        return d.isEmpty() || d.isRows() ? VectorLowering.NOT_OWN : d.scratch() + 2 * d.outer() * d.inner();
    }

    static List<Task> normalizeGrad(Normalize.Grad op, Bound s) {
        Middle d = Middle.of(s.inShape(0), op.from(), op.to());
        Ref x = s.in(0);
        Ref mean = s.in(1);
        Ref var = s.in(2);
        Ref dy = s.in(3);
        Ref dx = s.out(0);
        if (d.isEmpty()) {
            return null;
        }
        if (d.isRows()) {
            return List.of(Task.items(d.outer(), d.n(), (from, to, worker) -> NormKernels.normalizeGrad(op.eps(), x.data(), x.at(),
                mean.data(), mean.at(), var.data(), var.at(), dy.data(), dy.at(), dx.data(), dx.at(), d.n(), from, to)));
        }
        Ref w = s.scratch();
        int means = w.at() + d.scratch();
        Task chunks = d.each((o, c) -> ColumnKernels.sums(x.data(), x.at() + d.at(o, c), mean.data(), mean.at() + o * d.inner(), dy.data(),
            dy.at() + d.at(o, c), d.rows(c), d.inner(), w.data(), w.at() + d.sums(o, c)));
        Task join = d.columns((o, from, to) -> ColumnKernels.means(w.data(), w.at() + d.sums(o, 0), d.chunks(), d.n(), d.inner(),
            var.data(), var.at() + o * d.inner(), op.eps(), means + 3 * o * d.inner(), from, to));
        Task apply = d.each((o, c) -> ColumnKernels.slopes(x.data(), x.at() + d.at(o, c), mean.data(), mean.at() + o * d.inner(),
            dy.data(), dy.at() + d.at(o, c), dx.data(), dx.at() + d.at(o, c), d.rows(c), d.inner(), w.data(), means + 3 * o * d.inner()));
        return List.of(chunks, join, apply);
    }

    static int normalizeGradScratch(Normalize.Grad op, List<Shape> in) {
        Middle d = Middle.of(in.getFirst(), op.from(), op.to());
        return d.isEmpty() || d.isRows() ? VectorLowering.NOT_OWN : d.scratch() + 3 * d.outer() * d.inner();
    }

    static List<Task> softmax(Bound s) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, (from, to) -> RowKernels.softmax(x.data(), x.at(), y.data(), y.at(), n, from, to));
    }

    static List<Task> softmaxGrad(Bound s) {
        Ref y = s.in(0);
        Ref dy = s.in(1);
        Ref dx = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, (from, to) -> RowKernels.softmaxGrad(y.data(), y.at(), dy.data(), dy.at(), dx.data(), dx.at(), n, from, to));
    }

    static List<Task> logSumExp(Bound s) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, (from, to) -> RowKernels.logSumExp(x.data(), x.at(), y.data(), y.at(), n, from, to));
    }

    static List<Task> crossEntropy(Bound s) {
        Ref x = s.in(0);
        Ref labels = s.in(1);
        Ref loss = s.out(0);
        Ref lse = s.out(1);
        int n = s.inShape(0).last();
        return rows(s, (from, to) -> {
            RowKernels.logSumExp(x.data(), x.at(), loss.data(), loss.at(), n, from, to);
            for (int row = from; row < to; row++) {
                Rows.labelLoss(row, x.data(), x.at(), labels.data(), labels.at(), loss.data(), loss.at(), lse.data(),
                    lse.at(), n);
            }
        });
    }

    static List<Task> crossEntropyGrad(Bound s) {
        Ref x = s.in(0);
        Ref labels = s.in(1);
        Ref lse = s.in(2);
        Ref dloss = s.in(3);
        Ref dx = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, (from, to) -> RowKernels.crossEntropyGrad(x.data(), x.at(), labels.data(), labels.at(), lse.data(), lse.at(),
            dloss.data(), dloss.at(), dx.data(), dx.at(), n, from, to));
    }

    /// Rows are as short as there are experts; the scalar body does.
    static List<Task> topKGate(TopKGate op, Bound s) {
        return null;
    }
}

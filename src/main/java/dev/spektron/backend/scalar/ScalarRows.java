package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.kernels.Norms;
import dev.spektron.kernels.Rows;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of row operations.
final class ScalarRows {
    private ScalarRows() {}

    @FunctionalInterface
    private interface Row {
        void run(int row);
    }

    /// A loop over the rows of operand 0.
    private static List<Task> rows(Bound s, Row body) {
        return List.of(Task.items(s.inShape(0).rows(), s.inShape(0).last(), (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                body.run(row);
            }
        }));
    }

    static List<Task> layerNorm(LayerNorm op, Bound s) {
        Ref x = s.in(0);
        Ref gamma = s.in(1);
        Ref beta = s.in(2);
        Ref y = s.out(0);
        Ref mean = s.out(1);
        Ref inverse = s.out(2);
        int n = s.inShape(0).last();
        int centre = op.centre() ? 1 : 0;
        return rows(s, row -> Norms.layerNorm(row, centre, op.eps(), x.data(), x.at(), gamma.data(), gamma.at(), beta.data(), beta.at(),
            y.data(), y.at(), mean.data(), mean.at(), inverse.data(), inverse.at(), n));
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
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        int centre = op.centre() ? 1 : 0;
        Task columns = Task.items(n, rows, (from, to, worker) -> {
            for (int j = from; j < to; j++) {
                Norms.layerNormGradColumn(j, x.data(), x.at(), mean.data(), mean.at(), inverse.data(), inverse.at(), dy.data(), dy.at(),
                    dgamma.data(), dgamma.at(), dbeta.data(), dbeta.at(), rows, n);
            }
        });
        return List.of(rows(s, row -> Norms.layerNormGrad(row, centre, x.data(), x.at(), gamma.data(), gamma.at(), mean.data(), mean.at(),
            inverse.data(), inverse.at(), dy.data(), dy.at(), dx.data(), dx.at(), n)).getFirst(), columns);
    }

    @FunctionalInterface
    private interface Middle {
        void run(int item, int n, int inner);
    }

    /// A loop over what is left of operand 0 without the axes `from` to `to`.
    private static List<Task> middle(Bound s, int from, int to, Middle body) {
        Shape in = s.inShape(0);
        int n = in.count(from, to);
        int inner = in.count(to, in.rank());
        return List.of(Task.items(in.count(0, from) * inner, n, (first, last, worker) -> {
            for (int item = first; item < last; item++) {
                body.run(item, n, inner);
            }
        }));
    }

    static List<Task> normalize(Normalize op, Bound s) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        Ref mean = s.out(1);
        Ref var = s.out(2);
        return middle(s, op.from(), op.to(), (item, n, inner) -> Norms.normalize(item, op.eps(), x.data(), x.at(), y.data(), y.at(),
            mean.data(), mean.at(), var.data(), var.at(), n, inner));
    }

    static List<Task> normalizeGrad(Normalize.Grad op, Bound s) {
        Ref x = s.in(0);
        Ref mean = s.in(1);
        Ref var = s.in(2);
        Ref dy = s.in(3);
        Ref dx = s.out(0);
        return middle(s, op.from(), op.to(), (item, n, inner) -> Norms.normalizeGrad(item, op.eps(), x.data(), x.at(), mean.data(),
            mean.at(), var.data(), var.at(), dy.data(), dy.at(), dx.data(), dx.at(), n, inner));
    }

    static List<Task> softmax(Bound s) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, row -> Rows.softmax(row, x.data(), x.at(), y.data(), y.at(), n));
    }

    static List<Task> softmaxGrad(Bound s) {
        Ref y = s.in(0);
        Ref dy = s.in(1);
        Ref dx = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, row -> Rows.softmaxGrad(row, y.data(), y.at(), dy.data(), dy.at(), dx.data(), dx.at(), n));
    }

    static List<Task> logSumExp(Bound s) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, row -> Rows.logSumExp(row, x.data(), x.at(), y.data(), y.at(), n));
    }

    static List<Task> crossEntropy(Bound s) {
        Ref x = s.in(0);
        Ref labels = s.in(1);
        Ref loss = s.out(0);
        Ref lse = s.out(1);
        int n = s.inShape(0).last();
        return rows(s, row -> Rows.crossEntropy(row, x.data(), x.at(), labels.data(), labels.at(), loss.data(), loss.at(), lse.data(),
            lse.at(), n));
    }

    static List<Task> crossEntropyGrad(Bound s) {
        Ref x = s.in(0);
        Ref labels = s.in(1);
        Ref lse = s.in(2);
        Ref dloss = s.in(3);
        Ref dx = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, row -> Rows.crossEntropyGrad(row, x.data(), x.at(), labels.data(), labels.at(), lse.data(), lse.at(), dloss.data(),
            dloss.at(), dx.data(), dx.at(), n));
    }

    static List<Task> topKGate(TopKGate op, Bound s) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        int n = s.inShape(0).last();
        return rows(s, row -> Rows.topKGate(row, x.data(), x.at(), y.data(), y.at(), n, op.k()));
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels of row operations.
final class RowLaunches {
    private RowLaunches() {}

    static List<Launch> layerNorm(LayerNorm op, Site s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        return List.of(LineGroups.takes(s.tuning(), rows, n, 1) ? LineLaunches.layerNorm(op, s, rows, n)
            : Launch.of("kLayerNorm", (g, id) -> g.task(id, RowKernels::kLayerNorm, s.memory(), op.centre() ? 1 : 0, op.eps(), s.in(0),
                s.in(1), s.in(2), s.out(0), s.out(1), s.out(2), n, rows, Launch.padded(rows))));
    }

    static List<Launch> layerNormGrad(LayerNorm.Grad op, Site s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        return List.of(LineGroups.takes(s.tuning(), rows, n, 1) ? LineLaunches.layerNormGrad(op, s, rows, n)
            : Launch.of("kLayerNormGrad", (g, id) -> g.task(id, RowKernels::kLayerNormGrad, s.memory(), op.centre() ? 1 : 0, s.in(0),
                s.in(1), s.in(2), s.in(3), s.in(4), s.out(0), n, rows, Launch.padded(rows))),
            LineGroups.takes(s.tuning(), 1, rows, n) ? LineLaunches.scaleGrad(s, rows, n)
            : Launch.of("kLayerNormGradColumn", (g, id) -> g.task(id, RowKernels::kLayerNormGradColumn, s.memory(), s.in(0), s.in(2),
                s.in(3), s.in(4), s.out(1), s.out(2), rows, n, n, Launch.padded(n))));
    }

    static List<Launch> normalize(Normalize op, Site s) {
        Shape in = s.inShape(0);
        int n = in.count(op.from(), op.to());
        int inner = in.count(op.to(), in.rank());
        int outer = in.count(0, op.from());
        int items = outer * inner;
        return List.of(LineGroups.takes(s.tuning(), outer, n, inner) ? LineLaunches.normalize(op, s, outer, n, inner)
            : Launch.of("kNormalize", (g, id) -> g.task(id, RowKernels::kNormalize, s.memory(), op.eps(), s.in(0), s.out(0), s.out(1),
                s.out(2), n, inner, items, Launch.padded(items))));
    }

    static List<Launch> normalizeGrad(Normalize.Grad op, Site s) {
        Shape in = s.inShape(0);
        int n = in.count(op.from(), op.to());
        int inner = in.count(op.to(), in.rank());
        int outer = in.count(0, op.from());
        int items = outer * inner;
        return List.of(LineGroups.takes(s.tuning(), outer, n, inner) ? LineLaunches.normalizeGrad(op, s, outer, n, inner)
            : Launch.of("kNormalizeGrad", (g, id) -> g.task(id, RowKernels::kNormalizeGrad, s.memory(), op.eps(), s.in(0), s.in(1),
                s.in(2), s.in(3), s.out(0), n, inner, items, Launch.padded(items))));
    }

    static List<Launch> softmax(Site s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        return List.of(LineGroups.takes(s.tuning(), rows, n, 1) ? LineLaunches.softmax(s, rows, n)
            : Launch.of("kSoftmax", (g, id) -> g.task(id, RowKernels::kSoftmax, s.memory(), s.in(0), s.out(0), n, rows,
                Launch.padded(rows))));
    }

    static List<Launch> softmaxGrad(Site s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        return List.of(LineGroups.takes(s.tuning(), rows, n, 1) ? LineLaunches.softmaxGrad(s, rows, n)
            : Launch.of("kSoftmaxGrad", (g, id) -> g.task(id, RowKernels::kSoftmaxGrad, s.memory(), s.in(0), s.in(1), s.out(0), n, rows,
                Launch.padded(rows))));
    }

    static List<Launch> logSumExp(Site s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        return List.of(LineGroups.takes(s.tuning(), rows, n, 1) ? LineLaunches.logSumExp(s, rows, n)
            : Launch.of("kLogSumExp", (g, id) -> g.task(id, RowKernels::kLogSumExp, s.memory(), s.in(0), s.out(0), n, rows,
                Launch.padded(rows))));
    }

    static List<Launch> crossEntropy(Site s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        return List.of(LineGroups.takes(s.tuning(), rows, n, 1) ? LineLaunches.crossEntropy(s, rows, n)
            : Launch.of("kCrossEntropy", (g, id) -> g.task(id, RowKernels::kCrossEntropy, s.memory(), s.in(0), s.in(1), s.out(0),
                s.out(1), n, rows, Launch.padded(rows))));
    }

    static List<Launch> crossEntropyGrad(Site s) {
        int rows = s.inShape(0).rows();
        if (LineGroups.takesEach(s.tuning(), s.inShape(0).size())) {
            return List.of(crossEntropyGradElement(s));
        }
        return List.of(Launch.of("kCrossEntropyGrad", (g, id) -> g.task(id, RowKernels::kCrossEntropyGrad, s.memory(), s.in(0), s.in(1),
            s.in(2), s.in(3), s.out(0), s.inShape(0).last(), rows, Launch.padded(rows))));
    }

    /// Nothing is added up over a row, so each number has an item of its own.
    private static Launch crossEntropyGradElement(Site s) {
        int items = s.inShape(0).size();
        return Launch.of("kCrossEntropyGradElement", (g, id) -> g.task(id, RowKernels::kCrossEntropyGradElement, s.memory(), s.in(0),
            s.in(1), s.in(2), s.in(3), s.out(0), s.inShape(0).last(), items, Launch.padded(items)));
    }

    static List<Launch> topKGate(TopKGate op, Site s) {
        int rows = s.inShape(0).rows();
        return List.of(Launch.of("kTopKGate", (g, id) -> g.task(id, RowKernels::kTopKGate, s.memory(), s.in(0), s.out(0),
            s.inShape(0).last(), op.k(), rows, Launch.padded(rows))));
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.kernels.Lines;
import dev.spektron.tensor.Shape;
import java.util.List;
import uk.ac.manchester.tornado.api.KernelContext;

/// Kernels of reductions in groups. None of them needs scratch but those that are folded first.
final class LineLaunches {
    private LineLaunches() {}

    private static Launch grouped(LineGroups l, Launch launch) {
        return launch.inGroups(l.groups(), Lines.ITEMS);
    }

    /// y (`outer`, `inner`) = sum over the middle axis of x (`outer`, `n`, `inner`), or its square root if `root` is 1.
    static Launch sum(Site s, int x, int outer, int n, int inner, int y, int root) {
        LineGroups l = LineGroups.of(outer, n, inner);
        return grouped(l, Launch.of("kLineSum", (g, id) -> g.task(id, LineKernels::kLineSum, new KernelContext(), s.memory(), x, y, n,
            inner, l.lines(), l.first(), l.last(), root)));
    }

    private static Launch max(Site s, int x, int outer, int n, int inner, int y) {
        LineGroups l = LineGroups.of(outer, n, inner);
        return grouped(l, Launch.of("kLineMax", (g, id) -> g.task(id, LineKernels::kLineMax, new KernelContext(), s.memory(), x, y, n,
            inner, l.lines(), l.first(), l.last())));
    }

    /// The sum of the first operand, with the scratch of [LineGroups#scratch].
    static List<Launch> sum(Site s, int outer, int n, int inner) {
        int parts = LineGroups.of(outer, n, inner).folded();
        if (parts == 0) {
            return List.of(sum(s, s.in(0), outer, n, inner, s.out(0), 0));
        }
        int items = outer * parts * inner;
        return List.of(Launch.of("kFoldSum", (g, id) -> g.task(id, PrimitiveKernels::kFoldSum, s.memory(), s.in(0), s.scratch(), n * inner,
            parts * inner, items, Launch.padded(items))), sum(s, s.scratch(), outer, parts, inner, s.out(0), 0));
    }

    /// The maximum of the first operand, with the same scratch.
    static List<Launch> max(Site s, int outer, int n, int inner) {
        int parts = LineGroups.of(outer, n, inner).folded();
        if (parts == 0) {
            return List.of(max(s, s.in(0), outer, n, inner, s.out(0)));
        }
        int items = outer * parts * inner;
        return List.of(Launch.of("kFoldMax", (g, id) -> g.task(id, PrimitiveKernels::kFoldMax, s.memory(), s.in(0), s.scratch(), n * inner,
            parts * inner, items, Launch.padded(items))), max(s, s.scratch(), outer, parts, inner, s.out(0)));
    }

    /// The root of the sum of the squares of `n` numbers, with scratch for [#normParts] numbers.
    static List<Launch> norm(Site s, int x, int n, int y) {
        int parts = normParts(n);
        return List.of(Launch.of("kFoldSquares", (g, id) -> g.task(id, EffectKernels::kFoldSquares, s.memory(), x, s.scratch(), n, parts,
            Launch.padded(parts))), sum(s, s.scratch(), 1, parts, 1, y, 1));
    }

    /// Numbers to which the squares of `n` numbers are folded.
    static int normParts(int n) {
        return Math.max(Lines.ITEMS, LineGroups.of(1, n, 1).folded());
    }

    static Launch layerNorm(LayerNorm op, Site s, int rows, int n) {
        LineGroups l = LineGroups.of(rows, n, 1);
        return grouped(l, Launch.of("kLineLayerNorm", (g, id) -> g.task(id, LineRowKernels::kLineLayerNorm, new KernelContext(), s.memory(),
            op.centre() ? 1 : 0, op.eps(), s.in(0), s.in(1), s.in(2), s.out(0), s.out(1), s.out(2), n, rows, l.lanes())));
    }

    static Launch layerNormGrad(LayerNorm.Grad op, Site s, int rows, int n) {
        LineGroups l = LineGroups.of(rows, n, 1);
        return grouped(l, Launch.of("kLineLayerNormGrad", (g, id) -> g.task(id, LineRowKernels::kLineLayerNormGrad, new KernelContext(),
            s.memory(), op.centre() ? 1 : 0, s.in(0), s.in(1), s.in(2), s.in(3), s.in(4), s.out(0), n, rows, l.lanes())));
    }

    /// The gradients of scale and shift: lines of `rows` numbers, `n` of them.
    static Launch scaleGrad(Site s, int rows, int n) {
        LineGroups l = LineGroups.of(1, rows, n);
        return grouped(l, Launch.of("kLineScaleGrad", (g, id) -> g.task(id, LineKernels::kLineScaleGrad, new KernelContext(), s.memory(),
            s.in(0), s.in(2), s.in(3), s.in(4), s.out(1), s.out(2), rows, n, l.first(), l.last())));
    }

    static Launch normalize(Normalize op, Site s, int outer, int n, int inner) {
        LineGroups l = LineGroups.of(outer, n, inner);
        return grouped(l, Launch.of("kLineNormalize", (g, id) -> g.task(id, LineKernels::kLineNormalize, new KernelContext(), s.memory(),
            op.eps(), s.in(0), s.out(0), s.out(1), s.out(2), n, inner, l.lines(), l.first(), l.last())));
    }

    static Launch normalizeGrad(Normalize.Grad op, Site s, int outer, int n, int inner) {
        LineGroups l = LineGroups.of(outer, n, inner);
        return grouped(l, Launch.of("kLineNormalizeGrad", (g, id) -> g.task(id, LineKernels::kLineNormalizeGrad, new KernelContext(),
            s.memory(), op.eps(), s.in(0), s.in(1), s.in(2), s.in(3), s.out(0), n, inner, l.lines(), l.first(), l.last())));
    }

    static Launch softmax(Site s, int rows, int n) {
        LineGroups l = LineGroups.of(rows, n, 1);
        return grouped(l, Launch.of("kLineSoftmax", (g, id) -> g.task(id, LineRowKernels::kLineSoftmax, new KernelContext(), s.memory(),
            s.in(0), s.out(0), n, rows, l.lanes())));
    }

    static Launch softmaxGrad(Site s, int rows, int n) {
        LineGroups l = LineGroups.of(rows, n, 1);
        return grouped(l, Launch.of("kLineSoftmaxGrad", (g, id) -> g.task(id, LineRowKernels::kLineSoftmaxGrad, new KernelContext(),
            s.memory(), s.in(0), s.in(1), s.out(0), n, rows, l.lanes())));
    }

    static Launch logSumExp(Site s, int rows, int n) {
        LineGroups l = LineGroups.of(rows, n, 1);
        return grouped(l, Launch.of("kLineLogSumExp", (g, id) -> g.task(id, LineRowKernels::kLineLogSumExp, new KernelContext(), s.memory(),
            s.in(0), s.out(0), n, rows, l.lanes())));
    }

    static Launch crossEntropy(Site s, int rows, int n) {
        LineGroups l = LineGroups.of(rows, n, 1);
        return grouped(l, Launch.of("kLineCrossEntropy", (g, id) -> g.task(id, LineRowKernels::kLineCrossEntropy, new KernelContext(),
            s.memory(), s.in(0), s.in(1), s.out(0), s.out(1), n, rows, l.lanes())));
    }

    /// The gradient of a convolution's weight: sums over all windows of a batch.
    static Launch convWeightGrad(Conv1d.WeightGrad op, Site s) {
        Shape x = s.inShape(0);
        Shape y = s.inShape(1);
        Conv1d conv = op.conv();
        int n = y.dim(0) * y.dim(1);
        LineGroups l = LineGroups.of(1, n, s.outShape(0).size());
        return grouped(l, Launch.of("kLineConvWeightGrad", (g, id) -> g.task(id, LineKernels::kLineConvWeightGrad, new KernelContext(),
            s.memory(), s.in(0), s.in(1), s.out(0), n, x.dim(1), x.dim(2), y.dim(1), y.dim(2), op.kernel(), conv.stride(), conv.dilation(),
            conv.padLeft(), l.lines(), l.first(), l.last())));
    }

    /// The same of a depthwise convolution.
    static Launch depthwiseWeightGrad(DepthwiseConv.Grad op, Site s) {
        Shape x = s.inShape(0);
        Shape y = s.inShape(2);
        int taps = s.inShape(1).dim(1);
        int n = y.dim(0) * y.dim(1);
        LineGroups l = LineGroups.of(1, n, s.outShape(1).size());
        return grouped(l, Launch.of("kLineDepthwiseWeightGrad", (g, id) -> g.task(id, LineKernels::kLineDepthwiseWeightGrad,
            new KernelContext(), s.memory(), s.in(0), s.in(2), s.out(1), n, x.dim(1), y.dim(1), x.dim(2), taps, op.conv().dilation(),
            op.conv().padLeft(), l.lines(), l.first(), l.last())));
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Linear;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Kernels of layers and convolutions.
final class DenseLaunches {
    private DenseLaunches() {}

    static List<Launch> linear(Linear op, Site s) {
        Factors f = Factors.linear(s.inShape(0), s.inShape(1));
        boolean plain = op.activation() == Linear.Activation.NONE;
        int y = s.out(0);
        int pre = !plain && s.wanted(1) ? s.out(1) : y;
        Tiling tiling = Tiling.of(s.tuning(), f);
        if (plain && tiling != null && tiling.parts() == 1) {
            return List.of(TileLaunches.tiles(s, f, tiling, y, op.bias() ? s.in(2) : -1));
        }
        List<Launch> product = PrimitiveLaunches.product(s, f, pre);
        if (plain && !op.bias()) {
            return product;
        }
        int code = (plain ? Elementary.COPY : op.activation().f()).code();
        int bias = op.bias() ? s.in(2) : y;
        int items = f.m() * f.n();
        List<Launch> launches = new ArrayList<>(product);
        launches.add(Launch.of("kLinearFinish", (g, id) -> g.task(id, DenseKernels::kLinearFinish, s.memory(), code, op.bias() ? 1 : 0,
            bias, pre, y, f.n(), items, Launch.padded(items))));
        return launches;
    }

    static List<Launch> conv(Conv1d op, Site s) {
        Shape x = s.inShape(0);
        Shape w = s.inShape(1);
        Shape y = s.outShape(0);
        int bias = op.bias() ? s.in(2) : s.in(1);
        return List.of(Launch.of("kConv", (g, id) -> g.task(id, DenseKernels::kConv, s.memory(), s.in(0), s.in(1), op.bias() ? 1 : 0, bias,
            s.out(0), x.dim(1), x.dim(2), y.dim(1), y.dim(2), w.dim(1), op.stride(), op.dilation(), op.padLeft(), y.size(),
            Launch.padded(y.size()))));
    }

    static List<Launch> convInputGrad(Conv1d.InputGrad op, Site s) {
        Shape w = s.inShape(0);
        Shape y = s.inShape(1);
        Shape x = s.outShape(0);
        Conv1d conv = op.conv();
        if (y.dim(1) == 0) {
            // Without a window no output saw an input; TornadoVM's compiler fails on the condition that never holds.
            return List.of(PrimitiveLaunches.fill(s, s.out(0), x.size()));
        }
        return List.of(Launch.of("kConvInputGrad", (g, id) -> g.task(id, DenseKernels::kConvInputGrad, s.memory(), s.in(0), s.in(1),
            s.out(0), x.dim(1), x.dim(2), y.dim(1), y.dim(2), w.dim(1), conv.stride(), conv.dilation(), conv.padLeft(), x.size(),
            Launch.padded(x.size()))));
    }

    static List<Launch> convWeightGrad(Conv1d.WeightGrad op, Site s) {
        Shape x = s.inShape(0);
        Shape y = s.inShape(1);
        Conv1d conv = op.conv();
        int items = s.outShape(0).size();
        if (LineGroups.takes(s.tuning(), 1, y.dim(0) * y.dim(1), items)) {
            return List.of(LineLaunches.convWeightGrad(op, s));
        }
        return List.of(Launch.of("kConvWeightGrad", (g, id) -> g.task(id, DenseKernels::kConvWeightGrad, s.memory(), s.in(0), s.in(1),
            s.out(0), x.dim(0), x.dim(1), x.dim(2), y.dim(1), y.dim(2), op.kernel(), conv.stride(), conv.dilation(), conv.padLeft(), items,
            Launch.padded(items))));
    }

    static List<Launch> depthwise(DepthwiseConv op, Site s) {
        Shape x = s.inShape(0);
        int items = s.outShape(0).size();
        return List.of(Launch.of("kDepthwise", (g, id) -> g.task(id, DenseKernels::kDepthwise, s.memory(), s.in(0), s.in(1), s.in(2),
            s.out(0), x.dim(1), s.outShape(0).dim(1), x.dim(2), s.inShape(1).dim(1), op.dilation(), op.padLeft(), items,
            Launch.padded(items))));
    }

    static List<Launch> depthwiseGrad(DepthwiseConv.Grad op, Site s) {
        Shape x = s.inShape(0);
        int batch = x.dim(0);
        int l = x.dim(1);
        int channels = x.dim(2);
        int taps = s.inShape(1).dim(1);
        int steps = s.inShape(2).dim(1);
        int dilation = op.conv().dilation();
        int left = op.conv().padLeft();
        int weights = channels * taps;
        List<Launch> launches = new ArrayList<>(Launch.over(x.size(), Launch.of("kDepthwiseInputGrad", (g, id) -> g.task(id,
            DenseKernels::kDepthwiseInputGrad, s.memory(), s.in(1), s.in(2), s.out(0), l, steps, channels, taps, dilation, left, x.size(),
            Launch.padded(x.size())))));
        launches.add(LineGroups.takes(s.tuning(), 1, batch * steps, weights) ? LineLaunches.depthwiseWeightGrad(op, s)
            : Launch.of("kDepthwiseWeightGrad", (g, id) -> g.task(id, DenseKernels::kDepthwiseWeightGrad, s.memory(), s.in(0), s.in(2),
                s.out(1), batch, l, steps, channels, taps, dilation, left, weights, Launch.padded(weights))));
        launches.add(PrimitiveLaunches.sum(s, s.in(2), 1, batch * steps, channels, s.out(2)));
        return launches;
    }
}

package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.kernels.DepthwiseConvs;
import java.util.List;

/// Loops over the bodies of convolutions.
final class ScalarConvs {
    private ScalarConvs() {}

    static List<Task> depthwise(DepthwiseConv op, Bound s) {
        int l = s.inShape(0).dim(1);
        int steps = s.outShape(0).dim(1);
        int channels = s.inShape(0).dim(2);
        int taps = s.inShape(1).dim(1);
        Ref x = s.in(0);
        Ref w = s.in(1);
        Ref bias = s.in(2);
        Ref y = s.out(0);
        return List.of(Task.items(s.outShape(0).size(), taps, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                DepthwiseConvs.forward(i, x.data(), x.at(), w.data(), w.at(), bias.data(), bias.at(), y.data(), y.at(), l, steps, channels,
                    taps, op.dilation(), op.padLeft());
            }
        }));
    }

    static List<Task> depthwiseGrad(DepthwiseConv.Grad op, Bound s) {
        int batch = s.inShape(0).dim(0);
        int l = s.inShape(0).dim(1);
        int channels = s.inShape(0).dim(2);
        int taps = s.inShape(1).dim(1);
        int steps = s.inShape(2).dim(1);
        int dilation = op.conv().dilation();
        int left = op.conv().padLeft();
        Ref x = s.in(0);
        Ref w = s.in(1);
        Ref dy = s.in(2);
        Ref dx = s.out(0);
        Ref dw = s.out(1);
        Task input = Task.items(s.outShape(0).size(), taps, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                DepthwiseConvs.inputGrad(i, w.data(), w.at(), dy.data(), dy.at(), dx.data(), dx.at(), l, steps, channels, taps, dilation,
                    left);
            }
        });
        Task weight = Task.items(channels * taps, batch * steps, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                DepthwiseConvs.weightGrad(i, x.data(), x.at(), dy.data(), dy.at(), dw.data(), dw.at(), batch, l, steps, channels, taps,
                    dilation, left);
            }
        });
        return List.of(input, weight, ScalarScans.sumRows(dy, batch * steps, channels, s.out(2)));
    }
}

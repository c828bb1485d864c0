package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.kernels.Convolutions;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of convolutions of all channels by all.
final class ScalarConv1d {
    private ScalarConv1d() {}

    static List<Task> forward(Conv1d op, Bound s) {
        Shape x = s.inShape(0);
        Shape w = s.inShape(1);
        Shape y = s.outShape(0);
        Ref xs = s.in(0);
        Ref ws = s.in(1);
        Ref bias = op.bias() ? s.in(2) : ws;
        Ref ys = s.out(0);
        return List.of(Task.items(y.size(), w.dim(1) * w.dim(2), (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Convolutions.forward(i, xs.data(), xs.at(), ws.data(), ws.at(), op.bias() ? 1 : 0, bias.data(), bias.at(), ys.data(),
                    ys.at(), x.dim(1), x.dim(2), y.dim(1), y.dim(2), w.dim(1), op.stride(), op.dilation(), op.padLeft());
            }
        }));
    }

    static List<Task> inputGrad(Conv1d.InputGrad op, Bound s) {
        Shape w = s.inShape(0);
        Shape y = s.inShape(1);
        Shape x = s.outShape(0);
        Conv1d conv = op.conv();
        Ref ws = s.in(0);
        Ref dy = s.in(1);
        Ref dx = s.out(0);
        return List.of(Task.items(x.size(), w.dim(1) * w.dim(0), (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Convolutions.inputGrad(i, ws.data(), ws.at(), dy.data(), dy.at(), dx.data(), dx.at(), x.dim(1), x.dim(2), y.dim(1),
                    y.dim(2), w.dim(1), conv.stride(), conv.dilation(), conv.padLeft());
            }
        }));
    }

    static List<Task> weightGrad(Conv1d.WeightGrad op, Bound s) {
        Shape x = s.inShape(0);
        Shape y = s.inShape(1);
        Conv1d conv = op.conv();
        Ref xs = s.in(0);
        Ref dy = s.in(1);
        Ref dw = s.out(0);
        return List.of(Task.items(s.outShape(0).size(), y.dim(0) * y.dim(1), (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Convolutions.weightGrad(i, xs.data(), xs.at(), dy.data(), dy.at(), dw.data(), dw.at(), x.dim(0), x.dim(1), x.dim(2),
                    y.dim(1), y.dim(2), op.kernel(), conv.stride(), conv.dilation(), conv.padLeft());
            }
        }));
    }
}

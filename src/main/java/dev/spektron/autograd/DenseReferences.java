package dev.spektron.autograd;

import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Linear;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// References of layers, convolutions and dropout.
final class DenseReferences {
    private DenseReferences() {}

    static List<Value> linear(Linear op, List<Value> in) {
        Value x = in.get(0);
        Value w = in.get(1);
        Value rows = x.reshape(x.shape().rows(), x.shape().last()).matmul(w, false, true);
        Value pre = rows.reshape(x.shape().with(x.shape().rank() - 1, w.shape().dim(0)));
        if (op.bias()) {
            pre = pre.add(in.get(2).broadcastTo(pre.shape()));
        }
        return op.activation().f() == null ? List.of(pre) : List.of(pre.map(op.activation().f()), pre);
    }

    static Value conv1d(Conv1d op, List<Value> in) {
        Value x = in.get(0).pad(1, op.padLeft(), op.padRight());
        Value w = in.get(1);
        int taps = w.shape().dim(1);
        int t = op.length(in.get(0).shape().dim(1), taps);
        List<Value> windows = new ArrayList<>();
        for (int j = 0; j < taps; j++) {
            windows.add(x.slice(1, t == 0 ? 0 : j * op.dilation(), t, op.stride()));
        }
        Value y = Value.concat(2, windows).matmul(w.reshape(w.shape().dim(0), taps * w.shape().dim(2)), false, true);
        return op.bias() ? y.add(in.get(2).broadcastTo(y.shape())) : y;
    }

    static Value depthwiseConv(DepthwiseConv op, List<Value> in) {
        Value x = in.get(0).pad(1, op.padLeft(), op.padRight());
        Value w = in.get(1);
        int taps = w.shape().dim(1);
        int t = Math.max(0, x.shape().dim(1) - op.dilation() * (taps - 1));
        Shape shape = x.shape().with(1, t);
        Value y = in.get(2).broadcastTo(shape);
        for (int j = 0; j < taps; j++) {
            Value tap = w.slice(1, j, 1).reshape(w.shape().dim(0)).broadcastTo(shape);
            y = y.add(x.slice(1, t == 0 ? 0 : j * op.dilation(), t).mul(tap));
        }
        return y;
    }

    static Value dropout(Dropout op, Value x, Value step) {
        Value u = Fn.uniform(step, x.shape(), op.seed(), op.purpose());
        Value dropped = x.graph().constant(op.rate()).broadcastTo(x.shape()).greater(u);
        return x.mul(dropped.affine(-1, 1)).mul(1 / (1 - op.rate()));
    }
}

package dev.spektron.autograd;

import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// References of the recurrences: one step of time after another.
final class ScanReferences {
    private ScanReferences() {}

    /// The time steps of (B, L, C), each (B, C). Cut in halves again and again: the gradient of a single step, cut out at once, is an array
    /// of the size of all steps.
    private static List<Value> steps(Value x) {
        int l = x.shape().dim(1);
        if (l < 2) {
            return l == 0 ? List.of() : List.of(x.reshape(x.shape().dim(0), x.shape().dim(2)));
        }
        List<Value> out = new ArrayList<>(steps(x.slice(1, 0, l / 2)));
        out.addAll(steps(x.slice(1, l / 2, l - l / 2)));
        return out;
    }

    private static Value zero(Value like, int... dims) {
        return like.graph().constant(0).broadcastTo(Shape.of(dims));
    }

    private static Value stacked(List<Value> steps, Value u) {
        return steps.isEmpty() ? u : Value.concat(1, steps.stream().map(y -> y.unsqueeze(1)).toList());
    }

    static Value selective(SelectiveScan op, List<Value> in) {
        Value u = in.get(0);
        Value a = in.get(2);
        int batch = u.shape().dim(0);
        int e = u.shape().dim(2);
        int n = a.shape().dim(1);
        Shape state = Shape.of(batch, e, n);
        Value h = zero(u, batch, e, n);
        List<Value> us = steps(u);
        List<Value> dts = steps(in.get(1));
        List<Value> bs = steps(in.get(3));
        List<Value> cs = steps(in.get(4));
        List<Value> y = new ArrayList<>();
        for (int t = 0; t < us.size(); t++) {
            Value ut = us.get(t);
            Value dt = dts.get(t).unsqueeze(2).broadcastTo(state);
            Value da = dt.mul(a.broadcastTo(state));
            Value gain = op.exact() ? da.expm1().div(a.broadcastTo(state)) : dt;
            Value bt = bs.get(t).unsqueeze(1).broadcastTo(state);
            h = da.exp().mul(h).add(gain.mul(bt).mul(ut.unsqueeze(2).broadcastTo(state)));
            Value ct = cs.get(t).unsqueeze(1).broadcastTo(state);
            y.add(h.mul(ct).sum(2).add(in.get(5).broadcastTo(ut.shape()).mul(ut)));
        }
        return stacked(y, u);
    }

    static Value oscillatory(Value u, Value coefficients) {
        int batch = u.shape().dim(0);
        int p = u.shape().dim(2) / 2;
        Shape state = Shape.of(batch, 2, p);
        List<Value> m = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            m.add(coefficients.slice(0, i, 1).reshape(p).broadcastTo(state));
        }
        Value z = zero(u, batch, 2, p);
        Value x = z;
        List<Value> out = new ArrayList<>();
        for (Value step : steps(u)) {
            Value ut = step.reshape(state);
            Value next = m.get(0).mul(z).add(m.get(1).mul(x)).add(m.get(4).mul(ut));
            x = m.get(2).mul(z).add(m.get(3).mul(x)).add(m.get(5).mul(ut));
            z = next;
            out.add(x.reshape(batch, 2 * p));
        }
        return stacked(out, u);
    }

    static Value diagonal(Value u, Value a, Value w) {
        int batch = u.shape().dim(0);
        int c = u.shape().dim(2);
        int n = a.shape().dim(2);
        Shape state = Shape.of(batch, c, n);
        Value ar = part(a, 0, state);
        Value ai = part(a, 1, state);
        Value wr = part(w, 0, state);
        Value wi = part(w, 1, state);
        Value hr = zero(u, batch, c, n);
        Value hi = hr;
        List<Value> out = new ArrayList<>();
        for (Value step : steps(u)) {
            Value ut = step.unsqueeze(2).broadcastTo(state);
            Value next = ar.mul(hr).sub(ai.mul(hi)).add(ut);
            hi = ar.mul(hi).add(ai.mul(hr));
            hr = next;
            out.add(wr.mul(hr).sub(wi.mul(hi)).sum(2));
        }
        return stacked(out, u);
    }

    private static Value part(Value a, int which, Shape state) {
        return a.slice(0, which, 1).reshape(a.shape().dim(1), a.shape().dim(2)).broadcastTo(state);
    }
}

package dev.spektron.autograd;

import dev.spektron.backend.op.Adjoint;
import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.SquaredDistance;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Vector-Jacobian products: from the gradients of a node's results to those of its operands. One table for all operations.
final class Vjp {
    private Vjp() {}

    /// Gradients of the operands, null where none passes.
    ///
    /// @param dy gradients of the results, null where there is none
    static List<Value> of(Node y, List<Value> dy) {
        return switch (y.op()) {
            case Leaf leaf -> List.of();
            case Primitive p -> primitive(p, y, dy.getFirst());
            case Fused f -> fused(f, y, dy);
            case Adjoint a -> throw new IllegalArgumentException(a.label() + ": second derivatives are not supported");
            case Effect e -> throw new IllegalArgumentException(e.label()
                + ": no gradient passes through an effect; take the gradients first");
            case Chain c -> throw new IllegalArgumentException(c.label() + ": only the planner makes chains");
        };
    }

    private static List<Value> none(Node y) {
        return Arrays.asList(new Value[y.inputs().size()]);
    }

    private static List<Value> primitive(Primitive p, Node y, Value dy) {
        Value x = y.inputs().getFirst();
        Shape s = x.shape();
        return switch (p) {
            case Primitive.Elementwise op -> ElementaryVjp.of(op, y, dy);
            case Primitive.Broadcast op -> List.of(gathered(dy, s));
            case Primitive.Reshape op -> List.of(dy.reshape(s));
            case Primitive.Permute op -> List.of(dy.permute(inverse(op.order())));
            case Primitive.Slice op -> one(new Primitive.Place(op.axis(), op.from(), op.step(), s.dim(op.axis())), dy);
            case Primitive.Place op -> one(new Primitive.Slice(op.axis(), op.from(), s.dim(op.axis()), op.step()), dy);
            case Primitive.Concat op -> pieces(op.axis(), y, dy);
            case Primitive.Take op -> one(new Primitive.PutAdd(op.axis(), op.index(), s.dim(op.axis())), dy);
            case Primitive.PutAdd op -> one(new Primitive.Take(op.axis(), op.index()), dy);
            case Primitive.Gather op -> Arrays.asList(y.graph().one(new Primitive.ScatterAdd(s.dim(0)), dy, y.inputs().get(1)), null);
            case Primitive.ScatterAdd op -> Arrays.asList(dy.gather(y.inputs().get(1)), null);
            case Primitive.Sum op -> List.of(spread(dy, s, op.from(), op.to()));
            case Primitive.Max op -> {
                Value top = x.equal(spread(y.outputs().getFirst(), s, op.from(), op.to()));
                Value share = dy.div(top.sum(op.from(), op.to()));
                yield List.of(top.mul(spread(share, s, op.from(), op.to())));
            }
            case Primitive.MatMul op -> matMul(op, y, dy);
            case Primitive.StopGradient op -> none(y);
            case Primitive.ReverseGradient op -> Arrays.asList(dy.mul(y.inputs().get(1).neg().broadcastTo(s)), null);
            case Primitive.Random op -> none(y);
            case Primitive.Median op -> none(y);
        };
    }

    private static List<Value> one(Op op, Value... in) {
        return List.of(in[0].graph().one(op, in));
    }

    private static Integer[] inverse(List<Integer> order) {
        Integer[] out = new Integer[order.size()];
        for (int i = 0; i < out.length; i++) {
            out[order.get(i)] = i;
        }
        return out;
    }

    /// The adjoint of a spread: sums over the axes that were spread.
    private static Value gathered(Value dy, Shape s) {
        int lead = dy.shape().rank() - s.rank();
        Value v = dy.sum(0, lead);
        for (int i = s.rank() - 1; i >= 0; i--) {
            if (s.dim(i) == 1 && v.shape().dim(i) != 1) {
                v = v.sum(i, i + 1).unsqueeze(i);
            }
        }
        return v.reshape(s);
    }

    /// A reduced value repeated along the axes that were reduced.
    private static Value spread(Value v, Shape s, int from, int to) {
        int[] d = s.dims();
        Arrays.fill(d, from, to, 1);
        return v.reshape(d).broadcastTo(s);
    }

    private static List<Value> pieces(int axis, Node y, Value dy) {
        List<Value> out = new ArrayList<>();
        int at = 0;
        for (Value x : y.inputs()) {
            out.add(dy.slice(axis, at, x.shape().dim(axis)));
            at += x.shape().dim(axis);
        }
        return out;
    }

    /// With A' = op(A) and B' = op(B), C = A' B': dA' = dC B'^T, dB' = A'^T dC, each stored as the factor is.
    private static List<Value> matMul(Primitive.MatMul op, Node y, Value dy) {
        Value a = y.inputs().get(0);
        Value b = y.inputs().get(1);
        Value da = op.transposeA() ? b.matmul(dy, op.transposeB(), true) : dy.matmul(b, false, !op.transposeB());
        if (b.shape().rank() == 2 && a.shape().rank() > 2) {
            // One factor for all batches: their rows together are one tall product.
            a = a.reshape(a.shape().rows(), a.shape().last());
            dy = dy.reshape(dy.shape().rows(), dy.shape().last());
        }
        Value db = op.transposeB() ? dy.matmul(a, true, op.transposeA()) : a.matmul(dy, !op.transposeA(), false);
        return List.of(da, db);
    }

    private static List<Value> fused(Fused f, Node y, List<Value> dys) {
        Graph g = y.graph();
        List<Value> x = y.inputs();
        Value dy = dys.getFirst();
        List<Value> out = y.outputs();
        return switch (f) {
            case Linear op -> linear(op, y, dys);
            case Conv1d op -> {
                Value dx = g.one(new Conv1d.InputGrad(op, x.get(0).shape().dim(1)), x.get(1), dy);
                Value dw = g.one(new Conv1d.WeightGrad(op, x.get(1).shape().dim(1)), x.get(0), dy);
                yield op.bias() ? List.of(dx, dw, dy.sum(0, 2)) : List.of(dx, dw);
            }
            case DepthwiseConv op -> g.apply(new DepthwiseConv.Grad(op), List.of(x.get(0), x.get(1), dy));
            case LayerNorm op -> dy == null ? none(y)
                : g.apply(new LayerNorm.Grad(op.centre()), List.of(x.get(0), x.get(1), out.get(1), out.get(2), dy));
            case Normalize op -> dy == null ? none(y)
                : g.apply(new Normalize.Grad(op.from(), op.to(), op.eps()), List.of(x.get(0), out.get(1), out.get(2), dy));
            case Softmax op -> one(new Softmax.Grad(), out.getFirst(), dy);
            case TopKGate op -> one(new Softmax.Grad(), out.getFirst(), dy);
            case LogSumExp op -> {
                int last = x.getFirst().shape().rank() - 1;
                Shape s = x.getFirst().shape();
                Value p = x.getFirst().sub(spread(out.getFirst(), s, last, last + 1)).exp();
                yield List.of(p.mul(spread(dy, s, last, last + 1)));
            }
            case CrossEntropy op -> dy == null ? none(y)
                : Arrays.asList(g.one(new CrossEntropy.Grad(), x.get(0), x.get(1), out.get(1), dy), null);
            case Attention op -> attention(op, y, dy);
            case Attention.Weights op -> none(y);
            case SelectiveScan op -> g.apply(new SelectiveScan.Grad(op.exact()), with(x, dy));
            case OscillatoryScan op -> g.apply(new OscillatoryScan.Grad(), with(x, dy));
            case DiagonalScan op -> g.apply(new DiagonalScan.Grad(), with(x, dy));
            case SplineBasis op -> one(new SplineBasis.Grad(op), x.getFirst(), dy);
            case SpectralConv op -> g.apply(new SpectralConv.Grad(), with(x, dy));
            case Dwt op -> one(new Dwt.Grad(op, x.getFirst().shape().last()), orZero(dy, out.get(0)), orZero(dys.get(1), out.get(1)));
            case Dwt.Inverse op -> g.apply(new Dwt.InverseGrad(op.dwt(), x.getFirst().shape().last()), List.of(dy));
            case Resample op -> g.apply(new Resample.Grad(op), with(x, dy));
            case Sinkhorn op -> {
                Value plan = out.get(1);
                yield dy == null ? none(y)
                    : Arrays.asList(plan.mul(dy.reshape(plan.shape().dim(0), 1, 1).broadcastTo(plan.shape())), null, null, null);
            }
            case SquaredDistance op -> squaredDistance(x.get(0), x.get(1), dy);
            case Dropout op -> Arrays.asList(g.one(op, dy, x.get(1)), null);
        };
    }

    private static List<Value> with(List<Value> x, Value dy) {
        List<Value> all = new ArrayList<>(x);
        all.add(dy);
        return all;
    }

    private static Value orZero(Value dy, Value like) {
        return dy != null ? dy : like.graph().constant(0).broadcastTo(like.shape());
    }

    /// dpre = dy f'(pre), dx = dpre W, dW = dpre^T x, db = sum of the rows of dpre.
    private static List<Value> linear(Linear op, Node node, List<Value> dys) {
        Value x = node.inputs().get(0);
        Value w = node.inputs().get(1);
        Value dpre = dys.getFirst();
        if (op.activation().f() != null) {
            Value y = node.outputs().get(0);
            Value pre = node.outputs().get(1);
            dpre = dpre == null ? null : ElementaryVjp.slope(op.activation().f(), pre, y, dpre);
            dpre = dpre == null ? dys.get(1) : dys.get(1) == null ? dpre : dpre.add(dys.get(1));
        }
        Value rows = dpre.reshape(dpre.shape().rows(), dpre.shape().last());
        Value dx = dpre.shape().rank() == 1 ? rows.matmul(w).reshape(x.shape()) : dpre.matmul(w);
        Value dw = rows.matmul(x.reshape(x.shape().rows(), x.shape().last()), true, false);
        return op.bias() ? List.of(dx, dw, rows.sum(0)) : List.of(dx, dw);
    }

    private static List<Value> attention(Attention op, Node y, Value dy) {
        if (dy == null) {
            return none(y);
        }
        List<Value> in = new ArrayList<>(y.inputs());
        in.addAll(List.of(y.outputs().get(0), y.outputs().get(1), dy));
        List<Value> out = new ArrayList<>(y.graph().apply(new Attention.Grad(op), in));
        while (out.size() < y.inputs().size()) {
            out.add(null);
        }
        return out;
    }

    /// d_ij = |x_i - y_j|^2: dx_i = 2 (sum_j g_ij x_i - sum_j g_ij y_j), and likewise for y.
    private static List<Value> squaredDistance(Value x, Value y, Value g) {
        Value dx = x.mul(g.sum(2).unsqueeze(2).broadcastTo(x.shape())).sub(g.matmul(y)).mul(2);
        Value dy = y.mul(g.sum(1).unsqueeze(2).broadcastTo(y.shape())).sub(g.matmul(x, true, false)).mul(2);
        return List.of(dx, dy);
    }
}

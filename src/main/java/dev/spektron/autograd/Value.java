package dev.spektron.autograd;

import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A tensor of a graph: a result of a node. Its methods trace primitives; what has a kernel of its own is in [Fn].
///
/// Nothing is spread silently: both operands of `add` have one shape, and [#broadcastTo(Shape)] makes a spread explicit.
public final class Value {
    private final Node node;
    private final int index;
    private final Shape shape;

    Value(Node node, int index, Shape shape) {
        this.node = node;
        this.index = index;
        this.shape = shape;
    }

    public Node node() {
        return node;
    }

    /// Which result of the node it is.
    public int index() {
        return index;
    }

    public Shape shape() {
        return shape;
    }

    public Graph graph() {
        return node.graph();
    }

    private Value unary(Elementary f) {
        return graph().one(new Primitive.Elementwise(f, 0, 0), this);
    }

    private Value binary(Elementary f, Value b) {
        return graph().one(new Primitive.Elementwise(f, 0, 0), this, b);
    }

    /// An elementary function of one operand by name.
    public Value map(Elementary f) {
        return unary(f);
    }

    public Value neg() {
        return unary(Elementary.NEG);
    }

    public Value abs() {
        return unary(Elementary.ABS);
    }

    public Value sign() {
        return unary(Elementary.SIGN);
    }

    /// 1 where positive, else 0.
    public Value step() {
        return unary(Elementary.STEP);
    }

    public Value relu() {
        return unary(Elementary.RELU);
    }

    public Value square() {
        return unary(Elementary.SQUARE);
    }

    public Value sqrt() {
        return unary(Elementary.SQRT);
    }

    public Value rsqrt() {
        return unary(Elementary.RSQRT);
    }

    public Value reciprocal() {
        return unary(Elementary.RECIPROCAL);
    }

    public Value exp() {
        return unary(Elementary.EXP);
    }

    public Value expm1() {
        return unary(Elementary.EXPM1);
    }

    public Value log() {
        return unary(Elementary.LOG);
    }

    public Value log1p() {
        return unary(Elementary.LOG1P);
    }

    public Value sin() {
        return unary(Elementary.SIN);
    }

    public Value cos() {
        return unary(Elementary.COS);
    }

    public Value tanh() {
        return unary(Elementary.TANH);
    }

    public Value sigmoid() {
        return unary(Elementary.SIGMOID);
    }

    public Value softplus() {
        return unary(Elementary.SOFTPLUS);
    }

    public Value erf() {
        return unary(Elementary.ERF);
    }

    public Value gelu() {
        return unary(Elementary.GELU);
    }

    public Value silu() {
        return unary(Elementary.SILU);
    }

    /// p x + q.
    public Value affine(float p, float q) {
        return graph().one(new Primitive.Elementwise(Elementary.AFFINE, p, q), this);
    }

    public Value mul(float p) {
        return affine(p, 0);
    }

    public Value add(float q) {
        return affine(1, q);
    }

    public Value clamp(float low, float high) {
        return graph().one(new Primitive.Elementwise(Elementary.CLAMP, low, high), this);
    }

    public Value add(Value b) {
        return binary(Elementary.ADD, b);
    }

    public Value sub(Value b) {
        return binary(Elementary.SUB, b);
    }

    public Value mul(Value b) {
        return binary(Elementary.MUL, b);
    }

    public Value div(Value b) {
        return binary(Elementary.DIV, b);
    }

    public Value max(Value b) {
        return binary(Elementary.MAX, b);
    }

    public Value min(Value b) {
        return binary(Elementary.MIN, b);
    }

    /// 1 where this is greater than b, else 0.
    public Value greater(Value b) {
        return binary(Elementary.GREATER, b);
    }

    /// 1 where this equals b, else 0.
    public Value equal(Value b) {
        return binary(Elementary.EQUAL, b);
    }

    /// Where this is not 0, `a`, else `b`.
    public Value select(Value a, Value b) {
        return graph().one(new Primitive.Elementwise(Elementary.SELECT, 0, 0), this, a, b);
    }

    Value geluGrad(Value dy) {
        return binary(Elementary.GELU_GRAD, dy);
    }

    Value siluGrad(Value dy) {
        return binary(Elementary.SILU_GRAD, dy);
    }

    /// This repeated along axes of extent 1 and along missing leading axes.
    public Value broadcastTo(Shape to) {
        return to.equals(shape) ? this : graph().one(new Primitive.Broadcast(to), this);
    }

    public Value reshape(Shape to) {
        return to.equals(shape) ? this : graph().one(new Primitive.Reshape(to), this);
    }

    public Value reshape(int... dims) {
        return reshape(Shape.of(dims));
    }

    /// With an axis of extent 1 before axis `axis`.
    public Value unsqueeze(int axis) {
        int[] d = new int[shape.rank() + 1];
        for (int i = 0; i < d.length; i++) {
            d[i] = i < axis ? shape.dim(i) : i == axis ? 1 : shape.dim(i - 1);
        }
        return reshape(d);
    }

    /// Axis i of the result is axis `order[i]`.
    public Value permute(Integer... order) {
        return graph().one(new Primitive.Permute(List.of(order)), this);
    }

    /// The last two axes exchanged.
    public Value transpose() {
        List<Integer> order = new ArrayList<>(Primitive.indices(0, shape.rank() - 2));
        order.add(shape.rank() - 1);
        order.add(shape.rank() - 2);
        return graph().one(new Primitive.Permute(order), this);
    }

    public Value slice(int axis, int from, int count) {
        return slice(axis, from, count, 1);
    }

    public Value slice(int axis, int from, int count, int step) {
        int a = shape.axis(axis);
        return count == shape.dim(a) && step == 1 ? this : graph().one(new Primitive.Slice(a, from, count, step), this);
    }

    /// This between zeros.
    public Value pad(int axis, int before, int after) {
        int a = shape.axis(axis);
        return graph().one(new Primitive.Place(a, before, 1, before + shape.dim(a) + after), this);
    }

    public Value take(int axis, List<Integer> index) {
        return graph().one(new Primitive.Take(shape.axis(axis), index), this);
    }

    /// The axis read backwards.
    public Value reverse(int axis) {
        int a = shape.axis(axis);
        return take(a, Primitive.indices(0, shape.dim(a)).reversed());
    }

    /// Rows of this table (V, d) at the indices (...): (..., d).
    public Value gather(Value indices) {
        return graph().one(new Primitive.Gather(), this, indices);
    }

    public static Value concat(int axis, List<Value> parts) {
        Value first = parts.getFirst();
        return parts.size() == 1 ? first : first.graph().one(new Primitive.Concat(first.shape.axis(axis)), parts.toArray(Value[]::new));
    }

    public static Value concat(int axis, Value... parts) {
        return concat(axis, List.of(parts));
    }

    /// Sum over the axes from `from` up to, without, `to`.
    public Value sum(int from, int to) {
        return from == to ? this : graph().one(new Primitive.Sum(from, to), this);
    }

    /// Sum over one axis.
    public Value sum(int axis) {
        int a = shape.axis(axis);
        return sum(a, a + 1);
    }

    /// Sum of all.
    public Value sum() {
        return sum(0, shape.rank());
    }

    /// Mean over the axes from `from` up to, without, `to`.
    public Value mean(int from, int to) {
        return sum(from, to).mul(1f / shape.count(from, to));
    }

    public Value mean(int axis) {
        int a = shape.axis(axis);
        return mean(a, a + 1);
    }

    public Value mean() {
        return mean(0, shape.rank());
    }

    public Value max(int axis) {
        int a = shape.axis(axis);
        return graph().one(new Primitive.Max(a, a + 1), this);
    }

    public Value matmul(Value b) {
        return matmul(b, false, false);
    }

    /// op(this) op(b), each transposed on request.
    public Value matmul(Value b, boolean transposeThis, boolean transposeB) {
        return graph().one(new Primitive.MatMul(transposeThis, transposeB), this, b);
    }

    /// This as a constant of the gradient.
    public Value stopGradient() {
        return graph().one(new Primitive.StopGradient(), this);
    }

    /// This; its gradient is multiplied by -lambda.
    public Value reverseGradient(Value lambda) {
        return graph().one(new Primitive.ReverseGradient(), this, lambda);
    }

    /// Median over the last axis; no gradient.
    public Value median() {
        return graph().one(new Primitive.Median(), this);
    }

    @Override
    public String toString() {
        return "%" + node.id() + (node.outputs().size() > 1 ? "." + index : "") + shape;
    }
}

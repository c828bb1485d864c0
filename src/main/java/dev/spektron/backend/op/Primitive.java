package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// The few operations that everything else is defined with.
public sealed interface Primitive extends Op {
    /// An elementary function of operands of one shape. `p` and `q` are its settings, 0 where it has none.
    record Elementwise(Elementary f, float p, float q) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, f.arity());
            for (Shape s : in) {
                if (!s.equals(in.getFirst())) {
                    throw new ShapeException("expected operands of one shape, found " + in + "; broadcastTo makes a spread explicit");
                }
            }
            return List.of(in.getFirst());
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return (long) f.flops() * out.getFirst().size();
        }

        @Override
        public String label() {
            String name = f.name().toLowerCase(java.util.Locale.ROOT);
            return f == Elementary.AFFINE || f == Elementary.CLAMP ? name + "[" + p + ", " + q + "]" : name;
        }
    }

    /// The operand repeated along axes where it has extent 1 or that it lacks in front (NumPy's rule, but never silent).
    record Broadcast(Shape shape) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Shape s = in.getFirst();
            int lead = shape.rank() - s.rank();
            boolean fits = lead >= 0;
            for (int i = 0; fits && i < s.rank(); i++) {
                fits = s.dim(i) == 1 || s.dim(i) == shape.dim(lead + i);
            }
            if (!fits) {
                throw new ShapeException("expected extents of " + shape + " or 1, counted from the last axis, found " + s);
            }
            return List.of(shape);
        }
    }

    /// The same numbers under another shape.
    record Reshape(Shape shape) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            if (in.getFirst().size() != shape.size()) {
                throw new ShapeException("expected " + shape.size() + " elements, as in " + shape + ", found " + in.getFirst().size()
                    + " in " + in.getFirst());
            }
            return List.of(shape);
        }

        @Override
        public boolean isView() {
            return true;
        }
    }

    /// Axis i of the result is axis `order[i]` of the operand.
    record Permute(List<Integer> order) implements Primitive {
        public Permute {
            order = List.copyOf(order);
        }

        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Expect.rank("the operand", in.getFirst(), order.size());
            int[] d = new int[order.size()];
            boolean[] seen = new boolean[d.length];
            for (int i = 0; i < d.length; i++) {
                int axis = order.get(i);
                if (axis < 0 || axis >= d.length || seen[axis]) {
                    throw new ShapeException("expected each axis of " + in.getFirst() + " once, found " + order);
                }
                seen[axis] = true;
                d[i] = in.getFirst().dim(axis);
            }
            return List.of(Shape.of(d));
        }
    }

    /// Elements `from`, `from + step`, ... (`count` of them) along one axis.
    record Slice(int axis, int from, int count, int step) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            int n = in.getFirst().dim(axis);
            if (step < 1 || from < 0 || count < 0 || count > 0 && from + (long) (count - 1) * step >= n) {
                throw new ShapeException("expected elements inside axis " + axis + " of " + in.getFirst() + ", found " + count
                    + " from " + from
                    + " in steps of " + step);
            }
            return List.of(in.getFirst().with(axis, count));
        }
    }

    /// The adjoint of [Slice]: the operand stands at `from`, `from + step`, ... of an axis of extent `extent`, the rest is 0.
    record Place(int axis, int from, int step, int extent) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            int n = in.getFirst().dim(axis);
            if (step < 1 || from < 0 || n > 0 && from + (long) (n - 1) * step >= extent) {
                throw new ShapeException("cannot place " + n + " elements from " + from + " in steps of " + step + " on an axis of "
                    + extent);
            }
            return List.of(in.getFirst().with(axis, extent));
        }
    }

    /// The operands one after another along one axis.
    record Concat(int axis) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            if (in.isEmpty()) {
                throw new ShapeException("expected at least one operand, found none");
            }
            Shape first = in.getFirst();
            int n = 0;
            for (Shape s : in) {
                if (s.rank() != first.rank() || !s.with(axis, first.dim(axis)).equals(first)) {
                    throw new ShapeException("expected operands that differ on axis " + axis + " only, found " + in);
                }
                n += s.dim(axis);
            }
            return List.of(first.with(axis, n));
        }
    }

    /// Elements `index[0]`, `index[1]`, ... along one axis: reversal, overlapping patches, any fixed selection.
    record Take(int axis, List<Integer> index) implements Primitive {
        public Take {
            index = List.copyOf(index);
        }

        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            int n = in.getFirst().dim(axis);
            for (int i : index) {
                if (i < 0 || i >= n) {
                    throw new ShapeException("expected indices from 0 to " + (n - 1) + " on axis " + axis + " of " + in.getFirst()
                        + ", found " + i);
                }
            }
            return List.of(in.getFirst().with(axis, index.size()));
        }

        @Override
        public String label() {
            return "Take[axis=" + axis + ", " + index.size() + " indices]";
        }
    }

    /// The adjoint of [Take]: element i is added to place `index[i]` of an axis of extent `extent`.
    record PutAdd(int axis, List<Integer> index, int extent) implements Primitive {
        public PutAdd {
            index = List.copyOf(index);
        }

        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Expect.extent("as many elements on axis " + axis + " as indices:", in.getFirst().dim(axis), index.size());
            return List.of(in.getFirst().with(axis, extent));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return in.getFirst().size();
        }

        @Override
        public String label() {
            return "PutAdd[axis=" + axis + ", " + index.size() + " indices, extent=" + extent + "]";
        }
    }

    /// Rows of a table: table (V, d) and indices (...) give (..., d). An index outside the table, or no whole number, gives NaN.
    record Gather() implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.rank("the table", in.getFirst(), 2);
            return List.of(in.get(1).plus(in.getFirst().dim(1)));
        }
    }

    /// The adjoint of [Gather]: rows (..., d) are added to the rows that the indices (...) name of a table (`rows`, d) of zeros.
    record ScatterAdd(int rows) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.rankAtLeast("the rows", in.getFirst(), 1);
            Expect.shape("the indices", in.get(1), in.getFirst().without(in.getFirst().rank() - 1, in.getFirst().rank()));
            return List.of(Shape.of(rows, in.getFirst().last()));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return in.getFirst().size();
        }
    }

    /// Sum over the axes from `from` up to, without, `to`; these axes disappear.
    record Sum(int from, int to) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Expect.axes(in.getFirst(), from, to);
            return List.of(in.getFirst().without(from, to));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return in.getFirst().size();
        }
    }

    /// Maximum over the axes from `from` up to, without, `to`; these axes disappear. Over nothing it is -infinity. The gradient is shared
    /// equally among equal maxima.
    record Max(int from, int to) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Expect.axes(in.getFirst(), from, to);
            return List.of(in.getFirst().without(from, to));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return in.getFirst().size();
        }
    }

    /// Matrix product op(a) op(b) of the last two axes. Axes in front are batch axes: equal in both operands, or absent in `b` if `a` is
    /// not transposed. `transposeA`: a is stored (..., k, m); `transposeB`: b is stored (..., n, k).
    record MatMul(boolean transposeA, boolean transposeB) implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Shape a = Expect.rankAtLeast("the left factor", in.get(0), 2);
            Shape b = Expect.rankAtLeast("the right factor", in.get(1), 2);
            int r = a.rank();
            boolean shared = b.rank() == 2 && !transposeA;
            if (!shared && (b.rank() != r || !a.without(r - 2, r).equals(b.without(r - 2, r)))) {
                throw new ShapeException("expected equal batch axes in front of the last two, found " + a + " and " + b);
            }
            int ka = a.dim(transposeA ? r - 2 : r - 1);
            int kb = b.dim(transposeB ? b.rank() - 1 : b.rank() - 2);
            if (ka != kb) {
                throw new ShapeException("cannot multiply " + a + (transposeA ? "^T" : "") + " by " + b + (transposeB ? "^T" : "")
                    + ": expected equal inner extents, found " + ka + " and " + kb);
            }
            int m = a.dim(transposeA ? r - 1 : r - 2);
            int n = b.dim(transposeB ? b.rank() - 2 : b.rank() - 1);
            return List.of(a.with(r - 2, m).with(r - 1, n));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            Shape a = in.getFirst();
            return 2L * out.getFirst().size() * a.dim(transposeA ? a.rank() - 2 : a.rank() - 1);
        }
    }

    /// The operand; no gradient passes.
    record StopGradient() implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            return in;
        }

        @Override
        public boolean isView() {
            return true;
        }
    }

    /// The first operand; the gradient is multiplied by -lambda, the second operand, a scalar (Ganin and Lempitsky, arXiv:1409.7495, eq.
    /// 9).
    record ReverseGradient() implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.shape("lambda", in.get(1), Shape.SCALAR);
            return List.of(in.getFirst());
        }

        @Override
        public boolean isView() {
            return true;
        }
    }

    /// Random numbers as a pure function of (seed, purpose, step, index): operand is the step, a scalar that holds a whole number below
    /// 2^24. Philox 4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405). Element i comes from word i % 4 of block i / 4, normal
    /// numbers from pairs of words by Box and Muller.
    record Random(Distribution distribution, Shape shape, long seed, int purpose) implements Primitive {
        /// Uniform in (0, 1), and standard normal.
        public enum Distribution { UNIFORM, NORMAL }

        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Expect.shape("the step", in.getFirst(), Shape.SCALAR);
            return List.of(shape);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 20L * shape.size();
        }
    }

    /// Median over the last axis (mean of the middle two for an even count); NaN for an empty one. No gradient passes.
    record Median() implements Primitive {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Shape s = Expect.rankAtLeast("the operand", in.getFirst(), 1);
            return List.of(s.without(s.rank() - 1, s.rank()));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 20L * in.getFirst().size();
        }
    }

    /// Indices in rising order.
    static List<Integer> indices(int from, int count) {
        List<Integer> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            out.add(from + i);
        }
        return out;
    }
}

package dev.spektron.tensor;

import java.util.Arrays;
import java.util.StringJoiner;

/// The extents of a tensor, outermost first. Immutable; rank 0 is a scalar, an extent may be 0.
///
/// All tensors are row-major and contiguous, so a shape says everything about the layout.
public final class Shape {
    /// The shape of a single number.
    public static final Shape SCALAR = new Shape();

    private final int[] dims;
    private final int size;

    private Shape(int... dims) {
        this.dims = dims;
        long n = 1;
        for (int d : dims) {
            if (d < 0) {
                throw new ShapeException("shape " + text(dims) + ": expected extents of at least 0, found " + d);
            }
            n *= d;
            if (n > Integer.MAX_VALUE) {
                throw new ShapeException("shape " + text(dims) + ": expected at most " + Integer.MAX_VALUE + " elements in one tensor");
            }
        }
        size = (int) n;
    }

    /// @throws ShapeException if an extent is negative or the tensor would have more than 2^31 - 1 elements
    public static Shape of(int... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    public int rank() {
        return dims.length;
    }

    public int dim(int axis) {
        if (axis < 0 || axis >= dims.length) {
            throw new ShapeException("shape " + this + ": expected an axis from 0 to " + (dims.length - 1) + ", found " + axis);
        }
        return dims[axis];
    }

    /// The innermost extent; 1 for a scalar.
    public int last() {
        return dims.length == 0 ? 1 : dims[dims.length - 1];
    }

    /// Number of elements.
    public int size() {
        return size;
    }

    /// Product of the extents from `from` up to, without, `to`.
    public int count(int from, int to) {
        int n = 1;
        for (int i = from; i < to; i++) {
            n *= dims[i];
        }
        return n;
    }

    /// Number of rows of length [#last()].
    public int rows() {
        return dims.length == 0 ? 1 : count(0, dims.length - 1);
    }

    public int[] dims() {
        return dims.clone();
    }

    /// This shape with another extent on one axis.
    public Shape with(int axis, int extent) {
        int old = dim(axis);
        if (old == extent) {
            return this;
        }
        int[] d = dims.clone();
        d[axis] = extent;
        return new Shape(d);
    }

    /// This shape without the axes from `from` up to, without, `to`.
    public Shape without(int from, int to) {
        int[] d = new int[dims.length - (to - from)];
        System.arraycopy(dims, 0, d, 0, from);
        System.arraycopy(dims, to, d, from, dims.length - to);
        return of(d);
    }

    /// This shape with further extents behind the last one.
    public Shape plus(int... more) {
        int[] d = Arrays.copyOf(dims, dims.length + more.length);
        System.arraycopy(more, 0, d, dims.length, more.length);
        return of(d);
    }

    /// The axis counted from the front; -1 is the last one.
    public int axis(int axis) {
        int a = axis < 0 ? axis + dims.length : axis;
        dim(a);
        return a;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape s && Arrays.equals(dims, s.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return text(dims);
    }

    private static String text(int[] dims) {
        StringJoiner s = new StringJoiner(", ", "(", ")");
        for (int d : dims) {
            s.add(Integer.toString(d));
        }
        return s.toString();
    }
}

package dev.spektron.backend.cpu;

import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A copy between two strided layouts: outer axes (extents, strides of the source, strides of the target, one list after another as the
/// kernel `Copies.row` wants them), and an inner axis. Axes that lie behind one another in both layouts are joined. If the inner axis is
/// not contiguous in the source, the outer axis that is comes last.
///
/// @param outer       extents, source strides, target strides of the outer axes
/// @param rows        product of the outer extents
/// @param n           extent of the inner axis
/// @param sourceInner stride of the inner axis in the source
/// @param targetInner stride of the inner axis in the target
/// @param sourceStart elements to skip in the source
/// @param targetStart elements to skip in the target
public record StridedCopy(int[] outer, int rows, int n, int sourceInner, int targetInner, int sourceStart, int targetStart) {
    /// Number of outer axes.
    public int rank() {
        return outer.length / 3;
    }

    /// Extent of the last outer axis.
    public int lastExtent() {
        return rank() == 0 ? 1 : outer[rank() - 1];
    }

    /// Stride of the last outer axis in the source.
    public int lastSource() {
        return rank() == 0 ? 0 : outer[2 * rank() - 1];
    }

    /// Stride of the last outer axis in the target.
    public int lastTarget() {
        return rank() == 0 ? 0 : outer[3 * rank() - 1];
    }

    /// Where index `batch` of the outer axes without the last starts, in the source (`side` 1) or the target (`side` 2).
    public int batchStart(int batch, int side) {
        int at = side == 1 ? sourceStart : targetStart;
        int rest = batch;
        for (int k = rank() - 2; k >= 0; k--) {
            at += rest % outer[k] * outer[side * rank() + k];
            rest /= outer[k];
        }
        return at;
    }

    /// Row-major strides.
    public static int[] strides(Shape s) {
        int[] out = new int[s.rank()];
        int n = 1;
        for (int i = s.rank() - 1; i >= 0; i--) {
            out[i] = n;
            n *= s.dim(i);
        }
        return out;
    }

    /// The result of a permutation, row-major.
    public static StridedCopy permute(Primitive.Permute op, Shape in) {
        int rank = in.rank();
        int[] from = strides(in);
        int[] d = new int[rank];
        int[] s = new int[rank];
        for (int i = 0; i < rank; i++) {
            int axis = op.order().get(i);
            d[i] = in.dim(axis);
            s[i] = from[axis];
        }
        return of(d, s, strides(Shape.of(d)), 0, 0);
    }

    /// A slice, read from its source.
    public static StridedCopy slice(Primitive.Slice op, Shape in, Shape out) {
        int[] from = strides(in);
        int start = op.from() * from[op.axis()];
        from[op.axis()] *= op.step();
        return of(out.dims(), from, strides(out), start, 0);
    }

    /// A block put into a larger tensor along one axis.
    public static StridedCopy place(int axis, int from, int step, Shape in, Shape out) {
        int[] to = strides(out);
        int start = from * to[axis];
        to[axis] *= step;
        return of(in.dims(), strides(in), to, 0, start);
    }

    private static StridedCopy of(int[] d, int[] s, int[] t, int sourceStart, int targetStart) {
        List<int[]> axes = new ArrayList<>();
        for (int i = 0; i < d.length; i++) {
            int[] last = axes.isEmpty() ? null : axes.getLast();
            if (d[i] == 1) {
                continue;
            }
            if (last != null && last[1] == d[i] * s[i] && last[2] == d[i] * t[i]) {
                last[0] *= d[i];
                last[1] = s[i];
                last[2] = t[i];
            } else {
                axes.add(new int[] {d[i], s[i], t[i]});
            }
        }
        if (axes.isEmpty()) {
            axes.add(new int[] {1, 1, 1});
        }
        int[] inner = axes.removeLast();
        if (inner[1] != 1) {
            axes.stream().filter(a -> a[1] == 1).findFirst().ifPresent(a -> {
                axes.remove(a);
                axes.add(a);
            });
        }
        int[] outer = new int[3 * axes.size()];
        int rows = 1;
        for (int i = 0; i < axes.size(); i++) {
            for (int k = 0; k < 3; k++) {
                outer[k * axes.size() + i] = axes.get(i)[k];
            }
            rows *= axes.get(i)[0];
        }
        return new StridedCopy(outer, rows, inner[0], inner[1], inner[2], sourceStart, targetStart);
    }
}

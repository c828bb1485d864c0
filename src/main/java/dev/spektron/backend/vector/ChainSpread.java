package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;

/// Spreads an operand with short rows over a stretch of elements. Rows are written as whole vectors, each over what the one before wrote
/// too far: behind the stretch there must be room for a vector.
final class ChainSpread {
    private ChainSpread() {}

    /// Elements `from` to `from + n - 1` of an operand with strides over axes, two at least, the last stride 0 or 1.
    ///
    /// @param index room for the index of a row, from `io` on
    static void run(float[] x, int xo, int[] strides, int[] extents, int from, int n, float[] y, int yo, int[] index, int io) {
        int last = extents.length - 1;
        int inner = extents[last];
        int rest = from / inner;
        int column = from - rest * inner;
        int at = xo;
        for (int axis = last - 1; axis >= 0; axis--) {
            int i = axis == 0 ? rest : rest % extents[axis];
            rest /= extents[axis];
            index[io + axis] = i;
            at += i * strides[axis];
        }
        int done = 0;
        while (done < n) {
            int m = Math.min(inner - column, n - done);
            if (strides[last] == 0) {
                fill(x[at], y, yo + done, m);
            } else {
                copy(x, at + column, y, yo + done, m);
            }
            done += m;
            column = 0;
            at = next(at, strides, extents, last - 1, index, io);
        }
    }

    /// Where the next row begins.
    private static int next(int at, int[] strides, int[] extents, int axis, int[] index, int io) {
        int a = axis;
        int o = at + strides[a];
        while (++index[io + a] == extents[a] && a > 0) {
            index[io + a] = 0;
            o += strides[a - 1] - extents[a] * strides[a];
            a--;
        }
        return o;
    }

    private static void fill(float value, float[] y, int yo, int n) {
        FloatVector v = FloatVector.broadcast(Lanes.F, value);
        for (int i = 0; i < n; i += Lanes.N) {
            v.intoArray(y, yo + i);
        }
    }

    private static void copy(float[] x, int xo, float[] y, int yo, int n) {
        int whole = n + Lanes.N - 1 & -Lanes.N;
        if (xo + whole <= x.length) {
            for (int i = 0; i < whole; i += Lanes.N) {
                FloatVector.fromArray(Lanes.F, x, xo + i).intoArray(y, yo + i);
            }
        } else {
            System.arraycopy(x, xo, y, yo, n);
        }
    }
}

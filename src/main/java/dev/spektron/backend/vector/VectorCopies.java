package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.SourceLists;
import dev.spektron.backend.cpu.StridedCopy;
import dev.spektron.backend.cpu.Task;
import dev.spektron.kernels.Copies;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Moves of numbers: rows as they are, transposes in tiles, and the rest number by number.
final class VectorCopies {
    /// Longer rows are moved by `System.arraycopy`; shorter ones are through before it has started.
    private static final int SHORT = 48;
    /// Rows and columns of a tile of a transpose: a cache line each way.
    private static final int TILE = 16;

    private VectorCopies() {}

    /// `count` rows of `n` numbers at a distance of `sx` to places at a distance of `sy`.
    static void rows(float[] x, int xo, int sx, float[] y, int yo, int sy, int count, int n) {
        if (n > SHORT) {
            for (int r = 0; r < count; r++) {
                System.arraycopy(x, xo + r * sx, y, yo + r * sy, n);
            }
        } else {
            for (int r = 0; r < count; r++) {
                for (int i = 0; i < n; i++) {
                    y[yo + r * sy + i] = x[xo + r * sx + i];
                }
            }
        }
    }

    /// y[0 .. n) = x[0 .. n).
    static void row(float[] x, int xo, float[] y, int yo, int n) {
        rows(x, xo, 0, y, yo, 0, 1, n);
    }

    /// y[0 .. n) += x[0 .. n).
    static void add(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - Lanes.N; i += Lanes.N) {
            FloatVector.fromArray(Lanes.F, y, yo + i).add(FloatVector.fromArray(Lanes.F, x, xo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] += x[xo + i];
        }
    }

    /// A strided copy.
    static Task strided(Ref x, Ref y, StridedCopy c) {
        if (c.sourceInner() == 1 && c.targetInner() == 1) {
            return c.n() > 2 * Task.GRAIN ? longRows(x, y, c) : rows(x, y, c);
        }
        return c.lastSource() == 1 && c.targetInner() == 1 && c.n() >= 4 && c.lastExtent() >= 4 ? transpose(x, y, c)
            : single(x, y, c);
    }

    /// Rows in stretches.
    private static Task longRows(Ref x, Ref y, StridedCopy c) {
        int stretches = (c.n() + Task.GRAIN - 1) / Task.GRAIN;
        return Task.range(c.rows() * stretches, 1, (from, to, worker) -> {
            int row = from / stretches;
            int first = from % stretches * Task.GRAIN;
            int batch = row / c.lastExtent();
            int r = row % c.lastExtent();
            System.arraycopy(x.data(), x.at() + c.batchStart(batch, 1) + r * c.lastSource() + first, y.data(),
                y.at() + c.batchStart(batch, 2) + r * c.lastTarget() + first, Math.min(Task.GRAIN, c.n() - first));
        });
    }

    private static Task rows(Ref x, Ref y, StridedCopy c) {
        int extent = c.lastExtent();
        int source = c.lastSource();
        int target = c.lastTarget();
        return Task.items(c.rows(), c.n(), (from, to, worker) -> {
            for (int row = from; row < to;) {
                int batch = row / extent;
                int end = Math.min(to, (batch + 1) * extent);
                int first = row - batch * extent;
                rows(x.data(), x.at() + c.batchStart(batch, 1) + first * source, source, y.data(),
                    y.at() + c.batchStart(batch, 2) + first * target, target, end - row, c.n());
                row = end;
            }
        });
    }

    /// Bands of a matrix for each index of the other axes: rows of the target, `TILE` of them, the last ones with those that are left.
    private static Task transpose(Ref x, Ref y, StridedCopy c) {
        int bands = Math.max(1, c.lastExtent() / TILE);
        return Task.items(c.rows() / c.lastExtent() * bands, TILE * c.n(), (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                int batch = item / bands;
                int r = item % bands * TILE;
                int end = item % bands == bands - 1 ? c.lastExtent() : r + TILE;
                band(x.data(), x.at() + c.batchStart(batch, 1) + r, c.sourceInner(), y.data(),
                    y.at() + c.batchStart(batch, 2) + r * c.lastTarget(), c.lastTarget(), end - r, c.n());
            }
        });
    }

    /// y[r sy + j] = x[r + j sx] for `rows` r and `n` j: in squares, the last of which overlap the ones before.
    private static void band(float[] x, int xo, int sx, float[] y, int yo, int sy, int rows, int n) {
        if (rows < Lanes.N || n < Lanes.N) {
            for (int r = 0; r < rows; r++) {
                strided(x, xo + r, sx, y, yo + r * sy, 1, n);
            }
            return;
        }
        for (int j = 0; j < n; j += Lanes.N) {
            int column = Math.min(j, n - Lanes.N);
            for (int r = 0; r < rows; r += Lanes.N) {
                int row = Math.min(r, rows - Lanes.N);
                Squares.turn(x, xo + row + column * sx, sx, y, yo + row * sy + column, sy);
            }
        }
    }

    private static Task single(Ref x, Ref y, StridedCopy c) {
        int extent = c.lastExtent();
        return Task.items(c.rows(), c.n(), (from, to, worker) -> {
            for (int row = from; row < to;) {
                int batch = row / extent;
                int end = Math.min(to, (batch + 1) * extent);
                int xo = x.at() + c.batchStart(batch, 1) - batch * extent * c.lastSource();
                int yo = y.at() + c.batchStart(batch, 2) - batch * extent * c.lastTarget();
                for (; row < end; row++) {
                    strided(x.data(), xo + row * c.lastSource(), c.sourceInner(), y.data(), yo + row * c.lastTarget(), c.targetInner(),
                        c.n());
                }
            }
        });
    }

    private static void strided(float[] x, int xo, int sx, float[] y, int yo, int sy, int n) {
        for (int j = 0; j < n; j++) {
            y[yo + j * sy] = x[xo + j * sx];
        }
    }

    /// Zeros.
    static Task zeros(Ref y, int n) {
        return Task.range(n, Task.GRAIN, (from, to, worker) -> Arrays.fill(y.data(), y.at() + from, y.at() + to, 0));
    }

    /// Rows of sources added up in their targets' rows of `n`, for each of `outer` outer indices. Stretches of targets whose sources are
    /// behind one another are one long row; null if there is little of that.
    static Task sumRows(Ref x, Ref y, SourceLists lists, int outer, int sources, int n) {
        SourceLists.Stretches all = lists.stretches();
        int targets = lists.start().length - 1;
        int stretches = all.first().length;
        int length = Math.max(1, targets / Math.max(1, stretches)) * n;
        if (length < 4) {
            return null;
        }
        return Task.items(outer * stretches, length, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                int o = item / stretches;
                int k = item % stretches;
                int t = all.first()[k];
                stretch(x.data(), x.at() + o * sources * n, lists.list(), lists.start()[t], lists.start()[t + 1], n, y.data(),
                    y.at() + (o * targets + t) * n, all.length()[k] * n);
            }
        });
    }

    /// y[0 .. m) = sum over s of x[list[s] n ...].
    private static void stretch(float[] x, int xo, int[] list, int from, int to, int n, float[] y, int yo, int m) {
        if (from == to) {
            Arrays.fill(y, yo, yo + m, 0);
            return;
        }
        row(x, xo + list[from] * n, y, yo, m);
        for (int s = from + 1; s < to; s++) {
            add(x, xo + list[s] * n, y, yo, m);
        }
    }

    /// Rows of a table (rows, n) at `count` indices.
    static Task gather(Ref table, int rows, Ref index, int count, Ref y, int n) {
        return Task.items(count, n, (from, to, worker) -> {
            for (int r = from; r < to; r++) {
                float f = index.data()[index.at() + r];
                int k = (int) f;
                if (f == k && k >= 0 && k < rows) {
                    row(table.data(), table.at() + k * n, y.data(), y.at() + r * n, n);
                } else {
                    Copies.fill(y.data(), y.at() + r * n, n, Float.NaN);
                }
            }
        });
    }

    /// `count` rows x added to the rows of y that the indices name. Parts are stretches of columns: rows may meet in one place.
    static Task scatterAdd(Ref x, Ref index, int count, Ref y, int rows, int n) {
        int grain = Math.max(64, Task.GRAIN / Math.max(1, count + rows));
        return Task.range(n, grain, (from, to, worker) -> {
            for (int k = 0; k < rows; k++) {
                Arrays.fill(y.data(), y.at() + k * n + from, y.at() + k * n + to, 0);
            }
            for (int r = 0; r < count; r++) {
                float f = index.data()[index.at() + r];
                int k = (int) f;
                if (f == k && k >= 0 && k < rows) {
                    add(x.data(), x.at() + r * n + from, y.data(), y.at() + k * n + from, to - from);
                }
            }
        });
    }
}

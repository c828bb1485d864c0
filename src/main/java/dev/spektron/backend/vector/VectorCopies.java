package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.SourceLists;
import dev.spektron.backend.cpu.StridedCopy;
import dev.spektron.backend.cpu.Task;
import dev.spektron.kernels.Copies;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Moves of numbers: rows as they are, transposes in tiles, and the rest number by number.
final class VectorCopies {
    /// Longer rows are moved by `System.arraycopy`; shorter ones are through before it has started.
    private static final int SHORT = 48;
    /// Rows and columns of a tile of a transpose: a cache line each way.
    private static final int TILE = 16;
    /// Squares of four by four numbers are turned in registers, whatever the width of other vectors.
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    /// The first and the last halves of two vectors, interleaved.
    private static final VectorShuffle<Float> LOW = VectorShuffle.fromValues(FOUR, 0, 4, 1, 5);
    private static final VectorShuffle<Float> HIGH = VectorShuffle.fromValues(FOUR, 2, 6, 3, 7);

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

    /// Tiles of a matrix for each index of the other axes: `TILE` rows of the target at a time.
    private static Task transpose(Ref x, Ref y, StridedCopy c) {
        int bands = (c.lastExtent() + TILE - 1) / TILE;
        return Task.items(c.rows() / c.lastExtent() * bands, TILE * c.n(), (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                int batch = item / bands;
                int r = item % bands * TILE;
                band(x.data(), x.at() + c.batchStart(batch, 1) + r, c.sourceInner(), y.data(),
                    y.at() + c.batchStart(batch, 2) + r * c.lastTarget(), c.lastTarget(), Math.min(TILE, c.lastExtent() - r), c.n());
            }
        });
    }

    /// y[r sy + j] = x[r + j sx] for `rows` r, at most `TILE`, and `n` j: in squares of four, a tile after the other.
    private static void band(float[] x, int xo, int sx, float[] y, int yo, int sy, int rows, int n) {
        int wholeRows = rows / 4 * 4;
        int whole = n / 4 * 4;
        for (int tile = 0; tile < whole; tile += TILE) {
            int end = Math.min(whole, tile + TILE);
            for (int r = 0; r < wholeRows; r += 4) {
                for (int j = tile; j < end; j += 4) {
                    square(x, xo + r + j * sx, sx, y, yo + r * sy + j, sy);
                }
            }
        }
        for (int r = 0; r < rows; r++) {
            int done = r < wholeRows ? whole : 0;
            strided(x, xo + r + done * sx, sx, y, yo + r * sy + done, 1, n - done);
        }
    }

    private static FloatVector four(float[] x, int at) {
        return FloatVector.fromArray(FOUR, x, at);
    }

    /// Four rows of four numbers to four columns: (a, c) and (b, d) are interleaved, then the results.
    private static void square(float[] x, int xo, int sx, float[] y, int yo, int sy) {
        FloatVector a = four(x, xo);
        FloatVector b = four(x, xo + sx);
        FloatVector c = four(x, xo + 2 * sx);
        FloatVector d = four(x, xo + 3 * sx);
        FloatVector acLow = a.rearrange(LOW, c);
        FloatVector acHigh = a.rearrange(HIGH, c);
        FloatVector bdLow = b.rearrange(LOW, d);
        FloatVector bdHigh = b.rearrange(HIGH, d);
        acLow.rearrange(LOW, bdLow).intoArray(y, yo);
        acLow.rearrange(HIGH, bdLow).intoArray(y, yo + sy);
        acHigh.rearrange(LOW, bdHigh).intoArray(y, yo + 2 * sy);
        acHigh.rearrange(HIGH, bdHigh).intoArray(y, yo + 3 * sy);
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

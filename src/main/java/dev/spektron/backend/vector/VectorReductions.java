package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Sums and maxima over the middle axis of (outer, n, inner) with vectors.
///
/// Long reductions are cut into chunks by their size alone: each part reduces one chunk to a partial result in the scratch, a second loop
/// reduces the partial results in their order. Narrow columns are read as (n / N, inner N), which is the same memory, and folded at the
/// end; wide columns need no partial results.
final class VectorReductions {
    /// Numbers of one chunk.
    private static final int CHUNK = 1 << 15;
    /// Wide columns are reduced so many at a time.
    private static final int WIDE = 1024;

    private VectorReductions() {}

    /// How a reduction is cut.
    ///
    /// @param fold    rows of `inner` that are read as one row of `width`
    /// @param width   numbers of a row as it is read
    /// @param rows    whole rows of `width`
    /// @param perPart rows of one chunk
    /// @param chunks  chunks of each outer index; 1: no partial results, unless rows are folded
    private record Cut(int outer, int n, int inner, int fold, int width, int rows, int perPart, int chunks) {
        static Cut of(Shape in, int from, int to) {
            int outer = in.count(0, from);
            int n = in.count(from, to);
            int inner = in.count(to, in.rank());
            int fold = inner > 1 && inner < 4 * Lanes.N && n >= 4 * Lanes.N ? Lanes.N : 1;
            int width = inner * fold;
            int rows = n / fold;
            // Wide columns: all rows in one part, and parts of columns instead. Else whole groups of eight rows.
            int perPart = width >= 2 * WIDE && fold == 1 ? Math.max(1, rows) : Math.max(1, CHUNK / 8 / Math.max(1, width)) * 8;
            return new Cut(outer, n, inner, fold, width, rows, perPart, (int) ((rows + (long) perPart - 1) / perPart));
        }

        boolean partial() {
            return chunks > 1 || fold > 1;
        }

        int scratch() {
            return partial() ? outer * chunks * width : 0;
        }

        /// Too small for vectors, or empty.
        boolean isScalar() {
            return outer == 0 || inner == 0 || n == 0 || inner > 1 && width < Lanes.N;
        }
    }

    static int scratch(Shape in, int from, int to) {
        Cut c = Cut.of(in, from, to);
        return c.isScalar() ? VectorLowering.NOT_OWN : c.scratch();
    }

    /// A sum, or else a maximum.
    static List<Task> lower(Bound s, int from, int to, boolean sum) {
        Cut c = Cut.of(s.inShape(0), from, to);
        if (c.isScalar()) {
            return null;
        }
        List<Task> tasks = new ArrayList<>();
        Ref target = c.partial() ? s.scratch() : s.out(0);
        tasks.add(c.inner == 1 ? rows(c, s.in(0), target, sum) : columns(c, s.in(0), target, sum));
        if (c.partial()) {
            tasks.add(join(c, s.in(0), target, s.out(0), sum));
        }
        return tasks;
    }

    private static Task rows(Cut c, Ref x, Ref y, boolean sum) {
        if (c.chunks == 1) {
            return Task.items(c.outer, c.n, (from, to, worker) -> {
                if (sum) {
                    SumKernels.rows(x.data(), x.at() + from * c.n, c.n, to - from, y.data(), y.at() + from);
                } else {
                    MaxKernels.rows(x.data(), x.at() + from * c.n, c.n, to - from, y.data(), y.at() + from);
                }
            });
        }
        return Task.range(c.outer * c.chunks, 1, (item, end, worker) -> {
            int first = item % c.chunks * c.perPart;
            int at = x.at() + item / c.chunks * c.n + first;
            int count = Math.min(c.perPart, c.n - first);
            y.data()[y.at() + item] = sum ? SumKernels.row(x.data(), at, count) : MaxKernels.row(x.data(), at, count);
        });
    }

    private static Task columns(Cut c, Ref x, Ref y, boolean sum) {
        int stretches = c.chunks == 1 ? (c.width + WIDE - 1) / WIDE : 1;
        int stretch = c.chunks == 1 ? WIDE : c.width;
        return Task.items(c.outer * c.chunks * stretches, Math.min(c.rows, c.perPart) * Math.min(c.width, stretch), (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                int column = item % stretches * stretch;
                int part = item / stretches;
                int first = part % c.chunks * c.perPart;
                int at = x.at() + part / c.chunks * c.n * c.inner + first * c.width + column;
                int target = y.at() + part * c.width + column;
                int rows = Math.min(c.perPart, c.rows - first);
                int w = Math.min(stretch, c.width - column);
                if (sum) {
                    SumKernels.columns(x.data(), at, c.width, rows, y.data(), target, w);
                } else {
                    MaxKernels.columns(x.data(), at, c.width, rows, y.data(), target, w);
                }
            }
        });
    }

    /// Partial results to results: of rows a row of numbers, of columns rows of `width`, which are folded, and rows left over.
    private static Task join(Cut c, Ref x, Ref partial, Ref y, boolean sum) {
        return Task.items(c.outer, c.chunks * c.width, (from, to, worker) -> {
            for (int o = from; o < to; o++) {
                int at = partial.at() + o * c.chunks * c.width;
                if (c.inner == 1) {
                    y.data()[y.at() + o] = sum ? SumKernels.row(partial.data(), at, c.chunks) : MaxKernels.row(partial.data(), at,
                        c.chunks);
                } else {
                    joinColumns(c, x, o, partial, at, y, sum);
                }
            }
        });
    }

    private static void joinColumns(Cut c, Ref x, int o, Ref partial, int at, Ref y, boolean sum) {
        float[] p = partial.data();
        int target = y.at() + o * c.inner;
        if (c.fold == 1) {
            if (sum) {
                SumKernels.columns(p, at, c.width, c.chunks, y.data(), target, c.width);
            } else {
                MaxKernels.columns(p, at, c.width, c.chunks, y.data(), target, c.width);
            }
            return;
        }
        int left = x.at() + (o * c.n + c.rows * c.fold) * c.inner;
        int rows = c.n - c.rows * c.fold;
        for (int j = 0; j < c.inner; j++) {
            float total = 0;
            float top = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < c.chunks; k++) {
                float part = 0;
                for (int f = 0; f < c.fold; f++) {
                    float v = p[at + k * c.width + f * c.inner + j];
                    part += v;
                    top = Math.max(top, v);
                }
                total += part;
            }
            for (int k = 0; k < rows; k++) {
                float v = x.data()[left + k * c.inner + j];
                total += v;
                top = Math.max(top, v);
            }
            y.data()[target + j] = sum ? total : top;
        }
    }
}

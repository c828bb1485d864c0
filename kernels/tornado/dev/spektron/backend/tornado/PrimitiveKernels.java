package dev.spektron.backend.tornado;

import dev.spektron.kernels.Copies;
import dev.spektron.kernels.MatMuls;
import dev.spektron.kernels.Medians;
import dev.spektron.kernels.Reductions;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of the primitives. `m` is the memory of all plans; whole numbers named like operands are places there.
final class PrimitiveKernels {
    private PrimitiveKernels() {}

    /// A tile of a product; `tiles` of them belong to one of the batch.
    static void kMatMul(float[] m, int a, int batchA, int sai, int sap, int b, int batchB, int sbp, int sbj, int c, int rows, int columns,
        int k, int tiles, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                MatMuls.tile(i % tiles, m, a + i / tiles * batchA, sai, sap, m, b + i / tiles * batchB, sbp, sbj, m,
                    c + i / tiles * rows * columns, rows, columns, k);
            }
        }
    }

    /// An element of a strided copy.
    static void kCopy(float[] m, int[] outer, int rank, int x, int sx, int y, int sy, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.row(i / n, rank, outer, m, x + i % n * sx, sx, m, y + i % n * sy, sy, 1);
            }
        }
    }

    /// An element of what is put together along an axis.
    static void kAssemble(float[] m, int[] table, int pieces, int y, int extent, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.assemble(i, pieces, table, m, m, y, extent, inner);
            }
        }
    }

    /// Zeros.
    static void kFill(float[] m, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.fill(m, y + i, 1, 0);
            }
        }
    }

    /// A row of a sum of rows.
    static void kSumRows(float[] m, int[] start, int[] list, int x, int y, int sources, int targets, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.sumRows(i % targets, start, list, m, x + i / targets * sources * n, m, y + i / targets * targets * n, n);
            }
        }
    }

    /// A row of a gathered table.
    static void kGatherRows(float[] m, int table, int rows, int index, int y, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.gather(i, m, table, rows, m, index, m, y, n);
            }
        }
    }

    /// A column of the adjoint of a gather.
    static void kScatterAdd(float[] m, int x, int count, int index, int y, int rows, int n, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Copies.scatterAdd(i, m, x, count, m, index, m, y, rows, n);
            }
        }
    }

    /// A sum over the middle axis.
    static void kSum(float[] m, int x, int y, int n, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Reductions.sum(i, m, x, m, y, n, inner);
            }
        }
    }

    /// A maximum over the middle axis.
    static void kMax(float[] m, int x, int y, int n, int inner, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Reductions.max(i, m, x, m, y, n, inner);
            }
        }
    }

    /// An element of a fold by sums.
    static void kFoldSum(float[] m, int x, int y, int n, int width, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Reductions.foldSum(i, m, x, m, y, n, width);
            }
        }
    }

    /// An element of a fold by maxima.
    static void kFoldMax(float[] m, int x, int y, int n, int width, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Reductions.foldMax(i, m, x, m, y, n, width);
            }
        }
    }

    /// Medians of rows; `room` holds a row for each lane.
    static void kMedian(float[] m, int x, int y, int n, int room, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Medians.row(i, m, x, m, y, n, m, room + lane * n);
            }
        }
    }
}

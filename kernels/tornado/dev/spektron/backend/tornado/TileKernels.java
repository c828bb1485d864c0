package dev.spektron.backend.tornado;

import dev.spektron.kernels.MatMulTiles;
import dev.spektron.kernels.MatMulWideTiles;
import uk.ac.manchester.tornado.api.KernelContext;

/// Launchers of kernels whose work items share memory in groups. `m` is the memory of all plans; whole numbers named like operands are
/// places there.
final class TileKernels {
    private TileKernels() {}

    /// A tile of a product by each group. The terms of a sum are cut into parts of `span`, a multiple of [MatMulTiles#BLOCK]; the products
    /// of the parts stand one after another. To a sum in one part the bias of a layer may be added.
    static void kMatMulTiles(KernelContext ctx, float[] m, int a, int batchA, int sai, int sap, int b, int batchB, int sbp, int sbj, int c,
        int rows, int columns, int k, int batch, int span, int biased, int bias) {
        float[] as = ctx.allocateFloatLocalArray(MatMulTiles.ROOM);
        float[] bs = ctx.allocateFloatLocalArray(MatMulTiles.ROOM);
        float[] sums = new float[MatMulTiles.SUMS];
        float[] totals = new float[MatMulTiles.SUMS];
        int item = ctx.localIdx;
        int group = ctx.groupIdx;
        int across = MatMulTiles.tiles(columns);
        int tiles = MatMulTiles.tiles(rows) * across;
        int product = group / tiles;
        int at = product % batch;
        int row = group % tiles / across * MatMulTiles.SIDE;
        int column = group % tiles % across * MatMulTiles.SIDE;
        int first = product / batch * span;
        int end = Math.min(k, first + span);
        MatMulTiles.clear(totals);
        for (int block = first; block < end; block += MatMulTiles.BLOCK) {
            int to = Math.min(end, block + MatMulTiles.BLOCK);
            MatMulTiles.clear(sums);
            for (int p = block; p < to; p += MatMulTiles.DEPTH) {
                for (int q = 0; q < MatMulTiles.LOADS; q++) {
                    as[MatMulTiles.slot(item, q, sap)] = MatMulTiles.load(item, q, m, a + at * batchA, sai, sap, row, rows, p, end);
                    bs[MatMulTiles.slot(item, q, sbp)] = MatMulTiles.load(item, q, m, b + at * batchB, sbj, sbp, column, columns, p, end);
                }
                ctx.localBarrier();
                for (int t = 0; t < MatMulTiles.DEPTH; t++) {
                    int i = MatMulTiles.rowSlot(item, t);
                    int j = MatMulTiles.columnSlot(item, t);
                    MatMulTiles.multiply(as[i], as[i + MatMulTiles.ACROSS], as[i + 2 * MatMulTiles.ACROSS], as[i + 3 * MatMulTiles.ACROSS],
                        bs[j], bs[j + MatMulTiles.ACROSS], bs[j + 2 * MatMulTiles.ACROSS], bs[j + 3 * MatMulTiles.ACROSS], sums);
                }
                ctx.localBarrier();
            }
            MatMulTiles.add(sums, totals);
        }
        MatMulTiles.store(item, totals, biased, m, bias, m, c + product * rows * columns, row, column, rows, columns);
    }

    /// The same as [#kMatMulTiles] in tiles of 128 by 128; `span` is a multiple of [MatMulWideTiles#DEPTH].
    static void kMatMulWideTiles(KernelContext ctx, float[] m, int a, int batchA, int sai, int sap, int b, int batchB, int sbp, int sbj,
        int c, int rows, int columns, int k, int batch, int span, int biased, int bias) {
        float[] as = ctx.allocateFloatLocalArray(MatMulWideTiles.ROOM);
        float[] bs = ctx.allocateFloatLocalArray(MatMulWideTiles.ROOM);
        float[] sums = new float[MatMulWideTiles.SUMS];
        int item = ctx.localIdx;
        int group = ctx.groupIdx;
        int across = MatMulWideTiles.tiles(columns);
        int tiles = MatMulWideTiles.tiles(rows) * across;
        int product = group / tiles;
        int at = product % batch;
        int row = group % tiles / across * MatMulWideTiles.SIDE;
        int column = group % tiles % across * MatMulWideTiles.SIDE;
        int first = product / batch * span;
        int end = Math.min(k, first + span);
        MatMulWideTiles.clear(sums);
        for (int p = first; p < end; p += MatMulWideTiles.DEPTH) {
            for (int q = 0; q < MatMulWideTiles.LOADS; q++) {
                as[MatMulWideTiles.slot(item, q, sap)] = MatMulWideTiles.load(item, q, m, a + at * batchA, sai, sap, row, rows, p, end);
                bs[MatMulWideTiles.slot(item, q, sbp)] = MatMulWideTiles.load(item, q, m, b + at * batchB, sbj, sbp, column, columns, p,
                    end);
            }
            ctx.localBarrier();
            for (int t = 0; t < MatMulWideTiles.DEPTH; t++) {
                int i = MatMulWideTiles.rowSlot(item, t);
                int j = MatMulWideTiles.columnSlot(item, t);
                float b0 = bs[j];
                float b1 = bs[j + MatMulWideTiles.ACROSS];
                float b2 = bs[j + 2 * MatMulWideTiles.ACROSS];
                float b3 = bs[j + 3 * MatMulWideTiles.ACROSS];
                float b4 = bs[j + 4 * MatMulWideTiles.ACROSS];
                float b5 = bs[j + 5 * MatMulWideTiles.ACROSS];
                float b6 = bs[j + 6 * MatMulWideTiles.ACROSS];
                float b7 = bs[j + 7 * MatMulWideTiles.ACROSS];
                MatMulWideTiles.multiply(0, as[i], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(1, as[i + MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(2, as[i + 2 * MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(3, as[i + 3 * MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(4, as[i + 4 * MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(5, as[i + 5 * MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(6, as[i + 6 * MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
                MatMulWideTiles.multiply(7, as[i + 7 * MatMulWideTiles.ACROSS], b0, b1, b2, b3, b4, b5, b6, b7, sums);
            }
            ctx.localBarrier();
        }
        MatMulWideTiles.store(item, sums, biased, m, bias, m, c + product * rows * columns, row, column, rows, columns);
    }
}

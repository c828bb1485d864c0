package dev.spektron.backend.tornado;

import dev.spektron.kernels.MatMulTiles;
import uk.ac.manchester.tornado.api.KernelContext;

/// Launchers of kernels whose work items share memory in groups. `m` is the memory of all plans; whole numbers named like operands are
/// places there.
final class TileKernels {
    private TileKernels() {}

    /// A tile of a product by each group. `tiles` of them, `across` of them in a row, belong to one of a batch. The terms of a sum are cut
    /// into parts of `span`, a multiple of [MatMulTiles#BLOCK]; the products of the parts stand one after another.
    static void kMatMulTiles(KernelContext ctx, float[] m, int a, int batchA, int sai, int sap, int b, int batchB, int sbp, int sbj, int c,
        int rows, int columns, int k, int across, int tiles, int batch, int span) {
        float[] rowsOfA = ctx.allocateFloatLocalArray(MatMulTiles.ROOM);
        float[] columnsOfB = ctx.allocateFloatLocalArray(MatMulTiles.ROOM);
        float[] sums = new float[MatMulTiles.SUMS];
        float[] totals = new float[MatMulTiles.SUMS];
        int item = ctx.localIdx;
        int group = ctx.groupIdx;
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
                MatMulTiles.load(item, m, a + at * batchA, sai, sap, row, rows, p, end, rowsOfA);
                MatMulTiles.load(item, m, b + at * batchB, sbj, sbp, column, columns, p, end, columnsOfB);
                ctx.localBarrier();
                MatMulTiles.multiply(item, rowsOfA, columnsOfB, sums);
                ctx.localBarrier();
            }
            MatMulTiles.add(sums, totals);
        }
        MatMulTiles.store(item, totals, m, c + product * rows * columns, row, column, rows, columns);
    }
}

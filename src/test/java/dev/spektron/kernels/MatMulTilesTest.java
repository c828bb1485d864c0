package dev.spektron.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The phases of a tiled product, one after another for all items of a group, against EJML's product in double precision, and to the bit
/// against a sum of its terms in the order that [MatMuls] has.
class MatMulTilesTest {
    private static final float OUTSIDE = 77;

    private static float[] normal(Random random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static float[] full(int n) {
        float[] x = new float[n];
        Arrays.fill(x, Float.NaN);
        return x;
    }

    /// A tile, phase by phase.
    private static void tile(float[] a, int sai, int sap, float[] b, int sbp, int sbj, float[] c, int co, int row, int column, int m, int n,
        int k) {
        float[] rows = full(MatMulTiles.ROOM);
        float[] columns = full(MatMulTiles.ROOM);
        float[][] sums = new float[MatMulTiles.ITEMS][MatMulTiles.SUMS];
        float[][] totals = new float[MatMulTiles.ITEMS][MatMulTiles.SUMS];
        for (int item = 0; item < MatMulTiles.ITEMS; item++) {
            MatMulTiles.clear(totals[item]);
        }
        for (int p = 0; p < k; p += MatMulTiles.DEPTH) {
            for (int item = 0; item < MatMulTiles.ITEMS; item++) {
                if (p % MatMulTiles.BLOCK == 0) {
                    MatMulTiles.add(sums[item], totals[item]);
                    MatMulTiles.clear(sums[item]);
                }
                MatMulTiles.load(item, a, 1, sai, sap, row, m, p, k, rows);
                MatMulTiles.load(item, b, 2, sbj, sbp, column, n, p, k, columns);
            }
            for (int item = 0; item < MatMulTiles.ITEMS; item++) {
                MatMulTiles.multiply(item, rows, columns, sums[item]);
            }
        }
        for (int item = 0; item < MatMulTiles.ITEMS; item++) {
            MatMulTiles.add(sums[item], totals[item]);
            MatMulTiles.store(item, totals[item], c, co, row, column, m, n);
        }
    }

    @ParameterizedTest(name = "({0}, {1}) by ({1}, {2})")
    @CsvSource({"1, 1, 1", "7, 5, 3", "64, 16, 64", "65, 17, 63", "130, 300, 70", "3, 1030, 129", "129, 513, 2"})
    void computesTheProductInAllTranspositions(int m, int k, int n) {
        for (int q = 0; q < 4; q++) {
            boolean ta = (q & 1) != 0;
            boolean tb = (q & 2) != 0;
            Random random = new Random(q);
            float[] a = normal(random, m * k + 1);
            float[] b = normal(random, k * n + 2);
            float[] c = full(m * n + 2);
            c[0] = OUTSIDE;
            c[m * n + 1] = OUTSIDE;
            int sai = ta ? 1 : k;
            int sap = ta ? m : 1;
            int sbp = tb ? 1 : n;
            int sbj = tb ? k : 1;
            for (int t = 0; t < MatMulTiles.tiles(m) * MatMulTiles.tiles(n); t++) {
                int across = MatMulTiles.tiles(n);
                tile(a, sai, sap, b, sbp, sbj, c, 1, t / across * MatMulTiles.SIDE, t % across * MatMulTiles.SIDE, m, n, k);
            }
            DMatrixRMaj expected = ejml(a, b, m, k, n, sai, sap, sbp, sbj);
            for (int i = 0; i < m * n; i++) {
                assertEquals(expected.get(i), c[1 + i], 1e-6 * Math.sqrt(k) * Math.sqrt(k), "number " + i + " of transposition " + q);
                assertEquals(MatMuls.inner(a, 1 + i / n * sai, sap, b, 2 + i % n * sbj, sbp, k), c[1 + i], "bits of number " + i);
            }
            assertEquals(OUTSIDE, c[0]);
            assertEquals(OUTSIDE, c[m * n + 1]);
        }
    }

    private static DMatrixRMaj ejml(float[] a, float[] b, int m, int k, int n, int sai, int sap, int sbp, int sbj) {
        DMatrixRMaj x = new DMatrixRMaj(m, k);
        DMatrixRMaj y = new DMatrixRMaj(k, n);
        for (int p = 0; p < k; p++) {
            for (int i = 0; i < m; i++) {
                x.set(i, p, a[1 + i * sai + p * sap]);
            }
            for (int j = 0; j < n; j++) {
                y.set(p, j, b[2 + p * sbp + j * sbj]);
            }
        }
        DMatrixRMaj z = new DMatrixRMaj(m, n);
        CommonOps_DDRM.mult(x, y, z);
        return z;
    }

    /// Neighbouring items read neighbouring numbers of a factor, whichever way it is stored, and fill different banks.
    @ParameterizedTest
    @CsvSource({"1, 1000", "1000, 1"})
    void aWarpMeetsNoBankOfTheSharedMemoryMoreThanTwice(int si, int sp) {
        float[] x = new float[1000 * MatMulTiles.SIDE];
        for (int warp = 0; warp < MatMulTiles.ITEMS / 32; warp++) {
            float[] tile = new float[MatMulTiles.ROOM];
            Arrays.fill(x, 1);
            Arrays.fill(tile, OUTSIDE);
            for (int lane = 0; lane < 32; lane++) {
                MatMulTiles.load(32 * warp + lane, x, 0, si, sp, 0, MatMulTiles.SIDE, 0, MatMulTiles.DEPTH, tile);
            }
            int[] hits = new int[32];
            for (int i = 0; i < tile.length; i++) {
                hits[i % 32] += tile[i] == OUTSIDE ? 0 : 1;
            }
            int most = Arrays.stream(hits).max().orElseThrow();
            assertEquals(true, most <= 2 * MatMulTiles.SIDE * MatMulTiles.DEPTH / MatMulTiles.ITEMS, "bank with " + most + " numbers");
        }
    }
}

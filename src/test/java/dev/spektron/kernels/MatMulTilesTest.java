package dev.spektron.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The phases of a tiled product, one after another for all items of a group, against EJML's product in double precision, with an error
/// that grows with the number of terms, and to the bit against a sum of its terms in the order that [MatMuls] has.
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
                for (int q = 0; q < MatMulTiles.LOADS; q++) {
                    rows[MatMulTiles.slot(item, q, sap)] = MatMulTiles.load(item, q, a, 1, sai, sap, row, m, p, k);
                    columns[MatMulTiles.slot(item, q, sbp)] = MatMulTiles.load(item, q, b, 2, sbj, sbp, column, n, p, k);
                }
            }
            for (int item = 0; item < MatMulTiles.ITEMS; item++) {
                for (int t = 0; t < MatMulTiles.DEPTH; t++) {
                    int i = MatMulTiles.rowSlot(item, t);
                    int j = MatMulTiles.columnSlot(item, t);
                    MatMulTiles.multiply(rows[i], rows[i + 16], rows[i + 32], rows[i + 48], columns[j], columns[j + 16], columns[j + 32],
                        columns[j + 48], sums[item]);
                }
            }
        }
        for (int item = 0; item < MatMulTiles.ITEMS; item++) {
            MatMulTiles.add(sums[item], totals[item]);
            MatMulTiles.store(item, totals[item], 0, c, 0, c, co, row, column, m, n);
        }
    }

    /// The same with wide tiles.
    private static void wideTile(float[] a, int sai, int sap, float[] b, int sbp, int sbj, float[] c, int co, int row, int column, int m,
        int n, int k) {
        float[] rows = full(MatMulWideTiles.ROOM);
        float[] columns = full(MatMulWideTiles.ROOM);
        float[][] sums = new float[MatMulWideTiles.ITEMS][MatMulWideTiles.SUMS];
        for (int p = 0; p < k; p += MatMulWideTiles.DEPTH) {
            for (int item = 0; item < MatMulWideTiles.ITEMS; item++) {
                for (int q = 0; q < MatMulWideTiles.LOADS; q++) {
                    rows[MatMulWideTiles.slot(item, q, sap)] = MatMulWideTiles.load(item, q, a, 1, sai, sap, row, m, p, k);
                    columns[MatMulWideTiles.slot(item, q, sbp)] = MatMulWideTiles.load(item, q, b, 2, sbj, sbp, column, n, p, k);
                }
            }
            for (int item = 0; item < MatMulWideTiles.ITEMS; item++) {
                for (int t = 0; t < MatMulWideTiles.DEPTH; t++) {
                    int i = MatMulWideTiles.rowSlot(item, t);
                    int j = MatMulWideTiles.columnSlot(item, t);
                    for (int r = 0; r < 8; r++) {
                        MatMulWideTiles.multiply(r, rows[i + 16 * r], columns[j], columns[j + 16], columns[j + 32], columns[j + 48],
                            columns[j + 64], columns[j + 80], columns[j + 96], columns[j + 112], sums[item]);
                    }
                }
            }
        }
        for (int item = 0; item < MatMulWideTiles.ITEMS; item++) {
            MatMulWideTiles.store(item, sums[item], 0, c, 0, c, co, row, column, m, n);
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
            int across = MatMulTiles.tiles(n);
            for (int t = 0; t < MatMulTiles.tiles(m) * across; t++) {
                tile(a, sai, sap, b, sbp, sbj, c, 1, t / across * MatMulTiles.SIDE, t % across * MatMulTiles.SIDE, m, n, k);
            }
            DMatrixRMaj expected = ejml(a, b, m, k, n, sai, sap, sbp, sbj);
            for (int i = 0; i < m * n; i++) {
                assertEquals(expected.get(i), c[1 + i], 1e-6 + 2e-7 * k, "number " + i + " of transposition " + q);
                assertEquals(MatMuls.inner(a, 1 + i / n * sai, sap, b, 2 + i % n * sbj, sbp, k), c[1 + i], "bits of number " + i);
            }
            assertEquals(OUTSIDE, c[0]);
            assertEquals(OUTSIDE, c[m * n + 1]);
            Arrays.fill(c, 1, m * n + 1, Float.NaN);
            across = MatMulWideTiles.tiles(n);
            for (int t = 0; t < MatMulWideTiles.tiles(m) * across; t++) {
                wideTile(a, sai, sap, b, sbp, sbj, c, 1, t / across * MatMulWideTiles.SIDE, t % across * MatMulWideTiles.SIDE, m, n, k);
            }
            for (int i = 0; i < m * n; i++) {
                assertEquals(expected.get(i), c[1 + i], 1e-6 + 2e-7 * k, "number " + i + " of transposition " + q + " in wide tiles");
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

    /// The items of a warp fill different banks of the shared memory, or each bank twice at most, whichever way a factor is stored.
    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void aWarpMeetsNoBankOfTheSharedMemoryMoreThanTwice(int sp) {
        for (int first = 0; first < MatMulTiles.ITEMS; first += 32) {
            for (int q = 0; q < MatMulTiles.LOADS; q++) {
                int[] hits = new int[32];
                for (int item = first; item < first + 32; item++) {
                    hits[MatMulTiles.slot(item, q, sp) % 32]++;
                }
                assertTrue(Arrays.stream(hits).max().orElseThrow() <= 2, Arrays.toString(hits));
            }
        }
    }
}

package dev.spektron.kernels;

/// Matrix products C = A B, (m, k) by (k, n). Strides say how a factor is stored, so a transposed one is the same code; the rows of C are
/// `n` apart.
public final class MatMuls {
    /// Terms that are added up before they join the total: two short sums lose less than one long one.
    static final int BLOCK = 256;

    private MatMuls() {}

    /// Number of tiles of a product.
    public static int tiles(int m, int n) {
        return (m + 3) / 4 * ((n + 3) / 4);
    }

    /// Tile `item` of C, up to 4 by 4 numbers: c[i, j] = sum_p a[i sai + p sap] b[p sbp + j sbj]. Tiles are counted row by row.
    public static void tile(int item, float[] a, int ao, int sai, int sap, float[] b, int bo, int sbp, int sbj, float[] c, int co, int m,
        int n, int k) {
        int across = (n + 3) / 4;
        int i = item / across * 4;
        int j = item % across * 4;
        int at = ao + i * sai;
        int bt = bo + j * sbj;
        int ct = co + i * n + j;
        if (i + 4 <= m && j + 4 <= n) {
            full(a, at, sai, sap, b, bt, sbp, sbj, c, ct, n, k);
        } else {
            int height = Math.min(4, m - i);
            int width = Math.min(4, n - j);
            for (int q = 0; q < height * width; q++) {
                int r = q / width;
                int s = q % width;
                c[ct + r * n + s] = inner(a, at + r * sai, sap, b, bt + s * sbj, sbp, k);
            }
        }
    }

    /// sum_p a[ao + p sa] b[bo + p sb] over n terms.
    public static float inner(float[] a, int ao, int sa, float[] b, int bo, int sb, int n) {
        float total = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float part = 0;
            for (int p = from; p < to; p++) {
                part += a[ao + p * sa] * b[bo + p * sb];
            }
            total += part;
        }
        return total;
    }

    /// Sixteen numbers at once, so that each number of a factor is read once for four sums. Each sum is added up as in [#inner].
    private static void full(float[] a, int ao, int sai, int sap, float[] b, int bo, int sbp, int sbj, float[] c, int co, int n, int k) {
        for (int q = 0; q < 16; q++) {
            c[co + q / 4 * n + q % 4] = 0;
        }
        for (int from = 0; from < k; from += BLOCK) {
            int to = Math.min(k, from + BLOCK);
            float s00 = 0;
            float s01 = 0;
            float s02 = 0;
            float s03 = 0;
            float s10 = 0;
            float s11 = 0;
            float s12 = 0;
            float s13 = 0;
            float s20 = 0;
            float s21 = 0;
            float s22 = 0;
            float s23 = 0;
            float s30 = 0;
            float s31 = 0;
            float s32 = 0;
            float s33 = 0;
            for (int p = from; p < to; p++) {
                int at = ao + p * sap;
                int bt = bo + p * sbp;
                float b0 = b[bt];
                float b1 = b[bt + sbj];
                float b2 = b[bt + 2 * sbj];
                float b3 = b[bt + 3 * sbj];
                float v = a[at];
                s00 += v * b0;
                s01 += v * b1;
                s02 += v * b2;
                s03 += v * b3;
                v = a[at + sai];
                s10 += v * b0;
                s11 += v * b1;
                s12 += v * b2;
                s13 += v * b3;
                v = a[at + 2 * sai];
                s20 += v * b0;
                s21 += v * b1;
                s22 += v * b2;
                s23 += v * b3;
                v = a[at + 3 * sai];
                s30 += v * b0;
                s31 += v * b1;
                s32 += v * b2;
                s33 += v * b3;
            }
            add(c, co, s00, s01, s02, s03);
            add(c, co + n, s10, s11, s12, s13);
            add(c, co + 2 * n, s20, s21, s22, s23);
            add(c, co + 3 * n, s30, s31, s32, s33);
        }
    }

    private static void add(float[] c, int co, float s0, float s1, float s2, float s3) {
        c[co] += s0;
        c[co + 1] += s1;
        c[co + 2] += s2;
        c[co + 3] += s3;
    }
}

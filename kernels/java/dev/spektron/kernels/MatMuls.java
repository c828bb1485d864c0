package dev.spektron.kernels;

/// Matrix products. Strides say how a factor is stored, so a transposed one is the same code.
public final class MatMuls {
    private MatMuls() {}

    /// Row `i` of C = A B: c[i, j] = sum_p a[i sai + p sap] b[p sbp + j sbj], `k` terms, `n` columns; row i of C starts at `co + i * n`.
    public static void row(int i, float[] a, int ao, int sai, int sap, float[] b, int bo, int sbp, int sbj, float[] c, int co, int k,
        int n) {
        int at = co + i * n;
        for (int j = 0; j < n; j++) {
            c[at + j] = 0;
        }
        for (int p = 0; p < k; p++) {
            float v = a[ao + i * sai + p * sap];
            int from = bo + p * sbp;
            for (int j = 0; j < n; j++) {
                c[at + j] += v * b[from + j * sbj];
            }
        }
    }

    /// c[i, j] += bias[j] for row `i` of `n` columns.
    public static void addBias(int i, float[] bias, int bo, float[] c, int co, int n) {
        for (int j = 0; j < n; j++) {
            c[co + i * n + j] += bias[bo + j];
        }
    }
}

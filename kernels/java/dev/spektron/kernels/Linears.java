package dev.spektron.kernels;

/// What follows the product of a layer.
public final class Linears {
    private Linears() {}

    /// Row `i` of `n` numbers: pre[i, j] += bias[j] if `biased`, then y[i, j] = f(pre[i, j]). f is a function of [Elements]; y and pre may
    /// be the same.
    public static void finish(int i, int f, int biased, float[] bias, int bo, float[] pre, int po, float[] y, int yo, int n) {
        for (int j = 0; j < n; j++) {
            float v = pre[po + i * n + j];
            if (biased != 0) {
                v += bias[bo + j];
            }
            pre[po + i * n + j] = v;
            y[yo + i * n + j] = Elements.apply(f, v, 0, 0, 0, 0);
        }
    }
}

package dev.spektron.model.transformer;

import java.util.List;

/// Attention rollout (Abnar and Zuidema, arXiv:2005.00928, section 3): how much of each input token reaches each token of the last block if
/// blocks pass on what they attend to. With the residual a block moves (W + I) / 2; the result is their product, the first block on the
/// right. Rows sum to 1.
public final class AttentionRollout {
    private AttentionRollout() {}

    /// @param maps   attention weights of each block, first block first, (S, S) row by row, averaged over the heads
    /// @param tokens S
    /// @return (S, S): row s says what token s of the last block comes from
    public static float[] of(List<float[]> maps, int tokens) {
        double[] rollout = identity(tokens);
        for (float[] map : maps) {
            if (map.length != tokens * tokens) {
                throw new IllegalArgumentException("attention rollout: expected maps of " + tokens + " x " + tokens + " weights, found "
                    + map.length);
            }
            rollout = product(withResidual(map, tokens), rollout, tokens);
        }
        float[] out = new float[rollout.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) rollout[i];
        }
        return out;
    }

    private static double[] identity(int n) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            out[i * n + i] = 1;
        }
        return out;
    }

    private static double[] withResidual(float[] map, int n) {
        double[] out = identity(n);
        for (int row = 0; row < n; row++) {
            double sum = 1;
            for (int i = row * n; i < row * n + n; i++) {
                out[i] += map[i];
                sum += map[i];
            }
            for (int i = row * n; i < row * n + n; i++) {
                out[i] /= sum;
            }
        }
        return out;
    }

    private static double[] product(double[] a, double[] b, int n) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += a[i * n + k] * b[k * n + j];
                }
            }
        }
        return out;
    }
}

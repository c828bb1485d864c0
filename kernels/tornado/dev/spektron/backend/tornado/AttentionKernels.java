package dev.spektron.backend.tornado;

import dev.spektron.kernels.Attentions;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of attention. `g` holds the settings of the bodies, `words` four random words for each lane.
final class AttentionKernels {
    private AttentionKernels() {}

    /// A query row; `weights` holds `keys` numbers for each lane.
    static void kAttention(float[] m, int[] g, int[] words, float scale, float rate, int q, int k, int v, int mask, int step, int o,
        int lse, int weights, int keys, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Attentions.forward(i, g, scale, rate, m, q, m, k, m, v, m, mask, m, step, m, o, m, lse, m, weights + lane * keys, words,
                    4 * lane);
            }
        }
    }

    /// A row of the map of weights.
    static void kAttentionWeights(float[] m, int[] g, float scale, int q, int k, int mask, int lse, int y, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Attentions.weights(i, g, scale, m, q, m, k, m, mask, m, lse, m, y);
            }
        }
    }

    /// What the softmax of a row takes off its gradients.
    static void kAttentionDelta(float[] m, int[] g, int o, int d, int delta, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Attentions.delta(i, g, m, o, m, d, m, delta);
            }
        }
    }

    /// A query row of the gradient.
    static void kAttentionQueryGrad(float[] m, int[] g, int[] words, float scale, float rate, int q, int k, int v, int mask, int step,
        int lse, int d, int delta, int dq, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Attentions.gradQuery(i, g, scale, rate, m, q, m, k, m, v, m, mask, m, step, m, lse, m, d, m, delta, m, dq, words, 4 * lane);
            }
        }
    }

    /// A key row of the gradients.
    static void kAttentionKeyGrad(float[] m, int[] g, int[] words, float scale, float rate, int q, int k, int v, int mask, int step,
        int lse, int d, int delta, int dk, int dv, int items, int lanes) {
        for (@Parallel int lane = 0; lane < lanes; lane++) {
            for (int i = lane; i < items; i += lanes) {
                Attentions.gradKey(i, g, scale, rate, m, q, m, k, m, v, m, mask, m, step, m, lse, m, d, m, delta, m, dk, m, dv, words,
                    4 * lane);
            }
        }
    }
}

package dev.spektron.kernels;

/// Steps of optimisers. Parameters, gradients, moments and averages are parts of one array `v`, so that a step is one pass over it; each
/// item is one parameter.
public final class Optimisers {
    /// Gradients whose squares are added up before they join a larger sum.
    public static final int NORM_BLOCK = 2048;
    private static final int SHORT = 64;
    private static final float LARGEST = 3.4028235e38f;

    private Optimisers() {}

    /// Item `b` of the norm: s[b] = sum of the squares of the gradients of block b of `NORM_BLOCK`, of `n` in all.
    public static void squares(int b, float[] v, int go, int n, float[] s, int so) {
        int end = Math.min(n, (b + 1) * NORM_BLOCK);
        float total = 0;
        for (int from = b * NORM_BLOCK; from < end; from += SHORT) {
            int to = Math.min(end, from + SHORT);
            float part = 0;
            for (int i = from; i < to; i++) {
                part += v[go + i] * v[go + i];
            }
            total += part;
        }
        s[so + b] = total;
    }

    /// The norm from the sums of squares of `blocks` blocks: y = sqrt(sum of s). Infinite for gradients above some 1e19, whose squares no
    /// float holds.
    public static void norm(float[] s, int so, int blocks, float[] y, int yo) {
        Reductions.sum(0, s, so, y, yo, blocks, 1);
        y[yo] = (float) Math.sqrt(y[yo]);
    }

    /// What gradients are multiplied by so that their norm is at most `maxNorm` (0: no limit): min(1, maxNorm / (norm + 1e-6)), as
    /// `torch.nn.utils.clip_grad_norm_` does. -1 for a norm that is not finite: then nothing must change.
    public static float scale(float norm, float maxNorm) {
        float scale = maxNorm > 0 ? Math.min(1, maxNorm / (norm + 1e-6f)) : 1;
        return norm >= 0 && norm <= LARGEST ? scale : -1;
    }

    /// One step of Adam for parameter `i` with gradient g, scaled:
    ///
    /// ```
    /// p = (1 - rate decay) p                  decoupled decay, else g = g + decay p
    /// m = beta1 m + (1 - beta1) g
    /// w = beta2 w + (1 - beta2) g g
    /// p = p - rate (m / c1) / (sqrt(w / c2) + eps)
    /// ```
    ///
    /// `rates` holds rate, c1 = 1 - beta1^t and c2 = 1 - beta2^t. p, g, m, w start at `po`, `go`, `mo`, `wo` of `v`.
    public static void adam(int i, float[] rates, int ro, float[] norm, int no, float[] v, int po, int go, int mo, int wo, float beta1,
        float beta2, float eps, float decay, boolean decoupled, float maxNorm) {
        float scale = scale(norm[no], maxNorm);
        if (scale >= 0) {
            float rate = rates[ro];
            float p = v[po + i];
            float g = scale * v[go + i];
            if (decoupled) {
                p = (1 - rate * decay) * p;
            } else {
                g = decay * p + g;
            }
            float m = beta1 * v[mo + i] + (1 - beta1) * g;
            float w = beta2 * v[wo + i] + (1 - beta2) * g * g;
            v[mo + i] = m;
            v[wo + i] = w;
            v[po + i] = p - rate / rates[ro + 1] * m / ((float) Math.sqrt(w / rates[ro + 2]) + eps);
        }
    }

    /// One step of gradient descent for parameter `i` with gradient g, scaled: g = g + decay p, m = momentum m + g, p = p - rate m, or with
    /// `nesterov` p = p - rate (g + momentum m).
    public static void sgd(int i, float[] rate, int ro, float[] norm, int no, float[] v, int po, int go, int mo, float momentum,
        float decay, boolean nesterov, float maxNorm) {
        float scale = scale(norm[no], maxNorm);
        if (scale >= 0) {
            float p = v[po + i];
            float g = scale * v[go + i] + decay * p;
            float m = momentum * v[mo + i] + g;
            v[mo + i] = m;
            v[po + i] = p - rate[ro] * (nesterov ? g + momentum * m : m);
        }
    }

    /// a = tau a + (1 - tau) p for parameter `i`.
    public static void average(int i, float[] tau, int to, float[] v, int ao, int po) {
        v[ao + i] = tau[to] * v[ao + i] + (1 - tau[to]) * v[po + i];
    }
}

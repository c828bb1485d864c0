package dev.spektron.kernels;

/// Depthwise convolution: y[b, t, c] = bias[c] + sum_j W[c, j] x[b, t + j dilation - left, c], x = 0 outside.
///
/// Shapes: x (B, L, C), W (C, K), bias (C), y (B, T, C).
public final class DepthwiseConvs {
    /// Steps that are added up before they join the total.
    private static final int BLOCK = 256;

    private DepthwiseConvs() {}

    /// Element `item` of y.
    public static void forward(int item, float[] x, int xo, float[] w, int wo, float[] bias, int bo, float[] y, int yo, int l, int steps,
        int channels, int taps, int dilation, int left) {
        int c = item % channels;
        int t = item / channels % steps;
        int at = xo + item / channels / steps * l * channels + c;
        float sum = bias[bo + c];
        for (int j = 0; j < taps; j++) {
            int s = t + j * dilation - left;
            if (s >= 0 && s < l) {
                sum += w[wo + c * taps + j] * x[at + s * channels];
            }
        }
        y[yo + item] = sum;
    }

    /// Element `item` of dx: dx[b, s, c] = sum_j W[c, j] dy[b, s + left - j dilation, c].
    public static void inputGrad(int item, float[] w, int wo, float[] dy, int dyo, float[] dx, int dxo, int l, int steps, int channels,
        int taps, int dilation, int left) {
        int c = item % channels;
        int s = item / channels % l;
        int at = dyo + item / channels / l * steps * channels + c;
        float sum = 0;
        for (int j = 0; j < taps; j++) {
            int t = s + left - j * dilation;
            if (t >= 0 && t < steps) {
                sum += w[wo + c * taps + j] * dy[at + t * channels];
            }
        }
        dx[dxo + item] = sum;
    }

    /// dW[c, j] = sum_(b, t) dy[b, t, c] x[b, t + j dilation - left, c], `item` = c * `taps` + j.
    public static void weightGrad(int item, float[] x, int xo, float[] dy, int dyo, float[] dw, int dwo, int batch, int l, int steps,
        int channels, int taps, int dilation, int left) {
        int c = item / taps;
        int shift = item % taps * dilation - left;
        float total = 0;
        for (int b = 0; b < batch; b++) {
            int to = Math.min(steps, l - shift);
            for (int from = Math.max(0, -shift); from < to; from += BLOCK) {
                int end = Math.min(to, from + BLOCK);
                float part = 0;
                for (int t = from; t < end; t++) {
                    part += dy[dyo + (b * steps + t) * channels + c] * x[xo + (b * l + t + shift) * channels + c];
                }
                total += part;
            }
        }
        dw[dwo + item] = total;
    }

    /// A lane's share of a number of dW: `lanes` items share the `n` = B T terms of the sum ([Lines]). Lines are taps of all channels, one
    /// tap after another, so that neighbouring items read neighbouring channels: 8 bytes for 2 operations.
    public static float weightGradLane(int line, int lane, int lanes, float[] x, int xo, float[] dy, int dyo, int n, int l, int steps,
        int channels, int dilation, int left) {
        int c = line % channels;
        int shift = line / channels * dilation - left;
        float total = 0;
        for (int from = lane; from < n; from += BLOCK * lanes) {
            int to = Math.min(n, from + BLOCK * lanes);
            float part = 0;
            for (int r = from; r < to; r += lanes) {
                int s = r % steps + shift;
                if (s >= 0 && s < l) {
                    part += dy[dyo + r * channels + c] * x[xo + (r / steps * l + s) * channels + c];
                }
            }
            total += part;
        }
        return total;
    }

    /// Writes the number of dW of such a line.
    public static void putWeight(float v, int lane, int line, float[] dw, int dwo, int channels, int taps) {
        if (lane == 0 && line < channels * taps) {
            dw[dwo + line % channels * taps + line / channels] = v;
        }
    }
}

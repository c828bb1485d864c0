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
}

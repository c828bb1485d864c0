package dev.spektron.kernels;

/// One-dimensional convolutions of all channels by all, channels innermost: x (B, L, I), W (O, K, I), y (B, T, O),
/// y[b, t, o] = bias[o] + sum_{j, i} W[o, j, i] x[b, t stride + j dilation - pad, i], x = 0 outside.
public final class Convolutions {
    private Convolutions() {}

    /// Element `item` = (b T + t) O + o of y.
    public static void forward(int item, float[] x, int xo, float[] w, int wo, int biased, float[] bias, int bo, float[] y, int yo, int l,
        int channels, int t, int outputs, int kernel, int stride, int dilation, int pad) {
        int o = item % outputs;
        int row = item / outputs;
        int b = row / t;
        int from = row % t * stride - pad;
        float sum = 0;
        for (int j = 0; j < kernel; j++) {
            int at = from + j * dilation;
            if (at >= 0 && at < l) {
                sum += MatMuls.inner(x, xo + (b * l + at) * channels, 1, w, wo + (o * kernel + j) * channels, 1, channels);
            }
        }
        y[yo + item] = biased != 0 ? sum + bias[bo + o] : sum;
    }

    /// Element `item` = (b L + s) I + i of dx: the sum over the taps j and outputs o whose window holds it, W[o, j, i] dy[b, t, o] with
    /// t stride + j dilation - pad = s.
    public static void inputGrad(int item, float[] w, int wo, float[] dy, int dyo, float[] dx, int dxo, int l, int channels, int t,
        int outputs, int kernel, int stride, int dilation, int pad) {
        int i = item % channels;
        int row = item / channels;
        int b = row / l;
        int s = row % l;
        float sum = 0;
        for (int j = 0; j < kernel; j++) {
            int at = s + pad - j * dilation;
            if (at >= 0 && at % stride == 0 && at / stride < t) {
                sum += MatMuls.inner(w, wo + j * channels + i, kernel * channels, dy, dyo + (b * t + at / stride) * outputs, 1, outputs);
            }
        }
        dx[dxo + item] = sum;
    }

    /// Element `item` = (o K + j) I + i of dW: sum_{b, t} dy[b, t, o] x[b, t stride + j dilation - pad, i].
    public static void weightGrad(int item, float[] x, int xo, float[] dy, int dyo, float[] dw, int dwo, int batch, int l, int channels,
        int t, int outputs, int kernel, int stride, int dilation, int pad) {
        int i = item % channels;
        int j = item / channels % kernel;
        int o = item / channels / kernel;
        // Windows from `first` up to `last` lie inside of x with this tap.
        int shift = j * dilation - pad;
        int first = shift < 0 ? (-shift + stride - 1) / stride : 0;
        int last = l > shift ? Math.min(t, (l - 1 - shift) / stride + 1) : 0;
        float sum = 0;
        for (int b = 0; b < batch; b++) {
            if (last > first) {
                sum += MatMuls.inner(x, xo + (b * l + first * stride + shift) * channels + i, stride * channels,
                    dy, dyo + (b * t + first) * outputs + o, outputs, last - first);
            }
        }
        dw[dwo + item] = sum;
    }

    /// A lane's share of number `item` of dW: `lanes` items share the `n` = B T terms of the sum ([Lines]). Neighbouring items read
    /// neighbouring numbers of x, 8 bytes for 2 operations.
    public static float weightGradLane(int item, int lane, int lanes, float[] x, int xo, float[] dy, int dyo, int n, int l, int channels,
        int t, int outputs, int kernel, int stride, int dilation, int pad) {
        int i = item % channels;
        int shift = item / channels % kernel * dilation - pad;
        int o = item / channels / kernel;
        float total = 0;
        for (int from = lane; from < n; from += MatMuls.BLOCK * lanes) {
            int to = Math.min(n, from + MatMuls.BLOCK * lanes);
            float part = 0;
            for (int r = from; r < to; r += lanes) {
                int s = r % t * stride + shift;
                if (s >= 0 && s < l) {
                    part += x[xo + (r / t * l + s) * channels + i] * dy[dyo + r * outputs + o];
                }
            }
            total += part;
        }
        return total;
    }
}

package dev.spektron.kernels;

/// The lowest `modes` Fourier coefficients of channels, products with complex matrices, and the way back. Rows x are (L, channels),
/// coefficients are stored as (batch, mode, 2, channel), real part first; `circle` holds cos(2 pi j / L), j = 0 .. L - 1, then the sines.
public final class Spectra {
    /// Numbers that are added up before they join the total.
    private static final int BLOCK = 128;

    private Spectra() {}

    /// Weight of a mode on the way back from coefficients to samples: 1 / length for the constant and for the highest mode of an even
    /// length, 2 / length for all others. Without a condition: where TornadoVM's compiler finds out late that it never holds, it fails.
    public static float weight(int mode, int length) {
        int left = length - 2 * mode;
        return (float) (Math.min(1, mode) + Math.min(1, Math.max(left, -left))) / Math.max(1, length);
    }

    /// Coefficient: item = (batch, mode, channel); X = sum_l x[l] exp(-2 pi i mode l / L).
    public static void coefficient(int item, float[] circle, int length, int modes, int channels, float[] x, int xo, float[] c, int co) {
        int channel = item % channels;
        int mode = item / channels % modes;
        int batch = item / channels / modes;
        int at = xo + batch * length * channels + channel;
        float re = 0;
        float im = 0;
        int j = 0;
        for (int from = 0; from < length; from += BLOCK) {
            int to = Math.min(length, from + BLOCK);
            float cosine = 0;
            float sine = 0;
            for (int l = from; l < to; l++) {
                float v = x[at + l * channels];
                cosine += circle[j] * v;
                sine += circle[length + j] * v;
                j += mode;
                j = j >= length ? j - length : j;
            }
            re += cosine;
            im -= sine;
        }
        int to = co + (item / channels * 2) * channels + channel;
        c[to] = re;
        c[to + channels] = im;
    }

    /// Sample: item = (batch, l, channel); y[l] = sum over modes of Re(Y exp(2 pi i mode l / L)).
    public static void sample(int item, float[] circle, int length, int modes, int channels, float[] c, int co, float[] y, int yo) {
        int channel = item % channels;
        int l = item / channels % length;
        int at = co + item / channels / length * modes * 2 * channels + channel;
        float sum = 0;
        int j = 0;
        for (int mode = 0; mode < modes; mode++) {
            sum += circle[j] * c[at] - circle[length + j] * c[at + channels];
            at += 2 * channels;
            j += l;
            j = j >= length ? j - length : j;
        }
        y[yo + item] = sum;
    }

    /// Product: item = (batch, mode, output channel); Y = weight sum_i X[i] W[mode, i, o]. `half` is the distance from the real to the
    /// imaginary parts of W.
    public static void mix(int item, int length, int modes, int in, int out, float[] x, int xo, float[] w, int wo, int half, float[] y,
        int yo) {
        int o = item % out;
        int pair = item / out;
        int mode = pair % modes;
        int at = xo + pair * 2 * in;
        int from = wo + mode * in * out + o;
        float re = 0;
        float im = 0;
        for (int i = 0; i < in; i++) {
            float wr = w[from + i * out];
            float wi = w[half + from + i * out];
            re += x[at + i] * wr - x[at + in + i] * wi;
            im += x[at + i] * wi + x[at + in + i] * wr;
        }
        float weight = weight(mode, length);
        int to = yo + pair * 2 * out + o;
        y[to] = weight * re;
        y[to + out] = weight * im;
    }

    /// Gradient of the product with respect to the coefficients: item = (batch, mode, input channel); dX = weight sum_o dY conj(W).
    public static void mixInput(int item, int length, int modes, int in, int out, float[] dy, int dyo, float[] w, int wo, int half,
        float[] dx, int dxo) {
        int i = item % in;
        int pair = item / in;
        int mode = pair % modes;
        int at = dyo + pair * 2 * out;
        int from = wo + (mode * in + i) * out;
        float re = 0;
        float im = 0;
        for (int o = 0; o < out; o++) {
            float wr = w[from + o];
            float wi = w[half + from + o];
            re += dy[at + o] * wr + dy[at + out + o] * wi;
            im += dy[at + out + o] * wr - dy[at + o] * wi;
        }
        float weight = weight(mode, length);
        int to = dxo + pair * 2 * in + i;
        dx[to] = weight * re;
        dx[to + in] = weight * im;
    }

    /// Gradient of the product with respect to the matrices: item = (mode, input channel, output channel) over all modes of W, 0 for
    /// those that are not in use; dW = weight sum_b dY conj(X).
    public static void mixWeight(int item, int length, int modes, int in, int out, int batch, float[] x, int xo, float[] dy, int dyo,
        float[] dw, int dwo, int half) {
        int o = item % out;
        int i = item / out % in;
        int mode = item / out / in;
        // No condition, as in weight: a mode that is not in use sums over nothing.
        int used = batch * Math.max(0, Math.min(1, modes - mode));
        float re = 0;
        float im = 0;
        for (int b = 0; b < used; b++) {
            int at = xo + (b * modes + mode) * 2 * in + i;
            int from = dyo + (b * modes + mode) * 2 * out + o;
            re += x[at] * dy[from] + x[at + in] * dy[from + out];
            im += x[at] * dy[from + out] - x[at + in] * dy[from];
        }
        float weight = weight(mode, length);
        dw[dwo + item] = weight * re;
        dw[dwo + half + item] = weight * im;
    }
}

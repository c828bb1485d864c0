package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;

/// A convolution along a sequence with weight (out, taps, in) and bias (out).
public final class Conv1d {
    private final String weight;
    private final String bias;
    private final int stride;
    private final int dilation;
    private final int padding;

    /// @param padding zeros on both sides
    public Conv1d(Parameters p, String name, int in, int out, int taps, int stride, int dilation, int padding) {
        weight = p.define(name + ".weight", Parameters.DECAYED, Init.fanIn(in * taps), out, taps, in);
        bias = p.define(name + ".bias", Parameters.FREE, Init.fanIn(in * taps), out);
        this.stride = stride;
        this.dilation = dilation;
        this.padding = padding;
    }

    /// (B, L, in) to (B, (L + 2 padding - dilation (taps - 1) - 1) / stride + 1, out).
    public Value apply(Pass pass, Value x) {
        return Fn.conv1d(x, pass.variable(weight), pass.variable(bias), stride, dilation, padding, padding);
    }
}

package dev.spektron.model.moe;

import dev.spektron.backend.Variables;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig.Kan;

/// The functions on the edges of a layer of a Kolmogorov-Arnold network as numbers, to be plotted. On the host, in double precision.
public final class KanEdges {
    private final Kan kan;
    private final boolean plain;
    private final int in;
    private final int out;
    private final float[] base;
    private final float[] spline;
    private final float[] scale;

    /// @param layer name of the layer, such as `moe.experts.0.up`
    public KanEdges(Variables v, String layer, Kan kan, Compat compat) {
        this.kan = kan;
        plain = compat.reference();
        out = v.layout().entry(layer + ".base.weight").shape().dim(0);
        in = v.layout().entry(layer + ".base.weight").shape().dim(1);
        base = v.get(layer + ".base.weight");
        spline = v.get(layer + ".spline.weight");
        scale = v.get(layer + ".scale");
    }

    public int in() {
        return in;
    }

    public int out() {
        return out;
    }

    /// What input i adds to output o at the points x: s_o (W_oi SiLU(x) + sum_m c_oim B_m(u(x))). All edges of an output and s_o b_o add
    /// up to the output.
    public double[] function(int o, int i, double... x) {
        if (o < 0 || o >= out || i < 0 || i >= in) {
            throw new IllegalArgumentException("edge: expected an output below " + out + " and an input below " + in + ", found " + o
                + " and " + i);
        }
        int functions = kan.intervals() + kan.order();
        double[] y = new double[x.length];
        for (int p = 0; p < x.length; p++) {
            double sum = base[o * in + i] * x[p] / (1 + Math.exp(-x[p]));
            double u = onGrid(x[p]);
            for (int m = 0; m < functions; m++) {
                sum += spline[(o * in + i) * functions + m] * basis(m, kan.order(), u);
            }
            y[p] = scale[o] * sum;
        }
        return y;
    }

    private double onGrid(double x) {
        if (plain) {
            return Math.tanh(x);
        }
        double half = 0.5 * ((double) kan.high() - kan.low());
        double mid = 0.5 * ((double) kan.high() + kan.low());
        return mid + half * Math.tanh((x - mid) / half);
    }

    /// Cox and de Boor.
    private double basis(int m, int order, double u) {
        double step = ((double) kan.high() - kan.low()) / kan.intervals();
        double t = kan.low() + (m - kan.order()) * step;
        if (order == 0) {
            return u >= t && u < t + step ? 1 : 0;
        }
        double left = (u - t) / (order * step) * basis(m, order - 1, u);
        return left + (t + (order + 1) * step - u) / (order * step) * basis(m + 1, order - 1, u);
    }
}

package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.kernels.DepthwiseConvs;
import dev.spektron.tensor.Shape;
import java.util.List;

/// The depthwise convolution with vectors of channels, row by row. A part is a stretch of rows of one sample, short enough for the
/// second-level cache. Channels behind the last whole vector run on the scalar bodies.
///
/// The gradient of the input is a convolution of dy with the taps in reverse, so it runs on the same loops.
///
/// | scratch | shape | |
/// |---|---|---|
/// | table | (K + 1, C') | the taps, in reverse for the gradient, then the bias, or 0 for the gradient; C' channels fill whole vectors |
/// | shares | (parts, K + 1, C') | dW and dbias before the sum over parts |
final class VectorDepthwise {
    /// Elements of a part.
    private static final int PART = 1 << 15;

    private final int batch;
    private final int l;
    private final int channels;
    private final int whole;
    private final int taps;
    private final int steps;
    private final int pieces;

    private VectorDepthwise(Shape x, Shape w, int steps) {
        this.steps = steps;
        batch = x.dim(0);
        l = x.dim(1);
        channels = x.dim(2);
        whole = channels - channels % Lanes.N;
        taps = w.dim(1);
        pieces = (int) Math.max(1, ((long) Math.max(l, steps) * channels + PART - 1) / PART);
    }

    private int table() {
        return (taps + 1) * whole;
    }

    static int scratch(List<Shape> in, Shape out) {
        return new VectorDepthwise(in.get(0), in.get(1), out.dim(1)).table();
    }

    static int gradScratch(List<Shape> in) {
        VectorDepthwise v = new VectorDepthwise(in.get(0), in.get(1), in.get(2).dim(1));
        return (1 + v.batch * v.pieces) * v.table();
    }

    static List<Task> forward(DepthwiseConv op, Bound s) {
        VectorDepthwise v = new VectorDepthwise(s.inShape(0), s.inShape(1), s.outShape(0).dim(1));
        Ref x = s.in(0);
        Ref w = s.in(1);
        Ref bias = s.in(2);
        Ref y = s.out(0);
        Ref table = s.scratch();
        Task prepare = Task.range(1, 1, (from, to, worker) -> {
            v.layOut(w, table, 0, 1);
            System.arraycopy(bias.data(), bias.at(), table.data(), table.at() + v.taps * v.whole, v.whole);
        });
        Task run = Task.range(v.batch * v.pieces, 1, (part, end, worker) -> {
            int sample = part / v.pieces;
            int first = v.first(v.steps, part);
            int last = v.last(v.steps, part);
            v.convolve(x, sample, v.l, table, y, v.steps, first, last, op.dilation(), -op.padLeft());
            for (int t = first; t < last; t++) {
                for (int c = v.whole; c < v.channels; c++) {
                    DepthwiseConvs.forward((sample * v.steps + t) * v.channels + c, x.data(), x.at(), w.data(), w.at(), bias.data(),
                        bias.at(), y.data(), y.at(), v.l, v.steps, v.channels, v.taps, op.dilation(), op.padLeft());
                }
            }
        });
        return List.of(prepare, run);
    }

    static List<Task> grad(DepthwiseConv op, Bound s) {
        VectorDepthwise v = new VectorDepthwise(s.inShape(0), s.inShape(1), s.inShape(2).dim(1));
        Ref x = s.in(0);
        Ref w = s.in(1);
        Ref dy = s.in(2);
        Ref dx = s.out(0);
        Ref table = s.scratch();
        Task prepare = Task.range(1, 1, (from, to, worker) -> {
            v.layOut(w, table, v.taps - 1, -1);
            Planes.fill(table.data(), table.at() + v.taps * v.whole, v.whole, 0);
        });
        Task run = Task.range(v.batch * v.pieces, 1, (part, end, worker) -> {
            int sample = part / v.pieces;
            int first = v.first(v.l, part);
            int last = v.last(v.l, part);
            v.convolve(dy, sample, v.steps, table, dx, v.l, first, last, op.dilation(), op.padLeft() - op.dilation() * (v.taps - 1));
            for (int t = first; t < last; t++) {
                for (int c = v.whole; c < v.channels; c++) {
                    DepthwiseConvs.inputGrad((sample * v.l + t) * v.channels + c, w.data(), w.at(), dy.data(), dy.at(), dx.data(), dx.at(),
                        v.l, v.steps, v.channels, v.taps, op.dilation(), op.padLeft());
                }
            }
            v.weigh(x, dy, sample, table.data(), table.at() + (1 + part) * v.table(), v.first(v.steps, part), v.last(v.steps, part),
                op.dilation(), -op.padLeft());
        });
        return List.of(prepare, run, v.sumOverParts(op, x, dy, table, s.out(1), s.out(2)));
    }

    /// First row of a part, of `n` rows of a sample.
    private int first(int n, int part) {
        return (int) ((long) n * (part % pieces) / pieces);
    }

    private int last(int n, int part) {
        return (int) ((long) n * (part % pieces + 1) / pieces);
    }

    /// Row `first + j * step` of the table takes tap j.
    private void layOut(Ref w, Ref table, int first, int step) {
        for (int c = 0; c < whole; c++) {
            for (int j = 0; j < taps; j++) {
                table.data()[table.at() + (first + j * step) * whole + c] = w.data()[w.at() + c * taps + j];
            }
        }
    }

    /// y[t] = bias + sum_j w[j] x[t + j dilation + shift] for rows `first` to `last` of a sample; x has `n` rows there, y has `m`.
    private void convolve(Ref x, int sample, int n, Ref table, Ref y, int m, int first, int last, int dilation, int shift) {
        for (int t = first; t < last; t++) {
            int xo = x.at() + (sample * n + t + shift) * channels;
            int yo = y.at() + (sample * m + t) * channels;
            int from = from(t + shift, dilation);
            int to = to(t + shift, n, dilation);
            if (taps == 4 && from == 0 && to == 4) {
                DepthwiseKernels.four(x.data(), xo, dilation * channels, table.data(), table.at(), y.data(), yo, whole);
            } else {
                DepthwiseKernels.row(x.data(), xo, dilation * channels, table.data(), table.at(), y.data(), yo, whole, taps, from, to);
            }
        }
    }

    /// The first tap that is not before the first row, if tap 0 is at row `at`.
    private int from(int at, int dilation) {
        return at >= 0 ? 0 : Math.min(taps, (dilation - 1 - at) / dilation);
    }

    /// The tap behind the last one that is before row `n`.
    private int to(int at, int n, int dilation) {
        return at >= n ? 0 : Math.min(taps, (n - 1 - at) / dilation + 1);
    }

    /// share[j] = sum_t dy[t] x[t + j dilation + shift] for rows `first` to `last` of a sample, share[K] = sum_t dy[t].
    private void weigh(Ref x, Ref dy, int sample, float[] share, int so, int first, int last, int dilation, int shift) {
        Planes.fill(share, so, table(), 0);
        int t = first;
        while (t < last) {
            int xo = x.at() + (sample * l + t + shift) * channels;
            int yo = dy.at() + (sample * steps + t) * channels;
            if (taps == 4 && dilation == 1 && t + shift >= 0 && t + 7 + shift <= l && t + 4 <= last) {
                DepthwiseKernels.weighFour(x.data(), xo, channels, dy.data(), yo, share, so, whole);
                t += 4;
            } else {
                DepthwiseKernels.weigh(x.data(), xo, dilation * channels, dy.data(), yo, share, so, whole, taps, from(t + shift, dilation),
                    to(t + shift, l, dilation));
                t++;
            }
        }
    }

    private Task sumOverParts(DepthwiseConv op, Ref x, Ref dy, Ref table, Ref dw, Ref dbias) {
        int shares = table.at() + table();
        return Task.items(channels, (taps + 1) * batch * Math.max(pieces, steps), (from, to, worker) -> {
            for (int c = from; c < to; c++) {
                for (int j = 0; j < taps; j++) {
                    if (c < whole) {
                        dw.data()[dw.at() + c * taps + j] = Planes.sum(table.data(), shares + j * whole + c, table(), batch * pieces);
                    } else {
                        DepthwiseConvs.weightGrad(c * taps + j, x.data(), x.at(), dy.data(), dy.at(), dw.data(), dw.at(), batch, l, steps,
                            channels, taps, op.dilation(), op.padLeft());
                    }
                }
                dbias.data()[dbias.at() + c] = c < whole ? Planes.sum(table.data(), shares + taps * whole + c, table(), batch * pieces)
                    : Planes.sum(dy.data(), dy.at() + c, channels, batch * steps);
            }
        });
    }
}

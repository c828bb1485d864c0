package dev.spektron.backend.tornado;

import dev.spektron.kernels.Convolutions;
import dev.spektron.kernels.DepthwiseConvs;
import dev.spektron.kernels.Lines;
import uk.ac.manchester.tornado.api.KernelContext;

/// Launchers of reductions whose work items share the lines along the middle axis of (outer, n, inner) in groups. `m` is the memory of all
/// plans; whole numbers named like operands are places there; `first` and `last` say which items share a line ([Lines]).
final class LineKernels {
    private LineKernels() {}

    /// A sum over the middle axis, or its square root.
    static void kLineSum(KernelContext ctx, float[] m, int x, int y, int n, int inner, int lines, int first, int last, int root) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        float v = Lines.sum(lane, lanes, m, x + Lines.start(line, n, inner), inner, count, 0);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.put(Lines.result(v, root), lane, line, lines, m, y);
    }

    /// A maximum over the middle axis.
    static void kLineMax(KernelContext ctx, float[] m, int x, int y, int n, int inner, int lines, int first, int last) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        float v = Lines.max(lane, lanes, m, x + Lines.start(line, n, inner), inner, count);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.max(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.put(v, lane, line, lines, m, y);
    }

    /// Normalisations over the middle axis.
    static void kLineNormalize(KernelContext ctx, float[] m, float eps, int x, int y, int mean, int var, int n, int inner, int lines,
        int first, int last) {
        float[] roomA = ctx.allocateFloatLocalArray(Lines.ROOM);
        float[] roomB = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        int at = Lines.start(line, n, inner);
        float a = Lines.sum(lane, lanes, m, x + at, inner, count, 0);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            roomA[side + item] = a;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float off = Lines.mean(a, n, 1);
        a = Lines.sum(lane, lanes, m, x + at, inner, count, off);
        float b = Lines.squares(lane, lanes, m, x + at, inner, count, off);
        for (int step = first; step < last; step *= Lines.JOINED) {
            roomA[side + item] = a;
            roomB[side + item] = b;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            b = Lines.add(b, roomB[side + (item ^ step)], roomB[side + (item ^ 2 * step)], roomB[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float rest = Lines.mean(a, n, 1);
        float v = Lines.variance(b, n, rest);
        Lines.normalize(lane, lanes, m, x + at, m, y + at, inner, count, off + rest, Lines.inverse(v, eps));
        Lines.put(off + rest, lane, line, lines, m, mean);
        Lines.put(v, lane, line, lines, m, var);
    }

    /// Their gradients.
    static void kLineNormalizeGrad(KernelContext ctx, float[] m, float eps, int x, int mean, int var, int dy, int dx, int n, int inner,
        int lines, int first, int last) {
        float[] roomA = ctx.allocateFloatLocalArray(Lines.ROOM);
        float[] roomB = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        int at = Lines.start(line, n, inner);
        float off = m[mean + Lines.existing(line, lines)];
        float factor = Lines.inverse(m[var + Lines.existing(line, lines)], eps);
        float a = Lines.sum(lane, lanes, m, dy + at, inner, count, 0);
        float b = Lines.normalizeDot(lane, lanes, m, x + at, m, dy + at, inner, count, off, factor);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            roomA[side + item] = a;
            roomB[side + item] = b;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            b = Lines.add(b, roomB[side + (item ^ step)], roomB[side + (item ^ 2 * step)], roomB[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.normalizeGrad(lane, lanes, m, x + at, m, dy + at, m, dx + at, inner, count, off, factor, Lines.mean(a, n, 1),
            Lines.mean(b, n, 1));
    }

    /// Columns of the gradients of scale and shift of a layer norm: lines of `n` rows, `lines` numbers each.
    static void kLineScaleGrad(KernelContext ctx, float[] m, int x, int mean, int inverse, int dy, int dgamma, int dbeta, int n,
        int lines, int first, int last) {
        float[] roomA = ctx.allocateFloatLocalArray(Lines.ROOM);
        float[] roomB = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        float a = Lines.columnDot(lane, lanes, m, x + line, m, mean, m, inverse, m, dy + line, lines, count);
        float b = Lines.sum(lane, lanes, m, dy + line, lines, count, 0);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            roomA[side + item] = a;
            roomB[side + item] = b;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            b = Lines.add(b, roomB[side + (item ^ step)], roomB[side + (item ^ 2 * step)], roomB[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.put(a, lane, line, lines, m, dgamma);
        Lines.put(b, lane, line, lines, m, dbeta);
    }

    /// Numbers of the weight's gradient of a convolution.
    static void kLineConvWeightGrad(KernelContext ctx, float[] m, int x, int dy, int dw, int n, int l, int channels, int t, int outputs,
        int window, int stride, int dilation, int pad, int lines, int first, int last) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        float v = Convolutions.weightGradLane(line, lane, lanes, m, x, m, dy, count, l, channels, t, outputs, window, stride, dilation,
            pad);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.put(v, lane, line, lines, m, dw);
    }

    /// Numbers of the weight's gradient of a depthwise convolution.
    static void kLineDepthwiseWeightGrad(KernelContext ctx, float[] m, int x, int dy, int dw, int n, int l, int steps, int channels,
        int taps, int dilation, int left, int lines, int first, int last) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int line = Lines.line(ctx.groupIdx, item, first, last);
        int lane = Lines.lane(item, first, last);
        int lanes = last / first;
        int count = Lines.count(line, lines, n);
        float v = DepthwiseConvs.weightGradLane(line, lane, lanes, m, x, m, dy, count, l, steps, channels, dilation, left);
        int side = 0;
        for (int step = first; step < last; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        DepthwiseConvs.putWeight(v, lane, line, m, dw, channels, taps);
    }
}

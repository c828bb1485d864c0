package dev.spektron.backend.tornado;

import dev.spektron.kernels.Lines;
import dev.spektron.kernels.Rows;
import uk.ac.manchester.tornado.api.KernelContext;

/// Launchers of row operations, `lanes` neighbouring work items for each row. `m` is the memory of all plans; whole numbers named like
/// operands are places there.
final class LineRowKernels {
    private LineRowKernels() {}

    /// Rows of a layer norm.
    static void kLineLayerNorm(KernelContext ctx, float[] m, int centre, float eps, int x, int gamma, int beta, int y, int mean,
        int inverse, int n, int rows, int lanes) {
        float[] roomA = ctx.allocateFloatLocalArray(Lines.ROOM);
        float[] roomB = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int row = Lines.line(ctx.groupIdx, item, 1, lanes);
        int lane = Lines.lane(item, 1, lanes);
        int count = Lines.count(row, rows, n);
        int at = row * n;
        float a = Lines.sum(lane, lanes, m, x + at, 1, count, 0);
        int side = 0;
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            roomA[side + item] = a;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float off = Lines.mean(a, n, centre);
        a = Lines.sum(lane, lanes, m, x + at, 1, count, off);
        float b = Lines.squares(lane, lanes, m, x + at, 1, count, off);
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            roomA[side + item] = a;
            roomB[side + item] = b;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            b = Lines.add(b, roomB[side + (item ^ step)], roomB[side + (item ^ 2 * step)], roomB[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float rest = Lines.mean(a, n, centre);
        float factor = Lines.inverse(Lines.variance(b, n, rest), eps);
        Lines.layerNorm(lane, lanes, m, x + at, m, gamma, m, beta, m, y + at, count, off + rest, factor);
        Lines.put(off + rest, lane, row, rows, m, mean);
        Lines.put(factor, lane, row, rows, m, inverse);
    }

    /// Rows of its gradient.
    static void kLineLayerNormGrad(KernelContext ctx, float[] m, int centre, int x, int gamma, int mean, int inverse, int dy, int dx,
        int n, int rows, int lanes) {
        float[] roomA = ctx.allocateFloatLocalArray(Lines.ROOM);
        float[] roomB = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int row = Lines.line(ctx.groupIdx, item, 1, lanes);
        int lane = Lines.lane(item, 1, lanes);
        int count = Lines.count(row, rows, n);
        int at = row * n;
        float off = m[mean + Lines.existing(row, rows)];
        float factor = m[inverse + Lines.existing(row, rows)];
        float a = Lines.dot(lane, lanes, m, gamma, m, dy + at, 1, count);
        float b = Lines.layerNormDot(lane, lanes, m, x + at, m, gamma, m, dy + at, count, off, factor);
        int side = 0;
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            roomA[side + item] = a;
            roomB[side + item] = b;
            ctx.localBarrier();
            a = Lines.add(a, roomA[side + (item ^ step)], roomA[side + (item ^ 2 * step)], roomA[side + (item ^ 3 * step)]);
            b = Lines.add(b, roomB[side + (item ^ step)], roomB[side + (item ^ 2 * step)], roomB[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.layerNormGrad(lane, lanes, m, x + at, m, gamma, m, dy + at, m, dx + at, count, off, factor, Lines.mean(a, n, centre),
            Lines.mean(b, n, 1));
    }

    /// Rows of softmax.
    static void kLineSoftmax(KernelContext ctx, float[] m, int x, int y, int n, int rows, int lanes) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int row = Lines.line(ctx.groupIdx, item, 1, lanes);
        int lane = Lines.lane(item, 1, lanes);
        int count = Lines.count(row, rows, n);
        float v = Lines.max(lane, lanes, m, x + row * n, 1, count);
        int side = 0;
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.max(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float shift = Lines.shift(v);
        v = Lines.sumExp(lane, lanes, m, x + row * n, count, shift);
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Rows.softmaxLane(lane, lanes, m, x + row * n, m, y + row * n, count, shift, v);
    }

    /// Rows of its gradient.
    static void kLineSoftmaxGrad(KernelContext ctx, float[] m, int y, int dy, int dx, int n, int rows, int lanes) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int row = Lines.line(ctx.groupIdx, item, 1, lanes);
        int lane = Lines.lane(item, 1, lanes);
        int count = Lines.count(row, rows, n);
        int at = row * n;
        float v = Lines.dot(lane, lanes, m, y + at, m, dy + at, 1, count);
        int side = 0;
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Rows.softmaxGradLane(lane, lanes, m, y + at, m, dy + at, m, dx + at, count, v);
    }

    /// Rows of log-sum-exp.
    static void kLineLogSumExp(KernelContext ctx, float[] m, int x, int y, int n, int rows, int lanes) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int row = Lines.line(ctx.groupIdx, item, 1, lanes);
        int lane = Lines.lane(item, 1, lanes);
        int count = Lines.count(row, rows, n);
        float v = Lines.max(lane, lanes, m, x + row * n, 1, count);
        int side = 0;
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.max(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float shift = Lines.shift(v);
        v = Lines.sumExp(lane, lanes, m, x + row * n, count, shift);
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Lines.put(Rows.logSum(shift, v), lane, row, rows, m, y);
    }

    /// Rows of cross entropy.
    static void kLineCrossEntropy(KernelContext ctx, float[] m, int x, int labels, int loss, int lse, int n, int rows, int lanes) {
        float[] room = ctx.allocateFloatLocalArray(Lines.ROOM);
        int item = ctx.localIdx;
        int row = Lines.line(ctx.groupIdx, item, 1, lanes);
        int lane = Lines.lane(item, 1, lanes);
        int count = Lines.count(row, rows, n);
        float v = Lines.max(lane, lanes, m, x + row * n, 1, count);
        int side = 0;
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.max(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        float shift = Lines.shift(v);
        v = Lines.sumExp(lane, lanes, m, x + row * n, count, shift);
        for (int step = 1; step < lanes; step *= Lines.JOINED) {
            room[side + item] = v;
            ctx.localBarrier();
            v = Lines.add(v, room[side + (item ^ step)], room[side + (item ^ 2 * step)], room[side + (item ^ 3 * step)]);
            side = Lines.ITEMS - side;
        }
        Rows.lossLane(Rows.logSum(shift, v), lane, row, rows, m, x, m, labels, m, loss, m, lse, n);
    }
}

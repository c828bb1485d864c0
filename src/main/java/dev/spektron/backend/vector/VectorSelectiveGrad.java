package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.kernels.SelectiveScans;
import dev.spektron.tensor.Shape;
import java.util.List;

/// The backward pass of the selective scan with vectors of channels, in pieces as in [Slices]. States are computed anew: those before each
/// chunk first, then from the last chunk to the first all of a chunk, group after group.
///
/// | scratch | shape | |
/// |---|---|---|
/// | tables | | see [SelectiveTables] |
/// | shareA, shareD | (B, N', E'), (B, E') | gradients before the sum over samples |
/// | shareB, shareC | (B, slices, L, N) | gradients before the sum over slices |
/// | rooms | (parts, ...) | planes of a group, states of a chunk, sums over channels |
///
/// Where a step leaves the range of the fast exponential (growing states, NaN), the slice runs on the scalar bodies.
final class VectorSelectiveGrad {
    /// Most steps of a chunk: its sums, states and planes fit into the second-level cache. More than one chunk costs the exponentials a
    /// second time.
    private static final int CHUNK = 160;

    private final SelectiveTables in;
    private final int chunks;
    private final int chunk;
    private final int shareA;
    private final int shareD;
    private final int shareB;
    private final int shareC;

    private Ref dy;
    private Ref du;
    private Ref ddt;

    private VectorSelectiveGrad(SelectiveTables in) {
        this.in = in;
        chunks = (in.l + CHUNK - 1) / CHUNK;
        chunk = chunks == 0 ? 0 : (in.l + chunks - 1) / chunks;
        shareA = in.rates + in.size();
        shareD = shareA + in.batch * in.even * in.padded;
        shareB = shareD + in.batch * in.padded;
        shareC = shareB + in.slices.items() * in.l * in.n;
    }

    private int rooms() {
        return shareC + in.slices.items() * in.l * in.n;
    }

    /// Planes of dt, u, dy and two sums; states and decays; sums over channels; the gradients that flow out of a chunk; states before
    /// chunks.
    private int room() {
        int planes = 5 * Planes.GROUP * chunk;
        return (planes + 2 * (chunk + 1) + 2 * chunk + 2 * in.even * chunk) * Lanes.N + (1 + Math.max(1, chunks)) * carry();
    }

    /// Elements of one vector for each state and block of a slice.
    private int carry() {
        return in.slices.perSlice() * Planes.GROUP * in.even * Lanes.N;
    }

    static int scratch(List<Shape> shapes) {
        VectorSelectiveGrad v = new VectorSelectiveGrad(new SelectiveTables(false, shapes));
        return v.rooms() + v.in.slices.parts() * v.room();
    }

    static List<Task> lower(boolean exact, Bound s) {
        SelectiveTables in = SelectiveTables.of(exact, s);
        VectorSelectiveGrad v = new VectorSelectiveGrad(in);
        v.dy = s.in(6);
        v.du = s.out(0);
        v.ddt = s.out(1);
        return List.of(in.prepare(), in.slices.task(v.rooms(), v.room(), v::run), v.sumOverSamples(s.out(2), s.out(5)),
            v.sumOverSlices(v.shareB, s.out(3)), v.sumOverSlices(v.shareC, s.out(4)));
    }

    private void run(int item, int room) {
        if (!backward(item, room)) {
            scalar(item, room);
        }
    }

    /// Gradients of one slice; false if a step is out of range, then nothing of it counts.
    private boolean backward(int item, int room) {
        int sample = in.slices.sample(item);
        int firstGroup = in.slices.firstGroup(item);
        int lastGroup = in.slices.lastGroup(item);
        int plane = chunk * Lanes.N;
        int h = room + 5 * Planes.GROUP * plane;
        int decays = h + 2 * (chunk + 1) * Lanes.N;
        int db = decays + 2 * plane;
        int dc = db + in.even * plane;
        int p = dc + in.even * plane;
        int before = p + carry();
        int first = in.slices.first(firstGroup);
        int columns = Math.min(in.padded, in.slices.first(lastGroup)) - first;
        for (int k = 0; k < in.even; k++) {
            Planes.fill(in.w, shareA + (sample * in.even + k) * in.padded + first, columns, 0);
        }
        Planes.fill(in.w, shareD + sample * in.padded + first, columns, 0);
        Planes.fill(in.w, p, 2 * carry(), 0);
        if (!statesBefore(sample, firstGroup, lastGroup, room, h, decays, before)) {
            return false;
        }
        for (int i = chunks - 1; i >= 0; i--) {
            int from = i * chunk;
            int steps = Math.min(chunk, in.l - from);
            Planes.fill(in.w, db, 2 * in.even * plane, 0);
            for (int group = firstGroup; group < lastGroup; group++) {
                int states = (group - firstGroup) * Planes.GROUP * in.even * Lanes.N;
                if (!backwardGroup(sample, from, steps, group, room, h, decays, before + i * carry() + states, p + states, db, dc)) {
                    return false;
                }
            }
            sumLanes(item, from, steps, db, dc);
        }
        return true;
    }

    /// The states before each chunk but the first, for all groups of a slice.
    private boolean statesBefore(int sample, int firstGroup, int lastGroup, int room, int h, int decays, int before) {
        int plane = chunk * Lanes.N;
        int planeU = room + Planes.GROUP * plane;
        for (int group = firstGroup; group < lastGroup; group++) {
            int first = in.slices.first(group);
            int width = in.slices.width(group);
            for (int i = 0; i < chunks - 1; i++) {
                int at = (sample * in.l + i * chunk) * in.channels + first;
                Planes.pack(in.dt.data(), in.dt.at() + at, in.channels, width, in.w, room, plane, chunk);
                Planes.pack(in.u.data(), in.u.at() + at, in.channels, width, in.w, planeU, plane, chunk);
                if (!in.inRange(room, plane, first, width, chunk)) {
                    return false;
                }
                for (int k = 0; k * Lanes.N < width; k++) {
                    int state = before + i * carry() + ((group - firstGroup) * Planes.GROUP + k) * in.even * Lanes.N;
                    int bo = in.placeB(sample, i * chunk);
                    for (int s = 0; s < in.n; s += in.exact ? 1 : 2) {
                        states(first + k * Lanes.N, s, room + k * plane, planeU + k * plane, h, decays, state + s * Lanes.N, bo, chunk);
                        int size = in.exact ? Lanes.N : 2 * Lanes.N;
                        System.arraycopy(in.w, h + chunk * size, in.w, state + carry() + s * Lanes.N, size);
                    }
                }
            }
        }
        return true;
    }

    /// States and decays of one state, or two, from the state before the chunk.
    private void states(int e, int s, int planeDt, int planeU, int h, int decays, int before, int bo, int steps) {
        System.arraycopy(in.w, before, in.w, h, in.exact ? Lanes.N : 2 * Lanes.N);
        int table = s * in.padded + e;
        if (in.exact) {
            ExactKernels.states(in.w, planeDt, planeU, h, decays, in.rates + table, in.inverse + table, in.dataB(), bo + s, in.even, steps);
        } else {
            SelectiveKernels.states(in.w, planeDt, planeU, h, decays, in.rates + table, in.padded, in.dataB(), bo + s, in.even, steps);
        }
    }

    private boolean backwardGroup(int sample, int from, int steps, int group, int room, int h, int decays, int before, int p, int db,
        int dc) {
        int first = in.slices.first(group);
        int width = in.slices.width(group);
        int plane = chunk * Lanes.N;
        int apart = Planes.GROUP * plane;
        int at = (sample * in.l + from) * in.channels + first;
        Planes.pack(in.dt.data(), in.dt.at() + at, in.channels, width, in.w, room, plane, steps);
        Planes.pack(in.u.data(), in.u.at() + at, in.channels, width, in.w, room + apart, plane, steps);
        Planes.pack(dy.data(), dy.at() + at, in.channels, width, in.w, room + 2 * apart, plane, steps);
        Planes.fill(in.w, room + 3 * apart, 2 * apart, 0);
        if (!in.inRange(room, plane, first, width, steps)) {
            return false;
        }
        for (int k = 0; k * Lanes.N < width; k++) {
            int states = k * in.even * Lanes.N;
            for (int s = 0; s < in.n; s += in.exact ? 1 : 2) {
                int planeDt = room + k * plane;
                states(first + k * Lanes.N, s, planeDt, planeDt + apart, h, decays, before + states + s * Lanes.N, in.placeB(sample, from),
                    steps);
                reverse(sample, first + k * Lanes.N, s, planeDt, apart, h, decays, p + states + s * Lanes.N, in.placeB(sample, from),
                    in.placeC(sample, from), db + s * plane, dc + s * plane, steps);
            }
            finish(sample, first + k * Lanes.N, room + k * plane, apart, steps);
        }
        Planes.unpack(in.w, room + 3 * apart, plane, du.data(), du.at() + at, in.channels, width, steps);
        Planes.unpack(in.w, room + 4 * apart, plane, ddt.data(), ddt.at() + at, in.channels, width, steps);
        return true;
    }

    private void reverse(int sample, int e, int s, int planes, int apart, int h, int decays, int p, int bo, int co, int db, int dc,
        int steps) {
        int table = s * in.padded + e;
        int da = shareA + sample * in.even * in.padded + table;
        int sums = planes + 3 * apart;
        if (in.exact) {
            ExactKernels.reverse(in.w, planes, planes + apart, planes + 2 * apart, sums, sums + apart, h, decays, p, in.rates + table,
                in.inverse + table, da, in.dataB(), bo + s, in.dataC(), co + s, in.even, db, dc, steps);
        } else {
            SelectiveKernels.reverse(in.w, planes, planes + apart, planes + 2 * apart, sums, sums + apart, h, decays, p, in.rates + table,
                da, in.padded, in.dataB(), bo + s, in.dataC(), co + s, in.even, db, dc, steps);
        }
    }

    private void finish(int sample, int e, int planes, int apart, int steps) {
        int sums = planes + 3 * apart;
        int dd = shareD + sample * in.padded + e;
        if (in.exact) {
            ExactKernels.finish(in.w, planes + apart, planes + 2 * apart, sums, in.skip + e, dd, steps);
        } else {
            SelectiveKernels.finish(in.w, planes, planes + apart, planes + 2 * apart, sums, sums + apart, in.skip + e, dd, steps);
        }
    }

    /// dB and dC of a chunk: sums over the lanes, which are all channels of the slice.
    private void sumLanes(int item, int from, int steps, int db, int dc) {
        int plane = chunk * Lanes.N;
        for (int t = 0; t < steps; t++) {
            int to = (item * in.l + from + t) * in.n;
            for (int s = 0; s < in.n; s++) {
                int at = in.exact ? s * plane + t * Lanes.N : s / 2 * 2 * plane + (2 * t + s % 2) * Lanes.N;
                in.w[shareB + to + s] = Planes.lanes(in.w, db + at);
                in.w[shareC + to + s] = Planes.lanes(in.w, dc + at);
            }
        }
    }

    /// The scalar bodies for a slice; their shares go where the kernels would have put them.
    private void scalar(int item, int room) {
        int sample = in.slices.sample(item);
        int first = in.slices.first(in.slices.firstGroup(item));
        int last = Math.min(in.channels, in.slices.first(in.slices.lastGroup(item)));
        for (int e = first; e < last; e++) {
            int i = sample * in.channels + e;
            SelectiveScans.channelGrad(i, in.u.data(), in.u.at(), in.dt.data(), in.dt.at(), in.a.data(), in.a.at(), in.b.data(), in.b.at(),
                in.c.data(), in.c.at(), in.d.data(), in.d.at(), dy.data(), dy.at(), du.data(), du.at(), ddt.data(), ddt.at(), in.w,
                room - i * in.n, in.w, room
                + in.n - i, in.w,
                room + in.n + 1, in.l, in.channels, in.n, in.exact ? 1 : 0);
            for (int k = 0; k < in.n; k++) {
                in.w[shareA + (sample * in.even + k) * in.padded + e] = in.w[room + k];
            }
            in.w[shareD + sample * in.padded + e] = in.w[room + in.n];
        }
        for (int k = 0; k < in.n; k++) {
            SelectiveScans.sharedGrad(item * in.n + k, in.u.data(), in.u.at(), in.dt.data(), in.dt.at(), in.a.data(), in.a.at(),
                in.b.data(), in.b.at(), in.c.data(), in.c.at(), dy.data(), dy.at(), in.w, shareB, in.w, shareC, in.w, room, in.l,
                in.channels, in.n, in.exact ? 1 : 0, in.slices.count(), in.slices.first(in.slices.perSlice()));
        }
    }

    private Task sumOverSamples(Ref da, Ref dd) {
        return Task.items(in.channels, (in.n + 1) * Math.max(1, in.batch), (from, to, worker) -> {
            for (int e = from; e < to; e++) {
                for (int k = 0; k < in.n; k++) {
                    da.data()[da.at() + e * in.n + k] = Planes.sum(in.w, shareA + k * in.padded + e, in.even * in.padded, in.batch);
                }
                dd.data()[dd.at() + e] = Planes.sum(in.w, shareD + e, in.padded, in.batch);
            }
        });
    }

    private Task sumOverSlices(int share, Ref to) {
        int width = in.l * in.n;
        int count = in.slices.count();
        return Task.items(in.batch * width, count, (from, last, worker) -> {
            for (int i = from; i < last; i++) {
                to.data()[to.at() + i] = Planes.sum(in.w, share + i / width * count * width + i % width, width, count);
            }
        });
    }
}

package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.kernels.SelectiveScans;
import dev.spektron.tensor.Shape;
import java.util.List;

/// The selective scan with vectors of channels. The unit of work is a sample and a slice of its channels; a slice goes through its groups
/// of blocks (see [Planes]) one after another, in time from chunk to chunk.
///
/// | scratch | shape | |
/// |---|---|---|
/// | rates | (N', E') | A log2(e), N' even and E' whole vectors, 0 in the pad |
/// | inverse | (N', E') | 1 / A, zero-order hold only |
/// | low, high, skip | (E') | bounds of dt for the kernels; D |
/// | evenB, evenC | (B, L, N') | only if N is odd: the kernels take two states at a time |
/// | shareA, shareD | (B, N', E'), (B, E') | gradients before the sum over samples |
/// | shareB, shareC | (B, slices, L, N) | gradients before the sum over slices |
/// | rooms | (parts, ...) | planes of a group, states of a chunk |
///
/// Where a step leaves the range of the fast exponential (growing states, NaN), the group runs on the scalar bodies.
final class VectorSelective {
    /// Steps of a forward chunk: its planes fit into the first-level cache.
    private static final int FORWARD_CHUNK = 64;
    /// Most steps of a backward chunk: its sums, states and planes fit into the second-level cache. More than one chunk costs the
    /// exponentials a second time.
    private static final int CHUNK = 160;
    private final boolean exact;
    private final Slices slices;
    private final int batch;
    private final int l;
    private final int channels;
    private final int n;
    /// Number of states, even.
    private final int even;
    /// Channels in whole vectors.
    private final int padded;
    private final int chunks;
    private final int chunk;

    private Ref u;
    private Ref dt;
    private Ref a;
    private Ref b;
    private Ref c;
    private Ref d;
    private Ref dy;
    private Ref y;
    private Ref ddt;
    private float[] w;
    private int rates;
    private int inverse;
    private int low;
    private int high;
    private int skip;
    private int evenB;
    private int evenC;
    private int shareA;
    private int shareB;
    private int shareC;
    private int shareD;
    private int rooms;

    private VectorSelective(boolean exact, List<Shape> in) {
        this.exact = exact;
        batch = in.getFirst().dim(0);
        l = in.getFirst().dim(1);
        channels = in.getFirst().dim(2);
        n = in.get(2).dim(1);
        even = n + n % 2;
        slices = Slices.of(batch, channels);
        padded = slices.padded();
        chunks = (l + CHUNK - 1) / CHUNK;
        chunk = chunks == 0 ? 0 : (l + chunks - 1) / chunks;
    }

    private int tables() {
        return (2 * even + 3) * padded + (even == n ? 0 : 2 * batch * l * even);
    }

    private int forwardRoom() {
        return Planes.GROUP * (3 * FORWARD_CHUNK + even) * Lanes.N;
    }

    /// Planes of dt, u, dy and two sums; states and decays; the gradients that flow out of a chunk; sums over channels; states before
    /// chunks.
    private int backwardRoom() {
        return (5 * Planes.GROUP * chunk + 2 * (chunk + 1) + 2 * chunk + 2 * even * chunk) * Lanes.N + (1 + Math.max(1, chunks)) * carry();
    }

    /// Elements of one vector for each state and block of a slice.
    private int carry() {
        return slices.perSlice() * Planes.GROUP * even * Lanes.N;
    }

    private int shares() {
        return batch * (even + 1) * padded + 2 * slices.items() * l * n;
    }

    static int scratch(List<Shape> in) {
        VectorSelective s = new VectorSelective(false, in);
        return s.tables() + s.slices.parts() * s.forwardRoom();
    }

    static int gradScratch(List<Shape> in) {
        VectorSelective s = new VectorSelective(false, in);
        return s.tables() + s.shares() + s.slices.parts() * s.backwardRoom();
    }

    private static VectorSelective bound(boolean exact, Bound s) {
        VectorSelective v = new VectorSelective(exact, s.step().inShapes());
        v.u = s.in(0);
        v.dt = s.in(1);
        v.a = s.in(2);
        v.b = s.in(3);
        v.c = s.in(4);
        v.d = s.in(5);
        v.w = s.scratch().data();
        v.rates = s.scratch().at();
        v.inverse = v.rates + v.even * v.padded;
        v.low = v.inverse + v.even * v.padded;
        v.high = v.low + v.padded;
        v.skip = v.high + v.padded;
        v.evenB = v.skip + v.padded;
        v.evenC = v.evenB + v.batch * v.l * v.even;
        return v;
    }

    static List<Task> forward(boolean exact, Bound s) {
        VectorSelective v = bound(exact, s);
        v.y = s.out(0);
        v.rooms = v.rates + v.tables();
        return List.of(v.prepare(), v.slices.task(v.rooms, v.forwardRoom(), v::forward));
    }

    static List<Task> grad(boolean exact, Bound s) {
        VectorSelective v = bound(exact, s);
        v.dy = s.in(6);
        v.y = s.out(0);
        v.ddt = s.out(1);
        v.shareA = v.rates + v.tables();
        v.shareD = v.shareA + v.batch * v.even * v.padded;
        v.shareB = v.shareD + v.batch * v.padded;
        v.shareC = v.shareB + v.slices.items() * v.l * v.n;
        v.rooms = v.shareC + v.slices.items() * v.l * v.n;
        Task run = v.slices.task(v.rooms, v.backwardRoom(), (item, room) -> {
            if (!v.backward(item, room)) {
                v.scalarBackward(item, room);
            }
        });
        return List.of(v.prepare(), run, v.sumOverSamples(s.out(2), s.out(5)), v.sumOverSlices(v.shareB, s.out(3)),
            v.sumOverSlices(v.shareC, s.out(4)));
    }

    // Tables

    /// Lays out A, D and, for an odd number of states, B and C.
    private Task prepare() {
        return Task.range(padded / Lanes.N, Math.max(1, padded / Lanes.N), (from, to, worker) -> {
            Planes.fill(w, rates, even * padded, 0);
            Planes.transpose(a.data(), a.at(), channels, n, w, rates, padded);
            for (int e = 0; e < padded; e++) {
                bounds(e);
                w[skip + e] = e < channels ? d.data()[d.at() + e] : 0;
            }
            if (even != n) {
                pad(b, evenB);
                pad(c, evenC);
            }
        });
    }

    /// Scales the rates of a channel, and finds between which steps their exponentials are in the range of the kernels.
    private void bounds(int e) {
        // Zeros by which a bound is divided to +infinity: no bound. A rate that is NaN makes bounds NaN, which no step meets.
        float least = -0f;
        float most = 0;
        for (int k = 0; k < even; k++) {
            float rate = w[rates + k * padded + e];
            if (exact && Math.abs(rate) < ExactKernels.SMALLEST) {
                rate = ExactKernels.SMALLEST;
            }
            float scaled = rate * SelectiveKernels.LOG2E;
            w[rates + k * padded + e] = scaled;
            w[inverse + k * padded + e] = 1 / rate;
            least = Math.min(least, scaled);
            most = Math.max(most, scaled);
        }
        w[high + e] = Math.min(SelectiveKernels.MOST / most, SelectiveKernels.LEAST / least);
        w[low + e] = Math.max(SelectiveKernels.LEAST / most, SelectiveKernels.MOST / least);
    }

    private void pad(Ref from, int to) {
        for (int row = 0; row < batch * l; row++) {
            for (int k = 0; k < n; k++) {
                w[to + row * even + k] = from.data()[from.at() + row * n + k];
            }
            w[to + row * even + n] = 0;
        }
    }

    private float[] dataB() {
        return even == n ? b.data() : w;
    }

    private float[] dataC() {
        return even == n ? c.data() : w;
    }

    private int placeB(int sample, int t) {
        return (even == n ? b.at() : evenB) + (sample * l + t) * even;
    }

    private int placeC(int sample, int t) {
        return (even == n ? c.at() : evenC) + (sample * l + t) * even;
    }

    private boolean inRange(int planes, int plane, int first, int width, int steps) {
        for (int k = 0; k * Lanes.N < width; k++) {
            int e = first + k * Lanes.N;
            if (!SelectiveKernels.inRange(w, planes + k * plane, low + e, high + e, steps)) {
                return false;
            }
        }
        return true;
    }

    // Forward

    private void forward(int item, int room) {
        int sample = slices.sample(item);
        for (int group = slices.firstGroup(item); group < slices.lastGroup(item); group++) {
            int first = slices.first(group);
            int width = slices.width(group);
            if (!forwardGroup(sample, first, width, room)) {
                for (int i = sample * channels + first; i < sample * channels + first + width; i++) {
                    SelectiveScans.forward(i, u.data(), u.at(), dt.data(), dt.at(), a.data(), a.at(), b.data(), b.at(), c.data(), c.at(),
                        d.data(), d.at(), y.data(), y.at(), l, channels, n, exact ? 1 : 0);
                }
            }
        }
    }

    private boolean forwardGroup(int sample, int first, int width, int room) {
        int plane = FORWARD_CHUNK * Lanes.N;
        int planeU = room + Planes.GROUP * plane;
        int planeY = planeU + Planes.GROUP * plane;
        int h = planeY + Planes.GROUP * plane;
        Planes.fill(w, h, Planes.GROUP * even * Lanes.N, 0);
        for (int from = 0; from < l; from += FORWARD_CHUNK) {
            int steps = Math.min(FORWARD_CHUNK, l - from);
            int at = (sample * l + from) * channels + first;
            Planes.pack(dt.data(), dt.at() + at, channels, width, w, room, plane, steps);
            Planes.pack(u.data(), u.at() + at, channels, width, w, planeU, plane, steps);
            if (!inRange(room, plane, first, width, steps)) {
                return false;
            }
            for (int k = 0; k * Lanes.N < width; k++) {
                int e = first + k * Lanes.N;
                SelectiveKernels.skip(w, planeU + k * plane, skip + e, planeY + k * plane, steps);
                forwardBlock(e, room + k * plane, planeU + k * plane, planeY + k * plane, h + k * even * Lanes.N, placeB(sample, from),
                    placeC(sample, from), steps);
            }
            Planes.unpack(w, planeY, plane, y.data(), y.at() + at, channels, width, steps);
        }
        return true;
    }

    private void forwardBlock(int e, int planeDt, int planeU, int planeY, int h, int bo, int co, int steps) {
        if (exact) {
            for (int k = 0; k < n; k++) {
                int table = k * padded + e;
                ExactKernels.forward(w, planeDt, planeU, planeY, h + k * Lanes.N, rates + table, inverse + table, dataB(), bo + k, dataC(),
                    co + k, even, steps);
            }
        } else {
            for (int k = 0; k < n; k += 2) {
                SelectiveKernels.forward(w, planeDt, planeU, planeY, h + k * Lanes.N, rates + k * padded + e, padded, dataB(), bo + k,
                    dataC(), co + k, even, steps);
            }
        }
    }

    // Backward

    /// Gradients of one slice; false if a step is out of range, then nothing of it counts.
    private boolean backward(int item, int room) {
        int sample = slices.sample(item);
        int firstGroup = slices.firstGroup(item);
        int lastGroup = slices.lastGroup(item);
        int plane = chunk * Lanes.N;
        int h = room + 5 * Planes.GROUP * plane;
        int decays = h + 2 * (chunk + 1) * Lanes.N;
        int db = decays + 2 * plane;
        int dc = db + even * plane;
        int p = dc + even * plane;
        int before = p + carry();
        int first = slices.first(firstGroup);
        int columns = Math.min(padded, slices.first(lastGroup)) - first;
        for (int k = 0; k < even; k++) {
            Planes.fill(w, shareA + (sample * even + k) * padded + first, columns, 0);
        }
        Planes.fill(w, shareD + sample * padded + first, columns, 0);
        Planes.fill(w, p, 2 * carry(), 0);
        if (!statesBefore(sample, firstGroup, lastGroup, room, h, decays, before)) {
            return false;
        }
        for (int i = chunks - 1; i >= 0; i--) {
            int from = i * chunk;
            int steps = Math.min(chunk, l - from);
            Planes.fill(w, db, 2 * even * plane, 0);
            for (int group = firstGroup; group < lastGroup; group++) {
                int states = (group - firstGroup) * Planes.GROUP * even * Lanes.N;
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
            int first = slices.first(group);
            int width = slices.width(group);
            for (int i = 0; i < chunks - 1; i++) {
                int at = (sample * l + i * chunk) * channels + first;
                Planes.pack(dt.data(), dt.at() + at, channels, width, w, room, plane, chunk);
                Planes.pack(u.data(), u.at() + at, channels, width, w, planeU, plane, chunk);
                if (!inRange(room, plane, first, width, chunk)) {
                    return false;
                }
                for (int k = 0; k * Lanes.N < width; k++) {
                    int state = before + i * carry() + ((group - firstGroup) * Planes.GROUP + k) * even * Lanes.N;
                    int bo = placeB(sample, i * chunk);
                    for (int s = 0; s < n; s += exact ? 1 : 2) {
                        states(first + k * Lanes.N, s, room + k * plane, planeU + k * plane, h, decays, state + s * Lanes.N, bo, chunk);
                        int size = exact ? Lanes.N : 2 * Lanes.N;
                        System.arraycopy(w, h + chunk * size, w, state + carry() + s * Lanes.N, size);
                    }
                }
            }
        }
        return true;
    }

    /// States and decays of one state, or two, from the state before the chunk.
    private void states(int e, int s, int planeDt, int planeU, int h, int decays, int before, int bo, int steps) {
        System.arraycopy(w, before, w, h, exact ? Lanes.N : 2 * Lanes.N);
        int table = s * padded + e;
        if (exact) {
            ExactKernels.states(w, planeDt, planeU, h, decays, rates + table, inverse + table, dataB(), bo + s, even, steps);
        } else {
            SelectiveKernels.states(w, planeDt, planeU, h, decays, rates + table, padded, dataB(), bo + s, even, steps);
        }
    }

    private boolean backwardGroup(int sample, int from, int steps, int group, int room, int h, int decays, int before, int p, int db,
        int dc) {
        int first = slices.first(group);
        int width = slices.width(group);
        int plane = chunk * Lanes.N;
        int apart = Planes.GROUP * plane;
        int at = (sample * l + from) * channels + first;
        Planes.pack(dt.data(), dt.at() + at, channels, width, w, room, plane, steps);
        Planes.pack(u.data(), u.at() + at, channels, width, w, room + apart, plane, steps);
        Planes.pack(dy.data(), dy.at() + at, channels, width, w, room + 2 * apart, plane, steps);
        Planes.fill(w, room + 3 * apart, 2 * apart, 0);
        if (!inRange(room, plane, first, width, steps)) {
            return false;
        }
        for (int k = 0; k * Lanes.N < width; k++) {
            int states = k * even * Lanes.N;
            for (int s = 0; s < n; s += exact ? 1 : 2) {
                int planeDt = room + k * plane;
                states(first + k * Lanes.N, s, planeDt, planeDt + apart, h, decays, before + states + s * Lanes.N, placeB(sample, from),
                    steps);
                reverse(sample, first + k * Lanes.N, s, planeDt, apart, h, decays, p + states + s * Lanes.N, placeB(sample, from),
                    placeC(sample, from), db + s * plane, dc + s * plane, steps);
            }
            finish(sample, first + k * Lanes.N, room + k * plane, apart, steps);
        }
        Planes.unpack(w, room + 3 * apart, plane, y.data(), y.at() + at, channels, width, steps);
        Planes.unpack(w, room + 4 * apart, plane, ddt.data(), ddt.at() + at, channels, width, steps);
        return true;
    }

    private void reverse(int sample, int e, int s, int x, int apart, int h, int decays, int p, int bo, int co, int db, int dc, int steps) {
        int table = s * padded + e;
        int da = shareA + sample * even * padded + table;
        int sums = x + 3 * apart;
        if (exact) {
            ExactKernels.reverse(w, x, x + apart, x + 2 * apart, sums, sums + apart, h, decays, p, rates + table, inverse + table, da,
                dataB(), bo + s, dataC(), co + s, even, db, dc, steps);
        } else {
            SelectiveKernels.reverse(w, x, x + apart, x + 2 * apart, sums, sums + apart, h, decays, p, rates + table, da, padded, dataB(),
                bo + s, dataC(), co + s, even, db, dc, steps);
        }
    }

    private void finish(int sample, int e, int x, int apart, int steps) {
        int sums = x + 3 * apart;
        int dd = shareD + sample * padded + e;
        if (exact) {
            ExactKernels.finish(w, x + apart, x + 2 * apart, sums, skip + e, dd, steps);
        } else {
            SelectiveKernels.finish(w, x, x + apart, x + 2 * apart, sums, sums + apart, skip + e, dd, steps);
        }
    }

    /// dB and dC of a chunk: sums over the lanes, which are all channels of the slice.
    private void sumLanes(int item, int from, int steps, int db, int dc) {
        int plane = chunk * Lanes.N;
        for (int t = 0; t < steps; t++) {
            int to = (item * l + from + t) * n;
            for (int s = 0; s < n; s++) {
                int at = exact ? s * plane + t * Lanes.N : s / 2 * 2 * plane + (2 * t + s % 2) * Lanes.N;
                w[shareB + to + s] = Planes.lanes(w, db + at);
                w[shareC + to + s] = Planes.lanes(w, dc + at);
            }
        }
    }

    /// The scalar bodies for a slice; their shares go where the kernels would have put them.
    private void scalarBackward(int item, int room) {
        int sample = slices.sample(item);
        int first = slices.first(slices.firstGroup(item));
        int last = Math.min(channels, slices.first(slices.lastGroup(item)));
        for (int e = first; e < last; e++) {
            int i = sample * channels + e;
            SelectiveScans.channelGrad(i, u.data(), u.at(), dt.data(), dt.at(), a.data(), a.at(), b.data(), b.at(), c.data(), c.at(),
                d.data(), d.at(), dy.data(), dy.at(), y.data(), y.at(), ddt.data(), ddt.at(), w, room - i * n, w, room + n - i, w,
                room + n + 1, l, channels, n, exact ? 1 : 0);
            for (int k = 0; k < n; k++) {
                w[shareA + (sample * even + k) * padded + e] = w[room + k];
            }
            w[shareD + sample * padded + e] = w[room + n];
        }
        for (int k = 0; k < n; k++) {
            SelectiveScans.sharedGrad(item * n + k, u.data(), u.at(), dt.data(), dt.at(), a.data(), a.at(), b.data(), b.at(), c.data(),
                c.at(), dy.data(), dy.at(), w, shareB, w, shareC, w, room, l, channels, n, exact ? 1 : 0, slices.count(),
                slices.first(slices.perSlice()));
        }
    }

    // Sums of shares

    private Task sumOverSamples(Ref da, Ref dd) {
        return Task.items(channels, (n + 1) * Math.max(1, batch), (from, to, worker) -> {
            for (int e = from; e < to; e++) {
                for (int k = 0; k < n; k++) {
                    da.data()[da.at() + e * n + k] = Planes.sum(w, shareA + k * padded + e, even * padded, batch);
                }
                dd.data()[dd.at() + e] = Planes.sum(w, shareD + e, padded, batch);
            }
        });
    }

    private Task sumOverSlices(int share, Ref to) {
        int width = l * n;
        int count = slices.count();
        return Task.items(batch * width, count, (from, last, worker) -> {
            for (int i = from; i < last; i++) {
                to.data()[to.at() + i] = Planes.sum(w, share + i / width * count * width + i % width, width, count);
            }
        });
    }
}

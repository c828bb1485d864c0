package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.tensor.Shape;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/// The diagonal scan with vectors of channels. Pieces as in [Slices].
///
/// | scratch | shape | |
/// |---|---|---|
/// | table | (4, N', C') | ar, ai, wr, wi; N' even and C' whole vectors, 0 in the pad |
/// | share | (B, 4, N', C') | their gradients before the sum over samples |
/// | rooms | (parts, ...) | planes of a group, states of a chunk |
final class VectorDiagonal {
    /// Steps of a forward chunk: its planes fit into the first-level cache.
    private static final int FORWARD_CHUNK = 64;
    /// Most steps of a backward chunk: its planes and states fit into the second-level cache.
    private static final int CHUNK = 320;

    private final int l;
    private final int channels;
    private final int n;
    private final int even;
    private final Slices slices;
    private final int chunks;
    private final int chunk;
    /// Elements of one part of the table.
    private final int quarter;

    private Ref u;
    private Ref dy;
    private Ref out;
    private float[] w;
    private int table;
    private int share;

    private VectorDiagonal(List<Shape> in) {
        l = in.getFirst().dim(1);
        channels = in.getFirst().dim(2);
        n = in.get(1).dim(2);
        even = n + n % 2;
        slices = Slices.of(in.getFirst().dim(0), channels);
        chunks = (l + CHUNK - 1) / CHUNK;
        chunk = chunks == 0 ? 0 : (l + chunks - 1) / chunks;
        quarter = even * slices.padded();
    }

    /// Real and imaginary parts of all states of a group.
    private int carry() {
        return Planes.GROUP * even * 2 * Lanes.N;
    }

    private int forwardRoom() {
        return Planes.GROUP * 2 * FORWARD_CHUNK * Lanes.N + carry();
    }

    /// Planes of u, dy and du, states of a chunk, gradients that flow out of a chunk, states before chunks.
    private int backwardRoom() {
        return Planes.GROUP * 3 * chunk * Lanes.N + (chunk + 1) * 4 * Lanes.N + (2 + chunks) * carry();
    }

    static int scratch(List<Shape> in) {
        VectorDiagonal s = new VectorDiagonal(in);
        return 4 * s.quarter + s.slices.parts() * s.forwardRoom();
    }

    static int gradScratch(List<Shape> in) {
        VectorDiagonal s = new VectorDiagonal(in);
        return 4 * (1 + s.slices.batch()) * s.quarter + s.slices.parts() * s.backwardRoom();
    }

    private static VectorDiagonal bound(Bound s) {
        VectorDiagonal v = new VectorDiagonal(s.step().inShapes());
        v.u = s.in(0);
        v.out = s.out(0);
        v.w = s.scratch().data();
        v.table = s.scratch().at();
        v.share = v.table + 4 * v.quarter;
        return v;
    }

    static List<Task> forward(Bound s) {
        VectorDiagonal v = bound(s);
        return List.of(v.prepare(s.in(1), s.in(2)), v.slices.task(v.share, v.forwardRoom(), v::forward));
    }

    static List<Task> grad(Bound s) {
        VectorDiagonal v = bound(s);
        v.dy = s.in(3);
        int rooms = v.share + 4 * v.slices.batch() * v.quarter;
        return List.of(v.prepare(s.in(1), s.in(2)), v.slices.task(rooms, v.backwardRoom(), v::backward), v.sumOverSamples(0, s.out(1)),
            v.sumOverSamples(2, s.out(2)));
    }

    private Task prepare(Ref a, Ref weights) {
        return Task.range(4, 4, (from, to, worker) -> {
            Planes.fill(w, table, 4 * quarter, 0);
            for (int i = from; i < to; i++) {
                Ref x = i < 2 ? a : weights;
                Planes.transpose(x.data(), x.at() + i % 2 * channels * n, channels, n, w, table + i * quarter, slices.padded());
            }
        });
    }

    /// Gradients of two parts of the table, from (N', C') to (C, N).
    private Task sumOverSamples(int part, Ref to) {
        return Task.items(2 * channels * n, slices.batch(), (from, last, worker) -> {
            for (int i = from; i < last; i++) {
                int at = i / n / channels * quarter + i % n * slices.padded() + i / n % channels;
                to.data()[to.at() + i] = Planes.sum(w, share + part * quarter + at, 4 * quarter, slices.batch());
            }
        });
    }

    private void forward(int item, int room) {
        int plane = FORWARD_CHUNK * Lanes.N;
        int planeY = room + Planes.GROUP * plane;
        int h = planeY + Planes.GROUP * plane;
        for (int group = slices.firstGroup(item); group < slices.lastGroup(item); group++) {
            int first = slices.first(group);
            int width = slices.width(group);
            Planes.fill(w, h, carry(), 0);
            for (int from = 0; from < l; from += FORWARD_CHUNK) {
                int steps = Math.min(FORWARD_CHUNK, l - from);
                int at = (slices.sample(item) * l + from) * channels + first;
                Planes.pack(u.data(), u.at() + at, channels, width, w, room, plane, steps);
                Planes.fill(w, planeY, Planes.GROUP * plane, 0);
                for (int k = 0; k * Lanes.N < width; k++) {
                    for (int s = 0; s < n; s += 2) {
                        scan(w, room + k * plane, planeY + k * plane, h + (k * even + s) * 2 * Lanes.N,
                            table + s * slices.padded() + first + k * Lanes.N, quarter, slices.padded(), steps);
                    }
                }
                Planes.unpack(w, planeY, plane, out.data(), out.at() + at, channels, width, steps);
            }
        }
    }

    private void backward(int item, int room) {
        int plane = chunk * Lanes.N;
        int apart = Planes.GROUP * plane;
        int h = room + 3 * apart;
        int flow = h + (chunk + 1) * 4 * Lanes.N;
        int before = flow + carry();
        for (int group = slices.firstGroup(item); group < slices.lastGroup(item); group++) {
            int first = slices.first(group);
            int width = slices.width(group);
            Planes.fill(w, flow, 2 * carry(), 0);
            for (int i = 0; i < 4 * even; i++) {
                Planes.fill(w, share + (slices.sample(item) * 4 * even + i) * slices.padded() + first,
                    (width + Lanes.N - 1) / Lanes.N * Lanes.N, 0);
            }
            int start = slices.sample(item) * l * channels + first;
            for (int i = 0; i < chunks - 1; i++) {
                Planes.pack(u.data(), u.at() + start + i * chunk * channels, channels, width, w, room, plane, chunk);
                for (int k = 0; k * Lanes.N < width; k++) {
                    for (int s = 0; s < n; s += 2) {
                        int state = before + i * carry() + (k * even + s) * 2 * Lanes.N;
                        states(first + k * Lanes.N, s, room + k * plane, h, state, chunk);
                        System.arraycopy(w, h + chunk * 4 * Lanes.N, w, state + carry(), 4 * Lanes.N);
                    }
                }
            }
            for (int i = chunks - 1; i >= 0; i--) {
                int at = start + i * chunk * channels;
                int steps = Math.min(chunk, l - i * chunk);
                Planes.pack(u.data(), u.at() + at, channels, width, w, room, plane, steps);
                Planes.pack(dy.data(), dy.at() + at, channels, width, w, room + apart, plane, steps);
                Planes.fill(w, room + 2 * apart, apart, 0);
                for (int k = 0; k * Lanes.N < width; k++) {
                    backwardBlock(slices.sample(item), first + k * Lanes.N, room + k * plane, apart, h,
                        before + i * carry() + k * even * 2 * Lanes.N, flow + k * even * 2 * Lanes.N, steps);
                }
                Planes.unpack(w, room + 2 * apart, plane, out.data(), out.at() + at, channels, width, steps);
            }
        }
    }

    private void backwardBlock(int sample, int c, int planeU, int apart, int h, int before, int flow, int steps) {
        for (int s = 0; s < n; s += 2) {
            states(c, s, planeU, h, before + s * 2 * Lanes.N, steps);
            for (int k = s; k < s + 2; k++) {
                int at = k * slices.padded() + c;
                reverse(w, planeU + apart, planeU + 2 * apart, h + (k - s) * 2 * Lanes.N, flow + k * 2 * Lanes.N, table + at,
                    share + sample * 4 * quarter + at, quarter, steps);
            }
        }
    }

    private void states(int c, int s, int planeU, int h, int before, int steps) {
        System.arraycopy(w, before, w, h, 4 * Lanes.N);
        keep(w, planeU, h, table + s * slices.padded() + c, quarter, slices.padded(), steps);
    }

    /// y += Re(w h) for two states.
    ///
    /// @param h      real and imaginary part of both before the first step, replaced by those after the last
    /// @param table  ar of the first state; ai, wr, wi lie `quarter` elements on each, those of the second state `stride`
    private static void scan(float[] w, int u, int y, int h, int table, int quarter, int stride, int steps) {
        FloatVector ar0 = FloatVector.fromArray(Lanes.F, w, table);
        FloatVector ai0 = FloatVector.fromArray(Lanes.F, w, table + quarter);
        FloatVector wr0 = FloatVector.fromArray(Lanes.F, w, table + 2 * quarter);
        FloatVector wi0 = FloatVector.fromArray(Lanes.F, w, table + 3 * quarter).neg();
        FloatVector ar1 = FloatVector.fromArray(Lanes.F, w, table + stride);
        FloatVector ai1 = FloatVector.fromArray(Lanes.F, w, table + quarter + stride);
        FloatVector wr1 = FloatVector.fromArray(Lanes.F, w, table + 2 * quarter + stride);
        FloatVector wi1 = FloatVector.fromArray(Lanes.F, w, table + 3 * quarter + stride).neg();
        FloatVector minus0 = ai0.neg();
        FloatVector minus1 = ai1.neg();
        FloatVector hr0 = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector hi0 = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector hr1 = FloatVector.fromArray(Lanes.F, w, h + 2 * Lanes.N);
        FloatVector hi1 = FloatVector.fromArray(Lanes.F, w, h + 3 * Lanes.N);
        for (int t = 0; t < steps * Lanes.N; t += Lanes.N) {
            FloatVector in = FloatVector.fromArray(Lanes.F, w, u + t);
            FloatVector next0 = ar0.fma(hr0, minus0.fma(hi0, in));
            FloatVector next1 = ar1.fma(hr1, minus1.fma(hi1, in));
            hi0 = ar0.fma(hi0, ai0.mul(hr0));
            hi1 = ar1.fma(hi1, ai1.mul(hr1));
            hr0 = next0;
            hr1 = next1;
            FloatVector sum = wr0.fma(hr0, wi0.fma(hi0, FloatVector.fromArray(Lanes.F, w, y + t)));
            wr1.fma(hr1, wi1.fma(hi1, sum)).intoArray(w, y + t);
        }
        hr0.intoArray(w, h);
        hi0.intoArray(w, h + Lanes.N);
        hr1.intoArray(w, h + 2 * Lanes.N);
        hi1.intoArray(w, h + 3 * Lanes.N);
    }

    /// Keeps two states after each step behind those before the first, (steps + 1, 2, 2, lanes) from `h` on.
    private static void keep(float[] w, int u, int h, int table, int quarter, int stride, int steps) {
        FloatVector ar0 = FloatVector.fromArray(Lanes.F, w, table);
        FloatVector ai0 = FloatVector.fromArray(Lanes.F, w, table + quarter);
        FloatVector ar1 = FloatVector.fromArray(Lanes.F, w, table + stride);
        FloatVector ai1 = FloatVector.fromArray(Lanes.F, w, table + quarter + stride);
        FloatVector minus0 = ai0.neg();
        FloatVector minus1 = ai1.neg();
        FloatVector hr0 = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector hi0 = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector hr1 = FloatVector.fromArray(Lanes.F, w, h + 2 * Lanes.N);
        FloatVector hi1 = FloatVector.fromArray(Lanes.F, w, h + 3 * Lanes.N);
        for (int t = 0; t < steps; t++) {
            FloatVector in = FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N);
            FloatVector next0 = ar0.fma(hr0, minus0.fma(hi0, in));
            FloatVector next1 = ar1.fma(hr1, minus1.fma(hi1, in));
            hi0 = ar0.fma(hi0, ai0.mul(hr0));
            hi1 = ar1.fma(hi1, ai1.mul(hr1));
            hr0 = next0;
            hr1 = next1;
            int at = h + (t + 1) * 4 * Lanes.N;
            hr0.intoArray(w, at);
            hi0.intoArray(w, at + Lanes.N);
            hr1.intoArray(w, at + 2 * Lanes.N);
            hi1.intoArray(w, at + 3 * Lanes.N);
        }
    }

    /// Runs back through a chunk with one state: pr = wr dy + ar pr' + ai pi', pi = -wi dy - ai pr' + ar pi' with those of the step after
    /// it. Adds pr to du, and the sums over the steps to the shares of the table.
    ///
    /// @param flow pr and pi of the step after the chunk, replaced by those of the first step
    private static void reverse(float[] w, int dy, int du, int h, int flow, int table, int share, int quarter, int steps) {
        FloatVector ar = FloatVector.fromArray(Lanes.F, w, table);
        FloatVector ai = FloatVector.fromArray(Lanes.F, w, table + quarter);
        FloatVector wr = FloatVector.fromArray(Lanes.F, w, table + 2 * quarter);
        FloatVector wi = FloatVector.fromArray(Lanes.F, w, table + 3 * quarter).neg();
        FloatVector minus = ai.neg();
        FloatVector pr = FloatVector.fromArray(Lanes.F, w, flow);
        FloatVector pi = FloatVector.fromArray(Lanes.F, w, flow + Lanes.N);
        FloatVector hr = FloatVector.fromArray(Lanes.F, w, h + steps * 4 * Lanes.N);
        FloatVector hi = FloatVector.fromArray(Lanes.F, w, h + steps * 4 * Lanes.N + Lanes.N);
        FloatVector dar = FloatVector.zero(Lanes.F);
        FloatVector dai = dar;
        FloatVector dwr = dar;
        FloatVector dwi = dar;
        for (int t = steps - 1; t >= 0; t--) {
            FloatVector g = FloatVector.fromArray(Lanes.F, w, dy + t * Lanes.N);
            FloatVector next = ar.fma(pr, ai.fma(pi, wr.mul(g)));
            pi = ar.fma(pi, minus.fma(pr, wi.mul(g)));
            pr = next;
            pr.add(FloatVector.fromArray(Lanes.F, w, du + t * Lanes.N)).intoArray(w, du + t * Lanes.N);
            dwr = g.fma(hr, dwr);
            dwi = g.fma(hi, dwi);
            hr = FloatVector.fromArray(Lanes.F, w, h + t * 4 * Lanes.N);
            hi = FloatVector.fromArray(Lanes.F, w, h + t * 4 * Lanes.N + Lanes.N);
            dar = pi.fma(hi, pr.fma(hr, dar));
            dai = pi.fma(hr, dai).sub(pr.mul(hi));
        }
        pr.intoArray(w, flow);
        pi.intoArray(w, flow + Lanes.N);
        dar.add(FloatVector.fromArray(Lanes.F, w, share)).intoArray(w, share);
        dai.add(FloatVector.fromArray(Lanes.F, w, share + quarter)).intoArray(w, share + quarter);
        dwr.add(FloatVector.fromArray(Lanes.F, w, share + 2 * quarter)).intoArray(w, share + 2 * quarter);
        FloatVector.fromArray(Lanes.F, w, share + 3 * quarter).sub(dwi).intoArray(w, share + 3 * quarter);
    }
}

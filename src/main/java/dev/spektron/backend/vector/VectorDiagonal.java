package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.tensor.Shape;
import java.util.List;

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
                        DiagonalKernels.scan(w, room + k * plane, planeY + k * plane, h + (k * even + s) * 2 * Lanes.N,
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
                Planes.fill(w, share + (slices.sample(item) * 4 * even + i) * slices.padded() + first, slices.lanes(group), 0);
            }
            int start = slices.sample(item) * l * channels + first;
            statesBefore(start, first, width, room, h, before);
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

    /// The states before each chunk but the first.
    private void statesBefore(int start, int first, int width, int planeU, int h, int before) {
        int plane = chunk * Lanes.N;
        for (int i = 0; i < chunks - 1; i++) {
            Planes.pack(u.data(), u.at() + start + i * chunk * channels, channels, width, w, planeU, plane, chunk);
            for (int k = 0; k * Lanes.N < width; k++) {
                for (int s = 0; s < n; s += 2) {
                    int state = before + i * carry() + (k * even + s) * 2 * Lanes.N;
                    states(first + k * Lanes.N, s, planeU + k * plane, h, state, chunk);
                    System.arraycopy(w, h + chunk * 4 * Lanes.N, w, state + carry(), 4 * Lanes.N);
                }
            }
        }
    }

    private void backwardBlock(int sample, int c, int planeU, int apart, int h, int before, int flow, int steps) {
        for (int s = 0; s < n; s += 2) {
            states(c, s, planeU, h, before + s * 2 * Lanes.N, steps);
            for (int k = s; k < s + 2; k++) {
                int at = k * slices.padded() + c;
                DiagonalKernels.reverse(w, planeU + apart, planeU + 2 * apart, h + (k - s) * 2 * Lanes.N, flow + k * 2 * Lanes.N,
                    table + at, share + sample * 4 * quarter + at, quarter, steps);
            }
        }
    }

    private void states(int c, int s, int planeU, int h, int before, int steps) {
        System.arraycopy(w, before, w, h, 4 * Lanes.N);
        DiagonalKernels.keep(w, planeU, h, table + s * slices.padded() + c, quarter, slices.padded(), steps);
    }
}

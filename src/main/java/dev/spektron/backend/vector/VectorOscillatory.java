package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.tensor.Shape;
import java.util.List;

/// The oscillatory scan with vectors of oscillators; real and imaginary parts, which have the same coefficients, go side by side.
/// Pieces as in [Slices], of P channels.
///
/// | scratch | shape | |
/// |---|---|---|
/// | m | (6, P') | the coefficients, P' whole vectors, 0 in the pad |
/// | share | (B, 6, P') | gradients of the coefficients before the sum over samples |
/// | rooms | (parts, ...) | planes of a group, states of a chunk |
final class VectorOscillatory {
    /// Steps of a forward chunk: its planes fit into the first-level cache.
    private static final int FORWARD_CHUNK = 64;
    /// Most steps of a backward chunk: its planes and states fit into the second-level cache.
    private static final int CHUNK = 320;
    private static final int STATE = OscillatoryKernels.STATE;
    private final int l;
    private final int p;
    private final Slices slices;
    private final int chunks;
    private final int chunk;

    private Ref u;
    private Ref dx;
    private Ref out;
    private float[] w;
    private int m;
    private int share;

    private VectorOscillatory(List<Shape> in) {
        l = in.getFirst().dim(1);
        p = in.getFirst().dim(2) / 2;
        slices = Slices.of(in.getFirst().dim(0), p);
        chunks = (l + CHUNK - 1) / CHUNK;
        chunk = chunks == 0 ? 0 : (l + chunks - 1) / chunks;
    }

    private int forwardRoom() {
        return Planes.GROUP * (2 * FORWARD_CHUNK * Lanes.N + STATE);
    }

    /// Planes of u and dx, states of a chunk, gradients that flow out of a chunk, states before chunks.
    private int backwardRoom() {
        return Planes.GROUP * 4 * chunk * Lanes.N + (chunk + 1) * STATE + (2
            + chunks) * Planes.GROUP * STATE;
    }

    static int scratch(List<Shape> in) {
        VectorOscillatory s = new VectorOscillatory(in);
        return 6 * s.slices.padded() + s.slices.parts() * s.forwardRoom();
    }

    static int gradScratch(List<Shape> in) {
        VectorOscillatory s = new VectorOscillatory(in);
        return 6 * (1 + s.slices.batch()) * s.slices.padded() + s.slices.parts() * s.backwardRoom();
    }

    private static VectorOscillatory bound(Bound s) {
        VectorOscillatory v = new VectorOscillatory(s.step().inShapes());
        v.u = s.in(0);
        v.out = s.out(0);
        v.w = s.scratch().data();
        v.m = s.scratch().at();
        v.share = v.m + 6 * v.slices.padded();
        return v;
    }

    static List<Task> forward(Bound s) {
        VectorOscillatory v = bound(s);
        return List.of(v.prepare(s.in(1)), v.slices.task(v.share, v.forwardRoom(), v::forward));
    }

    static List<Task> grad(Bound s) {
        VectorOscillatory v = bound(s);
        v.dx = s.in(2);
        int rooms = v.share + 6 * v.slices.batch() * v.slices.padded();
        return List.of(v.prepare(s.in(1)), v.slices.task(rooms, v.backwardRoom(), v::backward), v.sumOverSamples(s.out(1)));
    }

    private Task prepare(Ref coefficients) {
        int padded = slices.padded();
        return Task.range(6, 6, (from, to, worker) -> {
            Planes.fill(w, m, 6 * padded, 0);
            for (int i = from; i < to; i++) {
                System.arraycopy(coefficients.data(), coefficients.at() + i * p, w, m + i * padded, p);
            }
        });
    }

    private Task sumOverSamples(Ref to) {
        int padded = slices.padded();
        return Task.items(6 * p, slices.batch(), (from, last, worker) -> {
            for (int i = from; i < last; i++) {
                to.data()[to.at() + i] = Planes.sum(w, share + i / p * padded + i % p, 6 * padded, slices.batch());
            }
        });
    }

    /// Real and imaginary parts of a group to planes; the imaginary planes lie `Planes.GROUP` planes on.
    private void pack(Ref x, int at, int width, int to, int plane, int steps) {
        Planes.pack(x.data(), x.at() + at, 2 * p, width, w, to, plane, steps);
        Planes.pack(x.data(), x.at() + at + p, 2 * p, width, w, to + Planes.GROUP * plane, plane, steps);
    }

    private void unpack(int from, int plane, int at, int width, int steps) {
        Planes.unpack(w, from, plane, out.data(), out.at() + at, 2 * p, width, steps);
        Planes.unpack(w, from + Planes.GROUP * plane, plane, out.data(), out.at() + at + p, 2 * p, width, steps);
    }

    private void forward(int item, int room) {
        int plane = FORWARD_CHUNK * Lanes.N;
        int states = room + 2 * Planes.GROUP * plane;
        for (int group = slices.firstGroup(item); group < slices.lastGroup(item); group++) {
            int first = slices.first(group);
            int width = slices.width(group);
            Planes.fill(w, states, Planes.GROUP * STATE, 0);
            for (int from = 0; from < l; from += FORWARD_CHUNK) {
                int steps = Math.min(FORWARD_CHUNK, l - from);
                int at = (slices.sample(item) * l + from) * 2 * p + first;
                pack(u, at, width, room, plane, steps);
                for (int k = 0; k * Lanes.N < width; k++) {
                    int re = room + k * plane;
                    OscillatoryKernels.scan(w, re, re + Planes.GROUP * plane, states + k * STATE, m + first + k * Lanes.N,
                        slices.padded(), steps);
                }
                unpack(room, plane, at, width, steps);
            }
        }
    }

    private void backward(int item, int room) {
        int plane = chunk * Lanes.N;
        int planeDx = room + 2 * Planes.GROUP * plane;
        int h = planeDx + 2 * Planes.GROUP * plane;
        int flow = h + (chunk + 1) * STATE;
        int before = flow + Planes.GROUP * STATE;
        for (int group = slices.firstGroup(item); group < slices.lastGroup(item); group++) {
            int first = slices.first(group);
            int width = slices.width(group);
            Planes.fill(w, flow, 2 * Planes.GROUP * STATE, 0);
            int start = slices.sample(item) * l * 2 * p + first;
            int shares = share + slices.sample(item) * 6 * slices.padded() + first;
            for (int i = 0; i < 6; i++) {
                Planes.fill(w, shares + i * slices.padded(), slices.lanes(group), 0);
            }
            statesBefore(start, first, width, room, h, before);
            for (int i = chunks - 1; i >= 0; i--) {
                int at = start + i * chunk * 2 * p;
                int steps = Math.min(chunk, l - i * chunk);
                pack(u, at, width, room, plane, steps);
                pack(dx, at, width, planeDx, plane, steps);
                for (int k = 0; k * Lanes.N < width; k++) {
                    int re = room + k * plane;
                    states(first, k, room, h, before + (i * Planes.GROUP + k) * STATE, steps);
                    OscillatoryKernels.reverse(w, re, re + Planes.GROUP * plane, 2 * Planes.GROUP * plane, h, flow + k * STATE,
                        m + first + k * Lanes.N, shares + k * Lanes.N, slices.padded(), steps);
                }
                unpack(planeDx, plane, at, width, steps);
            }
        }
    }

    /// The states before each chunk but the first.
    private void statesBefore(int start, int first, int width, int planeU, int h, int before) {
        for (int i = 0; i < chunks - 1; i++) {
            pack(u, start + i * chunk * 2 * p, width, planeU, chunk * Lanes.N, chunk);
            for (int k = 0; k * Lanes.N < width; k++) {
                int state = before + (i * Planes.GROUP + k) * STATE;
                states(first, k, planeU, h, state, chunk);
                System.arraycopy(w, h + chunk * STATE, w, state + Planes.GROUP * STATE, STATE);
            }
        }
    }

    /// States of block k of a group after each step of a chunk.
    private void states(int first, int k, int planeU, int h, int before, int steps) {
        int re = planeU + k * chunk * Lanes.N;
        System.arraycopy(w, before, w, h, STATE);
        OscillatoryKernels.keep(w, re, re + Planes.GROUP * chunk * Lanes.N, h, m + first + k * Lanes.N, slices.padded(), steps);
    }
}

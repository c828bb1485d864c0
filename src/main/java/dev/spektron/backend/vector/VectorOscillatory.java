package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.tensor.Shape;
import java.util.List;
import jdk.incubator.vector.FloatVector;

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
    /// z and x of the real and of the imaginary part.
    private static final int STATE = 4 * Lanes.N;

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
        return Planes.GROUP * 4 * chunk * Lanes.N + (chunk + 1) * STATE + (2 + chunks) * Planes.GROUP * STATE;
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
                    scan(w, re, re + Planes.GROUP * plane, states + k * STATE, m + first + k * Lanes.N, slices.padded(), steps);
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
            for (int i = 0; i < 6; i++) {
                Planes.fill(w, share + (slices.sample(item) * 6 + i) * slices.padded() + first, (width + Lanes.N - 1) / Lanes.N * Lanes.N,
                    0);
            }
            int start = slices.sample(item) * l * 2 * p + first;
            for (int i = 0; i < chunks - 1; i++) {
                pack(u, start + i * chunk * 2 * p, width, room, plane, chunk);
                for (int k = 0; k * Lanes.N < width; k++) {
                    int state = before + (i * Planes.GROUP + k) * STATE;
                    states(first, k, room, h, state, chunk);
                    System.arraycopy(w, h + chunk * STATE, w, state + Planes.GROUP * STATE, STATE);
                }
            }
            for (int i = chunks - 1; i >= 0; i--) {
                int at = start + i * chunk * 2 * p;
                int steps = Math.min(chunk, l - i * chunk);
                pack(u, at, width, room, plane, steps);
                pack(dx, at, width, planeDx, plane, steps);
                for (int k = 0; k * Lanes.N < width; k++) {
                    int table = slices.sample(item) * 6 * slices.padded() + first + k * Lanes.N;
                    int re = room + k * plane;
                    states(first, k, room, h, before + (i * Planes.GROUP + k) * STATE, steps);
                    reverse(w, re, re + Planes.GROUP * plane, 2 * Planes.GROUP * plane, h, flow + k * STATE, m + first + k * Lanes.N,
                        share + table, slices.padded(), steps);
                }
                unpack(planeDx, plane, at, width, steps);
            }
        }
    }

    private void states(int first, int k, int planeU, int h, int before, int steps) {
        int re = planeU + k * chunk * Lanes.N;
        System.arraycopy(w, before, w, h, STATE);
        keep(w, re, re + Planes.GROUP * chunk * Lanes.N, h, m + first + k * Lanes.N, slices.padded(), steps);
    }

    /// Replaces u by x in the planes `re` and `im`.
    ///
    /// @param state z and x of the real, then of the imaginary part before the first step, replaced by those after the last
    private static void scan(float[] w, int re, int im, int state, int m, int stride, int steps) {
        FloatVector m11 = FloatVector.fromArray(Lanes.F, w, m);
        FloatVector m12 = FloatVector.fromArray(Lanes.F, w, m + stride);
        FloatVector m21 = FloatVector.fromArray(Lanes.F, w, m + 2 * stride);
        FloatVector m22 = FloatVector.fromArray(Lanes.F, w, m + 3 * stride);
        FloatVector f1 = FloatVector.fromArray(Lanes.F, w, m + 4 * stride);
        FloatVector f2 = FloatVector.fromArray(Lanes.F, w, m + 5 * stride);
        FloatVector zr = FloatVector.fromArray(Lanes.F, w, state);
        FloatVector xr = FloatVector.fromArray(Lanes.F, w, state + Lanes.N);
        FloatVector zi = FloatVector.fromArray(Lanes.F, w, state + 2 * Lanes.N);
        FloatVector xi = FloatVector.fromArray(Lanes.F, w, state + 3 * Lanes.N);
        for (int t = 0; t < steps * Lanes.N; t += Lanes.N) {
            FloatVector ur = FloatVector.fromArray(Lanes.F, w, re + t);
            FloatVector ui = FloatVector.fromArray(Lanes.F, w, im + t);
            FloatVector nextR = m11.fma(zr, m12.fma(xr, f1.mul(ur)));
            FloatVector nextI = m11.fma(zi, m12.fma(xi, f1.mul(ui)));
            xr = m21.fma(zr, m22.fma(xr, f2.mul(ur)));
            xi = m21.fma(zi, m22.fma(xi, f2.mul(ui)));
            zr = nextR;
            zi = nextI;
            xr.intoArray(w, re + t);
            xi.intoArray(w, im + t);
        }
        zr.intoArray(w, state);
        xr.intoArray(w, state + Lanes.N);
        zi.intoArray(w, state + 2 * Lanes.N);
        xi.intoArray(w, state + 3 * Lanes.N);
    }

    /// Keeps the states after each step behind the one before the first, (steps + 1, 4, lanes) from `h` on.
    private static void keep(float[] w, int re, int im, int h, int m, int stride, int steps) {
        FloatVector m11 = FloatVector.fromArray(Lanes.F, w, m);
        FloatVector m12 = FloatVector.fromArray(Lanes.F, w, m + stride);
        FloatVector m21 = FloatVector.fromArray(Lanes.F, w, m + 2 * stride);
        FloatVector m22 = FloatVector.fromArray(Lanes.F, w, m + 3 * stride);
        FloatVector f1 = FloatVector.fromArray(Lanes.F, w, m + 4 * stride);
        FloatVector f2 = FloatVector.fromArray(Lanes.F, w, m + 5 * stride);
        FloatVector zr = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector xr = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector zi = FloatVector.fromArray(Lanes.F, w, h + 2 * Lanes.N);
        FloatVector xi = FloatVector.fromArray(Lanes.F, w, h + 3 * Lanes.N);
        for (int t = 0; t < steps; t++) {
            int at = h + (t + 1) * STATE;
            FloatVector ur = FloatVector.fromArray(Lanes.F, w, re + t * Lanes.N);
            FloatVector ui = FloatVector.fromArray(Lanes.F, w, im + t * Lanes.N);
            FloatVector nextR = m11.fma(zr, m12.fma(xr, f1.mul(ur)));
            FloatVector nextI = m11.fma(zi, m12.fma(xi, f1.mul(ui)));
            xr = m21.fma(zr, m22.fma(xr, f2.mul(ur)));
            xi = m21.fma(zi, m22.fma(xi, f2.mul(ui)));
            zr = nextR;
            zi = nextI;
            zr.intoArray(w, at);
            xr.intoArray(w, at + Lanes.N);
            zi.intoArray(w, at + 2 * Lanes.N);
            xi.intoArray(w, at + 3 * Lanes.N);
        }
    }

    /// Runs back through a chunk and replaces dx by du: q = dl/dz = m11 q' + m21 r', r = dl/dx = dx + m12 q' + m22 r' with those of the
    /// step after it; adds the sums over the steps to the shares of the coefficients.
    ///
    /// @param apart elements from the planes of u to those of dx
    /// @param flow  q and r of the step after the chunk, real and imaginary part, replaced by those of the first step
    private static void reverse(float[] w, int re, int im, int apart, int h, int flow, int m, int share, int stride, int steps) {
        FloatVector m11 = FloatVector.fromArray(Lanes.F, w, m);
        FloatVector m12 = FloatVector.fromArray(Lanes.F, w, m + stride);
        FloatVector m21 = FloatVector.fromArray(Lanes.F, w, m + 2 * stride);
        FloatVector m22 = FloatVector.fromArray(Lanes.F, w, m + 3 * stride);
        FloatVector f1 = FloatVector.fromArray(Lanes.F, w, m + 4 * stride);
        FloatVector f2 = FloatVector.fromArray(Lanes.F, w, m + 5 * stride);
        FloatVector qr = FloatVector.fromArray(Lanes.F, w, flow);
        FloatVector rr = FloatVector.fromArray(Lanes.F, w, flow + Lanes.N);
        FloatVector qi = FloatVector.fromArray(Lanes.F, w, flow + 2 * Lanes.N);
        FloatVector ri = FloatVector.fromArray(Lanes.F, w, flow + 3 * Lanes.N);
        FloatVector d11 = FloatVector.zero(Lanes.F);
        FloatVector d12 = d11;
        FloatVector d21 = d11;
        FloatVector d22 = d11;
        FloatVector d1 = d11;
        FloatVector d2 = d11;
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * Lanes.N;
            FloatVector nextR = m11.fma(qr, m21.mul(rr));
            FloatVector nextI = m11.fma(qi, m21.mul(ri));
            rr = m12.fma(qr, m22.fma(rr, FloatVector.fromArray(Lanes.F, w, re + apart + i)));
            ri = m12.fma(qi, m22.fma(ri, FloatVector.fromArray(Lanes.F, w, im + apart + i)));
            qr = nextR;
            qi = nextI;
            f1.fma(qr, f2.mul(rr)).intoArray(w, re + apart + i);
            f1.fma(qi, f2.mul(ri)).intoArray(w, im + apart + i);
            FloatVector z = FloatVector.fromArray(Lanes.F, w, h + t * STATE);
            FloatVector x = FloatVector.fromArray(Lanes.F, w, h + t * STATE + Lanes.N);
            FloatVector in = FloatVector.fromArray(Lanes.F, w, re + i);
            d11 = qr.fma(z, d11);
            d12 = qr.fma(x, d12);
            d21 = rr.fma(z, d21);
            d22 = rr.fma(x, d22);
            d1 = qr.fma(in, d1);
            d2 = rr.fma(in, d2);
            z = FloatVector.fromArray(Lanes.F, w, h + t * STATE + 2 * Lanes.N);
            x = FloatVector.fromArray(Lanes.F, w, h + t * STATE + 3 * Lanes.N);
            in = FloatVector.fromArray(Lanes.F, w, im + i);
            d11 = qi.fma(z, d11);
            d12 = qi.fma(x, d12);
            d21 = ri.fma(z, d21);
            d22 = ri.fma(x, d22);
            d1 = qi.fma(in, d1);
            d2 = ri.fma(in, d2);
        }
        qr.intoArray(w, flow);
        rr.intoArray(w, flow + Lanes.N);
        qi.intoArray(w, flow + 2 * Lanes.N);
        ri.intoArray(w, flow + 3 * Lanes.N);
        d11.add(FloatVector.fromArray(Lanes.F, w, share)).intoArray(w, share);
        d12.add(FloatVector.fromArray(Lanes.F, w, share + stride)).intoArray(w, share + stride);
        d21.add(FloatVector.fromArray(Lanes.F, w, share + 2 * stride)).intoArray(w, share + 2 * stride);
        d22.add(FloatVector.fromArray(Lanes.F, w, share + 3 * stride)).intoArray(w, share + 3 * stride);
        d1.add(FloatVector.fromArray(Lanes.F, w, share + 4 * stride)).intoArray(w, share + 4 * stride);
        d2.add(FloatVector.fromArray(Lanes.F, w, share + 5 * stride)).intoArray(w, share + 5 * stride);
    }
}

package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.SignalTables;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.kernels.Spectra;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Spectral convolution with vectors; lanes hold channels. The cosine of a mode is the same at l and L - l and its sine the opposite, so
/// samples are added and subtracted in pairs first, which halves the products:
///
/// Re X = x[0] +- x[L / 2] + sum_l cos (x[l] + x[L - l]), Im X = sum_l sin (x[L - l] - x[l]), l = 1 .. (L - 1) / 2
///
/// (the second term for even L only), and back y[l], y[L - l] = sum over modes of cos Re Y -+ sin Im Y. Coefficients are stored as in the
/// kernel `Spectra`. The table of cosines and sines lies in the scratch and is filled in every run from one turn of the circle.
final class VectorSpectra {
    /// Modes, or pairs of samples, whose sums are in registers at once: 16 sums, 8 factors, 4 vectors of channels.
    private static final int BLOCK = 4;
    /// Pairs of samples that stay in the first cache while all modes pass over them.
    private static final int CHUNK = 64;
    /// Fewer batch entries than these are cut into smaller parts.
    private static final int SMALL_BATCH = 8;

    private VectorSpectra() {}

    /// Extents: batch, samples, input and output channels, modes in use, modes of the weight.
    private record Extents(int batch, int length, int in, int out, int modes, int allModes) {
        static Extents of(List<Shape> s) {
            Shape x = s.get(0);
            Shape w = s.get(1);
            return new Extents(x.dim(0), x.dim(1), w.dim(2), w.dim(3), SpectralConv.modes(w, x.dim(1)), w.dim(1));
        }

        int pairs() {
            return Math.max(0, (length - 1) / 2);
        }

        /// Cosines, then sines of every mode.
        int table() {
            return 2 * modes * pairs();
        }

        int half() {
            return allModes * in * out;
        }

        int spectrum(int channels) {
            return 2 * batch * modes * channels;
        }
    }

    static int scratch(List<Shape> in) {
        Extents e = Extents.of(in);
        return e.table() + e.spectrum(e.in) + e.spectrum(e.out);
    }

    static int gradScratch(List<Shape> in) {
        Extents e = Extents.of(in);
        return e.table() + 2 * e.spectrum(e.in) + e.spectrum(e.out);
    }

    static List<Task> forward(Bound s) {
        Extents e = Extents.of(s.step().inShapes().subList(0, 2));
        float[] work = s.scratch().data();
        int table = s.scratch().at();
        int x = table + e.table();
        int y = x + e.spectrum(e.in);
        return List.of(table(e, work, table), coefficients(e, e.in, work, table, s.in(0), x), mix(e, work, x, s.in(1), y),
            samples(e, e.out, work, table, y, s.out(0)));
    }

    static List<Task> grad(Bound s) {
        Extents e = Extents.of(s.step().inShapes().subList(0, 2));
        float[] work = s.scratch().data();
        int table = s.scratch().at();
        int x = table + e.table();
        int dy = x + e.spectrum(e.in);
        int dx = dy + e.spectrum(e.out);
        List<Task> tasks = new ArrayList<>(List.of(table(e, work, table), coefficients(e, e.out, work, table, s.in(2), dy)));
        if (s.wanted(0)) {
            tasks.add(mixInput(e, work, dy, s.in(1), dx));
            tasks.add(samples(e, e.in, work, table, dx, s.out(0)));
        }
        if (s.wanted(1)) {
            tasks.add(coefficients(e, e.in, work, table, s.in(0), x));
            tasks.add(mixWeight(e, work, x, dy, s.out(1)));
        }
        return tasks;
    }

    /// Row l - 1: cosine and sine of 2 pi m l / L for every mode m. So both ways read it in order; with rows of modes it would be read in
    /// steps of nearly 4096 bytes, which all fall on the same lines of the cache.
    private static Task table(Extents e, float[] work, int at) {
        float[] circle = SignalTables.circle(e.length);
        return Task.items(e.pairs(), 2 * e.modes, (from, to, worker) -> {
            for (int l = from; l < to; l++) {
                int row = at + 2 * l * e.modes;
                int j = 0;
                for (int m = 0; m < e.modes; m++) {
                    work[row + 2 * m] = circle[j];
                    work[row + 2 * m + 1] = circle[e.length + j];
                    j += l + 1;
                    j = j >= e.length ? j - e.length : j;
                }
            }
        });
    }

    /// Parts of a batch entry: one, so that samples pass through the caches once, or one for every two vectors of channels where a small
    /// batch would leave threads without work.
    private static int groups(Extents e, int channels) {
        return e.batch < SMALL_BATCH ? (channels + 2 * Lanes.N - 1) / (2 * Lanes.N) : 1;
    }

    private static VectorMask<Float> rest(int channels) {
        return Lanes.F.indexInRange(channels / Lanes.N * Lanes.N, channels);
    }

    /// The coefficients of x (batch, L, channels).
    private static Task coefficients(Extents e, int channels, float[] work, int table, Ref x, int to) {
        int groups = groups(e, channels);
        VectorMask<Float> rest = rest(channels);
        return Task.range(e.modes == 0 ? 0 : e.batch * groups, 1, (first, last, worker) -> {
            for (int item = first; item < last; item++) {
                int b = item / groups;
                int from = item % groups * 2 * Lanes.N;
                int until = groups == 1 ? channels : Math.min(channels, from + 2 * Lanes.N);
                analyse(x.data(), x.at() + b * e.length * channels, e.length, channels, from, until, rest, work, table,
                    to + b * e.modes * 2 * channels, e.modes);
            }
        });
    }

    /// Channels `from` to `until` of one batch entry.
    private static void analyse(float[] x, int xo, int length, int channels, int from, int until, VectorMask<Float> rest, float[] work,
        int table, int to, int modes) {
        int pairs = (length - 1) / 2;
        for (int c = from; c < until; c += Lanes.N) {
            ends(x, xo + c, length, channels, c + Lanes.N <= channels ? Lanes.ALL : rest, work, to + c, modes);
        }
        for (int l = 0; l < pairs; l += CHUNK) {
            int end = Math.min(pairs, l + CHUNK);
            for (int c = from; c < until; c += 2 * Lanes.N) {
                int m = 0;
                for (; c + 2 * Lanes.N <= until && m + BLOCK <= modes; m += BLOCK) {
                    analyseBlock(x, xo + c, length, channels, work, table + 2 * m, 2 * modes, l, end, to + 2 * m * channels + c);
                }
                for (; m < modes; m++) {
                    for (int k = c; k < Math.min(until, c + 2 * Lanes.N); k += Lanes.N) {
                        VectorMask<Float> inside = k + Lanes.N <= channels ? Lanes.ALL : rest;
                        analyseOne(x, xo + k, length, channels, inside, work, table + 2 * m, 2 * modes, l, end, to + 2 * m * channels + k);
                    }
                }
            }
        }
    }

    /// x[0], which every cosine takes whole, and for even lengths x[L / 2], which they take with alternating signs.
    private static void ends(float[] x, int xo, int length, int channels, VectorMask<Float> inside, float[] work, int to, int modes) {
        FloatVector zero = FloatVector.zero(Lanes.F);
        FloatVector first = FloatVector.fromArray(Lanes.F, x, xo, inside);
        FloatVector middle = length % 2 != 0 ? zero : FloatVector.fromArray(Lanes.F, x, xo + length / 2 * channels, inside);
        for (int m = 0; m < modes; m++) {
            (m % 2 == 0 ? first.add(middle) : first.sub(middle)).intoArray(work, to + 2 * m * channels, inside);
            zero.intoArray(work, to + (2 * m + 1) * channels, inside);
        }
    }

    /// Adds pairs `from` to `end` to four modes of two vectors of channels.
    private static void analyseBlock(float[] x, int xo, int length, int channels, float[] w, int table, int row, int from, int end,
        int to) {
        FloatVector re0a = FloatVector.fromArray(Lanes.F, w, to);
        FloatVector re0b = FloatVector.fromArray(Lanes.F, w, to + Lanes.N);
        FloatVector im0a = FloatVector.fromArray(Lanes.F, w, to + channels);
        FloatVector im0b = FloatVector.fromArray(Lanes.F, w, to + channels + Lanes.N);
        FloatVector re1a = FloatVector.fromArray(Lanes.F, w, to + 2 * channels);
        FloatVector re1b = FloatVector.fromArray(Lanes.F, w, to + 2 * channels + Lanes.N);
        FloatVector im1a = FloatVector.fromArray(Lanes.F, w, to + 3 * channels);
        FloatVector im1b = FloatVector.fromArray(Lanes.F, w, to + 3 * channels + Lanes.N);
        FloatVector re2a = FloatVector.fromArray(Lanes.F, w, to + 4 * channels);
        FloatVector re2b = FloatVector.fromArray(Lanes.F, w, to + 4 * channels + Lanes.N);
        FloatVector im2a = FloatVector.fromArray(Lanes.F, w, to + 5 * channels);
        FloatVector im2b = FloatVector.fromArray(Lanes.F, w, to + 5 * channels + Lanes.N);
        FloatVector re3a = FloatVector.fromArray(Lanes.F, w, to + 6 * channels);
        FloatVector re3b = FloatVector.fromArray(Lanes.F, w, to + 6 * channels + Lanes.N);
        FloatVector im3a = FloatVector.fromArray(Lanes.F, w, to + 7 * channels);
        FloatVector im3b = FloatVector.fromArray(Lanes.F, w, to + 7 * channels + Lanes.N);
        int low = xo + (from + 1) * channels;
        int high = xo + (length - 1 - from) * channels;
        int t = table + from * row;
        for (int l = from; l < end; l++) {
            FloatVector la = FloatVector.fromArray(Lanes.F, x, low);
            FloatVector lb = FloatVector.fromArray(Lanes.F, x, low + Lanes.N);
            FloatVector ha = FloatVector.fromArray(Lanes.F, x, high);
            FloatVector hb = FloatVector.fromArray(Lanes.F, x, high + Lanes.N);
            FloatVector evenA = la.add(ha);
            FloatVector evenB = lb.add(hb);
            FloatVector oddA = ha.sub(la);
            FloatVector oddB = hb.sub(lb);
            FloatVector f = FloatVector.broadcast(Lanes.F, w[t]);
            re0a = evenA.fma(f, re0a);
            re0b = evenB.fma(f, re0b);
            f = FloatVector.broadcast(Lanes.F, w[t + 1]);
            im0a = oddA.fma(f, im0a);
            im0b = oddB.fma(f, im0b);
            f = FloatVector.broadcast(Lanes.F, w[t + 2]);
            re1a = evenA.fma(f, re1a);
            re1b = evenB.fma(f, re1b);
            f = FloatVector.broadcast(Lanes.F, w[t + 3]);
            im1a = oddA.fma(f, im1a);
            im1b = oddB.fma(f, im1b);
            f = FloatVector.broadcast(Lanes.F, w[t + 4]);
            re2a = evenA.fma(f, re2a);
            re2b = evenB.fma(f, re2b);
            f = FloatVector.broadcast(Lanes.F, w[t + 5]);
            im2a = oddA.fma(f, im2a);
            im2b = oddB.fma(f, im2b);
            f = FloatVector.broadcast(Lanes.F, w[t + 6]);
            re3a = evenA.fma(f, re3a);
            re3b = evenB.fma(f, re3b);
            f = FloatVector.broadcast(Lanes.F, w[t + 7]);
            im3a = oddA.fma(f, im3a);
            im3b = oddB.fma(f, im3b);
            t += row;
            low += channels;
            high -= channels;
        }
        re0a.intoArray(w, to);
        re0b.intoArray(w, to + Lanes.N);
        im0a.intoArray(w, to + channels);
        im0b.intoArray(w, to + channels + Lanes.N);
        re1a.intoArray(w, to + 2 * channels);
        re1b.intoArray(w, to + 2 * channels + Lanes.N);
        im1a.intoArray(w, to + 3 * channels);
        im1b.intoArray(w, to + 3 * channels + Lanes.N);
        re2a.intoArray(w, to + 4 * channels);
        re2b.intoArray(w, to + 4 * channels + Lanes.N);
        im2a.intoArray(w, to + 5 * channels);
        im2b.intoArray(w, to + 5 * channels + Lanes.N);
        re3a.intoArray(w, to + 6 * channels);
        re3b.intoArray(w, to + 6 * channels + Lanes.N);
        im3a.intoArray(w, to + 7 * channels);
        im3b.intoArray(w, to + 7 * channels + Lanes.N);
    }

    private static void analyseOne(float[] x, int xo, int length, int channels, VectorMask<Float> inside, float[] w, int table, int row,
        int from, int end, int to) {
        FloatVector re = FloatVector.fromArray(Lanes.F, w, to, inside);
        FloatVector im = FloatVector.fromArray(Lanes.F, w, to + channels, inside);
        for (int l = from; l < end; l++) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, xo + (l + 1) * channels, inside);
            FloatVector b = FloatVector.fromArray(Lanes.F, x, xo + (length - 1 - l) * channels, inside);
            re = a.add(b).fma(FloatVector.broadcast(Lanes.F, w[table + l * row]), re);
            im = b.sub(a).fma(FloatVector.broadcast(Lanes.F, w[table + l * row + 1]), im);
        }
        re.intoArray(w, to, inside);
        im.intoArray(w, to + channels, inside);
    }

    /// y (batch, L, channels) of the coefficients.
    private static Task samples(Extents e, int channels, float[] work, int table, int from, Ref y) {
        int groups = groups(e, channels);
        VectorMask<Float> rest = rest(channels);
        return Task.range(e.length == 0 ? 0 : e.batch * groups, 1, (first, last, worker) -> {
            for (int item = first; item < last; item++) {
                int b = item / groups;
                int c = item % groups * 2 * Lanes.N;
                int until = groups == 1 ? channels : Math.min(channels, c + 2 * Lanes.N);
                synthesise(work, table, from + b * e.modes * 2 * channels, e.modes, channels, c, until, rest, y.data(),
                    y.at() + b * e.length * channels, e.length);
            }
        });
    }

    private static void synthesise(float[] w, int table, int from, int modes, int channels, int first, int until, VectorMask<Float> rest,
        float[] y, int yo, int length) {
        int pairs = (length - 1) / 2;
        int row = 2 * modes;
        for (int c = first; c < until; c += Lanes.N) {
            middle(w, from + c, modes, channels, c + Lanes.N <= channels ? Lanes.ALL : rest, y, yo + c, length);
        }
        for (int l = 0; l < pairs; l += BLOCK) {
            int low = yo + (l + 1) * channels;
            int high = yo + (length - 1 - l) * channels;
            int c = first;
            for (; c + 2 * Lanes.N <= until && l + BLOCK <= pairs; c += 2 * Lanes.N) {
                synthesiseBlock(w, table + l * row, row, from + c, modes, channels, y, low + c, high + c);
            }
            for (; c < until; c += Lanes.N) {
                for (int k = 0; k < Math.min(BLOCK, pairs - l); k++) {
                    synthesiseOne(w, table + (l + k) * row, from + c, modes, channels, c + Lanes.N <= channels ? Lanes.ALL : rest, y,
                        low + c + k * channels, high + c - k * channels);
                }
            }
        }
    }

    /// Sample 0, the sum of all modes, and for even lengths sample L / 2, the sum with alternating signs.
    private static void middle(float[] w, int from, int modes, int channels, VectorMask<Float> inside, float[] y, int yo, int length) {
        FloatVector first = FloatVector.zero(Lanes.F);
        FloatVector middle = first;
        for (int m = 0; m < modes; m++) {
            FloatVector re = FloatVector.fromArray(Lanes.F, w, from + 2 * m * channels, inside);
            first = first.add(re);
            middle = m % 2 == 0 ? middle.add(re) : middle.sub(re);
        }
        first.intoArray(y, yo, inside);
        if (length % 2 == 0) {
            middle.intoArray(y, yo + length / 2 * channels, inside);
        }
    }

    /// Four pairs of samples of two vectors of channels: at `low` and the three behind it, at `high` and the three before it.
    private static void synthesiseBlock(float[] w, int table, int row, int from, int modes, int channels, float[] y, int low, int high) {
        FloatVector p0a = FloatVector.zero(Lanes.F);
        FloatVector p0b = p0a;
        FloatVector q0a = p0a;
        FloatVector q0b = p0a;
        FloatVector p1a = p0a;
        FloatVector p1b = p0a;
        FloatVector q1a = p0a;
        FloatVector q1b = p0a;
        FloatVector p2a = p0a;
        FloatVector p2b = p0a;
        FloatVector q2a = p0a;
        FloatVector q2b = p0a;
        FloatVector p3a = p0a;
        FloatVector p3b = p0a;
        FloatVector q3a = p0a;
        FloatVector q3b = p0a;
        int t = table;
        int at = from;
        for (int m = 0; m < modes; m++) {
            FloatVector reA = FloatVector.fromArray(Lanes.F, w, at);
            FloatVector reB = FloatVector.fromArray(Lanes.F, w, at + Lanes.N);
            FloatVector imA = FloatVector.fromArray(Lanes.F, w, at + channels);
            FloatVector imB = FloatVector.fromArray(Lanes.F, w, at + channels + Lanes.N);
            FloatVector f = FloatVector.broadcast(Lanes.F, w[t]);
            p0a = reA.fma(f, p0a);
            p0b = reB.fma(f, p0b);
            f = FloatVector.broadcast(Lanes.F, w[t + 1]);
            q0a = imA.fma(f, q0a);
            q0b = imB.fma(f, q0b);
            f = FloatVector.broadcast(Lanes.F, w[t + row]);
            p1a = reA.fma(f, p1a);
            p1b = reB.fma(f, p1b);
            f = FloatVector.broadcast(Lanes.F, w[t + row + 1]);
            q1a = imA.fma(f, q1a);
            q1b = imB.fma(f, q1b);
            f = FloatVector.broadcast(Lanes.F, w[t + 2 * row]);
            p2a = reA.fma(f, p2a);
            p2b = reB.fma(f, p2b);
            f = FloatVector.broadcast(Lanes.F, w[t + 2 * row + 1]);
            q2a = imA.fma(f, q2a);
            q2b = imB.fma(f, q2b);
            f = FloatVector.broadcast(Lanes.F, w[t + 3 * row]);
            p3a = reA.fma(f, p3a);
            p3b = reB.fma(f, p3b);
            f = FloatVector.broadcast(Lanes.F, w[t + 3 * row + 1]);
            q3a = imA.fma(f, q3a);
            q3b = imB.fma(f, q3b);
            t += 2;
            at += 2 * channels;
        }
        p0a.sub(q0a).intoArray(y, low);
        p0b.sub(q0b).intoArray(y, low + Lanes.N);
        p1a.sub(q1a).intoArray(y, low + channels);
        p1b.sub(q1b).intoArray(y, low + channels + Lanes.N);
        p2a.sub(q2a).intoArray(y, low + 2 * channels);
        p2b.sub(q2b).intoArray(y, low + 2 * channels + Lanes.N);
        p3a.sub(q3a).intoArray(y, low + 3 * channels);
        p3b.sub(q3b).intoArray(y, low + 3 * channels + Lanes.N);
        p0a.add(q0a).intoArray(y, high);
        p0b.add(q0b).intoArray(y, high + Lanes.N);
        p1a.add(q1a).intoArray(y, high - channels);
        p1b.add(q1b).intoArray(y, high - channels + Lanes.N);
        p2a.add(q2a).intoArray(y, high - 2 * channels);
        p2b.add(q2b).intoArray(y, high - 2 * channels + Lanes.N);
        p3a.add(q3a).intoArray(y, high - 3 * channels);
        p3b.add(q3b).intoArray(y, high - 3 * channels + Lanes.N);
    }

    private static void synthesiseOne(float[] w, int table, int from, int modes, int channels, VectorMask<Float> inside,
        float[] y, int low, int high) {
        FloatVector p = FloatVector.zero(Lanes.F);
        FloatVector q = p;
        for (int m = 0; m < modes; m++) {
            FloatVector re = FloatVector.fromArray(Lanes.F, w, from + 2 * m * channels, inside);
            FloatVector im = FloatVector.fromArray(Lanes.F, w, from + (2 * m + 1) * channels, inside);
            p = re.fma(FloatVector.broadcast(Lanes.F, w[table + 2 * m]), p);
            q = im.fma(FloatVector.broadcast(Lanes.F, w[table + 2 * m + 1]), q);
        }
        p.sub(q).intoArray(y, low, inside);
        p.add(q).intoArray(y, high, inside);
    }

    /// Y = weight X W for each mode.
    private static Task mix(Extents e, float[] work, int x, Ref w, int y) {
        return Task.items(e.modes, e.batch * e.in * e.out, (from, to, worker) -> {
            for (int m = from; m < to; m++) {
                float weight = Spectra.weight(m, e.length);
                for (int b = 0; b < e.batch; b++) {
                    int pair = b * e.modes + m;
                    mixRow(work, x + pair * 2 * e.in, e.in, w.data(), w.at() + m * e.in * e.out, e.half(), weight, y + pair * 2 * e.out,
                        e.out);
                }
            }
        });
    }

    private static void mixRow(float[] work, int x, int in, float[] w, int wo, int half, float weight, int y, int out) {
        for (int o = 0; o < out; o += Lanes.N) {
            VectorMask<Float> inside = Lanes.F.indexInRange(o, out);
            FloatVector rr = FloatVector.zero(Lanes.F);
            FloatVector ii = rr;
            FloatVector ri = rr;
            FloatVector ir = rr;
            for (int i = 0; i < in; i++) {
                FloatVector wr = FloatVector.fromArray(Lanes.F, w, wo + i * out + o, inside);
                FloatVector wi = FloatVector.fromArray(Lanes.F, w, half + wo + i * out + o, inside);
                FloatVector xr = FloatVector.broadcast(Lanes.F, work[x + i]);
                FloatVector xi = FloatVector.broadcast(Lanes.F, work[x + in + i]);
                rr = wr.fma(xr, rr);
                ii = wi.fma(xi, ii);
                ri = wi.fma(xr, ri);
                ir = wr.fma(xi, ir);
            }
            rr.sub(ii).mul(weight).intoArray(work, y + o, inside);
            ri.add(ir).mul(weight).intoArray(work, y + out + o, inside);
        }
    }

    /// dX = weight dY conj(W) for each mode.
    private static Task mixInput(Extents e, float[] work, int dy, Ref w, int dx) {
        return Task.items(e.modes, e.batch * e.in * e.out, (from, to, worker) -> {
            for (int m = from; m < to; m++) {
                float weight = Spectra.weight(m, e.length);
                for (int b = 0; b < e.batch; b++) {
                    int pair = b * e.modes + m;
                    for (int i = 0; i < e.in; i++) {
                        mixColumn(work, dy + pair * 2 * e.out, e.out, w.data(), w.at() + (m * e.in + i) * e.out, e.half(), weight,
                            dx + pair * 2 * e.in + i, e.in);
                    }
                }
            }
        });
    }

    private static void mixColumn(float[] work, int dy, int out, float[] w, int wo, int half, float weight, int dx, int in) {
        FloatVector re = FloatVector.zero(Lanes.F);
        FloatVector im = re;
        FloatVector ri = re;
        FloatVector ii = re;
        for (int o = 0; o < out; o += Lanes.N) {
            VectorMask<Float> inside = Lanes.F.indexInRange(o, out);
            FloatVector wr = FloatVector.fromArray(Lanes.F, w, wo + o, inside);
            FloatVector wi = FloatVector.fromArray(Lanes.F, w, half + wo + o, inside);
            FloatVector yr = FloatVector.fromArray(Lanes.F, work, dy + o, inside);
            FloatVector yi = FloatVector.fromArray(Lanes.F, work, dy + out + o, inside);
            re = yr.fma(wr, re);
            ii = yi.fma(wi, ii);
            im = yi.fma(wr, im);
            ri = yr.fma(wi, ri);
        }
        work[dx] = weight * LaneSums.sum(re.add(ii));
        work[dx + in] = weight * LaneSums.sum(im.sub(ri));
    }

    /// dW = weight sum_b dY conj(X) for each mode in use, 0 for the others.
    private static Task mixWeight(Extents e, float[] work, int x, int dy, Ref dw) {
        return Task.items(e.allModes, e.batch * e.in * e.out, (from, to, worker) -> {
            for (int m = from; m < to; m++) {
                float weight = m < e.modes ? Spectra.weight(m, e.length) : 0;
                for (int i = 0; i < e.in; i++) {
                    mixProduct(m < e.modes ? e.batch : 0, e.modes, work, x + m * 2 * e.in + i, e.in, dy + m * 2 * e.out, e.out, weight,
                        dw.data(), dw.at() + (m * e.in + i) * e.out, e.half());
                }
            }
        });
    }

    private static void mixProduct(int batch, int modes, float[] work, int x, int in, int dy, int out, float weight, float[] dw, int dwo,
        int half) {
        for (int o = 0; o < out; o += Lanes.N) {
            VectorMask<Float> inside = Lanes.F.indexInRange(o, out);
            FloatVector rr = FloatVector.zero(Lanes.F);
            FloatVector ii = rr;
            FloatVector ri = rr;
            FloatVector ir = rr;
            for (int b = 0; b < batch; b++) {
                FloatVector yr = FloatVector.fromArray(Lanes.F, work, dy + b * modes * 2 * out + o, inside);
                FloatVector yi = FloatVector.fromArray(Lanes.F, work, dy + b * modes * 2 * out + out + o, inside);
                FloatVector xr = FloatVector.broadcast(Lanes.F, work[x + b * modes * 2 * in]);
                FloatVector xi = FloatVector.broadcast(Lanes.F, work[x + b * modes * 2 * in + in]);
                rr = yr.fma(xr, rr);
                ii = yi.fma(xi, ii);
                ri = yi.fma(xr, ri);
                ir = yr.fma(xi, ir);
            }
            rr.add(ii).mul(weight).intoArray(dw, dwo + o, inside);
            ri.sub(ir).mul(weight).intoArray(dw, half + dwo + o, inside);
        }
    }
}

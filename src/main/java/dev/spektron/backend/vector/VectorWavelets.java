package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.RowExtension;
import dev.spektron.backend.cpu.SignalTables;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.tensor.Shape;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Wavelet transforms with vectors. The continued row is split into its even and its odd places; then every filter is a plain
/// convolution of both, without steps and without ends:
///
/// a[k] = sum_i h[F - 1 - 2 i] even[k + i] + h[F - 2 - 2 i] odd[k + i],
///
/// and the adjoint has k - i in place of k + i and sums over a and d.
final class VectorWavelets {
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(Lanes.F, 0);
    private static final VectorShuffle<Float> ODD = VectorShuffle.makeUnzip(Lanes.F, 1);
    private static final VectorShuffle<Float> LOWER = VectorShuffle.makeZip(Lanes.F, 0);
    private static final VectorShuffle<Float> UPPER = VectorShuffle.makeZip(Lanes.F, 1);

    private VectorWavelets() {}

    /// Numbers up to a whole vector.
    private static int whole(int n) {
        return (n + Lanes.N - 1) / Lanes.N * Lanes.N;
    }

    private static int grain(int n) {
        return Math.max(1, Task.GRAIN / Math.max(1, n));
    }

    private static int parts(int rows, int n) {
        return (rows + grain(n) - 1) / grain(n);
    }

    /// Even places, odd places.
    private static int analysisRoom(int taps, int count) {
        return 2 * (whole(count) + taps / 2);
    }

    /// Both kinds of coefficients between zeros, even places, odd places.
    private static int synthesisRoom(int taps, int count) {
        int pad = taps / 2 - 1;
        return 2 * (pad + whole(count + pad)) + 2 * whole(count + pad);
    }

    static int analysisScratch(Dwt op, Shape x, int count) {
        return parts(x.rows(), x.last()) * analysisRoom(op.wavelet().length(), count);
    }

    static int synthesisScratch(Dwt op, Shape a, int n) {
        return parts(a.rows(), n) * synthesisRoom(op.wavelet().length(), a.last());
    }

    static List<Task> analysis(Wavelet wavelet, RowExtension e, int rows, Bound s) {
        float[] filters = SignalTables.filters(wavelet);
        int taps = wavelet.length();
        int room = analysisRoom(taps, e.count());
        int grain = grain(e.n());
        Ref x = s.in(0);
        Ref a = s.out(0);
        Ref d = s.out(1);
        Ref scratch = s.scratch();
        return List.of(Task.range(e.count() == 0 ? 0 : rows, grain, (from, to, worker) -> {
            int even = scratch.at() + from / grain * room;
            int odd = even + room / 2;
            for (int r = from; r < to; r++) {
                split(x.data(), x.at() + r * e.n(), e, scratch.data(), even, odd);
                filter(scratch.data(), even, odd, filters, taps, a.data(), a.at() + r * e.count(), d.data(), d.at() + r * e.count(),
                    e.count());
            }
        }));
    }

    static List<Task> synthesis(Wavelet wavelet, RowExtension e, int rows, Bound s) {
        float[] filters = SignalTables.filters(wavelet);
        int taps = wavelet.length();
        int pad = taps / 2 - 1;
        int places = e.count() + pad;
        int room = synthesisRoom(taps, e.count());
        int grain = grain(e.n());
        Ref a = s.in(0);
        Ref d = s.in(1);
        Ref x = s.out(0);
        Ref scratch = s.scratch();
        return List.of(Task.range(e.n() == 0 ? 0 : rows, grain, (from, to, worker) -> {
            float[] w = scratch.data();
            int low = scratch.at() + from / grain * room;
            int high = low + pad + whole(places);
            int even = high + pad + whole(places);
            int odd = even + whole(places);
            for (int r = from; r < to; r++) {
                pad(a.data(), a.at() + r * e.count(), e.count(), w, low, pad);
                pad(d.data(), d.at() + r * e.count(), e.count(), w, high, pad);
                spread(w, low + pad, high + pad, filters, taps, even, odd, places);
                join(w, even, odd, e, x.data(), x.at() + r * e.n());
            }
        }));
    }

    /// Where the samples with even numbers stand: place lead + 0, lead + 2, ...
    private static int first(RowExtension e, int even, int odd) {
        return (e.lead() % 2 == 0 ? even : odd) + e.lead() / 2;
    }

    private static int second(RowExtension e, int even, int odd) {
        return e.lead() % 2 == 0 ? odd + e.lead() / 2 : even + e.lead() / 2 + 1;
    }

    /// The row and its continuation: even places, odd places.
    private static void split(float[] x, int at, RowExtension e, float[] s, int even, int odd) {
        int[] source = e.source();
        for (int p = 0; p < e.lead(); p++) {
            s[(p % 2 == 0 ? even : odd) + p / 2] = source[p] < 0 ? 0 : x[at + source[p]];
        }
        for (int p = e.lead() + e.n(); p < source.length; p++) {
            s[(p % 2 == 0 ? even : odd) + p / 2] = source[p] < 0 ? 0 : x[at + source[p]];
        }
        unzip(x, at, e.n(), s, first(e, even, odd), second(e, even, odd));
    }

    /// Every other number to `first`, the rest to `second`.
    private static void unzip(float[] x, int at, int n, float[] s, int first, int second) {
        int i = 0;
        for (; i + 2 * Lanes.N <= n; i += 2 * Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, at + i);
            FloatVector b = FloatVector.fromArray(Lanes.F, x, at + i + Lanes.N);
            a.rearrange(EVEN, b).intoArray(s, first + i / 2);
            a.rearrange(ODD, b).intoArray(s, second + i / 2);
        }
        for (; i < n; i++) {
            s[(i % 2 == 0 ? first : second) + i / 2] = x[at + i];
        }
    }

    private static void filter(float[] s, int even, int odd, float[] filters, int taps, float[] a, int ao, float[] d, int dof, int count) {
        for (int k = 0; k < count; k += Lanes.N) {
            FloatVector a0 = FloatVector.zero(Lanes.F);
            FloatVector a1 = a0;
            FloatVector d0 = a0;
            FloatVector d1 = a0;
            for (int i = 0; 2 * i < taps; i++) {
                int j = taps - 1 - 2 * i;
                FloatVector e = FloatVector.fromArray(Lanes.F, s, even + k + i);
                FloatVector o = FloatVector.fromArray(Lanes.F, s, odd + k + i);
                a0 = e.fma(FloatVector.broadcast(Lanes.F, filters[j]), a0);
                a1 = o.fma(FloatVector.broadcast(Lanes.F, filters[j - 1]), a1);
                d0 = e.fma(FloatVector.broadcast(Lanes.F, filters[taps + j]), d0);
                d1 = o.fma(FloatVector.broadcast(Lanes.F, filters[taps + j - 1]), d1);
            }
            if (k + Lanes.N <= count) {
                a0.add(a1).intoArray(a, ao + k);
                d0.add(d1).intoArray(d, dof + k);
            } else {
                VectorMask<Float> rest = Lanes.F.indexInRange(k, count);
                a0.add(a1).intoArray(a, ao + k, rest);
                d0.add(d1).intoArray(d, dof + k, rest);
            }
        }
    }

    /// x between `pad` zeros.
    private static void pad(float[] x, int at, int n, float[] s, int to, int pad) {
        for (int i = 0; i < pad; i++) {
            s[to + i] = 0;
            s[to + pad + n + i] = 0;
        }
        System.arraycopy(x, at, s, to + pad, n);
    }

    private static void spread(float[] s, int low, int high, float[] filters, int taps, int even, int odd, int places) {
        for (int q = 0; q < places; q += Lanes.N) {
            FloatVector e0 = FloatVector.zero(Lanes.F);
            FloatVector e1 = e0;
            FloatVector o0 = e0;
            FloatVector o1 = e0;
            for (int i = 0; 2 * i < taps; i++) {
                int j = taps - 1 - 2 * i;
                FloatVector a = FloatVector.fromArray(Lanes.F, s, low + q - i);
                FloatVector d = FloatVector.fromArray(Lanes.F, s, high + q - i);
                e0 = a.fma(FloatVector.broadcast(Lanes.F, filters[j]), e0);
                e1 = d.fma(FloatVector.broadcast(Lanes.F, filters[taps + j]), e1);
                o0 = a.fma(FloatVector.broadcast(Lanes.F, filters[j - 1]), o0);
                o1 = d.fma(FloatVector.broadcast(Lanes.F, filters[taps + j - 1]), o1);
            }
            e0.add(e1).intoArray(s, even + q);
            o0.add(o1).intoArray(s, odd + q);
        }
    }

    /// The samples, each from its own place and then, in rising order, from the places of the continuation.
    private static void join(float[] s, int even, int odd, RowExtension e, float[] x, int at) {
        zip(s, first(e, even, odd), second(e, even, odd), x, at, e.n());
        int[] source = e.source();
        for (int p = 0; p < e.lead(); p++) {
            if (source[p] >= 0) {
                x[at + source[p]] += s[(p % 2 == 0 ? even : odd) + p / 2];
            }
        }
        for (int p = e.lead() + e.n(); p < source.length; p++) {
            if (source[p] >= 0) {
                x[at + source[p]] += s[(p % 2 == 0 ? even : odd) + p / 2];
            }
        }
    }

    private static void zip(float[] s, int first, int second, float[] x, int at, int n) {
        int i = 0;
        for (; i + 2 * Lanes.N <= n; i += 2 * Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, s, first + i / 2);
            FloatVector b = FloatVector.fromArray(Lanes.F, s, second + i / 2);
            a.rearrange(LOWER, b).intoArray(x, at + i);
            a.rearrange(UPPER, b).intoArray(x, at + i + Lanes.N);
        }
        for (; i < n; i++) {
            x[at + i] = s[(i % 2 == 0 ? first : second) + i / 2];
        }
    }
}

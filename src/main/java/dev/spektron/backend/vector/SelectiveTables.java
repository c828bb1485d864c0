package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Operands and tables of a selective scan, as forward and backward kernels read them. The tables are the first part of the scratch.
///
/// | table | shape | |
/// |---|---|---|
/// | rates | (N', E') | A log2(e); N' even and E' whole vectors, 0 in the pad |
/// | inverse | (N', E') | 1 / A, zero-order hold only |
/// | low, high | (E') | bounds of dt for the kernels |
/// | skip | (E') | D |
/// | evenB, evenC | (B, L, N') | only if N is odd: the kernels take two states at a time |
final class SelectiveTables {
    final boolean exact;
    final Slices slices;
    final int batch;
    final int l;
    final int channels;
    final int n;
    /// Number of states, even.
    final int even;
    /// Channels in whole vectors.
    final int padded;

    Ref u;
    Ref dt;
    Ref a;
    Ref b;
    Ref c;
    Ref d;
    float[] w;
    int rates;
    int inverse;
    int skip;
    private int low;
    private int high;
    private int evenB;
    private int evenC;

    SelectiveTables(boolean exact, List<Shape> in) {
        this.exact = exact;
        batch = in.getFirst().dim(0);
        l = in.getFirst().dim(1);
        channels = in.getFirst().dim(2);
        n = in.get(2).dim(1);
        even = n + n % 2;
        slices = Slices.of(batch, channels);
        padded = slices.padded();
    }

    /// Elements.
    int size() {
        return (2 * even + 3) * padded + (even == n ? 0 : 2 * batch * l * even);
    }

    static SelectiveTables of(boolean exact, Bound s) {
        SelectiveTables x = new SelectiveTables(exact, s.step().inShapes());
        x.u = s.in(0);
        x.dt = s.in(1);
        x.a = s.in(2);
        x.b = s.in(3);
        x.c = s.in(4);
        x.d = s.in(5);
        x.w = s.scratch().data();
        x.rates = s.scratch().at();
        x.inverse = x.rates + x.even * x.padded;
        x.low = x.inverse + x.even * x.padded;
        x.high = x.low + x.padded;
        x.skip = x.high + x.padded;
        x.evenB = x.skip + x.padded;
        x.evenC = x.evenB + x.batch * x.l * x.even;
        return x;
    }

    /// Lays out A, D and, for an odd number of states, B and C.
    Task prepare() {
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

    /// Where B of the kernels is, and below where its row of step t starts.
    float[] dataB() {
        return even == n ? b.data() : w;
    }

    float[] dataC() {
        return even == n ? c.data() : w;
    }

    int placeB(int sample, int t) {
        return (even == n ? b.at() : evenB) + (sample * l + t) * even;
    }

    int placeC(int sample, int t) {
        return (even == n ? c.at() : evenC) + (sample * l + t) * even;
    }

    /// True if all steps in the planes of a group are in the range of the kernels.
    boolean inRange(int planes, int plane, int first, int width, int steps) {
        for (int k = 0; k * Lanes.N < width; k++) {
            int e = first + k * Lanes.N;
            if (!SelectiveKernels.inRange(w, planes + k * plane, low + e, high + e, steps)) {
                return false;
            }
        }
        return true;
    }
}

package dev.spektron.backend.cpu;

import dev.spektron.backend.op.Dwt;

/// How a wavelet transform reads a row behind its ends: place p of the continued row is sample `source[p]`, -1 stands for 0. The
/// transform reads the continuation of its boundary rule; the inverse is the adjoint of a transform that reads zeros (symmetric) or the
/// row again (periodic).
///
/// @param n       samples of a row
/// @param count   coefficients of each kind
/// @param lead    places in front of sample 0
/// @param source  sample of each of the 2 count + taps - 2 places
/// @param start   where the places of each sample begin in `places`; n + 1 numbers
/// @param places  places of sample 0, of sample 1, ..., rising
public record RowExtension(int n, int count, int lead, int[] source, int[] start, int[] places) {
    /// The continuation of a row of `n` samples that is transformed.
    public static RowExtension of(Dwt op, int n) {
        int lead = lead(op);
        int count = op.length(n);
        int[] source = new int[places(op, count)];
        for (int p = 0; p < source.length; p++) {
            source[p] = op.boundary() == Dwt.Boundary.SYMMETRIC ? mirror(p - lead, n)
                : Math.min(n - 1, Math.floorMod(p - lead, n + n % 2));
        }
        return of(n, count, lead, source);
    }

    /// The row that [Dwt.Inverse] makes of `count` coefficients of each kind.
    public static RowExtension inverse(Dwt op, int count) {
        int lead = lead(op);
        int n = op.inverseLength(count);
        int[] source = new int[places(op, count)];
        for (int p = 0; p < source.length; p++) {
            int i = p - lead;
            source[p] = op.boundary() == Dwt.Boundary.PERIODIC ? Math.floorMod(i, n) : i >= 0 && i < n ? i : -1;
        }
        return of(n, count, lead, source);
    }

    private static int lead(Dwt op) {
        int taps = op.wavelet().length();
        return op.boundary() == Dwt.Boundary.SYMMETRIC ? taps - 2 : taps / 2 - 1;
    }

    private static int places(Dwt op, int count) {
        return count == 0 ? 0 : 2 * count + op.wavelet().length() - 2;
    }

    /// Sample of place i of the half-sample mirror of a row of n.
    private static int mirror(int i, int n) {
        int p = Math.floorMod(i, 2 * n);
        return p < n ? p : 2 * n - 1 - p;
    }

    private static RowExtension of(int n, int count, int lead, int[] source) {
        int[] start = new int[n + 1];
        for (int s : source) {
            if (s >= 0) {
                start[s + 1]++;
            }
        }
        for (int s = 0; s < n; s++) {
            start[s + 1] += start[s];
        }
        int[] next = start.clone();
        int[] places = new int[start[n]];
        for (int p = 0; p < source.length; p++) {
            if (source[p] >= 0) {
                places[next[source[p]]++] = p;
            }
        }
        return new RowExtension(n, count, lead, source, start, places);
    }
}

package dev.spektron.eval.spectrum;

import java.util.Arrays;

/// Peaks of a spectrum: local maxima (the middle of a plateau) that stand out by their prominence and are the highest within a distance,
/// with their bases at half prominence. Nothing is allocated after the first spectrum of a length; one object serves one thread.
public final class Peaks {
    /// Prominence of what counts as a peak, as part of the range.
    public static final float PROMINENCE = 0.05f;
    /// Samples from one peak to the next, at least.
    public static final int DISTANCE = 5;

    private final float least;
    private final int distance;
    private float[] between = new float[0];
    private float[] base = new float[0];
    private int[] stack = new int[0];
    private int[] peak = new int[0];
    private boolean[] dropped = new boolean[0];
    private float[] prominence = new float[0];
    private int[] from = new int[0];
    private int[] to = new int[0];
    private int count;
    private float range;

    public Peaks() {
        this(PROMINENCE, DISTANCE);
    }

    /// @param prominence as part of the range of a spectrum
    /// @param distance   samples between peaks; the higher one stays
    public Peaks(float prominence, int distance) {
        this.least = prominence;
        this.distance = distance;
    }

    /// Finds the peaks of the `n` samples from `offset` on.
    public Peaks find(float[] x, int offset, int n) {
        room(n);
        count = 0;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            low = Math.min(low, x[offset + i]);
            high = Math.max(high, x[offset + i]);
        }
        range = high - low;
        if (n < 3 || !(range > 0)) {
            return this;
        }
        maxima(x, offset, n);
        prominences(x, offset);
        keepProminent();
        keepHighest(x, offset);
        for (int k = 0; k < count; k++) {
            bases(x, offset, n, k);
        }
        return this;
    }

    private void room(int n) {
        if (between.length < n / 2 + 2) {
            between = new float[n / 2 + 2];
            base = new float[n / 2 + 1];
            stack = new int[n / 2 + 1];
            peak = new int[n / 2 + 1];
            dropped = new boolean[n / 2 + 1];
            prominence = new float[n / 2 + 1];
            from = new int[n / 2 + 1];
            to = new int[n / 2 + 1];
        }
    }

    /// All local maxima, and the least sample before each and behind the last.
    private void maxima(float[] x, int offset, int n) {
        float low = x[offset];
        float last = x[offset];
        int rise = -1;
        for (int i = 1; i < n; i++) {
            float v = x[offset + i];
            if (v > last) {
                rise = i;
            } else if (v < last) {
                if (rise >= 0) {
                    peak[count] = (rise + i - 1) / 2;
                    between[count++] = low;
                    low = v;
                }
                rise = -1;
            }
            low = Math.min(low, v);
            last = v;
        }
        between[count] = low;
    }

    /// Height above the higher one of the least samples on both sides, each as far as the next higher maximum.
    private void prominences(float[] x, int offset) {
        int top = 0;
        for (int k = 0; k < count; k++) {
            float least = between[k];
            float height = x[offset + peak[k]];
            while (top > 0 && x[offset + peak[stack[top - 1]]] <= height) {
                least = Math.min(least, base[stack[--top]]);
            }
            base[k] = least;
            prominence[k] = height - least;
            stack[top++] = k;
        }
        top = 0;
        for (int k = count - 1; k >= 0; k--) {
            float least = between[k + 1];
            float height = x[offset + peak[k]];
            while (top > 0 && x[offset + peak[stack[top - 1]]] <= height) {
                least = Math.min(least, base[stack[--top]]);
            }
            base[k] = least;
            prominence[k] = Math.min(prominence[k], height - least);
            stack[top++] = k;
        }
    }

    private void keepProminent() {
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (prominence[k] >= least * range) {
                peak[kept] = peak[k];
                prominence[kept++] = prominence[k];
            }
        }
        count = kept;
    }

    /// Leaves out peaks that are close to a higher one that stays; of equal ones the later stays.
    private void keepHighest(float[] x, int offset) {
        Arrays.fill(dropped, 0, count, false);
        for (int k = 0; k < count; k++) {
            stack[k] = k;
        }
        // Few peaks are left here, and mostly none is close to another: insertion sort by height.
        for (int k = 1; k < count; k++) {
            int moved = stack[k];
            int at = k;
            while (at > 0 && x[offset + peak[stack[at - 1]]] > x[offset + peak[moved]]) {
                stack[at] = stack[--at];
            }
            stack[at] = moved;
        }
        for (int k = count - 1; k >= 0; k--) {
            int p = stack[k];
            if (!dropped[p]) {
                for (int j = p - 1; j >= 0 && peak[p] - peak[j] < distance; j--) {
                    dropped[j] = true;
                }
                for (int j = p + 1; j < count && peak[j] - peak[p] < distance; j++) {
                    dropped[j] = true;
                }
            }
        }
        int kept = 0;
        for (int k = 0; k < count; k++) {
            if (!dropped[k]) {
                peak[kept] = peak[k];
                prominence[kept++] = prominence[k];
            }
        }
        count = kept;
    }

    /// The samples in which the flanks have fallen to half prominence, rounded outwards.
    private void bases(float[] x, int offset, int n, int k) {
        float half = x[offset + peak[k]] - 0.5f * prominence[k];
        int i = peak[k];
        while (i > 0 && x[offset + i] > half) {
            i--;
        }
        from[k] = i;
        i = peak[k];
        while (i < n - 1 && x[offset + i] > half) {
            i++;
        }
        to[k] = i;
    }

    public int count() {
        return count;
    }

    /// Sample of the maximum; peaks stand in the order of the axis.
    public int at(int k) {
        return peak[k];
    }

    public float prominence(int k) {
        return prominence[k];
    }

    /// First sample at half prominence.
    public int from(int k) {
        return from[k];
    }

    /// Last sample at half prominence.
    public int to(int k) {
        return to[k];
    }

    /// Greatest less least sample.
    public float range() {
        return range;
    }

    /// Weights 1 + kappa prominence / range of samples between the bases of a peak, the greatest where peaks overlap, else 1.
    public void weights(float kappa, float[] out, int offset, int n) {
        Arrays.fill(out, offset, offset + n, 1);
        for (int k = 0; k < count; k++) {
            float w = 1 + kappa * prominence[k] / range;
            for (int i = from[k]; i <= to[k]; i++) {
                out[offset + i] = Math.max(out[offset + i], w);
            }
        }
    }
}

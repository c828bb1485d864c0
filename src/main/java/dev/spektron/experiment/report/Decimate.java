package dev.spektron.experiment.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Fewer points for the same picture.
final class Decimate {
    private Decimate() {}

    /// Positions of at most `most` channels that keep every peak: of each bucket of channels its lowest and highest value, in order. Ends
    /// are kept; a bucket with a value that is not finite keeps that one, so that gaps stay gaps.
    static int[] peaks(double[] values, int most) {
        int n = values.length;
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        int buckets = (most - 2) / 2;
        int[] kept = new int[2 * buckets + 2];
        int count = 0;
        kept[count++] = 0;
        for (int b = 0; b < buckets; b++) {
            int from = 1 + (int) ((long) b * (n - 2) / buckets);
            int to = 1 + (int) ((long) (b + 1) * (n - 2) / buckets);
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                if (!Double.isFinite(values[i])) {
                    low = i;
                    high = i;
                    break;
                }
                low = values[i] < values[low] ? i : low;
                high = values[i] > values[high] ? i : high;
            }
            kept[count++] = Math.min(low, high);
            if (low != high) {
                kept[count++] = Math.max(low, high);
            }
        }
        kept[count++] = n - 1;
        return Arrays.copyOf(kept, count);
    }

    /// `most` positions of 0..n-1, evenly spread; all when there are no more.
    static int[] spread(int n, int most) {
        return n <= most ? IntStream.range(0, n).toArray() : IntStream.range(0, most).map(k -> (int) ((long) k * n / most)).toArray();
    }
}

package dev.spektron.kernels;

/// Medians of rows.
public final class Medians {
    private Medians() {}

    /// y[row] = median of row `row` of x (rows, n): the middle number, for an even `n` the mean of the two middle ones; NaN if n = 0 or if
    /// one of the numbers is. `s` from `so` on is room for `n` numbers.
    ///
    /// Selection by division (Hoare 1961, Algorithm 65, "Find") around numbers at random places: about 3.4 n comparisons on average,
    /// whatever the order of the numbers.
    public static void row(int row, float[] x, int xo, float[] y, int yo, int n, float[] s, int so) {
        boolean ordered = n > 0;
        for (int i = 0; i < n; i++) {
            float v = x[xo + row * n + i];
            ordered = ordered && v == v;
            s[so + i] = v;
        }
        float median = Elements.nan(y[yo + row]);
        if (ordered) {
            int k = n / 2;
            select(s, so, n, k);
            median = s[so + k];
            if (n % 2 == 0) {
                float below = s[so];
                for (int i = 1; i < k; i++) {
                    below = Math.max(below, s[so + i]);
                }
                // Halves first: the sum of two large numbers would be infinite.
                median = below == median ? median : 0.5f * below + 0.5f * median;
            }
        }
        y[yo + row] = median;
    }

    /// Reorders `s` so that place `k` has the number it would have in rising order, with no larger one before and no smaller one behind.
    private static void select(float[] s, int so, int n, int k) {
        int left = 0;
        int right = n - 1;
        int random = 1;
        while (left < right) {
            random = random * 1664525 + 1013904223;
            float pivot = s[so + left + ((random >> 8) & 0xFFFFFF) % (right - left + 1)];
            int i = left;
            int j = right;
            while (i <= j) {
                while (s[so + i] < pivot) {
                    i++;
                }
                while (pivot < s[so + j]) {
                    j--;
                }
                if (i <= j) {
                    float v = s[so + i];
                    s[so + i] = s[so + j];
                    s[so + j] = v;
                    i++;
                    j--;
                }
            }
            // All up to j are at most the pivot, all from i on at least; what may stand between equals it.
            left = j < k ? i : left;
            right = k < i ? j : right;
        }
    }
}

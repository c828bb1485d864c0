package dev.spektron.chem;

import java.util.Random;

/// Seeded permutations and cross-validation folds. [Random] is specified to the bit by the JDK, so a seed gives the same folds everywhere.
public final class Folds {
    private Folds() {}

    /// A random permutation of 0..n-1 (Fisher-Yates).
    public static int[] permutation(int n, long seed) {
        Random random = new Random(seed);
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            p[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int t = p[i];
            p[i] = p[j];
            p[j] = t;
        }
        return p;
    }

    /// Fold number (0..k-1) of each of `n` samples, sizes differing by at most one.
    public static int[] assign(int n, int k, long seed) {
        int[] order = permutation(n, seed);
        int[] fold = new int[n];
        for (int i = 0; i < n; i++) {
            fold[order[i]] = i % k;
        }
        return fold;
    }

    /// Positions whose fold is (`inside`) or is not `f`.
    public static int[] positions(int[] fold, int f, boolean inside) {
        int count = 0;
        for (int g : fold) {
            if ((g == f) == inside) {
                count++;
            }
        }
        int[] out = new int[count];
        int at = 0;
        for (int i = 0; i < fold.length; i++) {
            if ((fold[i] == f) == inside) {
                out[at++] = i;
            }
        }
        return out;
    }
}

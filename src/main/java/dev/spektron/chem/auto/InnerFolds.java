package dev.spektron.chem.auto;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Folds of the inner validation: standards in their order and the other samples in theirs, both in turn, so that no draw of random
/// numbers decides. A standard leaves on both instruments at once.
///
/// @param count number of folds
/// @param pool fold of each pool sample
/// @param standards fold of each standard
record InnerFolds(int count, int[] pool, int[] standards) {
    private static final int MOST = 5;

    /// What one fold is fitted on and what it predicts; positions in the pool and among the standards.
    record Part(int[] pool, int[] standards, int[] heldPool, int[] heldStandards) {}

    static InnerFolds of(int n, int[] standards) {
        int k = Math.min(MOST, standards.length);
        int[] fold = new int[n];
        Arrays.fill(fold, -1);
        int[] own = new int[standards.length];
        for (int i = 0; i < standards.length; i++) {
            own[i] = i % k;
            fold[standards[i]] = i % k;
        }
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (fold[i] < 0) {
                fold[i] = next++ % k;
            }
        }
        return new InnerFolds(k, fold, own);
    }

    Part part(int f) {
        return new Part(where(pool, f, false), where(standards, f, false), where(pool, f, true), where(standards, f, true));
    }

    /// Everything is fitted on, nothing is held.
    Part everything() {
        return part(count);
    }

    private static int[] where(int[] fold, int f, boolean inside) {
        return IntStream.range(0, fold.length).filter(i -> (fold[i] == f) == inside).toArray();
    }
}

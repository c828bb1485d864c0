package dev.spektron.experiment.transfer;

import org.ejml.data.DMatrixRMaj;

/// Selection of a spread-out subset: start with the two samples farthest apart, then always take the one farthest from those taken
/// (Kennard and Stone 1969, doi 10.1080/00401706.1969.10490666).
final class KennardStone {
    private KennardStone() {}

    /// The first `count` samples in the order of their selection; Euclidean distance, ties by position.
    static int[] select(DMatrixRMaj x, int count) {
        int n = x.numRows;
        double[][] d = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                double s = 0;
                for (int j = 0; j < x.numCols; j++) {
                    double e = x.data[i * x.numCols + j] - x.data[k * x.numCols + j];
                    s += e * e;
                }
                d[i][k] = s;
                d[k][i] = s;
            }
        }
        int[] chosen = new int[count];
        boolean[] taken = new boolean[n];
        for (int c = 0; c < count; c++) {
            int best = c < 2 ? farthestPair(d)[c] : farthestFrom(d, taken);
            chosen[c] = best;
            taken[best] = true;
        }
        return chosen;
    }

    private static int[] farthestPair(double[][] d) {
        int[] best = {0, Math.min(1, d.length - 1)};
        for (int i = 0; i < d.length; i++) {
            for (int k = i + 1; k < d.length; k++) {
                if (d[i][k] > d[best[0]][best[1]]) {
                    best = new int[] {i, k};
                }
            }
        }
        return best;
    }

    private static int farthestFrom(double[][] d, boolean[] taken) {
        int best = -1;
        double bestDistance = -1;
        for (int i = 0; i < d.length; i++) {
            if (taken[i]) {
                continue;
            }
            double nearest = Double.POSITIVE_INFINITY;
            for (int k = 0; k < d.length; k++) {
                if (taken[k]) {
                    nearest = Math.min(nearest, d[i][k]);
                }
            }
            if (nearest > bestDistance) {
                bestDistance = nearest;
                best = i;
            }
        }
        return best;
    }
}

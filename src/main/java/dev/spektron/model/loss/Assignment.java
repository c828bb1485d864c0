package dev.spektron.model.loss;

import java.util.Arrays;

/// The exact optimal assignment of n rows to n columns by shortest augmenting paths (Kuhn 1955, doi:10.1002/nav.3800020109, in the O(n^3)
/// form of Jonker and Volgenant 1987, doi:10.1007/BF02278710): the exact transport of two clouds of n points each, on the host.
public final class Assignment {
    private Assignment() {}

    /// The column of each row.
    public static int[] of(double[][] cost) {
        int n = cost.length;
        for (double[] row : cost) {
            if (row.length != n) {
                throw new IllegalArgumentException("assignment: expected as many columns as rows, " + n + ", found " + row.length);
            }
        }
        double[] u = new double[n + 1];
        double[] v = new double[n + 1];
        int[] rowOf = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            augment(cost, row, u, v, rowOf);
        }
        int[] out = new int[n];
        for (int j = 1; j <= n; j++) {
            out[rowOf[j] - 1] = j - 1;
        }
        return out;
    }

    /// Rows and columns count from 1; column 0 holds the row that is being placed.
    private static void augment(double[][] cost, int row, double[] u, double[] v, int[] rowOf) {
        int n = cost.length;
        double[] least = new double[n + 1];
        int[] from = new int[n + 1];
        boolean[] used = new boolean[n + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        rowOf[0] = row;
        int at = 0;
        do {
            used[at] = true;
            int i = rowOf[at];
            int next = 0;
            for (int j = 1; j <= n; j++) {
                if (!used[j]) {
                    double reduced = cost[i - 1][j - 1] - u[i] - v[j];
                    if (reduced < least[j]) {
                        least[j] = reduced;
                        from[j] = at;
                    }
                    next = next == 0 || least[j] < least[next] ? j : next;
                }
            }
            double delta = least[next];
            for (int j = 0; j <= n; j++) {
                if (used[j]) {
                    u[rowOf[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            at = next;
        } while (rowOf[at] != 0);
        while (at != 0) {
            rowOf[at] = rowOf[from[at]];
            at = from[at];
        }
    }

    /// The mean cost of the optimal assignment: the exact transport cost of uniform marginals.
    public static double meanCost(double[][] cost) {
        int[] column = of(cost);
        double sum = 0;
        for (int i = 0; i < column.length; i++) {
            sum += cost[i][column[i]];
        }
        return sum / column.length;
    }
}

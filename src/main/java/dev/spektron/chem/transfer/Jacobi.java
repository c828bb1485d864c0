package dev.spektron.chem.transfer;

/// Cyclic Jacobi rotations for small symmetric matrices (up to about 30 x 30), without allocation. Keeps its work space, so it belongs to
/// one thread.
///
/// Rutishauser, Numer. Math. 9 (1966) 1, doi 10.1007/BF02165223.
final class Jacobi {
    private static final int SWEEPS = 50;

    final double[] values;
    /// Eigenvector k in the entries k n .. k n + n - 1.
    final double[] vectors;
    private final int[] order;

    Jacobi(int largest) {
        values = new double[largest];
        vectors = new double[largest * largest];
        order = new int[largest];
    }

    /// @param a symmetric n x n, row-major; destroyed
    void decompose(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                vectors[i * n + j] = i == j ? 1 : 0;
            }
        }
        double trace = 0;
        for (int k = 0; k < n; k++) {
            trace += Math.abs(a[k * n + k]);
        }
        // couplings far below the rounding of the largest entry would only be stirred, never removed, in a rank-deficient matrix
        double floor = Math.max(1e-18 * trace, Double.MIN_NORMAL);
        for (int sweep = 0; sweep < SWEEPS && sweep(a, n, floor); sweep++) {
            continue;
        }
        for (int k = 0; k < n; k++) {
            values[k] = a[k * n + k];
            order[k] = k;
        }
        for (int k = 1; k < n; k++) {
            int o = order[k];
            int at = k;
            while (at > 0 && values[order[at - 1]] < values[o]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = o;
        }
    }

    /// Position of the k-th largest eigenvalue.
    int position(int k) {
        return order[k];
    }

    /// One rotation for each pair that still couples; false when none does.
    private boolean sweep(double[] a, int n, double floor) {
        boolean rotated = false;
        for (int p = 0; p < n - 1; p++) {
            for (int q = p + 1; q < n; q++) {
                double apq = a[p * n + q];
                if (Math.abs(apq) > floor && Math.abs(apq) > 1e-17 * Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q]))) {
                    rotated = true;
                    rotate(a, n, p, q, apq);
                }
            }
        }
        return rotated;
    }

    private void rotate(double[] a, int n, int p, int q, double apq) {
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        a[p * n + p] -= t * apq;
        a[q * n + q] += t * apq;
        a[p * n + q] = 0;
        a[q * n + p] = 0;
        for (int k = 0; k < n; k++) {
            if (k != p && k != q) {
                double akp = a[p * n + k];
                double akq = a[q * n + k];
                double kp = c * akp - s * akq;
                double kq = s * akp + c * akq;
                a[p * n + k] = kp;
                a[k * n + p] = kp;
                a[q * n + k] = kq;
                a[k * n + q] = kq;
            }
            double vp = vectors[p * n + k];
            double vq = vectors[q * n + k];
            vectors[p * n + k] = c * vp - s * vq;
            vectors[q * n + k] = s * vp + c * vq;
        }
    }
}

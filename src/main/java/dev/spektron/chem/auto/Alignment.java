package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.transfer.BandedMap;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/// A map of preprocessed target spectra towards the source, learned on the standards. The mean shift comes after it in every case.
enum Alignment {
    /// Nothing but the mean shift.
    SHIFT("shift"),
    /// One slope a channel, from the channels within +-5 of it.
    GAIN("slope"),
    /// Piecewise direct standardization, window 5, rank 1 (Wang, Veltkamp, Kowalski, Anal. Chem. 63 (1991) 2750,
    /// doi:10.1021/ac00023a016); spectra are continued by their mean.
    PDS("PDS(5, rank 1)");

    private static final int GAIN_HALF = 5;
    private static final int PDS_HALF = 2;
    private static final int FEWEST_FOR_SLOPES = 3;
    private static final double TINY = 1e-300;

    private final String label;

    Alignment(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Whether the inner folds leave enough standards: a slope needs two, so three in all.
    boolean possible(int standards) {
        return this == SHIFT || standards >= FEWEST_FOR_SLOPES;
    }

    /// @param target standards on the target, N x p
    /// @param source the same on the source
    Optional<BandedMap> fit(DMatrixRMaj target, DMatrixRMaj source) {
        if (this == SHIFT) {
            return Optional.empty();
        }
        double[] in = Matrices.columnMeans(target);
        double[] out = Matrices.columnMeans(source);
        DMatrixRMaj t = Matrices.centred(target, in);
        DMatrixRMaj s = Matrices.centred(source, out);
        return Optional.of(this == GAIN ? gain(t, s, in, out) : pds(t, s, in, out));
    }

    private static BandedMap gain(DMatrixRMaj t, DMatrixRMaj s, double[] in, double[] out) {
        int p = in.length;
        double[] ts = products(t, s, 0);
        double[] tt = products(t, t, 0);
        int[] first = new int[p];
        double[][] band = new double[p][1];
        for (int j = 0; j < p; j++) {
            double a = 0;
            double b = 0;
            for (int k = j - GAIN_HALF; k <= j + GAIN_HALF; k++) {
                int at = Math.clamp(k, 0, p - 1);
                a += ts[at];
                b += tt[at];
            }
            first[j] = j;
            band[j][0] = a / Math.max(b, TINY);
        }
        return new BandedMap(in, first, band, out);
    }

    private static BandedMap pds(DMatrixRMaj t, DMatrixRMaj s, double[] in, double[] out) {
        int p = in.length;
        int w = 2 * PDS_HALF + 1;
        double[][] auto = new double[w][];
        double[][] cross = new double[w][];
        for (int k = 0; k < w; k++) {
            auto[k] = products(t, t, k);
            cross[k] = products(t, s, k - PDS_HALF);
        }
        Principal principal = new Principal(w);
        int[] first = new int[p];
        double[][] band = new double[p][];
        for (int j = 0; j < p; j++) {
            int lo = Math.max(0, j - PDS_HALF);
            int n = Math.min(p - 1, j + PDS_HALF) - lo + 1;
            double[] c = principal.matrix(n);
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    c[a * n + b] = auto[Math.abs(a - b)][lo + Math.min(a, b)];
                }
            }
            double value = principal.solve();
            double score = 0;
            for (int a = 0; a < n; a++) {
                // channel lo + a of the target with channel j of the source
                score += principal.vector[a] * cross[j - lo - a + PDS_HALF][lo + a];
            }
            first[j] = lo;
            band[j] = new double[n];
            for (int a = 0; a < n; a++) {
                band[j][a] = principal.vector[a] * score / Math.max(value, TINY);
            }
        }
        return new BandedMap(in, first, band, out);
    }

    /// sum_i a[i][j] b[i][j + lag] for every j for which both exist; 0 elsewhere.
    private static double[] products(DMatrixRMaj a, DMatrixRMaj b, int lag) {
        int p = a.numCols;
        double[] sum = new double[p];
        int from = Math.max(0, -lag);
        int to = Math.min(p, p - lag);
        for (int i = 0; i < a.numRows; i++) {
            int at = i * p;
            for (int j = from; j < to; j++) {
                sum[j] += a.data[at + j] * b.data[at + j + lag];
            }
        }
        return sum;
    }

    /// First eigenvector of a small positive semidefinite matrix by repeated squaring: column of C^(2^k), which is fast and has no case
    /// in which it fails (with equal eigenvalues any vector of their space is a first one).
    private static final class Principal {
        private static final int SQUARINGS = 60;
        private static final double CONVERGED = 1e-15;

        final double[] vector;
        private double[] original;
        private double[] now;
        private double[] next;
        private int n;

        Principal(int largest) {
            vector = new double[largest];
            original = new double[largest * largest];
            now = new double[largest * largest];
            next = new double[largest * largest];
        }

        double[] matrix(int size) {
            n = size;
            return original;
        }

        /// Gives the eigenvalue.
        double solve() {
            double trace = trace(original);
            if (!(trace > TINY)) {
                java.util.Arrays.fill(vector, 0, n, 0);
                return 0;
            }
            for (int i = 0; i < n * n; i++) {
                now[i] = original[i] / trace;
            }
            for (int k = 0; k < SQUARINGS; k++) {
                double t = square();
                if (1 - t < CONVERGED) {
                    break;
                }
            }
            int best = 0;
            for (int i = 1; i < n; i++) {
                best = now[i * n + i] > now[best * n + best] ? i : best;
            }
            double length = 0;
            for (int i = 0; i < n; i++) {
                length += now[best * n + i] * now[best * n + i];
            }
            length = Math.sqrt(length);
            double value = 0;
            for (int i = 0; i < n; i++) {
                vector[i] = now[best * n + i] / length;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    value += vector[i] * original[i * n + j] * vector[j];
                }
            }
            return value;
        }

        /// now <- now^2 / trace; gives the trace, which is 1 for a matrix of rank one.
        private double square() {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double s = 0;
                    for (int k = 0; k < n; k++) {
                        s += now[i * n + k] * now[j * n + k];
                    }
                    next[i * n + j] = s;
                    next[j * n + i] = s;
                }
            }
            double t = trace(next);
            for (int i = 0; i < n * n; i++) {
                next[i] /= t;
            }
            double[] swap = now;
            now = next;
            next = swap;
            return t;
        }

        private double trace(double[] a) {
            double t = 0;
            for (int i = 0; i < n; i++) {
                t += a[i * n + i];
            }
            return t;
        }
    }
}

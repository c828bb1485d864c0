package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/// Piecewise direct standardization, centred: channel j of the source is regressed on the channels j - w..j + w of the target by
/// principal-component regression of rank r; x̂ = (x - m_t) F + m_s with the banded F. Windows are truncated at the ends.
///
/// What is not given is chosen by leave-one-out over the standards from w in {1, 2, 3, 5, 7} and r in {1, 2, 3} (r <= N - 2) on the
/// squared spectral residual of the standard that was left out, summed over at most [#SCREENED] evenly spaced channels. It needs
/// no reference values, so it happens once for all properties. A window without any variation keeps slope 1.
///
/// Wang, Veltkamp, Kowalski, Anal. Chem. 63 (1991) 2750, doi 10.1021/ac00023a016; centring (additive background correction) as in
/// Wang, Dean, Kowalski, Anal. Chem. 67 (1995) 2379, doi 10.1021/ac00110a020.
///
/// @param window half-width w in channels, 0 or more
/// @param rank local rank r, 1 or more
public record Pds(OptionalInt window, OptionalInt rank) implements Standardization {
    /// Channels on which window and rank are chosen.
    static final int SCREENED = 100;
    private static final int[] WINDOWS = {1, 2, 3, 5, 7};
    private static final int MOST = 3;

    public Pds {
        if (window.orElse(0) < 0 || rank.orElse(1) < 1) {
            throw new IllegalArgumentException("pds: the half-width must be 0 or more and the rank 1 or more, found " + window + " and "
                + rank);
        }
    }

    @Override
    public String name() {
        return "pds";
    }

    @Override
    public String title() {
        return "Piecewise direct standardization";
    }

    @Override
    public String reference() {
        return "Wang et al. 1991, doi 10.1021/ac00023a016";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public AffineMap map(DMatrixRMaj source, DMatrixRMaj target) {
        Centred c = Centred.of(this, source, target);
        int w = window.orElse(0);
        int r = rank.orElse(1);
        if (window.isEmpty() || rank.isEmpty()) {
            int[] windows = window.isPresent() ? new int[] {w} : WINDOWS;
            int[] chosen = choose(source, target, windows, rank.isPresent() ? r : 1, rank.orElse(Math.min(MOST, c.count() - 2)));
            w = chosen[0];
            r = chosen[1];
        }
        return fit(c, w, r);
    }

    private static AffineMap fit(Centred c, int w, int r) {
        int p = c.source().numCols;
        LocalPcr pcr = new LocalPcr(r, Math.min(2 * w + 1, p));
        double floor = LocalPcr.FLAT * Algebra.squares(c.target());
        int[] first = new int[p];
        double[][] band = new double[p][];
        for (int j = 0; j < p; j++) {
            int lo = Math.max(0, j - w);
            int hi = Math.min(p, j + w + 1);
            first[j] = lo;
            band[j] = java.util.Arrays.copyOf(pcr.fit(c.target(), lo, hi, c.source(), j, floor)[r - 1], hi - lo);
        }
        return new BandedMap(c.targetMean(), first, band, c.sourceMean());
    }

    /// Window and rank with the smallest leave-one-out residual; the narrower window and lower rank win a tie.
    private static int[] choose(DMatrixRMaj source, DMatrixRMaj target, int[] windows, int fewest, int most) {
        double[][] error = new double[windows.length][most];
        for (int left = 0; left < source.numRows; left++) {
            int[] kept = Centred.without(left, source.numRows);
            Centred c = Centred.of(Matrices.rows(source, kept), Matrices.rows(target, kept));
            double[] xt = shifted(target, left, c.targetMean());
            double[] xs = shifted(source, left, c.sourceMean());
            for (int k = 0; k < windows.length; k++) {
                addErrors(c, xt, xs, windows[k], error[k]);
            }
        }
        int[] best = {windows[0], fewest};
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < windows.length; k++) {
            for (int r = fewest; r <= most; r++) {
                if (error[k][r - 1] < least * (1 - 1e-9)) {
                    least = error[k][r - 1];
                    best = new int[] {windows[k], r};
                }
            }
        }
        return best;
    }

    private static void addErrors(Centred c, double[] xt, double[] xs, int w, double[] error) {
        int p = xt.length;
        LocalPcr pcr = new LocalPcr(error.length, Math.min(2 * w + 1, p));
        double floor = LocalPcr.FLAT * Algebra.squares(c.target());
        int channels = Math.min(p, SCREENED);
        for (int k = 0; k < channels; k++) {
            int j = (int) ((k + 0.5) * p / channels);
            int lo = Math.max(0, j - w);
            int hi = Math.min(p, j + w + 1);
            double[][] coefficients = pcr.fit(c.target(), lo, hi, c.source(), j, floor);
            for (int r = 0; r < error.length; r++) {
                double e = xs[j] - Algebra.dot(coefficients[r], 0, xt, lo, hi - lo);
                error[r] += e * e;
            }
        }
    }

    private static double[] shifted(DMatrixRMaj x, int row, double[] mean) {
        double[] out = Matrices.row(x, row);
        for (int j = 0; j < out.length; j++) {
            out[j] -= mean[j];
        }
        return out;
    }
}

package dev.spektron.corpus.simulator;

import dev.spektron.corpus.simulator.Philox.Purpose;
import java.util.List;

/// Draws the composition of a sample: correlated normal fractions, drawn again while one leaves its limits or the balance is negative.
/// The balance takes what is left, so the fractions sum to 1.
final class Population {
    private static final int ATTEMPTS = 1_000;
    private final Preset preset;
    private final int[] where;
    private final int balance;
    private final double[][] factor;

    Population(Preset preset) {
        this.preset = preset;
        List<Constituent> all = preset.constituents();
        where = all.stream().mapToInt(c -> preset.position(c.component())).toArray();
        balance = preset.position(preset.balance());
        factor = cholesky(correlations());
    }

    private double[][] correlations() {
        int n = where.length;
        double[][] r = new double[n][n];
        for (int i = 0; i < n; i++) {
            r[i][i] = 1;
        }
        for (Correlation c : preset.correlations()) {
            int i = constituent(c.first());
            int j = constituent(c.second());
            r[i][j] = c.value();
            r[j][i] = c.value();
        }
        return r;
    }

    private int constituent(String component) {
        int wanted = preset.position(component);
        for (int i = 0; i < where.length; i++) {
            if (where[i] == wanted) {
                return i;
            }
        }
        throw new IllegalArgumentException("correlations: '" + component
            + "' is the balance of the preset; its correlations follow from the closure and cannot be set");
    }

    /// Lower triangular L with L L' = r.
    private static double[][] cholesky(double[][] r) {
        int n = r.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double s = r[i][j];
                for (int k = 0; k < j; k++) {
                    s -= l[i][k] * l[j][k];
                }
                if (i == j && s <= 1e-12) {
                    throw new IllegalArgumentException("correlations: no population has all of them together (the matrix is not positive "
                        + "definite at row " + (i + 1) + "); bring them closer to 0");
                }
                l[i][j] = i == j ? Math.sqrt(s) : s / l[j][j];
            }
        }
        return l;
    }

    /// Fractions of sample `i`, one a component in the preset's order.
    double[] draw(long seed, int i) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double[] z = new Philox(seed, Purpose.COMPOSITION, i, attempt).gaussians(where.length);
            double[] c = new double[preset.components().size()];
            double rest = 1;
            boolean inside = true;
            for (int k = 0; k < where.length; k++) {
                Constituent one = preset.constituents().get(k);
                double g = 0;
                for (int m = 0; m <= k; m++) {
                    g += factor[k][m] * z[m];
                }
                double percent = one.mean() + one.sd() * g;
                inside &= percent >= one.min() && percent <= one.max();
                c[where[k]] = percent / 100;
                rest -= percent / 100;
            }
            c[balance] = rest;
            if (inside && rest >= 0) {
                return c;
            }
        }
        throw new IllegalArgumentException("preset '" + preset.name() + "': no composition within the limits in " + ATTEMPTS
            + " draws; widen min and max, or lower the means so that the balance stays positive");
    }
}

package dev.spektron.chem.transfer;

import java.util.Arrays;

/// Local regression on the channels j - w..j + w, truncated at the ends.
final class SingleWindow implements Piecewise.Local {
    private final Centred standards;
    private final int w;
    private final double floor;
    private final double[] g;
    private final double[] h;
    private final LocalPcr pcr;

    SingleWindow(Centred standards, int w, int most) {
        this.standards = standards;
        this.w = w;
        floor = LocalPcr.FLAT * Algebra.squares(standards.target());
        int widest = Math.min(2 * w + 1, standards.target().numCols);
        g = new double[widest * widest];
        h = new double[widest];
        pcr = new LocalPcr(most, widest);
    }

    @Override
    public int first(int j) {
        return Math.max(0, j - w);
    }

    @Override
    public int end(int j) {
        return Math.min(standards.target().numCols, j + w + 1);
    }

    @Override
    public double[][] fit(int j) {
        int lo = first(j);
        int q = end(j) - lo;
        if (q > standards.count()) {
            return pcr.fitWide(standards.target(), lo, q, standards.source(), j, floor);
        }
        Arrays.fill(g, 0, q * q, 0);
        Arrays.fill(h, 0, q, 0);
        LocalPcr.addNormal(standards.target(), lo, q, standards.source(), j, g, h);
        return pcr.fit(g, h, q, j - lo, floor);
    }
}

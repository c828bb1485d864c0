package dev.spektron.chem.transfer;

import org.ejml.data.DMatrixRMaj;

/// Univariate standardization: in each channel the least-squares line of the source over the target standards,
/// x̂_j = m_sj + g_j (x_j - m_tj), g_j = Σ t s / Σ t² of the centred standards. A channel without variation on the target keeps g = 1.
///
/// Shenk and Westerhaus, US patent 4 866 644 (1989), as in Bouveresse, Massart, Dardenne, Anal. Chim. Acta 297 (1994) 405,
/// doi 10.1016/0003-2670(94)00237-1.
public record Uni() implements Standardization {
    @Override
    public String name() {
        return "uni";
    }

    @Override
    public String title() {
        return "Univariate standardization";
    }

    @Override
    public String reference() {
        return "Bouveresse et al. 1994, doi 10.1016/0003-2670(94)00237-1";
    }

    @Override
    public int minimumStandards() {
        return 2;
    }

    @Override
    public AffineMap map(DMatrixRMaj source, DMatrixRMaj target) {
        Centred c = Centred.of(this, source, target);
        int p = source.numCols;
        double floor = LocalPcr.FLAT * Algebra.squares(c.target());
        double[][] band = new double[p][1];
        int[] first = new int[p];
        for (int j = 0; j < p; j++) {
            double tt = 0;
            double ts = 0;
            for (int i = 0; i < c.count(); i++) {
                double t = c.target().data[i * p + j];
                tt += t * t;
                ts += t * c.source().data[i * p + j];
            }
            band[j][0] = tt > floor ? ts / tt : 1;
            first[j] = j;
        }
        return new BandedMap(c.targetMean(), first, band, c.sourceMean());
    }
}

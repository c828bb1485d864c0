package dev.spektron.chem.transfer;

import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/// Spectral space transformation: [X̄_s X̄_t] = U Σ [V_sᵀ V_tᵀ] of the standards side by side, rank r;
/// x̂ = x̄ + x̄ (V_tᵀ)⁺ (V_sᵀ - V_tᵀ) + m_s with x̄ = x - m_t. What the standards do not span stays as it is.
///
/// Computed in the dual: V_tᵀ = Σ⁻¹Uᵀ X̄_t, hence F = I + X̄_tᵀ C (X̄_s - X̄_t) with C = U (Uᵀ X̄_t X̄_tᵀ U)⁻¹ Uᵀ. The paper does not
/// centre; centring each instrument on its standards adds the additive background correction. Unless given, r is chosen from 1..min(N -
/// 2, 10) by leave-one-out on the spectral residual.
///
/// Du, Chen, Zhu, Wang, Jiang, Wu, Yu, Anal. Chim. Acta 690 (2011) 64, doi 10.1016/j.aca.2011.02.014.
///
/// @param rank r, 1 or more
public record Sst(OptionalInt rank) implements Standardization, RankedMap {
    private static final int MOST = 10;
    /// Directions whose part on the target is below this fraction of the largest are dropped: (V_tᵀ)⁺ is a pseudo-inverse.
    private static final double NULL = 1e-12;

    public Sst {
        if (rank.orElse(1) < 1) {
            throw new IllegalArgumentException("sst: the rank must be 1 or more, found " + rank.getAsInt());
        }
    }

    @Override
    public String name() {
        return "sst";
    }

    @Override
    public String title() {
        return "Spectral space transformation";
    }

    @Override
    public String reference() {
        return "Du et al. 2011, doi 10.1016/j.aca.2011.02.014";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public AffineMap map(DMatrixRMaj source, DMatrixRMaj target) {
        Centred c = Centred.of(this, source, target);
        int r = rank.isPresent() ? rank.getAsInt() : 1 + RankedMap.choose(this, source, target, Math.min(MOST, c.count() - 2));
        return fit(c, r)[r - 1];
    }

    @Override
    public LowRankMap[] fit(Centred c, int settings) {
        DMatrixRMaj gt = Algebra.gram(c.target(), c.target());
        DMatrixRMaj both = Algebra.gram(c.source(), c.source());
        for (int i = 0; i < both.getNumElements(); i++) {
            both.data[i] += gt.data[i];
        }
        Algebra.Eigen u = Algebra.eigen(both);
        DMatrixRMaj difference = Algebra.minus(c.source(), c.target());
        int available = Math.max(1, u.rank(NULL));
        LowRankMap[] maps = new LowRankMap[settings];
        for (int k = 0; k < settings; k++) {
            DMatrixRMaj dual = dual(leading(u.vectors(), Math.min(k + 1, available)), gt);
            maps[k] = new LowRankMap(c.targetMean(), 1, c.target(), Algebra.times(dual, difference), c.sourceMean());
        }
        return maps;
    }

    /// U (Uᵀ G_t U)⁺ Uᵀ.
    private static DMatrixRMaj dual(DMatrixRMaj u, DMatrixRMaj gt) {
        Algebra.Eigen e = Algebra.eigen(Algebra.transposedTimes(u, Algebra.times(gt, u)));
        DMatrixRMaj directions = Algebra.times(u, leading(e.vectors(), e.rank(NULL)));
        DMatrixRMaj scaled = directions.copy();
        for (int i = 0; i < scaled.numRows; i++) {
            for (int k = 0; k < scaled.numCols; k++) {
                scaled.data[i * scaled.numCols + k] /= e.values()[k];
            }
        }
        return Algebra.gram(scaled, directions);
    }

    private static DMatrixRMaj leading(DMatrixRMaj x, int count) {
        DMatrixRMaj out = new DMatrixRMaj(x.numRows, count);
        for (int i = 0; i < x.numRows; i++) {
            System.arraycopy(x.data, i * x.numCols, out.data, i * count, count);
        }
        return out;
    }
}

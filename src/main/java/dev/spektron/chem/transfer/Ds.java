package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/// Direct standardization, centred: x̂ = (x - m_t) F + m_s with the ridge solution F = X̄_tᵀ (X̄_t X̄_tᵀ + λ I)⁻¹ X̄_s, solved in the
/// N-dimensional dual.
///
/// λ is relative to σ₁², the largest eigenvalue of X̄_t X̄_tᵀ. Unless given, it is chosen on 10⁻⁸..10 (half decades) by leave-one-out
/// over the standards on the spectral residual Σ‖e_i‖²/(1 - h_ii)², which is exact for ridge regression with a free mean:
/// H = 11ᵀ/N + K (K + λ I)⁻¹.
///
/// F has rank N - 1 at most: what the standards do not span is lost, also between identical instruments. That is the method, not a defect
/// of this code; [Sst] keeps it.
///
/// Wang, Veltkamp, Kowalski, Anal. Chem. 63 (1991) 2750, doi 10.1021/ac00023a016; the mean (additive background) as in Wang, Lysaght,
/// Kowalski, Anal. Chem. 64 (1992) 562.
///
/// @param ridge λ/σ₁²; empty: by leave-one-out
public record Ds(OptionalDouble ridge) implements Standardization {
    private static final double NULL = 1e-14;

    public Ds {
        if (ridge.isPresent() && !(ridge.getAsDouble() > 0)) {
            throw new IllegalArgumentException("ds: the relative ridge must be positive, found " + ridge.getAsDouble());
        }
    }

    @Override
    public String name() {
        return "ds";
    }

    @Override
    public String title() {
        return "Direct standardization";
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
        Algebra.Eigen k = Algebra.eigen(Algebra.gram(c.target(), c.target()));
        if (!(k.values()[0] > 0)) {
            throw new IllegalArgumentException("ds: all target standards are the same spectrum; the map needs standards that differ");
        }
        double lambda = k.values()[0] * (ridge.isPresent() ? ridge.getAsDouble() : choose(c, k));
        // null directions carry no spectrum; under a tiny ridge their large weights would drown the rest in rounding
        DMatrixRMaj dual = weighted(k, v -> v > NULL * k.values()[0] ? 1 / (v + lambda) : 0);
        return new LowRankMap(c.targetMean(), 0, c.target(), Algebra.times(dual, c.source()), c.sourceMean());
    }

    private static double choose(Centred c, Algebra.Eigen k) {
        DMatrixRMaj gs = Algebra.gram(c.source(), c.source());
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int e = 2; e >= -16; e--) {
            double relative = Math.pow(10, e / 2.0);
            double lambda = relative * k.values()[0];
            double press = press(gs, weighted(k, v -> lambda / (Math.max(v, 0) + lambda)));
            // from strong to weak: a weaker ridge must really be better, so that rounding decides nothing
            if (press < least * (1 - 1e-9)) {
                least = press;
                best = relative;
            }
        }
        return best;
    }

    /// Σ‖e_i‖²/(1 - h_ii)² with the residual operator R = I - K(K + λI)⁻¹ on centred rows.
    private static double press(DMatrixRMaj gs, DMatrixRMaj residual) {
        int n = gs.numRows;
        DMatrixRMaj rg = Algebra.times(residual, gs);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double e = Matrices.dot(rg.data, i * n, residual.data, i * n, n);
            double free = residual.data[i * n + i] - 1.0 / n;
            sum += Math.max(e, 0) / Math.max(free * free, 1e-24);
        }
        return sum;
    }

    private static DMatrixRMaj weighted(Algebra.Eigen k, java.util.function.DoubleUnaryOperator f) {
        int n = k.values().length;
        DMatrixRMaj scaled = k.vectors().copy();
        for (int j = 0; j < n; j++) {
            double w = f.applyAsDouble(k.values()[j]);
            for (int i = 0; i < n; i++) {
                scaled.data[i * n + j] *= w;
            }
        }
        return Algebra.gram(scaled, k.vectors());
    }
}

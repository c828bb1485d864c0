package dev.spektron.chem.transfer;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// Transfer by canonical correlation analysis. Both sets of standards are reduced to a <= min(N - 2, 10) principal components Z_t, Z_s;
/// (C_tt + κ_t I)^(-½) C_ts (C_ss + κ_s I)^(-½) = U Σ Vᵀ; a target spectrum goes to its first k canonical variates
/// Z_t (C_tt + κ_t I)^(-½) U_k and from there to the source by least squares of X̄_s on the variates of the standards.
/// κ_t and κ_s are κ times the largest variance of their side.
///
/// Unless given, k from 1..a and κ from {1, 0.1, 0.01, 0.001} are chosen together by leave-one-out on the spectral residual.
/// F has rank k: what the standards do not span is lost, as in [Ds].
///
/// Fan, Liang, Yuan, Wang, Anal. Chim. Acta 623 (2008) 22, doi 10.1016/j.aca.2008.05.072 (without κ, and through the source variates).
///
/// @param components k, 1 or more
/// @param kappa κ, 0 or more
public record Cca(OptionalInt components, OptionalDouble kappa) implements Standardization, RankedMap {
    private static final double[] KAPPAS = {1, 0.1, 0.01, 0.001};
    private static final int MOST = 10;
    private static final double NULL = 1e-12;

    public Cca {
        if (components.orElse(1) < 1 || !(kappa.orElse(0) >= 0)) {
            throw new IllegalArgumentException("cca: components must be 1 or more and kappa 0 or more, found " + components + " and "
                + kappa);
        }
    }

    /// Principal components of one side.
    ///
    /// @param scores N x a
    /// @param variances of the scores, divisor N - 1
    /// @param weights a x N, with which the components are weights X̄
    private record Components(DMatrixRMaj scores, double[] variances, DMatrixRMaj weights) {}

    /// @param correlations Σ, largest first
    /// @param target variates of the target standards, N x a
    /// @param source variates of the source standards, N x a
    /// @param weights a x N: a target spectrum x̄ has the variates weights X̄_t x̄ᵀ
    record Variates(double[] correlations, DMatrixRMaj target, DMatrixRMaj source, DMatrixRMaj weights) {}

    @Override
    public String name() {
        return "cca";
    }

    @Override
    public String title() {
        return "Canonical correlation analysis";
    }

    @Override
    public String reference() {
        return "Fan et al. 2008, doi 10.1016/j.aca.2008.05.072";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public AffineMap map(DMatrixRMaj source, DMatrixRMaj target) {
        Centred c = Centred.of(this, source, target);
        int settings = kappas().length * (components.isPresent() ? 1 : dimensions(c.count()));
        return fit(c, settings)[settings == 1 ? 0 : RankedMap.choose(this, source, target, settings)];
    }

    @Override
    public LowRankMap[] fit(Centred c, int settings) {
        double[] kappas = kappas();
        LowRankMap[] maps = new LowRankMap[settings];
        for (int l = 0; l < kappas.length; l++) {
            Variates v = variates(c, dimensions(c.count()), kappas[l]);
            for (int k = 0; k * kappas.length + l < settings; k++) {
                maps[k * kappas.length + l] = map(c, v, Math.min(components.orElse(k + 1), v.correlations.length));
            }
        }
        return maps;
    }

    private double[] kappas() {
        return kappa.isPresent() ? new double[] {kappa.getAsDouble()} : KAPPAS;
    }

    private static int dimensions(int standards) {
        return Math.clamp(standards - 2, 1, MOST);
    }

    static Variates variates(Centred c, int dimensions, double kappa) {
        Components t = components(c.target(), dimensions);
        Components s = components(c.source(), dimensions);
        DMatrixRMaj m = Algebra.transposedTimes(t.scores, s.scores);
        double[] st = shrunk(t.variances, kappa);
        double[] ss = shrunk(s.variances, kappa);
        for (int i = 0; i < m.numRows; i++) {
            for (int j = 0; j < m.numCols; j++) {
                m.data[i * m.numCols + j] *= st[i] * ss[j] / (c.count() - 1);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(m.numRows, m.numCols, true, true, true);
        if (!svd.decompose(m.copy())) {
            throw new ArithmeticException("cca: the singular value iteration did not converge");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        double[] sigma = svd.getSingularValues();
        int[] order = order(sigma, Math.min(m.numRows, m.numCols));
        DMatrixRMaj at = weights(u, st, order);
        double[] sorted = new double[order.length];
        for (int k = 0; k < sorted.length; k++) {
            sorted[k] = sigma[order[k]];
        }
        DMatrixRMaj as = weights(v, ss, order);
        return new Variates(sorted, Algebra.gram(t.scores, at), Algebra.gram(s.scores, as), Algebra.times(at, t.weights));
    }

    private static Components components(DMatrixRMaj x, int most) {
        int n = x.numRows;
        Algebra.Eigen e = Algebra.eigen(Algebra.gram(x, x));
        int a = Math.max(1, Math.min(most, e.rank(NULL)));
        DMatrixRMaj scores = new DMatrixRMaj(n, a);
        DMatrixRMaj weights = new DMatrixRMaj(a, n);
        double[] variances = new double[a];
        for (int k = 0; k < a; k++) {
            double sigma = Math.sqrt(Math.max(e.values()[k], 0));
            variances[k] = sigma * sigma / (n - 1);
            for (int i = 0; i < n; i++) {
                double u = e.vectors().data[i * n + k];
                scores.data[i * a + k] = u * sigma;
                weights.data[k * n + i] = sigma > 0 ? u / sigma : 0;
            }
        }
        return new Components(scores, variances, weights);
    }

    /// (variance + κ largest)^(-½); 0 where there is no variation at all.
    private static double[] shrunk(double[] variances, double kappa) {
        double[] out = new double[variances.length];
        for (int k = 0; k < out.length; k++) {
            double v = variances[k] + kappa * variances[0];
            out[k] = v > 0 ? 1 / Math.sqrt(v) : 0;
        }
        return out;
    }

    private static int[] order(double[] sigma, int count) {
        return java.util.stream.IntStream.range(0, count).boxed().sorted((a, b) -> Double.compare(sigma[b], sigma[a]))
            .mapToInt(Integer::intValue).toArray();
    }

    /// Rows (C + κ I)^(-½) u_k in the given order.
    private static DMatrixRMaj weights(DMatrixRMaj u, double[] scale, int[] order) {
        DMatrixRMaj out = new DMatrixRMaj(order.length, scale.length);
        for (int k = 0; k < order.length; k++) {
            for (int i = 0; i < scale.length; i++) {
                out.data[k * scale.length + i] = scale[i] * u.data[i * u.numCols + order[k]];
            }
        }
        return out;
    }

    static LowRankMap map(Centred c, Variates v, int k) {
        int n = c.count();
        DMatrixRMaj t = new DMatrixRMaj(k, n);
        DMatrixRMaj weights = new DMatrixRMaj(k, n);
        for (int a = 0; a < k; a++) {
            System.arraycopy(v.weights.data, a * n, weights.data, a * n, n);
            for (int i = 0; i < n; i++) {
                t.data[a * n + i] = v.target.data[i * v.target.numCols + a];
            }
        }
        DMatrixRMaj left = Algebra.times(weights, c.target());
        Algebra.Eigen e = Algebra.eigen(Algebra.gram(t, t));
        DMatrixRMaj tx = Algebra.times(t, c.source());
        DMatrixRMaj rotated = Algebra.transposedTimes(e.vectors(), tx);
        for (int a = 0; a < k; a++) {
            double inverse = e.values()[a] > NULL * e.values()[0] ? 1 / e.values()[a] : 0;
            for (int j = 0; j < rotated.numCols; j++) {
                rotated.data[a * rotated.numCols + j] *= inverse;
            }
        }
        return new LowRankMap(c.targetMean(), 0, left, Algebra.times(e.vectors(), rotated), c.sourceMean());
    }
}

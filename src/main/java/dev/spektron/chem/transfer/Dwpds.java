package dev.spektron.chem.transfer;

import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/// Double-window piecewise direct standardization, centred. As [Pds], but the coefficients of channel j are estimated from all channels k
/// of an outer window: minimise Σ_{k = j-v..j+v} Σ_i (s_ik - Σ_{d = -w..w} f_jd t_i,k+d)² by principal-component regression of rank r on
/// the N (2v + 1) stacked rows. The transfer function is taken as constant over the outer window, so few standards give many equations; v
/// = 0 is [Pds] except at the ends, where the spectra are continued by their end channels instead of truncated.
///
/// The name and the two windows are those of the standardization routine of the PLS_Toolbox (Eigenvector Research), which gives no
/// formula; the equation above is the definition used here. What is not given is chosen as in [Pds], from w in {1, 2, 3}, v in {1, 3, 7},
/// r in {1, 2, 3}.
///
/// @param inner half-width w of the predictors, 0 or more
/// @param outer half-width v of the channels that share coefficients, 0 or more
/// @param rank r, 1 or more
public record Dwpds(OptionalInt inner, OptionalInt outer, OptionalInt rank) implements Standardization {
    private static final int[] INNER = {1, 2, 3};
    private static final int[] OUTER = {1, 3, 7};
    private static final int MOST = 3;

    public Dwpds {
        if (inner.orElse(0) < 0 || outer.orElse(0) < 0 || rank.orElse(1) < 1) {
            throw new IllegalArgumentException("dwpds: the half-widths must be 0 or more and the rank 1 or more, found " + inner + ", "
                + outer + " and " + rank);
        }
    }

    @Override
    public String name() {
        return "dwpds";
    }

    @Override
    public String title() {
        return "Double-window piecewise direct standardization";
    }

    @Override
    public String reference() {
        return "Wang et al. 1991, doi 10.1021/ac00023a016, with a second window over channels";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public AffineMap map(DMatrixRMaj source, DMatrixRMaj target) {
        Centred c = Centred.of(this, source, target);
        int[] ws = inner.isPresent() ? new int[] {inner.getAsInt()} : INNER;
        int[] vs = outer.isPresent() ? new int[] {outer.getAsInt()} : OUTER;
        int[] chosen = {0, rank.orElse(1)};
        if (ws.length * vs.length > 1 || rank.isEmpty()) {
            chosen = Piecewise.choose(source, target, (kept, k, most) -> new DoubleWindow(kept, ws[k / vs.length], vs[k % vs.length], most),
                ws.length * vs.length, rank.orElse(1), rank.orElse(Math.min(MOST, c.count() - 2)));
        }
        return Piecewise.map(c, new DoubleWindow(c, ws[chosen[0] / vs.length], vs[chosen[0] % vs.length], chosen[1]), chosen[1]);
    }
}

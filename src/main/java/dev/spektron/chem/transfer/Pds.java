package dev.spektron.chem.transfer;

import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;

/// Piecewise direct standardization, centred: channel j of the source is regressed on the channels j - w..j + w of the target by
/// principal-component regression of rank r; x̂ = (x - m_t) F + m_s with the banded F. Windows are truncated at the ends.
///
/// What is not given is chosen by leave-one-out over the standards from w in {1, 2, 3, 5, 7} and r in {1, 2, 3} (r <= N - 2) on the
/// squared spectral residual of the standard that was left out, over evenly spaced channels: the lowest rank, then the narrowest window,
/// within one standard error of the smallest residual. The plain minimum takes rank 3 between the corn instruments, which fits the
/// standards and spoils the predictions. No reference values are needed, so it happens once for all properties. A flat window keeps slope
/// 1.
///
/// Wang, Veltkamp, Kowalski, Anal. Chem. 63 (1991) 2750, doi 10.1021/ac00023a016; centring (additive background correction) as in
/// Wang, Dean, Kowalski, Anal. Chem. 67 (1995) 2379.
///
/// @param window half-width w in channels, 0 or more
/// @param rank local rank r, 1 or more
public record Pds(OptionalInt window, OptionalInt rank) implements Standardization {
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
            int[] chosen = Piecewise.choose(source, target, (kept, k, most) -> new SingleWindow(kept, windows[k], most), windows.length,
                rank.isPresent() ? r : 1, rank.orElse(Math.min(MOST, c.count() - 2)));
            w = windows[chosen[0]];
            r = chosen[1];
        }
        return Piecewise.map(c, new SingleWindow(c, w, r), r);
    }
}

package dev.spektron.chem.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// External parameter orthogonalisation: the leading k right singular vectors V of the difference spectra of the standards are removed
/// from the spectra of both instruments, x (I - V Vᵀ), and the calibration is refitted on what remains. (Keeping them instead is a known
/// slip.)
///
/// Unless given, k is chosen from 0..min(5, N - 2) by leave-one-standard-out (see [DifferenceFilter]).
///
/// Roger, Chauchard, Bellon-Maurel, Chemom. Intell. Lab. Syst. 66 (2003) 191, doi 10.1016/S0169-7439(03)00051-0.
///
/// @param components k, 0 or more
/// @param centred true: each instrument is centred on its standards and V spans the rest of the differences; false: as in the paper, the
///     mean difference is among the directions that are removed
public record Epo(OptionalInt components, boolean centred) implements TransferMethod {
    private static final int MOST = 5;

    public Epo {
        if (components.orElse(0) < 0) {
            throw new IllegalArgumentException("epo: the number of components must be 0 or more, found " + components.getAsInt());
        }
    }

    @Override
    public String name() {
        return "epo";
    }

    @Override
    public String title() {
        return "External parameter orthogonalisation";
    }

    @Override
    public String reference() {
        return "Roger et al. 2003, doi 10.1016/S0169-7439(03)00051-0";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        List<DifferenceFilter.Shrinkage> candidates = new ArrayList<>();
        int from = components.orElse(0);
        int to = components.orElse(Math.min(MOST, data.count() - 2));
        for (int k = from; k <= to; k++) {
            int removed = k;
            candidates.add(squared -> factors(squared.length, removed));
        }
        return new DifferenceFilter(data, centred, candidates);
    }

    private static double[] factors(int directions, int removed) {
        double[] d = new double[directions];
        for (int k = removed; k < directions; k++) {
            d[k] = 1;
        }
        return d;
    }
}

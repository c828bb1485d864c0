package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import org.ejml.data.DMatrixRMaj;

/// A family of maps with one or more discrete settings, learned from centred standards and equivariant under rotations of the channels, so
/// that leave-one-out over the standards can run in the 2N dimensions that the standards span.
interface RankedMap {
    /// Maps of a centred target spectrum to a centred source spectrum, one for each setting, in a fixed order.
    ///
    /// @param settings how many settings the caller compares; the first ones of the order
    LowRankMap[] fit(Centred standards, int settings);

    /// The setting (from 0) with the smallest squared spectral residual of the standards left out; the first of equals.
    static int choose(RankedMap family, DMatrixRMaj source, DMatrixRMaj target, int settings) {
        int n = source.numRows;
        Centred all = Centred.of(source, target);
        DMatrixRMaj both = Span.of(Matrices.stack(all.source(), all.target())).coordinates();
        DMatrixRMaj s = rows(both, 0, n);
        DMatrixRMaj t = rows(both, n, n);
        double[] error = new double[settings];
        for (int left = 0; left < n; left++) {
            int[] kept = Centred.without(left, n);
            LowRankMap[] maps = family.fit(Centred.of(Matrices.rows(s, kept), Matrices.rows(t, kept)), settings);
            int[] one = {left};
            for (int k = 0; k < settings; k++) {
                error[k] += Algebra.squares(Algebra.minus(Matrices.rows(s, one), maps[k].apply(Matrices.rows(t, one))));
            }
        }
        int best = 0;
        for (int k = 1; k < settings; k++) {
            if (error[k] < error[best] * (1 - 1e-9)) {
                best = k;
            }
        }
        return best;
    }

    private static DMatrixRMaj rows(DMatrixRMaj x, int from, int count) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = from + i;
        }
        return Matrices.rows(x, positions);
    }
}

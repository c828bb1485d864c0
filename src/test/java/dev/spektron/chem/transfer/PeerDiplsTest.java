package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// The unsupervised di-PLS vectors of py-matrix-algorithms (shared reference-vectors, wai-ma).
///
/// That program is another variant: all its weights, loadings and coefficients come out to 5e-11 in numpy with the signed difference of
/// the covariances and λ/2 (λ = 1) where [DiplsFit] has the absolute value and λ, and with the scores for y on source spectra centred on
/// the joint mean of both instruments. So weights and coefficients cannot agree. What both share is compared: scores of each instrument
/// and deflation with its own loadings, given the weights.
class PeerDiplsTest {
    private static final String FOLDER = "reference-vectors/wai-ma/pls/_DIPLS/DIPLS/default_setup/unsupervised/matrix-";

    @Test
    void scoresAndLoadingsFollowFromTheWeights() {
        DMatrixRMaj weights = file(FOLDER + "Wdi.csv");
        check(Corn.csv(Corn.shared("reference-vectors/wai-ma/bolts.csv"), 1), weights, "Ts.csv", "Ps.csv");
        check(file("reference-vectors/wai-ma/inputs/bolts_plus_uniform_seed0.csv"), weights, "Tt.csv", "Pt.csv");
    }

    private static void check(DMatrixRMaj x, DMatrixRMaj weights, String scores, String loadings) {
        DMatrixRMaj centred = Matrices.centred(x, Matrices.columnMeans(x));
        DMatrixRMaj t = file(FOLDER + scores);
        DMatrixRMaj p = file(FOLDER + loadings);
        for (int a = 0; a < weights.numCols; a++) {
            double[] score = Algebra.times(centred, Corn.column(weights, a));
            Golden.assertClose(Corn.column(t, a), score, 1e-7, scores + " " + a);
            Golden.assertClose(Corn.column(p, a), DiplsFit.deflate(centred, score), 1e-7, loadings + " " + a);
        }
    }

    private static DMatrixRMaj file(String name) {
        Path path = Corn.shared(name);
        return Corn.csv(path, 0);
    }
}

package dev.spektron.chem.transfer;

import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.regress.LinearModel;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/// A complete chain for target spectra: preprocessing, spectral transfer where it stands before further preprocessing, that
/// preprocessing, linear calibration. A transfer at the end of the chain is already folded into the calibration.
///
/// @param before preprocessing before the transfer
/// @param map spectral transfer, if it is not folded into `model`
/// @param after preprocessing after the transfer
/// @param model calibration on what comes out
public record ChainModel(FittedPipeline before, Optional<AffineMap> map, FittedPipeline after, LinearModel model) implements Predictor {
    @Override
    public double[] predict(DMatrixRMaj raw) {
        return model.predict(preprocess(raw));
    }

    /// Target spectra in the space of the calibration.
    public DMatrixRMaj preprocess(DMatrixRMaj raw) {
        DMatrixRMaj x = before.apply(raw);
        return after.apply(map.isPresent() ? map.get().apply(x) : x);
    }
}

package dev.spektron.chem.transfer;

import org.ejml.data.DMatrixRMaj;

/// A transfer method that maps target spectra into the space of the source instrument, so that the source calibration applies. It may
/// stand before or after the preprocessing.
public interface Standardization extends TransferMethod {
    /// Learns the map from the standards.
    ///
    /// @param source standards on the source instrument, N x p
    /// @param target the same samples on the target instrument, N x p
    AffineMap map(DMatrixRMaj source, DMatrixRMaj target);

    @Override
    default Prepared prepare(TransferData data) {
        AffineMap map = map(data.sourceStandards(), data.targetStandards());
        return labels -> map.pullBack(labels.sourceModel());
    }
}

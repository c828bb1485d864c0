package dev.spektron.chem.transfer;

import org.ejml.data.DMatrixRMaj;

/// The spectra of one transfer problem, without any reference value: source calibration spectra and the standards on both instruments.
///
/// @param source source calibration spectra, n x p; the standards are among them
/// @param standards positions of the N standards among the rows of `source`
/// @param sourceStandards those rows of `source`, N x p
/// @param targetStandards the same samples on the target instrument, N x p, in the same order
public record TransferData(DMatrixRMaj source, int[] standards, DMatrixRMaj sourceStandards, DMatrixRMaj targetStandards) {
    public TransferData {
        int n = standards.length;
        if (sourceStandards.numRows != n || targetStandards.numRows != n || sourceStandards.numCols != source.numCols
            || targetStandards.numCols != source.numCols) {
            throw new IllegalArgumentException("transfer: " + n + " standards on " + source.numCols + " channels, found source standards "
                + sourceStandards.numRows + " x " + sourceStandards.numCols + " and target standards " + targetStandards.numRows + " x "
                + targetStandards.numCols);
        }
    }

    public static TransferData of(DMatrixRMaj source, int[] standards, DMatrixRMaj targetStandards) {
        DMatrixRMaj rows = new DMatrixRMaj(standards.length, source.numCols);
        for (int i = 0; i < standards.length; i++) {
            System.arraycopy(source.data, standards[i] * source.numCols, rows.data, i * source.numCols, source.numCols);
        }
        return new TransferData(source, standards.clone(), rows, targetStandards);
    }

    /// Number of standards.
    public int count() {
        return standards.length;
    }
}

package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import org.ejml.data.DMatrixRMaj;

/// The spectra of one transfer problem, without any reference value: source calibration spectra and the standards on both instruments.
/// Keeps what several methods derive from them, so that it is derived once. Immutable to the outside.
public final class TransferData {
    private final DMatrixRMaj source;
    private final int[] standards;
    private final DMatrixRMaj sourceStandards;
    private final DMatrixRMaj targetStandards;
    /// Made when first asked for; two threads that ask at once make the same.
    private volatile Aligned aligned;

    private TransferData(DMatrixRMaj source, int[] standards, DMatrixRMaj targetStandards) {
        if (targetStandards.numRows != standards.length || targetStandards.numCols != source.numCols) {
            throw new IllegalArgumentException("transfer: " + standards.length + " standards on " + source.numCols
                + " channels, found target standards " + targetStandards.numRows + " x " + targetStandards.numCols);
        }
        this.source = source;
        this.standards = standards.clone();
        this.sourceStandards = Matrices.rows(source, standards);
        this.targetStandards = targetStandards;
    }

    /// @param source source calibration spectra, n x p; the standards are among them; not copied, do not write
    /// @param standards positions of the N standards among the rows of `source`
    /// @param targetStandards the same samples on the target instrument, N x p, in the same order; not copied, do not write
    public static TransferData of(DMatrixRMaj source, int[] standards, DMatrixRMaj targetStandards) {
        return new TransferData(source, standards, targetStandards);
    }

    /// Source calibration spectra, n x p.
    public DMatrixRMaj source() {
        return source;
    }

    /// Positions of the standards among the rows of [#source()].
    public int[] standards() {
        return standards.clone();
    }

    /// The standards on the source instrument, N x p.
    public DMatrixRMaj sourceStandards() {
        return sourceStandards;
    }

    /// The standards on the target instrument, N x p.
    public DMatrixRMaj targetStandards() {
        return targetStandards;
    }

    /// Number of standards.
    public int count() {
        return standards.length;
    }

    /// All rows in the coordinates of their span, each instrument at its own mean.
    Aligned aligned() {
        Aligned found = aligned;
        if (found == null) {
            found = Aligned.of(this);
            aligned = found;
        }
        return found;
    }
}

package dev.spektron.chem.transfer;

import dev.spektron.chem.regress.Calibrator;
import dev.spektron.chem.regress.LinearModel;

/// A calibration-transfer method as its paper defines it. It works in two stages so that what needs no reference values is computed once
/// for all properties. Deterministic; sees training data only.
public interface TransferMethod {
    /// Name on the command line, lower case, for example `pds`.
    String name();

    /// Name in the report, for example `Piecewise direct standardization`.
    String title();

    /// Source: authors, year, DOI.
    String reference();

    /// The smallest number of standards that the method is defined for.
    int minimumStandards();

    /// First stage: spectra only.
    ///
    /// @throws IllegalArgumentException with fewer standards than [#minimumStandards()]
    Prepared prepare(TransferData data);

    /// Second stage: one property.
    interface Prepared {
        /// The calibration to apply to (preprocessed) target spectra.
        LinearModel fit(Labels labels);
    }

    /// Reference values and the calibrations that all methods of one cell share.
    ///
    /// @param source values of all source calibration spectra, length n
    /// @param standards values of the standards, length N
    /// @param sourceModel calibration fitted on the source spectra alone
    /// @param calibrator refits a calibration where the method changes the spectra
    record Labels(double[] source, double[] standards, LinearModel sourceModel, Calibrator calibrator) {
        public static Labels of(TransferData data, double[] y, LinearModel sourceModel, Calibrator calibrator) {
            double[] ys = new double[data.count()];
            for (int i = 0; i < ys.length; i++) {
                ys[i] = y[data.standards()[i]];
            }
            return new Labels(y, ys, sourceModel, calibrator);
        }
    }
}

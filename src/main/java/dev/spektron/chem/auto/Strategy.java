package dev.spektron.chem.auto;

import java.util.List;

/// A complete transfer: takes raw spectra, chooses everything by inner validation on training data, gives predictors for raw spectra of
/// the target instrument. Deterministic.
public interface Strategy {
    /// Name on the command line.
    String name();

    /// Name in the report.
    String title();

    /// The smallest number of standards that it works with.
    int minimumStandards();

    /// Fits one predictor a property.
    default Fit fit(TransferProblem problem) {
        return fit(new InnerValidation(problem));
    }

    /// Fits one predictor a property, sharing the inner validation with other strategies.
    Fit fit(InnerValidation validation);

    /// @param predictors one a property
    /// @param residuals `[property][standard]` predicted minus reference for each standard, predicted without it (left out of everything):
    /// what intervals rest on
    /// @param descriptions one line a property: what was chosen
    record Fit(List<WeightedChains> predictors, double[][] residuals, List<String> descriptions) {}
}

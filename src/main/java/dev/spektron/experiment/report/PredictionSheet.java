package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Provenance;
import java.util.ArrayList;
import java.util.List;

/// Predictions for unknown samples: what the page, the CSV and the JSON of `spektron predict` are written from.
///
/// @param title what was predicted, for example the name of the model
/// @param model description of the model in words: method, preprocessing, calibration samples, instruments
/// @param level nominal coverage of the intervals, for example 0.9
/// @param rows one a sample and property, in the order of the files
/// @param axisUnit unit of the axis, as [dev.spektron.spectra.AxisUnit#symbol()]
/// @param axis channel positions of `spectra`; empty when there are no spectra to draw
/// @param samples ids of the rows of `spectra`
/// @param spectra spectra to draw, one a sample
/// @param warnings what concerns all samples, in words
/// @param provenance what is needed to repeat it
public record PredictionSheet(String title, String model, double level, List<Row> rows, String axisUnit, double[] axis,
                              List<String> samples, double[][] spectra, List<String> warnings, Provenance provenance) {

    /// @throws IllegalArgumentException if the level is not within (0, 1), or samples, spectra and axis do not fit together
    public PredictionSheet {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("prediction sheet: expected a level between 0 and 1, found " + level);
        }
        if (samples.size() != spectra.length) {
            throw new IllegalArgumentException("prediction sheet: " + samples.size() + " sample ids for " + spectra.length + " spectra");
        }
        for (int i = 0; i < spectra.length; i++) {
            if (spectra[i].length != axis.length) {
                throw new IllegalArgumentException("prediction sheet: spectrum of '" + samples.get(i) + "' has " + spectra[i].length
                    + " values on an axis of " + axis.length + " channels");
            }
        }
    }

    /// One predicted value.
    ///
    /// @param sample id
    /// @param property property predicted
    /// @param unit its unit
    /// @param value prediction
    /// @param lower lower limit of the interval, `NaN` without one
    /// @param upper upper limit
    /// @param t2 Hotelling's T2 of the spectrum in the space of the model, `NaN` if not computed
    /// @param t2Limit its limit
    /// @param q squared residual of the spectrum, `NaN` if not computed
    /// @param qLimit its limit
    /// @param warnings what else speaks against the value: axis mismatch, out of the calibrated range
    public record Row(String sample, String property, String unit, double value, double lower, double upper, double t2, double t2Limit,
                      double q, double qLimit, List<String> warnings) {

        /// Whether the value should not be trusted without a look: T2 or Q above its limit, or a warning.
        public boolean flagged() {
            return t2 > t2Limit || q > qLimit || !warnings.isEmpty();
        }

        /// All reasons to doubt the value, in words; empty for none.
        public List<String> reasons() {
            List<String> reasons = new ArrayList<>();
            if (t2 > t2Limit) {
                reasons.add("T² above its limit: unlike the calibration samples");
            }
            if (q > qLimit) {
                reasons.add("Q above its limit: the spectrum holds what the model does not know");
            }
            reasons.addAll(warnings);
            return List.copyOf(reasons);
        }
    }

    /// Whether a value of this sample is flagged.
    public boolean flagged(String sample) {
        return rows.stream().anyMatch(r -> r.sample().equals(sample) && r.flagged());
    }
}

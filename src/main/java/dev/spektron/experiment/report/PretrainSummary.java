package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Everything that the page of a pretraining run is drawn from.
///
/// @param title name of the run
/// @param provenance what is needed to repeat it
/// @param configuration the resolved configuration as YAML
/// @param parameters number of parameters by component, in the order to show
/// @param series metrics by key (`train/loss`, `train/msrp`, `val/msrp`, `val/floor_interpolation`, `perf/samples_per_sec`, ...), see
///     [MetricsFile]; unknown keys are drawn too
/// @param validation final validation, one row a data set; the first row is the one of the headline, so the whole validation set
/// @param reconstructions example spectra
/// @param events what happened in the run: resumes, skipped batches
/// @param warnings everything a reader must know before trusting a number, in words; the page adds what it sees itself
public record PretrainSummary(String title, Provenance provenance, String configuration, Map<String, Long> parameters,
                              Map<String, Series> series, List<Validation> validation, List<Reconstruction> reconstructions,
                              List<String> events, List<String> warnings) {

    /// Mean squared errors over masked values at fixed masks: of the model and of what it must beat. `NaN` for what was not measured.
    ///
    /// @param dataset name of the data set
    /// @param spectra number of validation spectra
    /// @param msrp the model
    /// @param zero predicting zero
    /// @param mean predicting the mean spectrum of the training set
    /// @param interpolation the straight line across each gap
    public record Validation(String dataset, long spectra, double msrp, double zero, double mean, double interpolation) {}

    /// One masked spectrum with what the model put into the gaps.
    ///
    /// @param title which spectrum it is
    /// @param dataset name of the data set
    /// @param unit unit of the axis: `nm`, `cm-1`, `cm-1 shift`, `index`
    /// @param axis channel positions, rising or falling
    /// @param original the spectrum as the model would see it without masks
    /// @param reconstruction output of the model
    /// @param masked whether a channel was hidden
    /// @param interpolation the straight line across each gap, equal to the original elsewhere
    public record Reconstruction(String title, String dataset, String unit, double[] axis, float[] original, float[] reconstruction,
                                 boolean[] masked, float[] interpolation) {
        public Reconstruction {
            int n = axis.length;
            if (n == 0 || original.length != n || reconstruction.length != n || masked.length != n || interpolation.length != n) {
                throw new IllegalArgumentException("report: reconstruction '" + title + "' has " + original.length + " original, "
                    + reconstruction.length + " reconstructed, " + interpolation.length + " interpolated values and " + masked.length
                    + " mask flags on an axis of " + n + " channels; expected as many of each, at least one");
            }
        }
    }

    /// The last step of any series, 0 without any.
    double steps() {
        return series.values().stream().flatMapToDouble(s -> Arrays.stream(s.step())).filter(Double::isFinite).max().orElse(0);
    }

    /// The series of a key; one without points where the run has none.
    Series series(String key) {
        return series.getOrDefault(key, new Series(new double[0], new double[0]));
    }
}

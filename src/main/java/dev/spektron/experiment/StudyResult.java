package dev.spektron.experiment;

import java.util.List;
import java.util.Map;

/// Everything that a transfer study found: what `results.json`, `results.csv`, the table and the report are written from.
///
/// @param provenance what is needed to repeat it
/// @param cells one a (source, target, property, number of standards, method, preprocessing)
/// @param predictions every single prediction of every repeat
/// @param curve RMSEP against the number of standards, for the chosen methods
/// @param spectra what the report draws of the spectra, one entry a (source, target)
/// @param coefficients calibration coefficients in the space of the preprocessed spectra, for the chosen methods
/// @param warnings everything a reader must know before trusting a number, in words
public record StudyResult(Provenance provenance, List<Cell> cells, List<Prediction> predictions, List<CurvePoint> curve,
                          List<SpectraView> spectra, List<Coefficients> coefficients, List<String> warnings) {

    /// How a row of the table is to be read.
    public enum Kind {
        /// A transfer method.
        METHOD,
        /// What a method must beat: predict the mean, no transfer, the N standards alone.
        FLOOR,
        /// What it can hope for: target calibrated on all its training samples, source on source.
        CEILING
    }

    /// @param command command line as typed
    /// @param version version of the program
    /// @param commit source revision, empty when unknown
    /// @param java runtime
    /// @param machine operating system, processor count
    /// @param seed seed of all random choices
    /// @param started ISO 8601 time
    /// @param sha256 digest of every file read, by path
    /// @param settings everything else that was chosen, by option
    public record Provenance(String command, String version, String commit, String java, String machine, long seed, String started,
                             Map<String, String> sha256, Map<String, String> settings) {}

    /// One row of the table.
    ///
    /// @param dataset name of the data set
    /// @param source primary instrument
    /// @param target secondary instrument
    /// @param property property predicted
    /// @param unit its unit
    /// @param standards number of transfer standards
    /// @param method name of the method
    /// @param title name of the method for people
    /// @param kind method, floor or ceiling
    /// @param preprocessing notation, or how it was chosen
    /// @param preferred whether this preprocessing is the one chosen without test data for this method (one row a method is)
    /// @param repeats number of repeats
    /// @param rmsep root mean squared error of prediction, over repeats
    /// @param r2 coefficient of determination, over repeats
    /// @param bias mean over repeats
    /// @param sep mean over repeats
    /// @param slope mean over repeats
    /// @param rpd mean over repeats
    /// @param rer mean over repeats
    /// @param sdd standard deviation of the differences between parent (source instrument) and child (target instrument) predictions
    /// @param coverage90 share of test samples inside their 90 % interval, `NaN` without intervals
    /// @param halfWidth90 median half width of the 90 % interval, may be infinite
    /// @param p two-sided p-value of the paired comparison with the best row of kind method (corrected resampled t-test), `NaN` for itself
    /// @param seconds mean wall time of one repeat
    public record Cell(String dataset, String source, String target, String property, String unit, int standards, String method,
                       String title, Kind kind, String preprocessing, boolean preferred, int repeats, Stat rmsep, Stat r2, double bias,
                       double sep, double slope, double rpd, double rer, double sdd, double coverage90, double halfWidth90, double p,
                       double seconds) {}

    /// One prediction of one repeat; limits are `NaN` when the method gives no interval.
    public record Prediction(String source, String target, String property, int standards, String method, String preprocessing,
                             int repeat, String sample, double reference, double predicted, double lower90, double upper90) {}

    /// One point of RMSEP against N.
    public record CurvePoint(String source, String target, String property, String method, Kind kind, int standards, Stat rmsep) {}

    /// Spectra of a few samples on both instruments, before and after the transfer.
    ///
    /// @param unit unit of the axis
    /// @param axis channel positions
    /// @param samples sample ids
    /// @param sourceRows spectra on the source instrument
    /// @param targetRows the same samples on the target instrument
    /// @param mappedRows target spectra after the spectral transfer `method`, in the source's space
    /// @param method name of the standardization shown
    public record SpectraView(String source, String target, String unit, double[] axis, List<String> samples, double[][] sourceRows,
                              double[][] targetRows, double[][] mappedRows, String method) {}

    /// Coefficients of one calibration.
    ///
    /// @param unit unit of the axis
    /// @param axis channel positions after preprocessing
    public record Coefficients(String source, String target, String property, String method, String preprocessing, String unit,
                               double[] axis, double[] values) {}
}

package dev.spektron.experiment.bundle;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.preprocess.Resampler;
import dev.spektron.chem.regress.OutlierStatistics;
import dev.spektron.eval.Conformal;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.bundle.ModelBundle.PropertyModel;
import dev.spektron.experiment.report.PredictionSheet;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.SpectrumSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/// Applies a bundle to unknown spectra: values, conformal intervals, and every reason to doubt a value.
public final class Predictions {
    /// A reference value this far outside the calibrated range (as a share of the range) is an extrapolation worth a warning.
    private static final double RANGE_MARGIN = 0.05;

    private final ModelBundle bundle;
    private final double level;
    private final List<PredictionSheet.Row> rows = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();
    private final List<double[]> spectra = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    /// @param level coverage of the intervals, for example 0.9
    public Predictions(ModelBundle bundle, double level) {
        this.bundle = bundle;
        this.level = level;
        for (PropertyModel p : bundle.properties()) {
            if (Double.isInfinite(Conformal.halfWidth(p.residuals(), level))) {
                warnings.add(p.name() + ": the " + p.residuals().length + " held-out residuals of the calibration cannot support a "
                    + Math.round(100 * level) + " % interval (" + Conformal.needed(level) + " are needed): the intervals are infinite");
            }
        }
    }

    /// Predicts one file's spectra.
    ///
    /// @param file what warnings call it
    /// @throws IllegalArgumentException if the axis does not cover the bundle's, or the intensities are of another kind
    public void add(String file, SpectrumSet unknown) {
        if (unknown.kind() != IntensityKind.UNKNOWN && bundle.kind() != IntensityKind.UNKNOWN && unknown.kind() != bundle.kind()) {
            throw new IllegalArgumentException(file + ": the spectra are " + unknown.kind().label() + ", the model expects "
                + bundle.kind().label() + "; convert them first");
        }
        if (!unknown.instrument().isEmpty() && !unknown.instrument().equals(bundle.instrument())) {
            warnings.add(file + ": the file says it was measured on '" + unknown.instrument() + "', the model is for '"
                + bundle.instrument() + "'");
        }
        List<String> again = unknown.sampleIds().stream().filter(Set.copyOf(samples)::contains).toList();
        if (!again.isEmpty()) {
            warnings.add(file + ": " + again.size() + " sample ids were in an earlier file too, first '" + again.getFirst() + "'");
        }
        SpectrumSet set = unknown.rising();
        List<String> notes = new ArrayList<>();
        if (!set.axis().sameAs(bundle.axis())) {
            set = resampled(file, set, notes);
        }
        DMatrixRMaj x = Matrices.of(set);
        OutlierStatistics.Distance[] distances = bundle.outliers().distances(x);
        for (PropertyModel p : bundle.properties()) {
            double[] values = p.model().predict(x);
            double half = Conformal.halfWidth(p.residuals(), level);
            for (int i = 0; i < values.length; i++) {
                List<String> doubts = new ArrayList<>(notes);
                double margin = RANGE_MARGIN * (p.high() - p.low());
                if (values[i] < p.low() - margin || values[i] > p.high() + margin) {
                    doubts.add(String.format(Locale.ROOT, "outside the calibrated range %.4g to %.4g", p.low(), p.high()));
                }
                rows.add(new PredictionSheet.Row(set.sampleIds().get(i), p.name(), p.unit(), values[i], values[i] - half, values[i] + half,
                    distances[i].t2(), bundle.outliers().t2Limit(), distances[i].q(), bundle.outliers().qLimit(), doubts));
            }
        }
        samples.addAll(set.sampleIds());
        spectra.addAll(List.of(set.rows()));
    }

    private SpectrumSet resampled(String file, SpectrumSet set, List<String> notes) {
        Axis have = set.axis();
        Axis want = bundle.axis();
        double slack = 1e-3 * Math.min(have.medianStep(), want.medianStep());
        if (have.unit() != want.unit() || have.min() > want.min() + slack || have.max() < want.max() - slack) {
            throw new IllegalArgumentException(file + ": the axis does not cover that of the model: expected " + want + ", found " + have
                + "; measure the whole range, or calibrate on the range that there is");
        }
        if (!have.sameAs(bundle.measured())) {
            notes.add("axis differs from that of the calibration; resampled");
        }
        warnings.add(file + ": axis " + have + " resampled by cubic splines onto the model's " + want);
        return Resampler.onto(set, want);
    }

    /// Everything that was added, as a sheet.
    public PredictionSheet sheet(Provenance provenance) {
        return new PredictionSheet("Predictions for instrument " + bundle.instrument(), bundle.title(), level, rows,
            bundle.axis().unit().symbol(), bundle.axis().values(), samples, spectra.toArray(double[][]::new), List.copyOf(warnings),
            provenance);
    }
}

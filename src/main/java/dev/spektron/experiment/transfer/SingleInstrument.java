package dev.spektron.experiment.transfer;

import dev.spektron.chem.Folds;
import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.auto.WeightedChains;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.ComponentSelection;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.eval.RegressionMetrics;
import dev.spektron.experiment.bundle.ModelBundle;
import dev.spektron.experiment.bundle.ModelBundle.PropertyModel;
import dev.spektron.experiment.bundle.OutlierModel;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.SpectrumSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// A calibration for one instrument: PLS, with preprocessing and number of components chosen by cross-validation. Its intervals rest on
/// the residuals of an outer ten-fold cross-validation in which every choice is made anew.
public final class SingleInstrument {
    private static final int OUTER_FOLDS = 10;

    private final List<Pipeline> pipelines;
    private final PlsCalibrator calibrator;
    private final long seed;

    public SingleInstrument(List<String> preprocessings, long seed) {
        this.pipelines = preprocessings.stream().map(Pipeline::parse).toList();
        this.calibrator = PlsCalibrator.standard(seed);
        this.seed = seed;
    }

    /// A fitted chain and how it was chosen.
    private record Chosen(FittedPipeline pipeline, PlsCalibrator.Choice choice) {
        double[] predict(DMatrixRMaj raw) {
            return choice.model().predict(pipeline.apply(raw));
        }
    }

    /// The bundle, and what to expect of it, one a property.
    public record Result(ModelBundle bundle, List<Summary> summaries) {}

    /// Figures of the outer cross-validation of one property.
    public record Summary(String property, String unit, double rmsecv, double r2, int samples, String model) {
        @Override
        public String toString() {
            return String.format(java.util.Locale.ROOT, "%s: RMSECV %.4g%s, R2 %.3f, %d samples (%s)", property, rmsecv,
                unit.isEmpty() ? "" : " " + unit, r2, samples, model);
        }
    }

    /// Calibrates.
    ///
    /// @throws IllegalArgumentException with fewer than 10 samples that have a reference value
    public Result calibrate(Dataset data, String instrument, List<String> properties, Map<String, String> provenance) {
        SpectrumSet set = data.instrument(instrument).rising();
        List<PropertyModel> models = new ArrayList<>();
        List<Summary> summaries = new ArrayList<>();
        OutlierModel outliers = null;
        for (String name : properties) {
            double[] all = set.property(data.requireProperty(name));
            int[] known = IntStream.range(0, all.length).filter(i -> !Double.isNaN(all[i])).toArray();
            if (known.length < OUTER_FOLDS) {
                throw new IllegalArgumentException("instrument '" + instrument + "', property '" + name + "': " + known.length
                    + " samples have a reference value; at least " + OUTER_FOLDS + " are needed for a calibration");
            }
            DMatrixRMaj x = Matrices.of(set.select(known));
            double[] y = Matrices.pick(all, known);
            Chosen chosen = choose(x, y, set);
            double[] residuals = residuals(x, y, set);
            String description = "PLS, preprocessing " + chosen.pipeline().pipeline().notation() + ", " + chosen.choice().components()
                + " components";
            models.add(property(name, data.unitOf(name), chosen, y, residuals, description));
            summaries.add(summary(name, data.unitOf(name), y, residuals, description));
            if (outliers == null) {
                TransferProblem alone = new TransferProblem(set.axis(), x, new double[][] {y}, new int[0], new DMatrixRMaj(0, x.numCols));
                outliers = OutlierModel.of(alone, chosen.pipeline().pipeline(), ComponentSelection.standard(seed));
            }
        }
        ModelBundle bundle = new ModelBundle("calibration for " + instrument + ", data set " + data.name(), instrument, instrument,
            set.axis(), set.axis(), set.kind(), models, outliers, provenance);
        return new Result(bundle, summaries);
    }

    private static PropertyModel property(String name, String unit, Chosen chosen, double[] y, double[] residuals, String description) {
        FittedPipeline nothing = Pipeline.raw().fit(new DMatrixRMaj(1, chosen.pipeline().axis().size()), chosen.pipeline().axis());
        ChainModel chain = new ChainModel(chosen.pipeline(), Optional.empty(), nothing, chosen.choice().model());
        return new PropertyModel(name, unit, new WeightedChains(List.of(chain), new double[] {1}), residuals,
            Arrays.stream(y).min().orElseThrow(), Arrays.stream(y).max().orElseThrow(), description);
    }

    private static Summary summary(String name, String unit, double[] y, double[] residuals, String description) {
        double[] p = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            p[i] = y[i] + residuals[i];
        }
        RegressionMetrics m = RegressionMetrics.of(y, p);
        return new Summary(name, unit, m.rmsep(), m.r2(), m.n(), description);
    }

    private Chosen choose(DMatrixRMaj x, double[] y, SpectrumSet set) {
        Chosen best = null;
        for (Pipeline p : pipelines) {
            FittedPipeline fitted = p.fit(x, set.axis());
            Chosen c = new Chosen(fitted, calibrator.choose(fitted.apply(x), y));
            if (best == null || c.choice().cvError() < best.choice().cvError()) {
                best = c;
            }
        }
        return best;
    }

    private double[] residuals(DMatrixRMaj x, double[] y, SpectrumSet set) {
        double[] out = new double[y.length];
        int[] fold = Folds.assign(y.length, OUTER_FOLDS, seed);
        for (int f = 0; f < OUTER_FOLDS; f++) {
            int[] in = Folds.positions(fold, f, false);
            int[] held = Folds.positions(fold, f, true);
            double[] predicted = choose(Matrices.rows(x, in), Matrices.pick(y, in), set).predict(Matrices.rows(x, held));
            for (int i = 0; i < held.length; i++) {
                out[held[i]] = predicted[i] - y[held[i]];
            }
        }
        return out;
    }
}

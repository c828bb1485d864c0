package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.Strategies;
import dev.spektron.chem.auto.Strategy;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.auto.WeightedChains;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.ComponentSelection;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.TransferMethod;
import dev.spektron.chem.transfer.TransferMethods;
import dev.spektron.experiment.bundle.ModelBundle;
import dev.spektron.experiment.bundle.ModelBundle.PropertyModel;
import dev.spektron.experiment.bundle.OutlierModel;
import dev.spektron.spectra.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Fits the chosen method on everything that there is (all source samples, all samples measured on both instruments) and makes the bundle
/// for unknown samples. Interval residuals still come from standards that were held out.
public final class FinalFit {
    private final Dataset data;
    private final TransferOptions options;
    private final PlsCalibrator calibrator;

    public FinalFit(Dataset data, TransferOptions options) {
        this.data = data;
        this.options = options;
        this.calibrator = PlsCalibrator.standard(options.seed());
    }

    /// The bundle for the first pair of the options.
    ///
    /// @param method a method or a strategy
    public ModelBundle bundle(String method, Map<String, String> provenance) {
        TransferOptions.Pair pair = options.pairs().getFirst();
        List<PropertyModel> models = new ArrayList<>();
        OutlierModel outliers = null;
        PairData first = null;
        for (PairData d : PairData.of(data, pair, options.properties())) {
            TransferProblem problem = everything(d);
            models.addAll(Strategies.has(method) ? byStrategy(Strategies.byName(method), d, problem)
                : byMethod(TransferMethods.byName(method), d, problem));
            if (first == null) {
                first = d;
                outliers = OutlierModel.of(problem, pipeline(problem), ComponentSelection.standard(options.seed()));
            }
        }
        return new ModelBundle(method + " transfer " + pair + ", data set " + data.name(), pair.target(), pair.source(), first.axis(),
            data.instrument(pair.target()).rising().axis(), data.instrument(pair.source()).kind(), models, outliers, provenance);
    }

    private TransferProblem everything(PairData d) {
        Map<String, Integer> onTarget = d.targetRows();
        int[] standards = java.util.stream.IntStream.range(0, d.sourceIds().size()).filter(i -> onTarget.containsKey(d.sourceIds().get(i)))
            .toArray();
        int[] rows = Arrays.stream(standards).map(i -> onTarget.get(d.sourceIds().get(i))).toArray();
        if (standards.length == 0) {
            throw new IllegalArgumentException(d.pair() + ": no sample was measured on both instruments");
        }
        return new TransferProblem(d.axis(), d.source(), d.sourceY(), standards, Matrices.rows(d.target(), rows));
    }

    /// The preprocessing with the smallest mean relative cross-validation error over the properties.
    private Pipeline pipeline(TransferProblem problem) {
        return options.preprocessings().stream().map(Chain::parse).filter(Chain::transferLast)
            .min(Comparator.comparingDouble(c -> new ChainFit(problem, c, calibrator).sourceError(0))).map(Chain::before)
            .orElse(Pipeline.raw());
    }

    private List<PropertyModel> byStrategy(Strategy strategy, PairData d, TransferProblem problem) {
        Strategy.Fit fit = strategy.fit(problem);
        List<PropertyModel> out = new ArrayList<>();
        for (int k = 0; k < d.properties().size(); k++) {
            out.add(property(d, k, fit.predictors().get(k), fit.residuals()[k], fit.descriptions().get(k)));
        }
        return out;
    }

    private List<PropertyModel> byMethod(TransferMethod method, PairData d, TransferProblem problem) {
        List<ChainFit> fits = options.preprocessings().stream().map(Chain::parse).map(c -> new ChainFit(problem, c, calibrator))
            .filter(f -> f.suits(method)).toList();
        HeldOut held = new HeldOut(problem, calibrator, options.seed());
        List<PropertyModel> out = new ArrayList<>();
        for (int k = 0; k < d.properties().size(); k++) {
            int property = k;
            ChainFit best = fits.stream().min(Comparator.comparingDouble(f -> f.sourceError(property)))
                .orElseThrow(() -> new IllegalArgumentException("method '" + method.name() + "' suits none of the preprocessings"));
            double[] residuals = held.possible(method) ? held.residuals(best.chain(), method, k) : new double[0];
            out.add(property(d, k, new WeightedChains(List.of(best.fit(method)[k]), new double[] {1}), residuals,
                method.title() + ", preprocessing " + best.chain().notation()));
        }
        return out;
    }

    private PropertyModel property(PairData d, int k, WeightedChains model, double[] residuals, String description) {
        String name = d.properties().get(k);
        double[] y = d.sourceY()[k];
        return new PropertyModel(name, data.unitOf(name), model, residuals, Arrays.stream(y).min().orElseThrow(),
            Arrays.stream(y).max().orElseThrow(), description);
    }
}

package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.transfer.compat.CompatBaselines;
import dev.spektron.eval.RegressionMetrics;
import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.spectra.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The protocol behind the published baseline figures, kept to show that the data are read alike and for nothing else: the N transfer
/// samples are calibration set, standards and labels at once, always 15 components, formulas without centring. Use CT-2 for any conclusion.
public final class ReferenceProtocol {
    private static final Map<String, String> TITLES = Map.of("none", "No transfer", "target", "Target calibrated on the N samples", "pds",
        "PDS, window 11, uncentred", "sbc", "Regression per channel, published as SBC", "ds", "DS, uncentred", "cca",
        "Principal-component regression, published as CCA");

    private ReferenceProtocol() {}

    /// Seeds `seed`, `seed` + 1, ...: one a repeat.
    ///
    /// @throws IllegalArgumentException if the instruments do not share samples and axis
    public static StudyResult run(Dataset data, TransferOptions options, Provenance provenance) {
        List<Cell> cells = new ArrayList<>();
        List<Prediction> predictions = new ArrayList<>();
        for (TransferOptions.Pair pair : options.pairs()) {
            for (PairData d : PairData.of(data, pair, options.properties())) {
                if (!d.sourceIds().equals(d.targetIds())) {
                    throw new IllegalArgumentException(pair + ": the reference protocol needs the same samples in the same order on both "
                        + "instruments");
                }
                for (int k = 0; k < d.properties().size(); k++) {
                    cells.addAll(cells(data, d, k, options, predictions));
                }
            }
        }
        return new StudyResult(provenance, cells, predictions, List.of(), List.of(), List.of(), List.of("reference protocol: repeats "
            + "published figures; the methods are not what their names say, and nothing follows from the comparison"));
    }

    private static List<Cell> cells(Dataset data, PairData d, int k, TransferOptions options, List<Prediction> predictions) {
        int n = options.standards().getFirst();
        int all = d.sourceIds().size();
        if (n > all - 3) {
            throw new IllegalArgumentException(d.pair() + ": " + n + " training samples were asked for (--standards), there are " + all
                + " samples and at least 3 must stay for the test");
        }
        Map<String, List<RegressionMetrics>> found = new LinkedHashMap<>();
        for (int r = 0; r < options.repeats(); r++) {
            int[] order = LegacyPermutation.of(all, (int) (options.seed() + r));
            int[] train = Arrays.copyOf(order, n);
            int[] test = Arrays.copyOfRange(order, n, all);
            double[] y = Matrices.pick(d.targetY()[k], test);
            int repeat = r;
            CompatBaselines.predictions(d.source(), d.target(), d.sourceY()[k], train, test).forEach((method, p) -> {
                found.computeIfAbsent(method, m -> new ArrayList<>()).add(RegressionMetrics.of(y, p));
                for (int i = 0; i < test.length; i++) {
                    predictions.add(new Prediction(d.pair().source(), d.pair().target(), d.properties().get(k), n, method, "autoscale",
                        repeat, d.targetIds().get(test[i]), y[i], p[i], Double.NaN, Double.NaN));
                }
            });
        }
        return found.entrySet().stream().map(e -> cell(data, d, k, n, e.getKey(), e.getValue())).toList();
    }

    private static Cell cell(Dataset data, PairData d, int k, int n, String method, List<RegressionMetrics> m) {
        String property = d.properties().get(k);
        Kind kind = method.equals("none") ? Kind.FLOOR : method.equals("target") ? Kind.CEILING : Kind.METHOD;
        return new Cell(data.name(), d.pair().source(), d.pair().target(), property, data.unitOf(property), n, method, TITLES.get(method),
            kind, "autoscale", true, m.size(), Stat.of(m.stream().mapToDouble(RegressionMetrics::rmsep).toArray()),
            Stat.of(m.stream().mapToDouble(RegressionMetrics::r2).toArray()), mean(m, RegressionMetrics::bias),
            mean(m, RegressionMetrics::sep), mean(m, RegressionMetrics::slope), mean(m, RegressionMetrics::rpd),
            mean(m, RegressionMetrics::rer), Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    private static double mean(List<RegressionMetrics> m, java.util.function.ToDoubleFunction<RegressionMetrics> figure) {
        return m.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}

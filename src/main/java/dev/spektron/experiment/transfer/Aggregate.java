package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.eval.Paired;
import dev.spektron.eval.RegressionMetrics;
import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Kind;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.experiment.transfer.TransferStudy.Group;
import dev.spektron.spectra.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// Turns the outcomes of all repeats of one group into rows of the table.
final class Aggregate {
    private final Dataset data;
    private final Group group;
    /// Outcomes by method and preprocessing. A row need not be there in every repeat: the source ceiling is not when a test sample was
    /// never on the source.
    private final Map<String, List<Placed>> rows = new LinkedHashMap<>();

    private record Placed(int repeat, Outcome outcome) {}

    Aggregate(Dataset data, Group group, List<List<Outcome>> repeats) {
        this.data = data;
        this.group = group;
        for (int r = 0; r < repeats.size(); r++) {
            for (Outcome o : repeats.get(r)) {
                rows.computeIfAbsent(o.method() + "\n" + o.preprocessing(), k -> new ArrayList<>()).add(new Placed(r, o));
            }
        }
    }

    List<Cell> cells() {
        List<Cell> out = new ArrayList<>();
        for (int k = 0; k < group.data().properties().size(); k++) {
            List<double[]> rmsep = new ArrayList<>();
            List<Cell> cells = new ArrayList<>();
            for (List<Placed> outcomes : rows.values()) {
                RegressionMetrics[] m = metrics(outcomes, k);
                double[] r = Arrays.stream(m).mapToDouble(RegressionMetrics::rmsep).toArray();
                rmsep.add(r);
                cells.add(cell(outcomes, k, m, r));
            }
            out.addAll(compared(cells, rmsep));
        }
        return out;
    }

    private RegressionMetrics[] metrics(List<Placed> outcomes, int property) {
        RegressionMetrics[] m = new RegressionMetrics[outcomes.size()];
        for (int r = 0; r < m.length; r++) {
            Placed p = outcomes.get(r);
            m[r] = RegressionMetrics.of(reference(p.repeat(), property), p.outcome().predicted()[property]);
        }
        return m;
    }

    private double[] reference(int repeat, int property) {
        return Matrices.pick(group.data().targetY()[property], group.splits().get(repeat).test());
    }

    private Cell cell(List<Placed> outcomes, int k, RegressionMetrics[] m, double[] rmsep) {
        Outcome first = outcomes.getFirst().outcome();
        PairData d = group.data();
        String property = d.properties().get(k);
        double[] width = outcomes.stream().map(Placed::outcome)
            .mapToDouble(o -> o.halfWidth90() == null ? Double.NaN : o.halfWidth90()[k]).sorted().toArray();
        return new Cell(data.name(), d.pair().source(), d.pair().target(), property, data.unitOf(property), group.standards(),
            first.method(), first.title(), first.kind(), first.preprocessing(), preferred(first), outcomes.size(), Stat.of(rmsep),
            Stat.of(Arrays.stream(m).mapToDouble(RegressionMetrics::r2).toArray()), mean(m, RegressionMetrics::bias),
            mean(m, RegressionMetrics::sep), mean(m, RegressionMetrics::slope), mean(m, RegressionMetrics::rpd),
            mean(m, RegressionMetrics::rer), sdd(outcomes, k), coverage(outcomes, k), width[width.length / 2], Double.NaN,
            outcomes.stream().map(Placed::outcome).mapToDouble(Outcome::seconds).average().orElse(Double.NaN));
    }

    /// The one row a method that did not look at test results: chosen by cross-validation, or the only one there is.
    private boolean preferred(Outcome o) {
        return o.preprocessing().equals(Repeat.CHOSEN)
            || rows.keySet().stream().filter(key -> key.startsWith(o.method() + "\n")).count() == 1;
    }

    private static double mean(RegressionMetrics[] m, ToDoubleFunction<RegressionMetrics> f) {
        return Arrays.stream(m).mapToDouble(f).average().orElse(Double.NaN);
    }

    /// Standard deviation of the differences child - parent, averaged over repeats as a root mean square.
    private static double sdd(List<Placed> outcomes, int k) {
        double sum = 0;
        for (Placed p : outcomes) {
            Outcome o = p.outcome();
            if (o.parent() == null || o.predicted()[k].length < 2) {
                return Double.NaN;
            }
            double s = RegressionMetrics.of(o.parent()[k], o.predicted()[k]).sep();
            sum += s * s;
        }
        return Math.sqrt(sum / outcomes.size());
    }

    private double coverage(List<Placed> outcomes, int k) {
        int inside = 0;
        int all = 0;
        for (Placed p : outcomes) {
            Outcome o = p.outcome();
            if (o.halfWidth90() == null || Double.isNaN(o.halfWidth90()[k])) {
                return Double.NaN;
            }
            double[] y = reference(p.repeat(), k);
            for (int i = 0; i < y.length; i++) {
                inside += Math.abs(o.predicted()[k][i] - y[i]) <= o.halfWidth90()[k] ? 1 : 0;
                all++;
            }
        }
        return (double) inside / all;
    }

    /// Fills in the paired comparison of every row with the best preferred method.
    private List<Cell> compared(List<Cell> cells, List<double[]> rmsep) {
        int best = -1;
        for (int i = 0; i < cells.size(); i++) {
            Cell c = cells.get(i);
            if (c.preferred() && c.kind() == Kind.METHOD && (best < 0 || c.rmsep().mean() < cells.get(best).rmsep().mean())) {
                best = i;
            }
        }
        List<Cell> out = new ArrayList<>();
        Split split = group.splits().getFirst();
        double ratio = (double) split.test().length / split.pool().length;
        for (int i = 0; i < cells.size(); i++) {
            double p = best < 0 || i == best || rmsep.get(i).length != rmsep.get(best).length ? Double.NaN
                : Paired.correctedResampledT(rmsep.get(i), rmsep.get(best), ratio);
            out.add(withP(cells.get(i), p));
        }
        return out;
    }

    private static Cell withP(Cell c, double p) {
        return new Cell(c.dataset(), c.source(), c.target(), c.property(), c.unit(), c.standards(), c.method(), c.title(), c.kind(),
            c.preprocessing(), c.preferred(), c.repeats(), c.rmsep(), c.r2(), c.bias(), c.sep(), c.slope(), c.rpd(), c.rer(), c.sdd(),
            c.coverage90(), c.halfWidth90(), p, c.seconds());
    }

    /// Every prediction of the preferred rows.
    List<Prediction> predictions() {
        List<Prediction> out = new ArrayList<>();
        PairData d = group.data();
        for (List<Placed> outcomes : rows.values()) {
            if (!preferred(outcomes.getFirst().outcome())) {
                continue;
            }
            for (Placed placed : outcomes) {
                int r = placed.repeat();
                Outcome o = placed.outcome();
                int[] test = group.splits().get(r).test();
                for (int k = 0; k < d.properties().size(); k++) {
                    double width = o.halfWidth90() == null ? Double.NaN : o.halfWidth90()[k];
                    for (int i = 0; i < test.length; i++) {
                        double p = o.predicted()[k][i];
                        out.add(new Prediction(d.pair().source(), d.pair().target(), d.properties().get(k), group.standards(), o.method(),
                            o.preprocessing(), r, d.targetIds().get(test[i]), d.targetY()[k][test[i]], p, p - width, p + width));
                    }
                }
            }
        }
        return out;
    }

    /// What a reader must know of the intervals.
    TreeSet<String> warnings() {
        TreeSet<String> out = new TreeSet<>();
        int needed = dev.spektron.eval.Conformal.needed(TransferStudy.LEVEL);
        if (group.standards() < needed) {
            out.add(group.standards() + " standards cannot support a 90 % interval (at least " + needed + " are needed):"
                + " intervals are infinite");
        }
        return out;
    }
}

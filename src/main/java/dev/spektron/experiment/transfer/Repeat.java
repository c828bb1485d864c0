package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.InnerValidation;
import dev.spektron.chem.auto.Strategy;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.TransferMethod;
import dev.spektron.eval.Conformal;
import dev.spektron.experiment.StudyResult.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// One repeat: every method under every preprocessing on one split.
final class Repeat {
    /// Label of the rows whose preprocessing was chosen in each repeat by cross-validation on the source pool.
    static final String CHOSEN = "by CV";

    private final PairData data;
    private final Split split;
    private final TransferProblem problem;
    private final PlsCalibrator calibrator;
    private final long seed;
    /// Shared by the strategies.
    private final InnerValidation inner;

    Repeat(PairData data, Split split, PlsCalibrator calibrator, long seed) {
        this.data = data;
        this.split = split;
        this.problem = Problems.of(data, split);
        this.calibrator = calibrator;
        this.seed = seed;
        this.inner = new InnerValidation(problem);
    }

    /// Raw spectra of the test samples on the target instrument.
    DMatrixRMaj testSpectra() {
        return Matrices.rows(data.target(), split.test());
    }

    /// All fixed combinations first; then, where there is more than one preprocessing, one row a method with the preprocessing chosen by
    /// cross-validation on the source.
    ///
    /// @param level coverage of the intervals, 0 for none
    List<Outcome> run(List<Chain> chains, List<TransferMethod> methods, double level) {
        List<Outcome> fixed = new ArrayList<>();
        References references = new References(data, split, problem, calibrator);
        fixed.add(references.mean());
        for (Chain chain : chains) {
            long start = System.nanoTime();
            ChainFit fit = new ChainFit(problem, chain, calibrator);
            double[][] parent = parent(fit);
            double shared = (System.nanoTime() - start) / 1e9;
            methods.stream().filter(fit::suits).forEach(method -> fixed.add(outcome(fit, method, parent, shared)));
            if (chain.transferLast()) {
                fixed.addAll(references.under(chain));
            }
        }
        List<Outcome> out = new ArrayList<>(fixed);
        HeldOut held = new HeldOut(problem, calibrator, seed);
        for (List<Outcome> rows : byMethod(fixed).values()) {
            if (rows.size() > 1) {
                out.add(chosen(rows, chains, methods, held, level));
            } else {
                out.replaceAll(o -> o == rows.getFirst() ? withIntervals(o, chains, methods, held, level) : o);
            }
        }
        return out;
    }

    /// One strategy: it chooses everything by itself.
    Outcome run(Strategy strategy, double[][] parent, double level) {
        long start = System.nanoTime();
        Strategy.Fit fit = strategy.fit(inner);
        DMatrixRMaj test = testSpectra();
        int m = problem.y().length;
        double[][] predicted = new double[m][];
        double[] width = new double[m];
        for (int k = 0; k < m; k++) {
            predicted[k] = fit.predictors().get(k).predict(test);
            width[k] = level > 0 ? Conformal.halfWidth(fit.residuals()[k], level) : Double.NaN;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Outcome(strategy.name(), strategy.title(), Kind.METHOD, "own", predicted, parent, width, null, seconds);
    }

    private double[][] parent(ChainFit fit) {
        if (Arrays.stream(split.sourceTest()).anyMatch(i -> i < 0)) {
            return null;
        }
        DMatrixRMaj onSource = Matrices.rows(data.source(), split.sourceTest());
        double[][] parent = new double[problem.y().length][];
        for (int k = 0; k < parent.length; k++) {
            parent[k] = fit.parent(onSource, k);
        }
        return parent;
    }

    private Outcome outcome(ChainFit fit, TransferMethod method, double[][] parent, double shared) {
        long start = System.nanoTime();
        ChainModel[] models = fit.fit(method);
        double[][] predicted = new double[models.length][];
        double[] errors = new double[models.length];
        DMatrixRMaj test = testSpectra();
        for (int k = 0; k < models.length; k++) {
            predicted[k] = models[k].predict(test);
            errors[k] = fit.sourceError(k);
        }
        double seconds = shared + (System.nanoTime() - start) / 1e9;
        return new Outcome(method.name(), method.title(), kind(method), fit.chain().notation(), predicted, parent, null, errors, seconds);
    }

    private static Kind kind(TransferMethod method) {
        return method.name().equals("none") ? Kind.FLOOR : Kind.METHOD;
    }

    private static Map<String, List<Outcome>> byMethod(List<Outcome> outcomes) {
        Map<String, List<Outcome>> out = new LinkedHashMap<>();
        outcomes.forEach(o -> out.computeIfAbsent(o.method(), k -> new ArrayList<>()).add(o));
        return out;
    }

    /// One row a method: for each property the preprocessing with the smallest cross-validation error.
    private Outcome chosen(List<Outcome> rows, List<Chain> chains, List<TransferMethod> methods, HeldOut held,
                           double level) {
        Outcome first = rows.getFirst();
        int m = problem.y().length;
        double[][] predicted = new double[m][];
        double[][] parent = first.parent() == null ? null : new double[m][];
        double[] error = new double[m];
        double[] width = new double[m];
        for (int k = 0; k < m; k++) {
            int property = k;
            Outcome best = rows.stream().min(java.util.Comparator.comparingDouble(o -> o.sourceError()[property])).orElseThrow();
            predicted[k] = best.predicted()[k];
            error[k] = best.sourceError()[k];
            width[k] = halfWidth(best, k, chains, methods, held, level);
            if (parent != null) {
                parent[k] = best.parent()[k];
            }
        }
        return new Outcome(first.method(), first.title(), first.kind(), CHOSEN, predicted, parent, width, error, first.seconds());
    }

    /// The only row of its method: there was nothing to choose.
    private Outcome withIntervals(Outcome o, List<Chain> chains, List<TransferMethod> methods, HeldOut held, double level) {
        double[] width = new double[problem.y().length];
        for (int k = 0; k < width.length; k++) {
            width[k] = halfWidth(o, k, chains, methods, held, level);
        }
        return new Outcome(o.method(), o.title(), o.kind(), o.preprocessing(), o.predicted(), o.parent(), width, o.sourceError(),
            o.seconds());
    }

    private static double halfWidth(Outcome row, int property, List<Chain> chains, List<TransferMethod> methods, HeldOut held,
                                    double level) {
        TransferMethod method = methods.stream().filter(m -> m.name().equals(row.method())).findFirst().orElse(null);
        if (level <= 0 || method == null || !held.possible(method)) {
            return Double.NaN;
        }
        Chain chain = chains.stream().filter(c -> c.notation().equals(row.preprocessing())).findFirst().orElseThrow();
        return Conformal.halfWidth(held.residuals(chain, method, property), level);
    }
}

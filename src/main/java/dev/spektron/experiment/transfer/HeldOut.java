package dev.spektron.experiment.transfer;

import dev.spektron.chem.Folds;
import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.TransferMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Residuals of the standards on the target instrument, each predicted by a transfer that never saw it: neither as a standard nor in the
/// source calibration. Intervals rest on them.
final class HeldOut {
    /// Folds over the standards; with fewer standards each is its own fold.
    private static final int FOLDS = 5;

    private final TransferProblem problem;
    private final PlsCalibrator calibrator;
    private final List<int[]> held = new ArrayList<>();
    private final Map<String, List<ChainFit>> fitted = new HashMap<>();
    private final Map<String, List<IntFunction<ChainModel>>> prepared = new HashMap<>();

    HeldOut(TransferProblem problem, PlsCalibrator calibrator, long seed) {
        this.problem = problem;
        this.calibrator = calibrator;
        int folds = Math.min(FOLDS, problem.count());
        int[] assigned = Folds.assign(problem.count(), Math.max(1, folds), seed);
        for (int f = 0; f < folds; f++) {
            held.add(Folds.positions(assigned, f, true));
        }
    }

    /// Whether enough standards are left for the method when a fold is held out.
    boolean possible(TransferMethod method) {
        int largest = held.stream().mapToInt(h -> h.length).max().orElse(0);
        return problem.count() - largest >= Math.max(1, method.minimumStandards());
    }

    /// Predicted minus reference, one a standard.
    double[] residuals(Chain chain, TransferMethod method, int property) {
        List<ChainFit> fits = fitted.computeIfAbsent(chain.notation(),
            n -> held.stream().map(h -> new ChainFit(problem.without(h), chain, calibrator)).toList());
        List<IntFunction<ChainModel>> models = prepared.computeIfAbsent(method.name() + "\n" + chain.notation(),
            n -> fits.stream().map(f -> f.prepare(method)).toList());
        double[] out = new double[problem.count()];
        for (int f = 0; f < held.size(); f++) {
            double[] predicted = models.get(f).apply(property).predict(Matrices.rows(problem.targetStandards(), held.get(f)));
            for (int i = 0; i < predicted.length; i++) {
                int s = held.get(f)[i];
                out[s] = predicted[i] - problem.y()[property][problem.standards()[s]];
            }
        }
        return out;
    }
}

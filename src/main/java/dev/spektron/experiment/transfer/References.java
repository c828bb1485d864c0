package dev.spektron.experiment.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.experiment.StudyResult.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// The floors and ceilings that every table has, so that a reader sees what a transfer was worth.
final class References {
    private final PairData data;
    private final Split split;
    private final TransferProblem problem;
    private final PlsCalibrator calibrator;

    References(PairData data, Split split, TransferProblem problem, PlsCalibrator calibrator) {
        this.data = data;
        this.split = split;
        this.problem = problem;
        this.calibrator = calibrator;
    }

    /// Floor: the mean of the pool for everybody.
    Outcome mean() {
        int m = problem.y().length;
        double[][] predicted = new double[m][split.test().length];
        for (int k = 0; k < m; k++) {
            Arrays.fill(predicted[k], Arrays.stream(problem.y()[k]).average().orElseThrow());
        }
        double[] zero = new double[m];
        return new Outcome("mean", "Mean of the calibration samples", Kind.FLOOR, "raw", predicted, null, null, zero, 0);
    }

    /// The references that depend on the preprocessing.
    List<Outcome> under(Chain chain) {
        List<Outcome> out = new ArrayList<>();
        double[][] poolY = Problems.pick(data.targetY(), split.targetPool());
        DMatrixRMaj test = Matrices.rows(data.target(), split.test());
        if (problem.count() > 1) {
            out.add(direct("target-n", "Target calibrated on the standards alone", Kind.FLOOR, chain, problem.targetStandards(),
                standardsY(), test));
        }
        out.add(direct("target-all", "Target calibrated on all its training samples", Kind.CEILING, chain,
            Matrices.rows(data.target(), split.targetPool()), poolY, test));
        if (Arrays.stream(split.sourceTest()).allMatch(i -> i >= 0)) {
            out.add(direct("source", "Source calibration on source spectra", Kind.CEILING, chain, problem.source(), problem.y(),
                Matrices.rows(data.source(), split.sourceTest())));
        }
        return out;
    }

    private double[][] standardsY() {
        double[][] y = new double[problem.y().length][];
        for (int k = 0; k < y.length; k++) {
            y[k] = problem.standardsY(k);
        }
        return y;
    }

    private Outcome direct(String name, String title, Kind kind, Chain chain, DMatrixRMaj x, double[][] y, DMatrixRMaj test) {
        long start = System.nanoTime();
        FittedPipeline pipeline = chain.before().fit(x, data.axis());
        DMatrixRMaj train = pipeline.apply(x);
        DMatrixRMaj unknown = pipeline.apply(test);
        double[][] predicted = new double[y.length][];
        double[] errors = new double[y.length];
        for (int k = 0; k < y.length; k++) {
            PlsCalibrator.Choice choice = calibrator.choose(train, y[k]);
            predicted[k] = choice.model().predict(unknown);
            errors[k] = choice.cvError();
        }
        return new Outcome(name, title, kind, chain.notation(), predicted, null, null, errors, (System.nanoTime() - start) / 1e9);
    }
}

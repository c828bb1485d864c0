package dev.spektron.experiment.transfer;

import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.LinearModel;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.AffineMap;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.Standardization;
import dev.spektron.chem.transfer.TransferData;
import dev.spektron.chem.transfer.TransferMethod;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/// One problem under one preprocessing: what all methods share (preprocessed spectra, the parent calibrations) is computed once.
final class ChainFit {
    private final Chain chain;
    private final TransferProblem problem;
    private final PlsCalibrator calibrator;
    private final FittedPipeline before;
    private final FittedPipeline after;
    private final TransferData data;
    private final DMatrixRMaj calibrationSpectra;
    private final LinearModel[] sourceModels;
    private final double[] sourceErrors;

    ChainFit(TransferProblem problem, Chain chain, PlsCalibrator calibrator) {
        this.problem = problem;
        this.chain = chain;
        this.calibrator = calibrator;
        this.before = chain.before().fit(problem.source(), problem.axis());
        DMatrixRMaj placed = before.apply(problem.source());
        this.data = TransferData.of(placed, problem.standards(), before.apply(problem.targetStandards()));
        this.after = chain.after().fit(placed, before.axis());
        this.calibrationSpectra = after.apply(placed);
        int properties = problem.y().length;
        this.sourceModels = new LinearModel[properties];
        this.sourceErrors = new double[properties];
        for (int k = 0; k < properties; k++) {
            PlsCalibrator.Choice choice = calibrator.choose(calibrationSpectra, problem.y()[k]);
            sourceModels[k] = choice.model();
            sourceErrors[k] = choice.cvError();
        }
    }

    Chain chain() {
        return chain;
    }

    /// Root mean squared error of cross-validation of the parent calibration.
    double sourceError(int property) {
        return sourceErrors[property];
    }

    /// Predictions of the parent calibration for raw source spectra.
    double[] parent(DMatrixRMaj rawSource, int property) {
        return sourceModels[property].predict(after.apply(before.apply(rawSource)));
    }

    /// Whether the method is defined for this place of the transfer: only a map of spectra can stand before further steps.
    boolean suits(TransferMethod method) {
        return suits(chain, method);
    }

    static boolean suits(Chain chain, TransferMethod method) {
        return chain.transferLast() || method instanceof Standardization;
    }

    /// One model a property.
    ChainModel[] fit(TransferMethod method) {
        ChainModel[] models = new ChainModel[sourceModels.length];
        if (!chain.transferLast()) {
            AffineMap map = ((Standardization) method).map(data.sourceStandards(), data.targetStandards());
            for (int k = 0; k < models.length; k++) {
                models[k] = new ChainModel(before, Optional.of(map), after, sourceModels[k]);
            }
            return models;
        }
        TransferMethod.Prepared prepared = method.prepare(data);
        FittedPipeline nothing = Pipeline.raw().fit(calibrationSpectra, before.axis());
        for (int k = 0; k < models.length; k++) {
            TransferMethod.Labels labels = TransferMethod.Labels.of(data, problem.y()[k], sourceModels[k], calibrator);
            models[k] = new ChainModel(before, Optional.empty(), nothing, prepared.fit(labels));
        }
        return models;
    }
}

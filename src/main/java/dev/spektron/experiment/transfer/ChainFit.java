package dev.spektron.experiment.transfer;

import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.regress.PlsCalibrator;
import dev.spektron.chem.transfer.AffineMap;
import dev.spektron.chem.transfer.Chain;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.Standardization;
import dev.spektron.chem.transfer.TransferData;
import dev.spektron.chem.transfer.TransferMethod;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
    /// Parent calibrations by property, made when first asked for.
    private final PlsCalibrator.Choice[] sources;

    ChainFit(TransferProblem problem, Chain chain, PlsCalibrator calibrator) {
        this.problem = problem;
        this.chain = chain;
        this.calibrator = calibrator;
        this.before = chain.before().fit(problem.source(), problem.axis());
        DMatrixRMaj placed = before.apply(problem.source());
        this.data = TransferData.of(placed, problem.standards(), before.apply(problem.targetStandards()));
        this.after = chain.after().fit(placed, before.axis());
        this.calibrationSpectra = after.apply(placed);
        this.sources = new PlsCalibrator.Choice[problem.y().length];
    }

    private PlsCalibrator.Choice source(int property) {
        if (sources[property] == null) {
            sources[property] = calibrator.choose(calibrationSpectra, problem.y()[property]);
        }
        return sources[property];
    }

    Chain chain() {
        return chain;
    }

    /// Root mean squared error of cross-validation of the parent calibration.
    double sourceError(int property) {
        return source(property).cvError();
    }

    /// Predictions of the parent calibration for raw source spectra.
    double[] parent(DMatrixRMaj rawSource, int property) {
        return source(property).model().predict(after.apply(before.apply(rawSource)));
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
        IntFunction<ChainModel> models = prepare(method);
        return IntStream.range(0, sources.length).mapToObj(models).toArray(ChainModel[]::new);
    }

    /// What needs no reference values is done now; the model of a property is fitted when it is asked for.
    IntFunction<ChainModel> prepare(TransferMethod method) {
        if (!chain.transferLast()) {
            AffineMap map = ((Standardization) method).map(data.sourceStandards(), data.targetStandards());
            return k -> new ChainModel(before, Optional.of(map), after, source(k).model());
        }
        TransferMethod.Prepared prepared = method.prepare(data);
        return k -> {
            TransferMethod.Labels labels = TransferMethod.Labels.of(data, problem.y()[k], source(k).model(), calibrator);
            return new ChainModel(before, Optional.empty(), after, prepared.fit(labels));
        };
    }
}

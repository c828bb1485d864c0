package dev.spektron.experiment.bundle;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.ComponentSelection;
import dev.spektron.chem.regress.OutlierStatistics;
import dev.spektron.chem.regress.PlsFit;
import dev.spektron.chem.regress.PlsRegression;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// Tells how unlike the training samples a spectrum is: Hotelling's T2 and Q residual of a PLS model of the source spectra.
///
/// A target spectrum is shifted by the mean difference between the instruments. What remains of the difference makes every target
/// spectrum look unusual; so the limits are widened by the ratio that the standards show when each is shifted without itself, if that is
/// above 1. Without a transfer shift and ratios are 0 and 1.
///
/// @param pipeline preprocessing
/// @param shift target minus source, mean over the standards, after preprocessing
/// @param statistics T2 and Q on shifted spectra
/// @param t2Ratio factor on the limit of T2, at least 1
/// @param qRatio factor on the limit of Q, at least 1
public record OutlierModel(FittedPipeline pipeline, double[] shift, OutlierStatistics statistics, double t2Ratio, double qRatio) {
    /// Confidence of the limits: one usual sample in a hundred is flagged by each.
    public static final double CONFIDENCE = 0.99;

    /// For spectra of the target instrument of a transfer problem; components are those that the first property needs.
    public static OutlierModel of(TransferProblem problem, Pipeline pipeline, ComponentSelection selection) {
        FittedPipeline fitted = pipeline.fit(problem.source(), problem.axis());
        DMatrixRMaj source = fitted.apply(problem.source());
        int components = Math.max(1, selection.pls(source, problem.y()[0], null).components());
        PlsFit fit = PlsRegression.centred().fit(source, problem.y()[0], components);
        OutlierStatistics statistics = OutlierStatistics.of(fit, fit.components(), source);
        if (problem.count() == 0) {
            return new OutlierModel(fitted, new double[source.numCols], statistics, 1, 1);
        }
        DMatrixRMaj target = fitted.apply(problem.targetStandards());
        DMatrixRMaj onSource = Matrices.rows(source, problem.standards());
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < problem.count(); i++) {
            all.add(i);
        }
        double[] shift = shift(onSource, target, all);
        double t2 = 0;
        double q = 0;
        for (int i = 0; i < problem.count() && problem.count() > 1; i++) {
            int held = i;
            double[] without = shift(onSource, target, all.stream().filter(k -> k != held).toList());
            OutlierStatistics.Distance d = statistics.of(Matrices.centred(Matrices.rows(target, new int[] {i}), without))[0];
            t2 += d.t2() / problem.count();
            q += d.q() / problem.count();
        }
        int a = statistics.variances().length;
        return new OutlierModel(fitted, shift, statistics, Math.max(1, t2 / a), Math.max(1, q / statistics.theta()[0]));
    }

    private static double[] shift(DMatrixRMaj source, DMatrixRMaj target, List<Integer> rows) {
        double[] d = new double[source.numCols];
        for (int i : rows) {
            for (int j = 0; j < d.length; j++) {
                d[j] += (target.data[i * d.length + j] - source.data[i * d.length + j]) / rows.size();
            }
        }
        return d;
    }

    /// Distances of raw spectra.
    public OutlierStatistics.Distance[] distances(DMatrixRMaj raw) {
        return statistics.of(Matrices.centred(pipeline.apply(raw), shift));
    }

    public double t2Limit() {
        return t2Ratio * statistics.t2Limit(CONFIDENCE);
    }

    public double qLimit() {
        return qRatio * statistics.qLimit(CONFIDENCE);
    }
}

package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.transfer.BandedMap;
import dev.spektron.spectra.Axis;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// The training data under one preprocessing, with what all folds share: coordinates and row weights, learned once on everything.
final class Prepared {
    /// Share of the trace that is added to the covariance before distances are taken.
    private static final double SHRINKAGE = 1e-3;
    /// Samples beyond this many median distances weigh less.
    private static final double FAR = 50;

    final FittedPipeline pipeline;
    final double[] mean;
    final Coordinates coordinates;
    /// Weight of each pool sample.
    final double[] weights;
    private final DMatrixRMaj source;
    private final DMatrixRMaj target;
    private final int poolSize;

    Prepared(TransferProblem problem, Pipeline recipe, Axis axis) {
        pipeline = recipe.fit(problem.source(), axis);
        DMatrixRMaj pool = pipeline.apply(problem.source());
        mean = Matrices.columnMeans(pool);
        poolSize = pool.numRows;
        DMatrixRMaj z = Matrices.centred(Matrices.stack(pool, pipeline.apply(problem.targetStandards())), mean);
        coordinates = new Coordinates(z);
        source = Matrices.rows(z, problem.standards());
        target = Matrices.rows(z, IntStream.range(poolSize, z.numRows).toArray());
        weights = rowWeights(coordinates.matrix(0, poolSize));
    }

    /// min(1, (50 median h / h)^2) with h the regularised Mahalanobis distance of a sample, corrected for its own share in the covariance.
    private static double[] rowWeights(DMatrixRMaj s) {
        int n = s.numRows;
        DMatrixRMaj c = new DMatrixRMaj(s.numCols, s.numCols);
        CommonOps_DDRM.multTransA(1.0 / Math.max(1, n - 1), s, s, c);
        double trace = CommonOps_DDRM.trace(c);
        double[] v = new double[n];
        Arrays.fill(v, 1);
        if (!(trace > 0)) {
            return v;
        }
        for (int i = 0; i < c.numRows; i++) {
            c.data[i * c.numCols + i] += SHRINKAGE * trace;
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(c.numRows);
        if (!solver.setA(c)) {
            throw new IllegalArgumentException("the covariance of the source spectra is not positive definite");
        }
        DMatrixRMaj right = CommonOps_DDRM.transpose(s, null);
        DMatrixRMaj solved = new DMatrixRMaj(s.numCols, n);
        solver.solve(right, solved);
        double[] h = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < s.numCols; j++) {
                h[i] += s.data[i * s.numCols + j] * solved.data[j * n + i];
            }
            double own = Math.max(1 - h[i] / n, 0.02);
            h[i] /= own * own;
        }
        double[] sorted = h.clone();
        Arrays.sort(sorted);
        double median = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
        for (int i = 0; i < n; i++) {
            double share = FAR * median / h[i];
            v[i] = h[i] > 0 && share < 1 ? share * share : 1;
        }
        return v;
    }

    /// Coordinates of the standards on the target instrument after the alignment.
    ///
    /// @param wanted standards to map
    double[] aligned(Optional<BandedMap> map, int[] wanted) {
        if (map.isPresent()) {
            return coordinates.project(map.get().apply(Matrices.rows(target, wanted)));
        }
        int r = coordinates.size;
        double[] out = new double[wanted.length * r];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(coordinates.rows, (poolSize + wanted[i]) * r, out, i * r, r);
        }
        return out;
    }

    /// The alignment learned on some of the standards; it maps centred preprocessed spectra.
    Optional<BandedMap> fit(Alignment alignment, int[] standards) {
        return alignment == Alignment.SHIFT ? Optional.empty()
            : alignment.fit(Matrices.rows(target, standards), Matrices.rows(source, standards));
    }
}

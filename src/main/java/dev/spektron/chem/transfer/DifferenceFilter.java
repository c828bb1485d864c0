package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// A filter W = I + V (diag(d) - I) Vᵀ built on the right singular vectors V of the difference spectra of the standards, applied to both
/// instruments; the calibration is refitted on the filtered source spectra and pulled back through W. [Glsw] and [Epo] differ in d alone.
///
/// Among several candidates the one with the smallest leave-one-standard-out error wins, in the fit stage: V, W, and a ridge calibration
/// on the filtered source spectra (its penalty by leave-one-out on the source) are made without the standard, then its target spectrum is
/// predicted. The calibrator itself runs once, in the coordinates of [Span]: it must not depend on the orientation of the axes.
/// Mean-centred PLS, PCR and ridge do not; autoscaling does.
final class DifferenceFilter implements TransferMethod.Prepared {
    /// The diagonal d from the squared singular values of the differences, largest first.
    interface Shrinkage {
        double[] factors(double[] squared);
    }

    /// Squared singular values below this fraction of the variation of the standards are the rounding of identical instruments.
    private static final double SAME = 1e-24;
    private static final double NULL = 1e-13;

    private final double[] origin;
    private final Span span;
    private final DMatrixRMaj source;
    private final Directions directions;
    private final List<Shrinkage> candidates;
    private final RidgeLoo ridge;
    private final Fold[] folds;

    /// Directions in the rows of `v`, with their squared singular values.
    private record Directions(DMatrixRMaj v, double[] squared) {}

    /// One left-out standard: the source rows that stay, and for each candidate the kernel among them and with the target spectrum.
    private record Fold(int left, int[] kept, DMatrixRMaj[] kernel, double[][] cross) {}

    /// @param centred true: the mean difference is removed by aligning the target mean and only the rest is filtered; false: it is
    ///     filtered too
    /// @param candidates weakest filter first
    DifferenceFilter(TransferData data, boolean centred, List<Shrinkage> candidates) {
        this.candidates = candidates;
        int n = data.source().numRows;
        if (centred) {
            origin = data.aligned().origin();
            span = data.aligned().span();
        } else {
            origin = Matrices.columnMeans(data.source());
            span = Span.of(Matrices.stack(Matrices.centred(data.source(), origin), Matrices.centred(data.targetStandards(), origin)));
        }
        source = span.rows(0, n);
        DMatrixRMaj target = span.rows(n, n + data.count());
        DMatrixRMaj differences = Algebra.minus(target, Matrices.rows(source, data.standards()));
        double floor = SAME * Math.max(Algebra.squares(target), Algebra.squares(source) * data.count() / n);
        directions = directions(differences, floor);
        boolean choice = candidates.size() > 1;
        ridge = choice ? RidgeLoo.of(source) : null;
        folds = new Fold[choice ? data.count() : 0];
        for (int i = 0; i < folds.length; i++) {
            folds[i] = fold(i, data.standards()[i], target, differences, centred, floor);
        }
    }

    private static Directions directions(DMatrixRMaj differences, double floor) {
        Algebra.Eigen e = Algebra.eigen(Algebra.gram(differences, differences));
        int r = e.values()[0] > floor ? e.rank(NULL) : 0;
        DMatrixRMaj v = new DMatrixRMaj(r, differences.numCols);
        for (int k = 0; k < r; k++) {
            double[] u = new double[differences.numRows];
            for (int i = 0; i < u.length; i++) {
                u[i] = e.vectors().data[i * u.length + k] / Math.sqrt(e.values()[k]);
            }
            System.arraycopy(Algebra.combine(u, differences), 0, v.data, k * v.numCols, v.numCols);
        }
        return new Directions(v, Arrays.copyOf(e.values(), r));
    }

    private Fold fold(int i, int row, DMatrixRMaj target, DMatrixRMaj differences, boolean centred, double floor) {
        DMatrixRMaj d = Matrices.rows(differences, Centred.without(i, differences.numRows));
        double[] x = Matrices.row(target, i);
        if (centred) {
            double[] md = Matrices.columnMeans(d);
            d = Matrices.centred(d, md);
            for (int j = 0; j < x.length; j++) {
                x[j] -= md[j];
            }
        }
        int[] kept = Centred.without(row, source.numRows);
        DMatrixRMaj z = Matrices.rows(source, kept);
        double[] mean = Matrices.columnMeans(z);
        z = Matrices.centred(z, mean);
        for (int j = 0; j < x.length; j++) {
            x[j] -= mean[j];
        }
        Directions v = directions(d, floor);
        DMatrixRMaj full = Algebra.gram(z, z);
        double[] cross = Algebra.times(z, x);
        DMatrixRMaj scores = Algebra.gram(z, v.v);
        double[] score = Algebra.times(v.v, x);
        DMatrixRMaj[] kernels = new DMatrixRMaj[candidates.size()];
        double[][] crosses = new double[kernels.length][];
        for (int k = 0; k < kernels.length; k++) {
            DMatrixRMaj removed = removed(scores, candidates.get(k).factors(v.squared));
            kernels[k] = Algebra.minus(full, Algebra.gram(removed, scores));
            crosses[k] = cross.clone();
            double[] gone = Algebra.times(removed, score);
            for (int j = 0; j < gone.length; j++) {
                crosses[k][j] -= gone[j];
            }
        }
        return new Fold(i, kept, kernels, crosses);
    }

    /// Scores times 1 - d².
    private static DMatrixRMaj removed(DMatrixRMaj scores, double[] d) {
        DMatrixRMaj out = scores.copy();
        for (int i = 0, at = 0; i < out.numRows; i++) {
            for (int k = 0; k < out.numCols; k++, at++) {
                out.data[at] *= 1 - d[k] * d[k];
            }
        }
        return out;
    }

    @Override
    public LinearModel fit(TransferMethod.Labels labels) {
        double[] d = candidates.get(candidates.size() > 1 ? choose(labels) : 0).factors(directions.squared);
        DMatrixRMaj filtered = source.copy();
        for (int i = 0; i < filtered.numRows; i++) {
            double[] row = filter(Matrices.row(source, i), d);
            System.arraycopy(row, 0, filtered.data, i * row.length, row.length);
        }
        LinearModel model = labels.calibrator().fit(filtered, labels.source());
        double[] b = span.channels(filter(model.coefficients(), d));
        return new LinearModel(b, model.intercept() - Algebra.dot(origin, b));
    }

    /// x W; W is symmetric, so this also pulls coefficients back.
    private double[] filter(double[] x, double[] d) {
        double[] scores = Algebra.times(directions.v, x);
        for (int k = 0; k < scores.length; k++) {
            scores[k] *= d[k] - 1;
        }
        double[] out = Algebra.combine(scores, directions.v);
        for (int j = 0; j < out.length; j++) {
            out[j] += x[j];
        }
        return out;
    }

    private int choose(TransferMethod.Labels labels) {
        double penalty = ridge.penalty(labels.source());
        double[] error = new double[candidates.size()];
        for (Fold fold : folds) {
            DMatrixRMaj y = DMatrixRMaj.wrap(fold.kept.length, 1, Matrices.pick(labels.source(), fold.kept));
            double mean = Arrays.stream(y.data).average().orElseThrow();
            for (int i = 0; i < y.data.length; i++) {
                y.data[i] -= mean;
            }
            for (int k = 0; k < error.length; k++) {
                DMatrixRMaj kernel = fold.kernel[k].copy();
                for (int i = 0; i < kernel.numRows; i++) {
                    kernel.data[i * kernel.numRows + i] += penalty;
                }
                double e = mean + Algebra.dot(fold.cross[k], Algebra.solveSpd(kernel, y).data) - labels.standards()[fold.left];
                error[k] += e * e;
            }
        }
        int best = 0;
        for (int k = 1; k < error.length; k++) {
            if (error[k] < error[best] * (1 - 1e-9)) {
                best = k;
            }
        }
        return best;
    }
}

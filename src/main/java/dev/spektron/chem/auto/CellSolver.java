package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.auto.InnerFolds.Part;
import dev.spektron.chem.transfer.BandedMap;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// All regressions of one preprocessing on one part of the training data: for each alignment the mean shift, for each mode the normal
/// equations, for each difference penalty one reduction to tridiagonal form and all regressions from it. Belongs to one thread.
final class CellSolver {
    private final Prepared prepared;
    private final TransferProblem problem;
    private final int r;
    private final int properties;
    private final Tridiagonal tridiagonal;
    private final Paths paths;
    private final double[] normal;
    private final double[] damped;
    private final double[] cross;
    private final double[] rotated;
    private final double[] row;
    private Penalty penalty;
    /// Mean of the aligned target rows with the shift, and of the source rows, for the present mode.
    private final double[] targetOrigin;
    private final double[] sourceOrigin;
    private double[] targetLevel;
    private double[] sourceLevel;

    /// What is done with a solved cell.
    interface Sink {
        /// @param heldTarget aligned coordinates of the held standards
        void solved(int cell, Optional<BandedMap> map, double[] heldTarget);
    }

    CellSolver(Prepared prepared, TransferProblem problem) {
        this.prepared = prepared;
        this.problem = problem;
        r = prepared.coordinates.size;
        properties = problem.y().length;
        tridiagonal = new Tridiagonal(r);
        paths = new Paths(r, properties);
        normal = new double[r * r];
        damped = new double[r * r];
        cross = new double[properties * r];
        rotated = new double[properties * r];
        row = new double[r];
        targetOrigin = new double[r];
        sourceOrigin = new double[r];
    }

    /// @param wanted which cells to solve
    void solve(Part part, IntPredicate wanted, Sink sink) {
        Moments pool = Moments.of(prepared.coordinates.rows, r, part.pool(), prepared.weights, part.pool(), problem.y());
        for (Alignment alignment : Alignment.values()) {
            int[] modes = IntStream.range(0, Mode.ALL.size()).filter(m -> Mode.ALL.get(m).alignment() == alignment)
                .filter(m -> IntStream.range(0, Grid.PENALTIES.length).anyMatch(g -> wanted.test(Grid.cell(m, g))))
                .toArray();
            if (modes.length > 0) {
                solve(part, alignment, modes, pool, wanted, sink);
            }
        }
    }

    private void solve(Part part, Alignment alignment, int[] modes, Moments pool, IntPredicate wanted, Sink sink) {
        Optional<BandedMap> map = prepared.fit(alignment, part.standards());
        double[] t = prepared.aligned(map, part.standards());
        double[] held = prepared.aligned(map, part.heldStandards());
        int[] samples = samples(part.standards());
        double[] shift = shift(t, samples);
        penalty = new Penalty(differences(t, samples), samples.length, r);
        Moments target = Moments.of(t, r, IntStream.range(0, samples.length).toArray(), prepared.weights, samples,
            problem.y());
        for (int m : modes) {
            Mode mode = Mode.ALL.get(m);
            double w = mode.rowWeight(part.pool().length, samples.length);
            equations(mode, pool, target, w, shift);
            double[] p = penalty.times(normal);
            double total = pool.weight() + w * target.weight();
            for (int g = 0; g < Grid.PENALTIES.length; g++) {
                int cell = Grid.cell(m, g);
                if (wanted.test(cell)) {
                    penalty.strength(Grid.PENALTIES[g] * total / Math.max(target.weight() - 1, 1));
                    regress(p);
                    sink.solved(cell, map, held);
                }
            }
        }
    }

    private int[] samples(int[] standards) {
        int[] out = new int[standards.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = problem.standards()[standards[i]];
        }
        return out;
    }

    /// Weighted mean difference, target minus source; subtracted from the target rows.
    private double[] shift(double[] t, int[] samples) {
        double[] d = new double[r];
        double total = 0;
        for (int s : samples) {
            total += prepared.weights[s];
        }
        for (int i = 0; i < samples.length; i++) {
            double v = prepared.weights[samples[i]] / total;
            Lanes.add(v, t, i * r, d, 0, r);
            Lanes.add(-v, prepared.coordinates.rows, samples[i] * r, d, 0, r);
        }
        for (int i = 0; i < samples.length; i++) {
            Lanes.add(-1, d, 0, t, i * r, r);
        }
        return d;
    }

    private double[] differences(double[] shifted, int[] samples) {
        double[] d = new double[shifted.length];
        for (int i = 0; i < samples.length; i++) {
            double root = Math.sqrt(prepared.weights[samples[i]]);
            Lanes.add(root, shifted, i * r, d, i * r, r);
            Lanes.add(-root, prepared.coordinates.rows, samples[i] * r, d, i * r, r);
        }
        return d;
    }

    /// X'X and X'y about the means of the mode: sum v x x' - W m m'.
    private void equations(Mode mode, Moments pool, Moments target, double w, double[] shift) {
        double[] sum = pool.sum().clone();
        double[] ySum = pool.ySum().clone();
        System.arraycopy(pool.square(), 0, normal, 0, r * r);
        System.arraycopy(pool.cross(), 0, cross, 0, cross.length);
        Lanes.add(w, target.square(), 0, normal, 0, r * r);
        Lanes.add(w, target.cross(), 0, cross, 0, cross.length);
        if (mode.separate()) {
            centre(pool.sum(), pool.ySum(), 1 / pool.weight());
            centre(target.sum(), target.ySum(), w / target.weight());
            sourceLevel = pool.yMean();
            targetLevel = target.yMean();
            System.arraycopy(pool.mean(), 0, sourceOrigin, 0, r);
            System.arraycopy(target.mean(), 0, targetOrigin, 0, r);
        } else {
            double total = pool.weight() + w * target.weight();
            Lanes.add(w, target.sum(), 0, sum, 0, r);
            Lanes.add(w, target.ySum(), 0, ySum, 0, properties);
            centre(sum, ySum, 1 / total);
            sourceLevel = ySum;
            for (int k = 0; k < properties; k++) {
                ySum[k] /= total;
            }
            targetLevel = ySum;
            for (int j = 0; j < r; j++) {
                sourceOrigin[j] = sum[j] / total;
                targetOrigin[j] = sourceOrigin[j];
            }
        }
        Lanes.add(1, shift, 0, targetOrigin, 0, r);
    }

    private void centre(double[] sum, double[] ySum, double factor) {
        for (int j = 0; j < r; j++) {
            Lanes.add(-factor * sum[j], sum, 0, normal, j * r, r);
        }
        for (int k = 0; k < properties; k++) {
            Lanes.add(-factor * ySum[k], sum, 0, cross, k * r, r);
        }
    }

    private void regress(double[] p) {
        penalty.damp(normal, p, damped);
        tridiagonal.reduce(damped, r);
        System.arraycopy(cross, 0, rotated, 0, rotated.length);
        for (int k = 0; k < properties; k++) {
            penalty.damp(rotated, k * r);
            tridiagonal.rotate(rotated, k * r);
        }
        paths.solve(tridiagonal, rotated);
    }

    /// Predictions of all regressions of the solved cell for one aligned target row.
    ///
    /// @param out entry property DEPTH + depth
    void predictTarget(double[] x, int at, double[] out) {
        predict(x, at, targetOrigin, targetLevel, out);
    }

    /// The same for a source row.
    void predictSource(double[] x, int at, double[] out) {
        predict(x, at, sourceOrigin, sourceLevel, out);
    }

    private void predict(double[] x, int at, double[] origin, double[] level, double[] out) {
        for (int j = 0; j < r; j++) {
            row[j] = x[at + j] - origin[j];
        }
        penalty.damp(row, 0);
        tridiagonal.rotate(row, 0);
        for (int k = 0; k < properties; k++) {
            java.util.Arrays.fill(out, k * Grid.DEPTH, (k + 1) * Grid.DEPTH, level[k]);
        }
        Lanes.combine(row, 0, r, paths.coefficients, 0, paths.columns(), out, 0, paths.columns());
    }

    /// Adds the weighted sum of the cell's regressions for one property to a model on aligned target coordinates.
    ///
    /// @param weights weights of the cell's regressions, from `from` on
    /// @param b coefficients to add to
    /// @return what is to be added to the intercept
    double addTo(double[] b, double[] weights, int from, int property) {
        double total = 0;
        for (int h = 0; h < Grid.DEPTH; h++) {
            total += weights[from + h];
        }
        for (int j = 0; j < r; j++) {
            row[j] = Matrices.dot(paths.coefficients, j * paths.columns() + property * Grid.DEPTH, weights, from, Grid.DEPTH);
        }
        tridiagonal.back(row, 0);
        penalty.damp(row, 0);
        Lanes.add(1, row, 0, b, 0, r);
        return total * targetLevel[property] - Matrices.dot(row, 0, targetOrigin, 0, r);
    }
}

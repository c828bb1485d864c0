package dev.spektron.chem.auto;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Inner errors of all combinations: squared error of the standards on the target, each predicted by a fit without it, and of all pool
/// samples on the source; both weighted by the rows' weights. Candidate = (preprocessing CELLS + cell) DEPTH + depth.
final class Scores {
    /// Weight against score: a power; it grows with the standards, because the score becomes sharper.
    private static final double SHARPNESS = 3;
    private static final double STANDARDS_PER_SHARPNESS = 5;
    /// Source samples a unit of the power of the source error.
    private static final double SAMPLES_PER_POWER = 60;
    /// A candidate whose score is at most so many times the smallest is not told from the best by so few standards.
    private static final double NEAR = 3;
    /// Predictions further outside the range of the reference values than this share of it are cut off.
    private static final double MARGIN = 0.25;
    /// No standard is left out.
    static final int NONE = -1;

    final int candidates;
    private final TransferProblem problem;
    private final double[] low;
    private final double[] high;
    /// `[property][standard][candidate]`, predicted minus reference on the target.
    private final double[][][] residual;
    /// `[property][standard][candidate]`, squared weighted error of the standards on the source.
    private final double[][][] ownSource;
    /// `[property][candidate]`, sums over the pool.
    private final double[][] source;
    /// `[property][candidate]`, sums over the standards.
    private final double[][] target;
    /// `[preprocessing]`: weights of the standards' rows, and the sum over the pool.
    private final double[][] standardWeights;
    private final double[] poolWeight;

    Scores(TransferProblem problem, int preprocessings) {
        this.problem = problem;
        int m = problem.y().length;
        int n = problem.count();
        candidates = preprocessings * Grid.CELLS * Grid.DEPTH;
        low = new double[m];
        high = new double[m];
        residual = new double[m][n][candidates];
        ownSource = new double[m][n][candidates];
        source = new double[m][candidates];
        target = new double[m][candidates];
        standardWeights = new double[preprocessings][];
        poolWeight = new double[preprocessings];
        for (int k = 0; k < m; k++) {
            double least = Arrays.stream(problem.y()[k]).min().orElseThrow();
            double most = Arrays.stream(problem.y()[k]).max().orElseThrow();
            low[k] = least - MARGIN * (most - least);
            high[k] = most + MARGIN * (most - least);
        }
    }

    double low(int property) {
        return low[property];
    }

    double high(int property) {
        return high[property];
    }

    static int candidate(int preprocessing, int cell, int depth) {
        return (preprocessing * Grid.CELLS + cell) * Grid.DEPTH + depth;
    }

    /// Whether there are enough standards for the cell's alignment.
    boolean possible(int cell) {
        return Grid.mode(cell).alignment().possible(problem.count());
    }

    /// Tells the row weights of a preprocessing.
    void weights(int preprocessing, double[] pool) {
        standardWeights[preprocessing] = Arrays.stream(problem.standards()).mapToDouble(i -> pool[i]).toArray();
        poolWeight[preprocessing] = DoubleStream.of(pool).sum();
    }

    /// @param predicted entry property DEPTH + depth
    void target(int preprocessing, int cell, int standard, double[] predicted) {
        int at = candidate(preprocessing, cell, 0);
        double v = standardWeights[preprocessing][standard];
        for (int k = 0; k < low.length; k++) {
            double y = problem.y()[k][problem.standards()[standard]];
            for (int h = 0; h < Grid.DEPTH; h++) {
                double e = Math.clamp(predicted[k * Grid.DEPTH + h], low[k], high[k]) - y;
                residual[k][standard][at + h] = e;
                target[k][at + h] += v * e * e;
            }
        }
    }

    /// @param standard its number if the sample is one, otherwise [#NONE]
    void source(int preprocessing, int cell, int sample, int standard, double weight, double[] predicted) {
        int at = candidate(preprocessing, cell, 0);
        for (int k = 0; k < low.length; k++) {
            double y = problem.y()[k][sample];
            for (int h = 0; h < Grid.DEPTH; h++) {
                double e = Math.clamp(predicted[k * Grid.DEPTH + h], low[k], high[k]) - y;
                source[k][at + h] += weight * e * e;
                if (standard != NONE) {
                    ownSource[k][standard][at + h] = weight * e * e;
                }
            }
        }
    }

    /// Residual of a standard under a candidate.
    double residual(int property, int standard, int candidate) {
        return residual[property][standard][candidate];
    }

    /// Score of each candidate: 2 (ratio target + source) / (ratio + 1), mean squared errors; infinite where there are too
    /// few standards.
    ///
    /// @param without a standard whose errors do not count, or [#NONE]
    double[] scores(int property, int without) {
        double[] out = new double[candidates];
        errors(property, without, out, new double[candidates]);
        return out;
    }

    private void errors(int property, int without, double[] score, double[] onSource) {
        for (int p = 0; p < poolWeight.length; p++) {
            double left = without == NONE ? 0 : standardWeights[p][without];
            double targetWeight = DoubleStream.of(standardWeights[p]).sum() - left;
            for (int cell = 0; cell < Grid.CELLS; cell++) {
                double ratio = Grid.mode(cell).ratio();
                boolean possible = possible(cell);
                for (int c = candidate(p, cell, 0); c < candidate(p, cell, Grid.DEPTH); c++) {
                    double t = target[property][c];
                    double s = source[property][c];
                    if (without != NONE) {
                        double e = residual[property][without][c];
                        t = Math.max(0, t - left * e * e);
                        s = Math.max(0, s - ownSource[property][without][c]);
                    }
                    onSource[c] = s / (poolWeight[p] - left);
                    double both = 2 * (ratio * t / targetWeight + onSource[c]) / (ratio + 1);
                    score[c] = possible ? both : Double.POSITIVE_INFINITY;
                }
            }
        }
    }

    /// The candidate with the smallest score.
    private static int best(double[] score) {
        int best = 0;
        for (int c = 1; c < score.length; c++) {
            best = score[c] < score[best] ? c : best;
        }
        return best;
    }

    /// The candidate whose predictions of the standards, each predicted without it, are nearest to the weighted mean of all candidates,
    /// among those whose score is at most [#NEAR] times the smallest.
    int typical(int property, int without) {
        double[] w = weights(property, without);
        double[] score = scores(property, without);
        double limit = NEAR * score[best(score)];
        double[] distance = new double[candidates];
        for (int q = 0; q < problem.count(); q++) {
            if (q != without) {
                double[] r = residual[property][q];
                double mean = 0;
                for (int c = 0; c < candidates; c++) {
                    mean += w[c] * r[c];
                }
                for (int c = 0; c < candidates; c++) {
                    distance[c] += (r[c] - mean) * (r[c] - mean);
                }
            }
        }
        int typical = best(score);
        for (int c = 0; c < candidates; c++) {
            typical = score[c] <= limit && distance[c] < distance[typical] ? c : typical;
        }
        return typical;
    }

    /// Weights of all candidates, sum 1: (score/best)^-max(3, N/5) ((source + best/2)/best)^-(n/60).
    double[] weights(int property, int without) {
        double[] score = new double[candidates];
        double[] onSource = new double[candidates];
        errors(property, without, score, onSource);
        double range = high[property] - low[property];
        // a perfect fit, for example of equal reference values, would divide by zero
        double best = Math.max(DoubleStream.of(score).min().orElseThrow(), Math.max(1e-20 * range * range, Double.MIN_NORMAL));
        double power = Math.max(SHARPNESS, problem.count() / STANDARDS_PER_SHARPNESS);
        double sourcePower = problem.source().numRows / SAMPLES_PER_POWER;
        double[] w = new double[candidates];
        double sum = 0;
        for (int c = 0; c < candidates; c++) {
            double worse = Math.max(1, score[c] / best);
            w[c] = Math.exp(-power * Math.log(worse) - sourcePower * Math.log(onSource[c] / best + 0.5));
            sum += w[c];
        }
        for (int c = 0; c < candidates; c++) {
            w[c] /= sum;
        }
        return w;
    }
}

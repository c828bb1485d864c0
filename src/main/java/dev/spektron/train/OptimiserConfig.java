package dev.spektron.train;

/// How weights are changed.
///
/// @param batch        spectra of a micro-batch
/// @param accumulation micro-batches of a step
/// @param rate         greatest learning rate
/// @param warmUp       steps of the linear warm-up from a hundredth of the rate
/// @param decay        weight decay of matrices
/// @param beta1        decay of the first moment
/// @param beta2        decay of the second moment
/// @param eps          added to the root of the second moment
/// @param clip         greatest norm of all gradients; 0 for none
/// @param dynamics     learning rate of state-space dynamics, relative to the others
/// @param average      decay of the moving average of the weights that validation uses; 0 for none
public record OptimiserConfig(int batch, int accumulation, float rate, int warmUp, float decay, float beta1, float beta2, float eps,
                              float clip, float dynamics, float average) {
    public static final OptimiserConfig DEFAULT = new OptimiserConfig(16, 1, 3e-4f, 1000, 0.01f, 0.9f, 0.999f, 1e-8f, 5, 1, 0);

    public OptimiserConfig {
        atLeast("optimiser.batch", 1, batch);
        atLeast("optimiser.accumulation", 1, accumulation);
        atLeast("optimiser.warmUp", 0, warmUp);
        that("optimiser.rate", rate > 0, "a positive number", rate);
        that("optimiser.decay", decay >= 0, "a number of at least 0", decay);
        that("optimiser.beta1", beta1 >= 0 && beta1 < 1, "a number from 0 to less than 1", beta1);
        that("optimiser.beta2", beta2 >= 0 && beta2 < 1, "a number from 0 to less than 1", beta2);
        that("optimiser.eps", eps > 0, "a positive number", eps);
        that("optimiser.clip", clip >= 0, "a number of at least 0", clip);
        that("optimiser.dynamics", dynamics > 0 && dynamics <= 1, "a number up to 1", dynamics);
        that("optimiser.average", average >= 0 && average < 1, "a number from 0 to less than 1", average);
    }

    static void atLeast(String field, int least, int found) {
        that(field, found >= least, "at least " + least, found);
    }

    static void that(String field, boolean ok, String expected, Number found) {
        if (!ok) {
            throw new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
        }
    }
}

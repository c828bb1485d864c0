package dev.spektron.train;

/// How long training lasts and how often it does what.
///
/// @param steps      steps of the optimiser
/// @param log        steps from one line of metrics to the next
/// @param validate   steps from one validation to the next
/// @param save       steps from one checkpoint to the next
/// @param keep       newest checkpoints that are kept; the best one is kept besides
/// @param patience   consecutive steps with a loss that is not finite after which training stops
/// @param validation most spectra of a validation
/// @param norms      steps from one measurement of each term's gradient on the shared trunk to the next; 0 for never
public record ScheduleConfig(int steps, int log, int validate, int save, int keep, int patience, int validation, int norms) {
    public static final ScheduleConfig DEFAULT = new ScheduleConfig(50_000, 10, 500, 500, 3, 20, 512, 0);

    public ScheduleConfig {
        OptimiserConfig.atLeast("schedule.steps", 1, steps);
        OptimiserConfig.atLeast("schedule.log", 1, log);
        OptimiserConfig.atLeast("schedule.validate", 1, validate);
        OptimiserConfig.atLeast("schedule.save", 1, save);
        OptimiserConfig.atLeast("schedule.keep", 1, keep);
        OptimiserConfig.atLeast("schedule.patience", 1, patience);
        OptimiserConfig.atLeast("schedule.validation", 1, validation);
        OptimiserConfig.atLeast("schedule.norms", 0, norms);
        // Random streams count steps in a float.
        OptimiserConfig.that("schedule.steps", steps < 1 << 24, "less than " + (1 << 24), steps);
    }
}

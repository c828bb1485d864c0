package dev.spektron.experiment.transfer;

import dev.spektron.experiment.StudyResult.Kind;

/// What one method gave in one repeat.
///
/// @param method name
/// @param title name for people
/// @param kind method, floor or ceiling
/// @param preprocessing notation
/// @param predicted test predictions, `[property][test]`
/// @param parent predictions of the parent calibration for the same samples on the source instrument, null where there is none
/// @param halfWidth90 half width of the 90 % interval by property, `NaN` where there is none
/// @param sourceError error of the preprocessing in cross-validation on the source, by property: what it may be chosen by
/// @param seconds wall time
record Outcome(String method, String title, Kind kind, String preprocessing, double[][] predicted, double[][] parent,
               double[] halfWidth90, double[] sourceError, double seconds) {}

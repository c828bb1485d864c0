/// What a study and a prediction are written as: JSON, CSV, a table for the terminal, and HTML pages that are one file and load nothing.
///
/// Method names with a meaning here: `ensemble` and `auto` are chosen without test data; the floor `none` (or `no-transfer`) is the source
/// calibration used on the target as it is; a ceiling whose name starts with `source` was measured on the source instrument.
package dev.spektron.experiment.report;

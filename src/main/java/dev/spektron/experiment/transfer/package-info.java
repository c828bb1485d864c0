/// The transfer study: protocol CT-2, its floors and ceilings, and the comparison of all methods on the same splits.
///
/// Terms. *Source* (primary) instrument: has the calibration. *Target* (secondary) instrument: new. *Standards*: samples measured on both.
/// *Pool*: samples that may be used for calibration; *test*: samples of the target instrument that nothing is fitted to or chosen on.
package dev.spektron.experiment.transfer;

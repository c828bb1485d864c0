/// Which parts of spectra are hidden in pretraining.
package dev.spektron.train.mask;

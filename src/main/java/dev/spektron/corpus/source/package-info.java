/// Where pretraining takes its spectra from: one interface over simulated, measured and library spectra.
package dev.spektron.corpus.source;

/// Batches for pretraining: which spectra, how they are distorted, masked and normalised, all as pure functions of seed and step.
package dev.spektron.train.data;

/// Convolutions along the spectrum as a backbone.
package dev.spektron.model.cnn;

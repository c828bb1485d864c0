/// What training minimises, as functions that trace into a graph. Each gives a scalar; what a term lacks makes it exactly 0, never NaN.
///
/// | letter | meaning |
/// |---|---|
/// | B | spectra of a batch |
/// | L | samples of a spectrum |
/// | N, w | tokens of a spectrum, samples of a token |
/// | d | width of a latent variable |
package dev.spektron.model.loss;

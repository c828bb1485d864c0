/// What the model ends in: reconstruction of masked tokens, properties, other instruments' and other modalities' spectra.
///
/// | letter | meaning |
/// |---|---|
/// | B, N, L | batch, content tokens, samples of a spectrum |
/// | d | width of the tokens |
/// | w | samples of a token: a patch, or 1 |
/// | W, M | width and modes of a Fourier neural operator |
package dev.spektron.model.head;

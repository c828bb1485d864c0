/// From spectra to tokens.
///
/// | letter | meaning |
/// |---|---|
/// | B, L | batch, samples of a spectrum |
/// | N | content tokens: patches (WAVELET) or samples (RAW) |
/// | d | width of the tokens |
/// | F | frequencies of the position encoding |
/// | q | width of one scale of wavelet coefficients, floor(d / number of scales) |
///
/// Tokens are in the order CLS, DOMAIN, content 0 to N - 1. Nothing that is masked reaches any of them: the signal is masked before the
/// first operation that looks at more than one sample, and a masked token is the MASK vector at its position
/// ([dev.spektron.model.config.Compat#REFERENCE] masks tokens behind the embedding, which leaks, and takes their position away).
package dev.spektron.model.embed;

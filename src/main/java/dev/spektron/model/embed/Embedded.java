package dev.spektron.model.embed;

import dev.spektron.autograd.Value;

/// Embedded spectra.
///
/// @param tokens  CLS, DOMAIN and content (B, N + 2, d)
/// @param content the content alone (B, N, d), after masking and position encoding: what the reconstruction head takes beside the
///                transformer's tokens
public record Embedded(Value tokens, Value content) { }

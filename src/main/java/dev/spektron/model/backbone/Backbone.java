package dev.spektron.model.backbone;

import dev.spektron.autograd.Value;
import dev.spektron.nn.Pass;

/// The part of the model that mixes tokens along the spectrum.
@FunctionalInterface
public interface Backbone {
    /// Tokens (B, S, d), CLS first, then DOMAIN, then the content, to the same, normalised.
    Value apply(Pass pass, Value tokens);
}

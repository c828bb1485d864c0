package dev.spektron.nn;

import dev.spektron.autograd.Value;

/// What is added to the outputs of linear layers, such as low-rank adaptation.
public interface Adapters {
    /// Adds nothing.
    Adapters NONE = (pass, layer, x, y) -> y;

    /// The output of the linear layer `layer` with what is added to it.
    ///
    /// @param x input of the layer (..., in)
    /// @param y its output before the activation (..., out)
    Value adapt(Pass pass, String layer, Value x, Value y);

    /// Whether something is added to the output of this layer.
    default boolean touches(String layer) {
        return false;
    }
}

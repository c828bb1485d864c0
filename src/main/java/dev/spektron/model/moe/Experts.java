package dev.spektron.model.moe;

import dev.spektron.autograd.Value;
import dev.spektron.nn.Pass;

/// Several experts over the same tokens.
interface Experts {
    /// The weighted sum of the experts' results (T, d).
    ///
    /// @param x     tokens (T, d)
    /// @param gates weights (T, E)
    Value apply(Pass pass, Value x, Value gates);
}

package dev.spektron.model.backbone;

import dev.spektron.autograd.Value;
import dev.spektron.nn.Pass;

/// A map of sequences (B, S, d) to the same shape.
@FunctionalInterface
public interface SequenceMap {
    Value apply(Pass pass, Value x);

    /// Makes one under a name.
    @FunctionalInterface
    interface Maker {
        SequenceMap make(String name);
    }
}

package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.nn.Pass;

/// What tells tokens their place: (B, N, d), added to them.
interface PositionEncoding {
    Value apply(Pass pass, SpectrumInput in);
}

package dev.spektron.model.embed;

import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Init;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;

/// The special tokens, and what masking and positions do to the content.
///
/// FIXED: t (1 - m) + MASK m + PE. A masked token keeps its position, else all of them were one and the same to a transformer.
/// REFERENCE: (t + PE) (1 - m) + MASK m, behind the last dropout.
/// The domain's vectors start with a deviation of 0.02 like CLS; REFERENCE: 1, and the domain dominates.
final class Tokens {
    private static final int DOMAINS = 4;
    private static final float DEVIATION = 0.02f;

    private final boolean reference;
    private final PositionEncoding encoding;
    private final String cls;
    private final String domain;
    private final String mask;

    Tokens(Parameters p, String name, int tokens, int width, int frequencies, Compat compat) {
        reference = compat.reference();
        encoding = reference ? new IndexEncoding(p, name, width, tokens) : new WavenumberEncoding(p, name, width, frequencies);
        domain = p.define(name + ".domain", Parameters.FREE, Init.normal(reference ? 1 : DEVIATION), DOMAINS, width);
        cls = p.define(name + ".cls", Parameters.FREE, Init.normal(DEVIATION), width);
        mask = p.define(Embeddings.MASK, Parameters.FREE, Init.normal(DEVIATION), width);
    }

    /// @param content features of the samples (B, N, d)
    /// @param dropout rate of dropout over all tokens
    Embedded apply(Pass pass, SpectrumInput in, Value content, float dropout) {
        Value placed = (reference ? content : masked(pass, in, content)).add(encoding.apply(pass, in));
        Shape s = placed.shape();
        Value first = pass.variable(cls).broadcastTo(Shape.of(s.dim(0), 1, s.last()));
        Value second = pass.variable(domain).gather(in.domain()).unsqueeze(1);
        Value all = pass.dropout(Value.concat(1, first, second, placed), dropout);
        Value last = all.slice(1, 2, s.dim(1));
        if (!reference || in.masked() == null) {
            return new Embedded(all, last);
        }
        Value replaced = masked(pass, in, last);
        return new Embedded(Value.concat(1, all.slice(1, 0, 2), replaced), replaced);
    }

    /// MASK in the place of masked tokens. They are selected, not multiplied by 0, so that nothing of them is left.
    private Value masked(Pass pass, SpectrumInput in, Value content) {
        if (in.masked() == null) {
            return content;
        }
        Shape s = content.shape();
        return in.masked().unsqueeze(2).broadcastTo(s).select(pass.variable(mask).broadcastTo(s), content);
    }
}

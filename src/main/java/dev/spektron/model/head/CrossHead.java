package dev.spektron.model.head;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// The spectrum of the other modality (infrared and Raman) from the tokens.
///
/// REFERENCE: [CLS, mean of the content] (2 d), Linear to d, GELU, dropout, Linear to L: all detail passes through one vector. Otherwise
/// every content token with CLS beside it, [token, CLS] (2 d), Linear to d, GELU, dropout, Linear to the samples of its patch,
/// overlapping patches averaged: a vibration stands at one wavenumber in both modalities, so the detail of a band is where its token is.
/// Samples behind the last whole patch repeat the last one that has a patch.
public final class CrossHead {
    private final boolean pooled;
    private final int length;
    private final OverlapAdd patches;
    private final float dropout;
    private final Linear hidden;
    private final Linear out;

    /// @param width  d
    /// @param length L
    public CrossHead(Parameters p, String name, int width, int length, EmbeddingConfig tokens, HeadsConfig c, Compat compat) {
        pooled = compat.reference();
        this.length = length;
        patches = pooled ? null : new OverlapAdd(tokens, length);
        dropout = c.dropout();
        hidden = Linear.of(p, name + ".hidden", 2 * width, width, Activation.GELU);
        out = Linear.of(p, name + ".out", width, pooled ? length : tokens.tokenWidth());
    }

    /// CLS (B, d) and content (B, N, d) to (B, L).
    public Value apply(Pass pass, Value cls, Value content) {
        try (Graph.Scope _ = pass.scope("cross")) {
            if (pooled) {
                return decode(pass, Value.concat(1, cls, content.mean(1)));
            }
            Value beside = cls.unsqueeze(1).broadcastTo(content.shape());
            return whole(patches.average(decode(pass, Value.concat(2, content, beside))));
        }
    }

    private Value decode(Pass pass, Value x) {
        return out.apply(pass, pass.dropout(hidden.apply(pass, x), dropout));
    }

    private Value whole(Value spectrum) {
        int covered = spectrum.shape().last();
        if (covered == length) {
            return spectrum;
        }
        List<Integer> index = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            index.add(Math.min(i, covered - 1));
        }
        return spectrum.take(1, index);
    }
}

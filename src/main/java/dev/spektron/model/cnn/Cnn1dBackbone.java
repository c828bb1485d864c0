package dev.spektron.model.cnn;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Residual convolutions and a final normalisation.
///
/// The field of a token is 1 + (K - 1) sum of the dilations; with K = 7 and two layers without dilation 13 tokens, less than a masked span.
/// Dilations 1, 2, 4, ... make it grow exponentially (van den Oord et al., arXiv:1609.03499). CLS sees only the front of the spectrum that
/// way, so the mean of the content is added to it. The reference has neither.
public final class Cnn1dBackbone implements Backbone {
    private static final int MOST_DOUBLINGS = 16;

    private final boolean reference;
    private final List<Cnn1dBlock> blocks = new ArrayList<>();
    private final LayerNorm norm;

    public Cnn1dBackbone(Parameters p, String name, int width, Cnn1d c, Compat compat) {
        reference = compat.reference();
        for (int i = 0; i < c.layers(); i++) {
            int dilation = c.dilate() && !reference ? 1 << Math.min(i, MOST_DOUBLINGS) : 1;
            blocks.add(new Cnn1dBlock(p, name + ".layers." + i, width, c, dilation));
        }
        norm = new LayerNorm(p, name + ".norm", width);
    }

    @Override
    public Value apply(Pass pass, Value tokens) {
        Value h = tokens;
        for (int i = 0; i < blocks.size(); i++) {
            try (Graph.Scope _ = pass.scope("layers." + i)) {
                h = blocks.get(i).apply(pass, h);
            }
        }
        try (Graph.Scope _ = pass.scope("norm")) {
            return norm.apply(pass, reference ? h : withMean(h));
        }
    }

    /// The mean of the content added to CLS.
    private static Value withMean(Value h) {
        int s = h.shape().dim(1);
        if (s < 3) {
            return h;
        }
        Value mean = h.slice(1, 2, s - 2).mean(1).unsqueeze(1);
        return Value.concat(1, h.slice(1, 0, 1).add(mean), h.slice(1, 1, s - 1));
    }
}

package dev.spektron.model.transformer;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Blocks one after another and a final normalisation; without blocks tokens pass as they are. Every token sees every other, so order and
/// compatibility make no difference.
public final class TransformerBackbone implements Backbone {
    /// Tokens (B, S, d) and for each block its attention weights (B, S, S), averaged over the heads.
    public record Attended(Value tokens, List<Value> maps) {}

    private final List<TransformerBlock> blocks = new ArrayList<>();
    private final LayerNorm norm;

    /// @param compat both behave alike
    public TransformerBackbone(Parameters p, String name, int width, Transformer config, Compat compat) {
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(new TransformerBlock(p, name + ".layers." + i, width, config));
        }
        norm = blocks.isEmpty() ? null : new LayerNorm(p, name + ".norm", width);
    }

    @Override
    public Value apply(Pass pass, Value tokens) {
        return run(pass, tokens, false).tokens();
    }

    /// As [#apply(Pass, Value)], with the attention weights; see [AttentionRollout].
    public Attended applyWithMaps(Pass pass, Value tokens) {
        return run(pass, tokens, true);
    }

    private Attended run(Pass pass, Value tokens, boolean map) {
        Value h = tokens;
        List<Value> maps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            try (Graph.Scope _ = pass.scope("layers." + i)) {
                SelfAttention.Result r = blocks.get(i).apply(pass, h, map);
                h = r.tokens();
                if (map) {
                    maps.add(r.map());
                }
            }
        }
        if (norm == null) {
            return new Attended(h, maps);
        }
        try (Graph.Scope _ = pass.scope("norm")) {
            return new Attended(norm.apply(pass, h), maps);
        }
    }
}

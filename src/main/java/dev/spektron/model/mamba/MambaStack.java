package dev.spektron.model.mamba;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Blocks one after another and a final normalisation: (B, L, d) to (B, L, d).
public final class MambaStack {
    private final List<MambaBlock> blocks = new ArrayList<>();
    private final LayerNorm norm;

    public MambaStack(Parameters p, MambaConfig config) {
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(new MambaBlock(p, "layers." + i, config));
        }
        norm = new LayerNorm(p, "norm", config.width());
    }

    public Value apply(Pass pass, Value x) {
        Value h = x;
        for (int i = 0; i < blocks.size(); i++) {
            try (Graph.Scope _ = pass.scope("layers." + i)) {
                h = blocks.get(i).apply(pass, h);
            }
        }
        try (Graph.Scope _ = pass.scope("norm")) {
            return norm.apply(pass, h);
        }
    }
}

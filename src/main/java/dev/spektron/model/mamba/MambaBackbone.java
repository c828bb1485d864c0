package dev.spektron.model.mamba;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.TokenOrder;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Mamba blocks one after another and a final normalisation. If bidirectional, a second set `layers_back` reads the content backwards and
/// the results of both are averaged before the normalisation.
public final class MambaBackbone implements Backbone {
    private final TokenOrder order;
    private final List<MambaBlock> blocks;
    private final List<MambaBlock> back;
    private final LayerNorm norm;

    public MambaBackbone(Parameters p, String name, int width, Mamba config, Compat compat) {
        order = TokenOrder.of(compat);
        blocks = blocks(p, name + ".layers.", width, config, compat);
        back = config.bidirectional() ? blocks(p, name + ".layers_back.", width, config, compat) : List.of();
        norm = new LayerNorm(p, name + ".norm", width);
    }

    private static List<MambaBlock> blocks(Parameters p, String name, int width, Mamba config, Compat compat) {
        List<MambaBlock> out = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            out.add(new MambaBlock(p, name + i, width, config, compat));
        }
        return out;
    }

    @Override
    public Value apply(Pass pass, Value tokens) {
        Value x = order.enter(tokens);
        Value h = run(pass, blocks, "layers.", x);
        if (!back.isEmpty()) {
            h = h.add(order.reverse(run(pass, back, "layers_back.", order.reverse(x)))).mul(0.5f);
        }
        try (Graph.Scope _ = pass.scope("norm")) {
            return order.leave(norm.apply(pass, h));
        }
    }

    private static Value run(Pass pass, List<MambaBlock> blocks, String name, Value x) {
        Value h = x;
        for (int i = 0; i < blocks.size(); i++) {
            try (Graph.Scope _ = pass.scope(name + i)) {
                h = blocks.get(i).apply(pass, h);
            }
        }
        return h;
    }
}

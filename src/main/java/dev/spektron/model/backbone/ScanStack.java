package dev.spektron.model.backbone;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Blocks that scan, one after another, and a final normalisation. If bidirectional, each depth has a second block R that reads the content
/// backwards: y = (F(x) + rev(R(rev(x)))) / 2. Both have their residual inside.
public final class ScanStack implements Backbone {
    private final TokenOrder order;
    private final List<SequenceMap> forward = new ArrayList<>();
    private final List<SequenceMap> backward = new ArrayList<>();
    private final LayerNorm norm;

    /// @param block makes a block under a name: `name.layers.<i>.forward` and, if bidirectional, `name.layers.<i>.backward`
    public ScanStack(Parameters p, String name, int width, int layers, boolean bidirectional, TokenOrder order, SequenceMap.Maker block) {
        this.order = order;
        for (int i = 0; i < layers; i++) {
            forward.add(block.make(name + ".layers." + i + ".forward"));
            if (bidirectional) {
                backward.add(block.make(name + ".layers." + i + ".backward"));
            }
        }
        norm = new LayerNorm(p, name + ".norm", width);
    }

    @Override
    public Value apply(Pass pass, Value tokens) {
        Value h = order.enter(tokens);
        for (int i = 0; i < forward.size(); i++) {
            try (Graph.Scope _ = pass.scope("layers." + i)) {
                h = layer(pass, i, h);
            }
        }
        try (Graph.Scope _ = pass.scope("norm")) {
            return order.leave(norm.apply(pass, h));
        }
    }

    private Value layer(Pass pass, int i, Value x) {
        Value ahead = scoped(pass, "forward", forward.get(i), x);
        if (backward.isEmpty()) {
            return ahead;
        }
        Value back = scoped(pass, "backward", backward.get(i), order.reverse(x));
        return ahead.add(order.reverse(back)).mul(0.5f);
    }

    private static Value scoped(Pass pass, String name, SequenceMap block, Value x) {
        try (Graph.Scope _ = pass.scope(name)) {
            return block.apply(pass, x);
        }
    }
}

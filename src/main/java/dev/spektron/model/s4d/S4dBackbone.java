package dev.spektron.model.s4d;

import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.GatedBlock;
import dev.spektron.model.backbone.ScanStack;
import dev.spektron.model.backbone.TokenOrder;
import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// Diagonal state spaces in the block of D-LinOSS, so that oscillation is the only difference between the two. The reference's control is
/// another model altogether, [S4dReferenceBlock]: it has neither kinds of A nor a second direction.
public final class S4dBackbone implements Backbone {
    private final Backbone stack;

    public S4dBackbone(Parameters p, String name, int width, S4d c, Compat compat) {
        boolean reference = compat.reference();
        stack = new ScanStack(p, name, width, c.layers(), c.bidirectional() && !reference, TokenOrder.of(compat), n -> reference
            ? new S4dReferenceBlock(p, n, width, c)
            : new GatedBlock(p, n, width, Norm.LAYER, c.dropout(), m -> new DiagonalBank(p, m, width, c)));
    }

    @Override
    public Value apply(Pass pass, Value tokens) {
        return stack.apply(pass, tokens);
    }
}

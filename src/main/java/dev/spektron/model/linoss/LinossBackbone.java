package dev.spektron.model.linoss;

import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.GatedBlock;
import dev.spektron.model.backbone.ScanStack;
import dev.spektron.model.backbone.SequenceMap;
import dev.spektron.model.backbone.TokenOrder;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Blocks of oscillators, each depth in both directions if bidirectional. The reference has batch normalisation whatever the settings say.
public final class LinossBackbone implements Backbone {
    private final List<OscillatorBank> banks = new ArrayList<>();
    private final ScanStack stack;

    public LinossBackbone(Parameters p, String name, int width, Linoss config, Compat compat) {
        Norm norm = compat.reference() ? Norm.BATCH : config.norm();
        SequenceMap.Maker bank = n -> {
            banks.add(new OscillatorBank(p, n, width, config, compat));
            return banks.getLast();
        };
        stack = new ScanStack(p, name, width, config.layers(), config.bidirectional(), TokenOrder.of(compat),
            n -> new GatedBlock(p, n, width, norm, config.dropout(), bank));
    }

    @Override
    public Value apply(Pass pass, Value tokens) {
        return stack.apply(pass, tokens);
    }

    /// The eigenvalues of every oscillator at the present values of the parameters.
    public List<OscillatorMode> modes(Variables variables) {
        return banks.stream().flatMap(b -> b.modes(variables).stream()).toList();
    }
}

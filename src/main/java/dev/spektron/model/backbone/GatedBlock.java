package dev.spektron.model.backbone;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// The block of LinOSS (arXiv:2410.03943, appendix), shared by all linear state spaces:
/// x + Dropout(GLU(Dropout(GELU(f(norm(x)))))), f the state space, GLU(h) = (W1 h + b1) * sigmoid(W2 h + b2) (Dauphin et al.,
/// arXiv:1612.08083).
public final class GatedBlock implements SequenceMap {
    private final SequenceMap norm;
    private final SequenceMap states;
    private final Linear value;
    private final Linear gate;
    private final float dropout;

    public GatedBlock(Parameters p, String name, int width, Norm norm, float dropout, SequenceMap.Maker states) {
        this.norm = Norms.of(p, name + ".norm", width, norm);
        this.states = states.make(name + ".ssm");
        value = Linear.of(p, name + ".glu.value", width, width);
        gate = Linear.of(p, name + ".glu.gate", width, width, Activation.SIGMOID);
        this.dropout = dropout;
    }

    @Override
    public Value apply(Pass pass, Value x) {
        Value u = norm.apply(pass, x);
        Value y;
        try (Graph.Scope _ = pass.scope("ssm")) {
            y = states.apply(pass, u);
        }
        Value h = pass.dropout(y.gelu(), dropout);
        Value glu = value.apply(pass, h).mul(gate.apply(pass, h));
        return x.add(pass.dropout(glu, dropout));
    }
}

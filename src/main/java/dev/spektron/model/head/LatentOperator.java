package dev.spektron.model.head;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.List;

/// The operator of the reference: z_chem to a spectrum.
final class LatentOperator {
    private final Knots lift;
    private final Linear hidden;
    private final Linear conditioning;
    private final FnoBody body;

    LatentOperator(Parameters p, String name, int chemistry, Fno c) {
        lift = new Knots(p, name + ".lift", chemistry, c.width());
        hidden = Linear.of(p, name + ".conditioning.hidden", c.conditioning(), c.width(), Activation.GELU);
        conditioning = Linear.of(p, name + ".conditioning.out", c.width(), c.width());
        body = new FnoBody(p, name, c, Compat.REFERENCE);
    }

    /// @param parameters (B, conditioning) or null
    Value apply(Pass pass, Value chem, Value parameters, int length) {
        Value field = lift.apply(pass, chem, length);
        if (parameters != null) {
            field = field.add(conditioning.apply(pass, hidden.apply(pass, parameters)).unsqueeze(1).broadcastTo(field.shape()));
        }
        return body.apply(pass, field, FnoWindow.none(length), List.of());
    }
}

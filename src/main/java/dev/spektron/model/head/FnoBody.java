package dev.spektron.model.head;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// The layers of a Fourier neural operator and its projection: W to 2 W, GELU, to 1.
final class FnoBody {
    private final List<FnoBlock> blocks = new ArrayList<>();
    private final Linear hidden;
    private final Linear out;

    FnoBody(Parameters p, String name, Fno c, Compat compat) {
        for (int i = 0; i < c.layers(); i++) {
            blocks.add(new FnoBlock(p, name + ".layers." + i, c, compat));
        }
        hidden = Linear.of(p, name + ".projection.hidden", c.width(), 2 * c.width(), Activation.GELU);
        out = Linear.of(p, name + ".projection.out", 2 * c.width(), 1);
    }

    /// A field (B, L, W) to (B, L).
    ///
    /// @param films one for each layer; empty for none
    Value apply(Pass pass, Value field, FnoWindow window, List<Film.Modulation> films) {
        Value h = field;
        for (int i = 0; i < blocks.size(); i++) {
            h = blocks.get(i).apply(pass, h, window, films.isEmpty() ? null : films.get(i));
        }
        Value y = out.apply(pass, hidden.apply(pass, h));
        return y.reshape(y.shape().dim(0), y.shape().dim(1));
    }
}

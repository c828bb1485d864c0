package dev.spektron.model.head;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/// A spectrum from both latents, D(z_chem, z_inst). It is what draws information into z_chem: the bottleneck alone only takes it out.
/// Given z_chem of one sample and z_inst of another instrument it shows the former as the latter would see it.
///
/// The field is z_chem at 64 knots plus Fourier features of the wavenumber (Tancik et al., arXiv:2006.10739), so that bands narrower than
/// the knots can stand at places that spectra share; z_inst modulates the layers of a Fourier neural operator.
public final class SpectrumDecoder {
    /// Frequencies of the wavenumber; the finest has 128 waves on -1 to 1.
    private static final int FREQUENCIES = 8;

    private final Knots lift;
    private final Linear position;
    private final Film film;
    private final FnoBody body;

    public SpectrumDecoder(Parameters p, String name, VibConfig vib, Fno c) {
        lift = new Knots(p, name + ".lift", vib.chemistry(), c.width());
        position = Linear.withoutBias(p, name + ".position", 2 * FREQUENCIES, c.width());
        film = new Film(p, name + ".film", Map.of("inst", vib.instrument()), c.width(), c.layers());
        body = new FnoBody(p, name, c, Compat.FIXED);
    }

    /// z_chem (B, chemistry) and z_inst (B, instrument) to (B, L).
    ///
    /// @param coordinate wavenumbers, normalised to about -1 to 1, (L) for all or (B, L)
    /// @param share      part of the reference length that the axis covers, see [FnoHead.Source]
    public Value apply(Pass pass, Value chem, Value inst, Value coordinate, double share) {
        try (Graph.Scope _ = pass.scope("decoder")) {
            int length = coordinate.shape().last();
            Value field = lift.apply(pass, chem, length);
            Value at = position.apply(pass, features(coordinate));
            Map<String, Value> conditions = new LinkedHashMap<>();
            conditions.put("inst", inst);
            return body.apply(pass, field.add(at.broadcastTo(field.shape())), FnoWindow.of(length, share), film.apply(pass, conditions));
        }
    }

    /// sin and cos of pi 2^k u.
    private static Value features(Value u) {
        Value[] waves = new Value[2 * FREQUENCIES];
        Shape one = u.shape().plus(1);
        for (int k = 0; k < FREQUENCIES; k++) {
            Value angle = u.mul((float) (Math.PI * (1 << k)));
            waves[2 * k] = angle.sin().reshape(one);
            waves[2 * k + 1] = angle.cos().reshape(one);
        }
        return Value.concat(-1, waves);
    }
}

package dev.spektron.model.head;

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

/// A Fourier neural operator on spectra: y = x + F(x). The channels [spectrum, wavenumber, mask] are lifted at every sample, the layers are
/// modulated by z_chem and by what describes the target instrument.
///
/// The spectrum itself is added to the result, because instance normalisation takes its level and height away, and because two
/// instruments see nearly the same. Zeros stand around the field against the period of the Fourier basis; the period is a fixed part of a
/// reference length, so that the same weights work at every number of samples.
final class SpectralOperator {
    private final Linear lift;
    private final Film film;
    private final FnoBody body;

    SpectralOperator(Parameters p, String name, VibConfig vib, Fno c) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        widths.put("chem", vib.chemistry());
        widths.put("inst", vib.instrument());
        widths.put("parameters", c.conditioning());
        lift = Linear.of(p, name + ".lift", 3, c.width());
        film = new Film(p, name + ".film", widths, c.width(), c.layers());
        body = new FnoBody(p, name, c, Compat.FIXED);
    }

    Value apply(Pass pass, FnoHead.Source source, FnoHead.Condition condition) {
        Value x = source.spectrum();
        Shape s = x.shape();
        Value mask = source.mask() == null ? x.graph().constant(1).broadcastTo(s) : source.mask();
        Value known = source.mask() == null ? x : x.mul(mask);
        Value channels = Value.concat(2, known.unsqueeze(2), source.coordinate().broadcastTo(s).unsqueeze(2), mask.unsqueeze(2));
        Map<String, Value> conditions = new LinkedHashMap<>();
        conditions.put("chem", condition.chem());
        conditions.put("inst", condition.inst());
        conditions.put("parameters", condition.parameters());
        FnoWindow window = FnoWindow.of(s.last(), source.share());
        return known.add(body.apply(pass, lift.apply(pass, channels), window, film.apply(pass, conditions)));
    }
}

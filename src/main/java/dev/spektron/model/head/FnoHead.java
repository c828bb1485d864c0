package dev.spektron.model.head;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// The spectrum as another instrument would have measured it, by a Fourier neural operator (Li et al., arXiv:2010.08895).
///
/// REFERENCE decodes z_chem: linear to 64 knots, joined by straight lines, plus a perceptron of the instrument parameters, then the
/// operator. With 64 knots nothing narrower than about L / 64 samples comes out. Otherwise it is an operator on the source spectrum
/// itself, see [SpectralOperator].
public final class FnoHead {
    private final LatentOperator latent;
    private final SpectralOperator spectral;

    /// The spectrum to be transferred, on the axis of the result.
    ///
    /// @param spectrum   (B, L); REFERENCE reads its length alone
    /// @param coordinate wavenumbers, normalised to about -1 to 1, (L) for all or (B, L)
    /// @param mask       (B, L), 1 where the spectrum is known; null: everywhere
    /// @param share      part of the reference length (that of the longest axis in use) that the axis covers, at most 1
    public record Source(Value spectrum, Value coordinate, Value mask, double share) {
        public static Source of(Value spectrum, Value coordinate) {
            return new Source(spectrum, coordinate, null, 1);
        }
    }

    /// What is known about the result.
    ///
    /// @param chem       z_chem (B, chemistry)
    /// @param inst       z_inst of the target instrument (B, instrument), or null; REFERENCE has no use for it
    /// @param parameters numbers that describe the target instrument (B, conditioning), or null
    public record Condition(Value chem, Value inst, Value parameters) {
        public static Condition of(Value chem) {
            return new Condition(chem, null, null);
        }
    }

    public FnoHead(Parameters p, String name, VibConfig vib, Fno c, Compat compat) {
        latent = compat.reference() ? new LatentOperator(p, name, vib.chemistry(), c) : null;
        spectral = compat.reference() ? null : new SpectralOperator(p, name, vib, c);
    }

    /// (B, L) to the same.
    public Value apply(Pass pass, Source source, Condition condition) {
        try (Graph.Scope _ = pass.scope("fno")) {
            if (latent != null) {
                return latent.apply(pass, condition.chem(), condition.parameters(), source.spectrum().shape().last());
            }
            return spectral.apply(pass, source, condition);
        }
    }
}

package dev.spektron.model.config;

/// Variational information bottleneck (Alemi et al., arXiv:1612.00410) with one latent for chemistry and one for the instrument.
///
/// @param chemistry   width of z_chem
/// @param instrument  width of z_inst
/// @param instruments classes of the instrument classifiers
public record VibConfig(int chemistry, int instrument, int instruments) {
    public static final VibConfig DEFAULT = new VibConfig(128, 64, 16);
    public static final VibConfig LIGHT = new VibConfig(32, 16, 16);

    public VibConfig {
        Require.atLeast("vib.chemistry", 1, chemistry);
        Require.atLeast("vib.instrument", 1, instrument);
        Require.atLeast("vib.instruments", 1, instruments);
    }
}

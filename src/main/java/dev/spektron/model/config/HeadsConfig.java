package dev.spektron.model.config;

/// What the model ends in.
///
/// @param reconstruction inner width of the reconstruction head
/// @param regression     first inner width of the regression head; the second is half of it
/// @param targets        properties that regression predicts at once
/// @param dropout        rate of dropout in the heads
/// @param fno            spectral transfer
/// @param cross          whether there is a head from one modality to another
public record HeadsConfig(int reconstruction, int regression, int targets, float dropout, Fno fno, boolean cross) {
    /// Fourier neural operator (Li et al., arXiv:2010.08895).
    ///
    /// @param width        channels of the field
    /// @param modes        Fourier modes
    /// @param layers       blocks
    /// @param conditioning numbers that describe the target instrument
    public record Fno(int width, int modes, int layers, int conditioning) {
        public static final Fno DEFAULT = new Fno(64, 32, 4, 8);
        public static final Fno LIGHT = new Fno(16, 8, 2, 8);

        public Fno {
            Require.atLeast("heads.fno.width", 1, width);
            Require.atLeast("heads.fno.modes", 1, modes);
            Require.atLeast("heads.fno.layers", 1, layers);
            Require.atLeast("heads.fno.conditioning", 1, conditioning);
        }
    }

    /// Heads over patches; over single channels 128 are enough for reconstruction.
    public static HeadsConfig of(EmbeddingConfig embedding, Fno fno) {
        return new HeadsConfig(embedding.kind() == EmbeddingConfig.Kind.RAW ? 128 : 512, 256, 1, 0.1f, fno, false);
    }

    public HeadsConfig {
        Require.atLeast("heads.reconstruction", 1, reconstruction);
        Require.atLeast("heads.regression", 2, regression);
        Require.atLeast("heads.targets", 1, targets);
        Require.rate("heads.dropout", dropout);
    }
}

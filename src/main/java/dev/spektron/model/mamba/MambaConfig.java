package dev.spektron.model.mamba;

/// Sizes of a stack of Mamba blocks.
///
/// @param layers    blocks
/// @param width     width d of the model
/// @param states    states N of each channel
/// @param expand    inner width E = expand d
/// @param kernel    taps of the causal convolution
/// @param exactHold exact zero-order hold for B rather than Euler's rule
public record MambaConfig(int layers, int width, int states, int expand, int kernel, boolean exactHold) {
    public static final MambaConfig DEFAULT = new MambaConfig(4, 256, 16, 2, 4, false);
    public static final MambaConfig LIGHT = new MambaConfig(2, 64, 8, 1, 4, false);

    public MambaConfig {
        if (layers < 1 || width < 1 || states < 1 || expand < 1 || kernel < 1) {
            throw new IllegalArgumentException("mamba: expected sizes of at least 1, found layers " + layers + ", width " + width
                + ", states "
                + states + ", expand " + expand + ", kernel " + kernel);
        }
    }

    /// E.
    public int inner() {
        return expand * width;
    }

    /// R.
    public int rank() {
        return (width + 15) / 16;
    }
}

package dev.spektron.train.data;

/// Whole spectra of the first R rows of a batch: with noise, as a second view, and mixed in pairs of neighbours. Rows and columns as in
/// [Batch].
public final class Views {
    /// Rows R.
    public final int size;
    /// (R, L) whole normalised spectra, and the same with noise.
    public final float[] clean;
    public final float[] noisy;
    /// (R) mean and scale that turn `clean` and `noisy` back into ordinates.
    public final float[] mean;
    public final float[] scale;
    /// (R, N), (R) as in the batch.
    public final float[] positions;
    public final float[] axisKnown;
    public final float[] domain;
    public final float[] sample;

    /// (R, L) second views: the same sample on another instrument where there is one, else a distorted copy.
    public final float[] second;
    public final float[] secondPositions;
    public final float[] secondAxisKnown;

    /// (R / 2, L) normalised mixtures of the ordinates of the noisy rows 2 k and 2 k + 1.
    public final float[] mixed;
    public final float[] mixedMean;
    public final float[] mixedScale;
    public final float[] mixedPositions;
    public final float[] mixedAxisKnown;
    public final float[] mixedDomain;
    /// (R / 2) shares of row 2 k.
    public final float[] shares;
    /// (R / 2) 1 where both are absorbances on one axis, so that their mixture is a spectrum.
    public final float[] mixable;

    Views(int size, int channels, int tokens) {
        this.size = size;
        clean = new float[size * channels];
        noisy = new float[size * channels];
        mean = new float[size];
        scale = new float[size];
        positions = new float[size * tokens];
        axisKnown = new float[size];
        domain = new float[size];
        sample = new float[size];
        second = new float[size * channels];
        secondPositions = new float[size * tokens];
        secondAxisKnown = new float[size];
        int half = size / 2;
        mixed = new float[half * channels];
        mixedMean = new float[half];
        mixedScale = new float[half];
        mixedPositions = new float[half * tokens];
        mixedAxisKnown = new float[half];
        mixedDomain = new float[half];
        shares = new float[half];
        mixable = new float[half];
    }
}

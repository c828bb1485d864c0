package dev.spektron.train.data;

/// The arrays of a micro-batch of B rows, L channels and N tokens, made once and filled again and again. What is a class or a number
/// stands in floats, as graphs take it.
public final class Batch {
    /// Rows B.
    public final int size;
    /// Channels L.
    public final int channels;
    /// Content tokens N.
    public final int tokens;
    /// Number of rows that count; those behind repeat others (end of a validation set).
    public int used;
    /// Step and micro-batch that it was filled for, -1 before.
    public int step = -1;
    public int micro = -1;

    /// (B, L) (x - mean) / scale: the target and, where it is visible, the input.
    public final float[] spectrum;
    /// (B, L) 1 for visible samples, 0 for masked ones.
    public final float[] visible;
    /// (B, L) 1 + kappa prominence where a peak is, 1 elsewhere; null without peak weights.
    public final float[] weights;
    /// (B, N) 1 for masked tokens.
    public final float[] masked;
    /// (B, N) normalised positions of the tokens.
    public final float[] positions;
    /// (B) 1 where the axis is known.
    public final float[] axisKnown;
    /// (B) domain token: NIR 0, IR 1, RAMAN 2, UNKNOWN 3.
    public final float[] domain;
    /// (B) class of the instrument, -1 where unknown.
    public final float[] instrument;
    /// (B, classes) 1 for the classes of instruments of the row's modality; empty without classes.
    public final float[] allowed;
    /// (B) number of the instrument within the batch, -1 without slots.
    public final float[] slots;
    /// (B) mean and scale that turn `spectrum` back into ordinates: x = mean + scale * spectrum.
    public final float[] mean;
    public final float[] scale;
    /// (B) scale over the deviation of the whole spectrum: residuals times this are in units of the whole spectrum, so that a spectrum
    /// whose peaks are masked (with a small scale) does not outweigh the others.
    public final float[] relativeScale;
    /// (B) mean distance of the channels in cm-1, 1 where unknown.
    public final float[] distance;
    /// (B) number of the sample within the source: equal numbers, same sample.
    public final float[] sample;
    /// (B) positions in the source of the rows, and of their second views or -1.
    public final int[] rows;
    public final int[] second;

    /// What the model is given; null where it is `spectrum`, `visible` and `masked`.
    public final Given given;

    /// Whole spectra of some rows; null without.
    public final Views views;

    final int[] slotNumbers;

    Batch(int size, int channels, int tokens, int viewRows, int classes, boolean weighted, boolean treated) {
        this.size = size;
        this.channels = channels;
        this.tokens = tokens;
        spectrum = new float[size * channels];
        visible = new float[size * channels];
        masked = new float[size * tokens];
        weights = weighted ? new float[size * channels] : null;
        positions = new float[size * tokens];
        axisKnown = new float[size];
        domain = new float[size];
        instrument = new float[size];
        allowed = new float[size * classes];
        slots = new float[size];
        mean = new float[size];
        scale = new float[size];
        relativeScale = new float[size];
        distance = new float[size];
        sample = new float[size];
        rows = new int[size];
        second = new int[size];
        slotNumbers = new int[size];
        given = treated ? new Given(size, channels, tokens) : null;
        views = viewRows == 0 ? null : new Views(viewRows, channels, tokens);
    }
}

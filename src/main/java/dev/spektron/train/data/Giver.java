package dev.spektron.train.data;

import dev.spektron.corpus.source.SpectrumSource;

/// Fills what a model is given where masked tokens are not all hidden ([Treatment]): in place of some of them another spectrum's samples or
/// the right ones. Not thread-safe; nothing is allocated in the steady state.
final class Giver {
    private final SpectrumSource source;
    private final Treatment treatment;
    private final Normaliser normaliser;
    private final Draw lots;
    private final float[] hidden;
    private final float[] seen;
    private final float[] replaced;
    private final double[] moments = new double[2];

    /// @throws IllegalArgumentException if a batch could hold all donors
    Giver(SpectrumSource source, int batch, int tokens, BatchBuilder.Settings settings) {
        this.source = source;
        treatment = settings.treatment();
        normaliser = settings.normaliser();
        lots = new Draw(settings.seed(), Draw.Purpose.DONOR);
        hidden = new float[tokens];
        seen = new float[source.channels()];
        replaced = new float[source.channels()];
        if (treatment.donors().length <= batch) {
            throw new IllegalArgumentException("masks.bert: expected more training spectra than a batch has rows, whose samples stand in "
                + "for masked ones, found " + treatment.donors().length + " for " + batch + " rows (optimiser.batch)");
        }
    }

    /// Fills row `r` of a batch, whose own arrays are filled; mean and scale are those of what is not masked.
    void fill(Batch b, int r, float[] visible, float[] masked, int step, int row) {
        treatment.kinds().fill(step, row, masked, hidden, seen, replaced);
        float[] other = source.get(donor(b, step, row)).values();
        normaliser.moments(other, visible, true, moments);
        int at = r * b.channels;
        for (int j = 0; j < b.channels; j++) {
            b.given.spectrum[at + j] = replaced[j] == 0 ? b.spectrum[at + j] : (float) ((other[j] - moments[0]) / moments[1]);
        }
        System.arraycopy(seen, 0, b.given.visible, at, b.channels);
        System.arraycopy(hidden, 0, b.given.masked, r * b.tokens, b.tokens);
    }

    /// A spectrum by lot that is not in the batch: through batch statistics its masked samples would reach their own row.
    private int donor(Batch b, int step, int row) {
        int[] donors = treatment.donors();
        int k = lots.at(step, row).below(donors.length);
        while (contains(b.rows, donors[k])) {
            k = (k + 1) % donors.length;
        }
        return donors[k];
    }

    private static boolean contains(int[] rows, int wanted) {
        for (int row : rows) {
            if (row == wanted) {
                return true;
            }
        }
        return false;
    }
}

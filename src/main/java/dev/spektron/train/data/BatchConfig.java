package dev.spektron.train.data;

/// How batches are put together.
///
/// @param batch        rows of a micro-batch
/// @param accumulation micro-batches of a step
/// @param slots        0: rows as the shuffle gives them; at least 2: rows of a micro-batch come from that many instruments of one data set
/// @param temperature  share of a data set with n spectra is proportional to n^temperature: 1 as they are, 0 all the same
/// @param pairs        whether the second view of a sample is its spectrum on another instrument where there is one
public record BatchConfig(int batch, int accumulation, int slots, float temperature, boolean pairs) {
    public BatchConfig {
        if (batch < 1 || accumulation < 1) {
            throw new IllegalArgumentException("batch, accumulation: expected at least 1, found " + batch + " and " + accumulation);
        }
        if (slots != 0 && (slots < 2 || batch % slots != 0)) {
            throw new IllegalArgumentException("slots: expected 0 for none, or at least 2 instruments that divide the batch of " + batch
                + ", found " + slots);
        }
        if (!(temperature >= 0 && temperature <= 1)) {
            throw new IllegalArgumentException("temperature: expected a number from 0 (all data sets the same) to 1 (as they are), found "
                + temperature);
        }
    }

    /// Shuffled rows without slots, with pairs.
    public static BatchConfig of(int batch) {
        return new BatchConfig(batch, 1, 0, 1, true);
    }

    /// Rows of a step.
    public int rows() {
        return batch * accumulation;
    }
}

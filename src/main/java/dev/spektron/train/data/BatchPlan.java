package dev.spektron.train.data;

/// Which spectra form a micro-batch: a pure function of step and number. Not thread-safe.
public interface BatchPlan {
    /// Rows of a micro-batch.
    int batch();

    /// Micro-batches of a step.
    int accumulation();

    /// Steps after which every spectrum has been there.
    int stepsPerEpoch();

    /// Micro-batch number `micro` of step `step`, both from 0.
    ///
    /// @param rows   (batch) positions in the source
    /// @param slots  (batch) number of the row's instrument within the micro-batch, -1 where slots are not kept
    /// @param second (batch) position of the same sample on another instrument, -1 where there is none
    /// @return number of rows that count, `batch` but for the last ones of a plan in order; the rows behind repeat others
    int fill(int step, int micro, int[] rows, int[] slots, int[] second);

    /// Every member once, in order, for validation; the last micro-batch is filled up. Steps count on beyond the end from the beginning.
    static BatchPlan inOrder(int[] members, int batch) {
        return new InOrder(members, batch);
    }
}

package dev.spektron.train.data;

/// Standard normal variate of a spectrum, (x - mean) / scale.
public enum Normaliser {
    /// Mean and deviation of the visible samples alone: what is masked leaks through neither.
    VISIBLE,
    /// Those of the whole spectrum, as the reference has it. The mean of what is masked can then be told from what is visible.
    WHOLE;

    private static final double FLAT = 1e-6;

    /// Mean and deviation (divisor n) of the samples that count.
    ///
    /// @param visible 1 for the samples that count, null for all
    /// @param out     mean and scale; a scale of 1 where the samples are constant, and mean 0 besides where there are none
    public static void moments(float[] x, float[] visible, double[] out) {
        double sum = 0;
        double most = 0;
        int n = 0;
        for (int j = 0; j < x.length; j++) {
            if (visible == null || visible[j] != 0) {
                sum += x[j];
                most = Math.max(most, Math.abs(x[j]));
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        double squares = 0;
        for (int j = 0; j < x.length; j++) {
            if (visible == null || visible[j] != 0) {
                squares += (x[j] - mean) * (x[j] - mean);
            }
        }
        double sd = n == 0 ? 0 : Math.sqrt(squares / n);
        out[0] = mean;
        out[1] = sd > FLAT * most ? sd : 1;
    }

    /// Mean and scale under this kind of normalisation.
    void moments(float[] x, float[] visible, boolean masked, double[] out) {
        moments(x, this == VISIBLE && masked ? visible : null, out);
    }
}

package dev.spektron.corpus.build;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.nn.Rng;

/// Augmented copies of a normalised spectrum, a pure function of seed, name of the spectrum and number of the copy. In this order: a smooth
/// multiplicative field (probability 0.5; uniform in 0.95 to 1.05 at each channel, smoothed with a Gaussian of 50 channels and brought
/// back to that range), a shift of up to 3 channels (0.3), a polynomial of degree 2 to 4 over [-1, 1] with coefficients in +-0.05 (0.4),
/// white noise at 20 to 40 dB (0.7); then mean 0 and variance 1 again. A shifted spectrum goes on with its last value; nothing wraps
/// around.
final class Augmentation {
    private static final double FIELD = 0.5;
    private static final double FIELD_HEIGHT = 0.05;
    private static final double FIELD_SIGMA = 50;
    private static final double SHIFT = 0.3;
    private static final int MOST_SHIFT = 3;
    private static final double BASELINE = 0.4;
    private static final float BASELINE_HEIGHT = 0.05f;
    private static final double NOISE = 0.7;
    private static final double REACH = 3;

    private final long seed;
    private final double[] weights;

    Augmentation(long seed) {
        this.seed = seed;
        int reach = (int) (REACH * FIELD_SIGMA);
        weights = new double[2 * reach + 1];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double u = (k - reach) / FIELD_SIGMA;
            weights[k] = StrictMath.exp(-0.5 * u * u);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
    }

    /// Copy number `copy`, from 0, of `row`.
    ///
    /// @param parent the row's place in its shard
    ShardRow copy(ShardRow row, int parent, int copy) {
        SourceSpectrum s = row.spectrum();
        Rng random = new Rng(seed, "corpus.augment." + copy + "." + s.id());
        float[] v = s.values().clone();
        field(v, random);
        shift(v, random);
        baseline(v, random);
        noise(v, random);
        double[] moments = new double[2];
        if (!Preparation.normalise(v, moments)) {
            throw new IllegalStateException("spectrum '" + s.id() + "': its copy is flat");
        }
        SourceSpectrum t = new SourceSpectrum(v, s.first(), s.last(), s.unit(), s.modality(), s.kind(), s.dataset(), s.instrument(),
            s.group(), s.sample(), s.id() + "_aug" + copy);
        return new ShardRow(t, row.mean() + row.deviation() * moments[0], row.deviation() * moments[1], parent, row.original());
    }

    private void field(float[] v, Rng random) {
        if (random.uniform() >= FIELD) {
            return;
        }
        int n = v.length;
        int reach = weights.length / 2;
        double[] white = new double[n + 2 * reach];
        for (int j = 0; j < white.length; j++) {
            white[j] = 2 * random.uniform() - 1;
        }
        double[] smooth = new double[n];
        double most = 0;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < weights.length; k++) {
                smooth[j] += weights[k] * white[j + k];
            }
            most = Math.max(most, Math.abs(smooth[j]));
        }
        for (int j = 0; j < n; j++) {
            v[j] *= (float) (1 + FIELD_HEIGHT * smooth[j] / most);
        }
    }

    private static void shift(float[] v, Rng random) {
        if (random.uniform() >= SHIFT) {
            return;
        }
        int by = Math.min(2 * MOST_SHIFT, (int) (random.uniform() * (2 * MOST_SHIFT + 1))) - MOST_SHIFT;
        float[] held = v.clone();
        for (int j = 0; j < v.length; j++) {
            v[j] = held[Math.clamp(j - by, 0, v.length - 1)];
        }
    }

    private static void baseline(float[] v, Rng random) {
        if (random.uniform() >= BASELINE) {
            return;
        }
        float[] c = new float[Math.min(4, 2 + (int) (random.uniform() * 3)) + 1];
        for (int k = 0; k < c.length; k++) {
            c[k] = BASELINE_HEIGHT * (2 * random.uniform() - 1);
        }
        for (int j = 0; j < v.length; j++) {
            float u = 2f * j / (v.length - 1) - 1;
            float sum = 0;
            for (int k = c.length - 1; k >= 0; k--) {
                sum = sum * u + c[k];
            }
            v[j] += sum;
        }
    }

    private static void noise(float[] v, Rng random) {
        if (random.uniform() >= NOISE) {
            return;
        }
        double decibel = 20 + 20 * random.uniform();
        float sigma = (float) StrictMath.pow(10, -decibel / 20);
        for (int j = 0; j < v.length; j++) {
            v[j] += sigma * random.normal();
        }
    }
}

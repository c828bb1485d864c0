package dev.spektron.train.data;

import dev.spektron.kernels.Resamplings;
import dev.spektron.model.config.AugmentConfig;
import dev.spektron.spectra.Modality;

/// Distorts spectra as [AugmentConfig] says, in the order of an instrument: axis, line shape, gain, offset, baseline, noise, spikes. At the
/// ends of the axis the last value goes on; nothing wraps around. A pure function of (seed, purpose, step, row). Not thread-safe.
public final class Augment {
    private static final float KEYS = -0.5f;
    private static final double REACH = 3;

    private final AugmentConfig config;
    private final Draw draw;
    private final float[] held;
    private float[] weights = new float[0];

    /// What distorted spectra are for; each use draws its own numbers.
    public enum Use {
        INPUT(Draw.Purpose.INPUT), SECOND_VIEW(Draw.Purpose.SECOND_VIEW), NOISE(Draw.Purpose.NOISE);

        private final Draw.Purpose purpose;

        Use(Draw.Purpose purpose) {
            this.purpose = purpose;
        }
    }

    /// @param channels channels of the spectra
    public Augment(AugmentConfig config, long seed, Use use, int channels) {
        this.config = config;
        draw = new Draw(seed, use.purpose);
        held = new float[channels];
    }

    public boolean none() {
        return config.none();
    }

    /// Distorts the spectrum `x` in place.
    ///
    /// @param x    spectrum with mean 0 and deviation 1
    /// @param step step of training
    /// @param row  row of the step
    public void apply(float[] x, Modality modality, int step, int row) {
        if (config.none()) {
            return;
        }
        draw.at(step, row);
        axis(x);
        lineShape(x);
        scale(x);
        baseline(x);
        noise(x);
        if (modality == Modality.RAMAN) {
            spikes(x);
        }
    }

    /// Whether this distortion comes; draws even if the limit is 0, so that one setting does not change the numbers of the others.
    private boolean comes() {
        return draw.uniform() < config.probability();
    }

    /// The value at channel j becomes the one at m + (j - m)(1 + stretch) + shift, m the middle; Keys' cubic between channels.
    private void axis(float[] x) {
        int n = x.length;
        float shift = draw.symmetric(config.shift()) * (n - 1);
        shift = comes() ? shift : 0;
        float stretch = draw.symmetric(config.stretch());
        stretch = comes() ? stretch : 0;
        if (shift == 0 && stretch == 0) {
            return;
        }
        System.arraycopy(x, 0, held, 0, n);
        float middle = 0.5f * (n - 1);
        for (int j = 0; j < n; j++) {
            x[j] = Resamplings.at(j + (j - middle) * stretch + shift, 1, KEYS, held, 0, n);
        }
    }

    private void lineShape(float[] x) {
        int n = x.length;
        float sigma = config.resolution() * draw.uniform() * (n - 1);
        int reach = (int) Math.ceil(REACH * sigma);
        if (!comes() || sigma < 0.1f) {
            return;
        }
        if (weights.length < 2 * reach + 1) {
            // Grows to the width of the greatest deviation, then stays.
            weights = new float[2 * (int) Math.ceil(REACH * config.resolution() * (n - 1)) + 1];
        }
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            weights[k + reach] = (float) StrictMath.exp(-0.5 * k * k / (sigma * sigma));
            sum += weights[k + reach];
        }
        System.arraycopy(x, 0, held, 0, n);
        for (int j = 0; j < n; j++) {
            float s = 0;
            for (int k = -reach; k <= reach; k++) {
                s += weights[k + reach] * held[Math.clamp(j + k, 0, n - 1)];
            }
            x[j] = (float) (s / sum);
        }
    }

    private void scale(float[] x) {
        float gain = 1 + draw.symmetric(config.gain());
        gain = comes() ? gain : 1;
        float offset = config.offset() * draw.normal();
        offset = comes() ? offset : 0;
        for (int j = 0; j < x.length; j++) {
            x[j] = gain * x[j] + offset;
        }
    }

    /// Sum of b_k u^k, k from 1, u from -1 to 1, by Horner's rule from the highest degree down.
    private void baseline(float[] x) {
        boolean add = comes();
        int n = x.length;
        for (int k = config.baselineDegree(); k >= 1; k--) {
            held[k - 1] = config.baseline() * draw.normal();
        }
        if (!add || config.baseline() == 0) {
            return;
        }
        for (int j = 0; j < n; j++) {
            float u = 2f * j / (n - 1) - 1;
            float s = 0;
            for (int k = config.baselineDegree(); k >= 1; k--) {
                s = (s + held[k - 1]) * u;
            }
            x[j] += s;
        }
    }

    private void noise(float[] x) {
        if (!comes() || config.noise() == 0 && config.shot() == 0) {
            return;
        }
        float least = Float.POSITIVE_INFINITY;
        for (float v : x) {
            least = Math.min(least, v);
        }
        float constant = config.noise() * config.noise();
        float shot = config.shot() * config.shot();
        for (int j = 0; j < x.length; j++) {
            x[j] += (float) Math.sqrt(constant + shot * (x[j] - least)) * draw.normal();
        }
    }

    /// A Poisson number of spikes at random places, exponential heights, one channel wide with half the height in the next one.
    private void spikes(float[] x) {
        if (!comes() || config.spikes() == 0) {
            return;
        }
        double product = draw.uniform();
        double stop = StrictMath.exp(-config.spikes());
        while (product > stop) {
            int at = draw.below(x.length);
            float height = (float) (-config.spikeHeight() * StrictMath.log(draw.uniform()));
            x[at] += height;
            if (at + 1 < x.length) {
                x[at + 1] += 0.5f * height;
            }
            product *= draw.uniform();
        }
    }
}

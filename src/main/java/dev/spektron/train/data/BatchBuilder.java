package dev.spektron.train.data;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.eval.spectrum.Peaks;
import dev.spektron.model.config.AugmentConfig;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fills batches: what a batch holds is a pure function of step and micro-batch. Not thread-safe; nothing is allocated in the steady state.
public final class BatchBuilder {
    private final SpectrumSource source;
    private final BatchPlan plan;
    private final MaskProvider masks;
    private final PositionProvider positions;
    private final Settings settings;
    private final int tokens;
    private final float[] instruments;
    /// Whether a class of instruments measures a modality.
    private final boolean[][] modalities;
    private final float[] samples;
    private final Augment inputs;
    private final Augment second;
    private final Augment noise;
    private final Draw mixing;
    private final Giver giver;
    private final Peaks peaks = new Peaks();
    private final float[] x;
    private final float[] visible;
    private final float[] masked;
    private final float[] places;
    private final double[] moments = new double[2];

    /// How spectra are prepared.
    ///
    /// @param normaliser which samples give mean and scale
    /// @param input      distortions of the spectra themselves before they are masked: of input and target alike
    /// @param view       distortions of the second views of samples without a partner
    /// @param noise      what denoising has to remove
    /// @param views      rows of a micro-batch that are also given whole, from its first one on
    /// @param classes    classes of instruments for which a batch says which are possible; 0 if nobody asks
    /// @param kappa      factor of peak weights 1 + kappa prominence, the prominence as part of the spectrum's range; 0 for none
    /// @param treatment  what is given in place of masked tokens; null for nothing
    /// @param seed       seed of the distortions
    public record Settings(Normaliser normaliser, AugmentConfig input, AugmentConfig view, AugmentConfig noise, int views, int classes,
                           float kappa, Treatment treatment, long seed) {
        /// Masked tokens are hidden.
        public Settings(Normaliser normaliser, AugmentConfig input, AugmentConfig view, AugmentConfig noise, int views, int classes,
                        float kappa, long seed) {
            this(normaliser, input, view, noise, views, classes, kappa, null, seed);
        }

        /// Plain batches without views and denoising.
        public static Settings plain(long seed) {
            return new Settings(Normaliser.VISIBLE, AugmentConfig.NONE, AugmentConfig.NONE, AugmentConfig.NONE, 0, 0, 0, seed);
        }
    }

    /// @param tokens content tokens N of a spectrum
    public BatchBuilder(SpectrumSource source, BatchPlan plan, MaskProvider masks, PositionProvider positions, int tokens,
                        Settings settings) {
        this.source = source;
        this.plan = plan;
        this.masks = masks;
        this.positions = positions;
        this.tokens = tokens;
        this.settings = settings;
        List<String> names = source.instruments();
        Map<String, Integer> classes = new HashMap<>();
        names.forEach(n -> classes.put(n, classes.size()));
        instruments = new float[source.size()];
        modalities = new boolean[names.size()][Modality.values().length];
        for (int i = 0; i < instruments.length; i++) {
            instruments[i] = classes.getOrDefault(source.get(i).instrument(), -1);
            if (instruments[i] >= 0) {
                modalities[(int) instruments[i]][source.get(i).modality().ordinal()] = true;
            }
        }
        samples = numbers();
        int channels = source.channels();
        inputs = augment(settings.input(), Augment.Use.INPUT);
        second = augment(settings.view(), Augment.Use.SECOND_VIEW);
        noise = augment(settings.noise(), Augment.Use.NOISE);
        mixing = new Draw(settings.seed(), Draw.Purpose.MIXTURE);
        giver = settings.treatment() == null ? null : new Giver(source, plan.batch(), tokens, settings);
        x = new float[channels];
        visible = new float[channels];
        masked = new float[tokens];
        places = new float[tokens];
    }

    private Augment augment(AugmentConfig config, Augment.Use use) {
        return new Augment(config, settings.seed(), use, source.channels());
    }

    private float[] numbers() {
        Map<String, Integer> seen = new HashMap<>();
        float[] out = new float[source.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = seen.computeIfAbsent(source.get(i).sample(), _ -> seen.size());
        }
        return out;
    }

    public BatchPlan plan() {
        return plan;
    }

    /// Arrays of the right sizes.
    public Batch allocate() {
        return new Batch(plan.batch(), source.channels(), tokens, settings.views(), settings.classes(), settings.kappa() > 0,
            settings.treatment() != null);
    }

    /// Fills `b` with micro-batch `micro` of step `step`.
    public void fill(int step, int micro, Batch b) {
        b.used = plan.fill(step, micro, b.rows, b.slotNumbers, b.second);
        b.step = step;
        b.micro = micro;
        for (int r = 0; r < b.size; r++) {
            SourceSpectrum s = source.get(b.rows[r]);
            int row = micro * b.size + r;
            names(b, r, s);
            main(b, r, s, step, row);
            if (r < settings.views()) {
                noisy(b, r, s, step, row);
                second(b, r, s, step, row);
            }
        }
        for (int k = 0; k < settings.views() / 2; k++) {
            mix(b, k, step, micro);
        }
    }

    private void names(Batch b, int r, SourceSpectrum s) {
        b.domain[r] = domain(s.modality());
        b.instrument[r] = instruments[b.rows[r]];
        for (int k = 0; k < settings.classes(); k++) {
            b.allowed[r * settings.classes() + k] = k < modalities.length && modalities[k][s.modality().ordinal()] ? 1 : 0;
        }
        b.slots[r] = b.slotNumbers[r];
        b.distance[r] = s.wavenumberStep() > 0 ? (float) s.wavenumberStep() : 1;
        b.sample[r] = samples[b.rows[r]];
        b.axisKnown[r] = place(s, b.positions, r);
    }

    private float place(SourceSpectrum s, float[] out, int r) {
        boolean known = positions.fill(s, places);
        System.arraycopy(places, 0, out, r * tokens, tokens);
        return known ? 1 : 0;
    }

    /// Number of a domain token, by name.
    public static int domain(Modality modality) {
        return switch (modality) {
            case NIR -> 0;
            case IR -> 1;
            case RAMAN -> 2;
            case UNKNOWN -> 3;
        };
    }

    private void main(Batch b, int r, SourceSpectrum s, int step, int row) {
        int n = b.channels;
        System.arraycopy(s.values(), 0, x, 0, n);
        double outerMean = 0;
        double outerScale = 1;
        if (!inputs.none()) {
            whole(x);
            outerMean = moments[0];
            outerScale = moments[1];
            inputs.apply(x, s.modality(), step, row);
        }
        masks.fill(step, row, s, visible, masked);
        Normaliser.moments(x, null, moments);
        double deviation = moments[1];
        settings.normaliser().moments(x, visible, true, moments);
        int at = r * n;
        for (int j = 0; j < n; j++) {
            b.spectrum[at + j] = (float) ((x[j] - moments[0]) / moments[1]);
        }
        System.arraycopy(visible, 0, b.visible, at, n);
        System.arraycopy(masked, 0, b.masked, r * tokens, tokens);
        if (b.weights != null) {
            peaks.find(x, 0, n).weights(settings.kappa(), b.weights, at, n);
        }
        b.mean[r] = (float) (outerMean + outerScale * moments[0]);
        b.scale[r] = (float) (outerScale * moments[1]);
        b.relativeScale[r] = (float) (moments[1] / deviation);
        if (giver != null) {
            giver.fill(b, r, visible, masked, step, row);
        }
    }

    /// Brings `y` to mean 0 and deviation 1.
    private void whole(float[] y) {
        Normaliser.moments(y, null, moments);
        for (int j = 0; j < y.length; j++) {
            y[j] = (float) ((y[j] - moments[0]) / moments[1]);
        }
    }

    private void noisy(Batch b, int r, SourceSpectrum s, int step, int row) {
        Views v = b.views;
        System.arraycopy(s.values(), 0, x, 0, x.length);
        whole(x);
        v.mean[r] = (float) moments[0];
        v.scale[r] = (float) moments[1];
        System.arraycopy(x, 0, v.clean, r * x.length, x.length);
        noise.apply(x, s.modality(), step, row);
        System.arraycopy(x, 0, v.noisy, r * x.length, x.length);
        System.arraycopy(b.positions, r * tokens, v.positions, r * tokens, tokens);
        v.axisKnown[r] = b.axisKnown[r];
        v.domain[r] = b.domain[r];
        v.sample[r] = b.sample[r];
    }

    private void second(Batch b, int r, SourceSpectrum s, int step, int row) {
        Views v = b.views;
        boolean pair = b.second[r] >= 0;
        SourceSpectrum other = pair ? source.get(b.second[r]) : s;
        v.secondAxisKnown[r] = place(other, v.secondPositions, r);
        System.arraycopy(other.values(), 0, x, 0, x.length);
        whole(x);
        if (!pair) {
            second.apply(x, s.modality(), step, row);
            whole(x);
        }
        System.arraycopy(x, 0, v.second, r * x.length, x.length);
    }

    private void mix(Batch b, int k, int step, int micro) {
        Views v = b.views;
        int n = b.channels;
        int i = 2 * k;
        int j = i + 1;
        float share = mixing.at(step, micro * (settings.views() / 2) + k).uniform();
        for (int c = 0; c < n; c++) {
            float one = v.mean[i] + v.scale[i] * v.noisy[i * n + c];
            float other = v.mean[j] + v.scale[j] * v.noisy[j * n + c];
            x[c] = share * one + (1 - share) * other;
        }
        whole(x);
        System.arraycopy(x, 0, v.mixed, k * n, n);
        v.mixedMean[k] = (float) moments[0];
        v.mixedScale[k] = (float) moments[1];
        System.arraycopy(v.positions, i * tokens, v.mixedPositions, k * tokens, tokens);
        v.mixedAxisKnown[k] = v.axisKnown[i];
        v.mixedDomain[k] = v.domain[i];
        v.shares[k] = share;
        v.mixable[k] = mixable(source.get(b.rows[i]), source.get(b.rows[j])) ? 1 : 0;
    }

    private static boolean mixable(SourceSpectrum a, SourceSpectrum b) {
        return a.kind() == IntensityKind.ABSORBANCE && b.kind() == IntensityKind.ABSORBANCE && a.unit() == b.unit()
            && a.first() == b.first() && a.last() == b.last();
    }
}

package dev.spektron.train;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.eval.spectrum.Floors;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.BatchBuilder;
import dev.spektron.train.data.BatchPlan;
import dev.spektron.train.data.Normaliser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures how well masked parts of the validation spectra are reconstructed: the same spectra and masks every time, nothing random.
final class Validator implements AutoCloseable {
    private final SpectrumSource source;
    private final BatchBuilder builder;
    private final Executable run;
    private final Batch batch;
    private final int patch;
    private final int stride;
    private final Map<String, float[]> means;
    private final float[] parts;

    Validator(PretrainConfig c, Programs programs, Backend backend, Variables variables, SpectrumSource source, int[] training,
              BatchBuilder builder, PlanOptions options) {
        this.source = source;
        this.builder = builder;
        Plan plan = Planner.plan(programs.validation(), backend, options);
        run = backend.compile(plan, variables, false);
        batch = builder.allocate();
        patch = c.model().embedding().tokenWidth();
        stride = patch == 1 ? 1 : c.model().embedding().stride();
        means = means(source, training);
        parts = new float[plan.output("reconstruction").size()];
    }

    /// Mean training spectrum of each data set, each spectrum brought to mean 0 and deviation 1 first.
    private static Map<String, float[]> means(SpectrumSource source, int[] training) {
        Map<String, Mean> byDataset = new LinkedHashMap<>();
        for (int i : training) {
            SourceSpectrum s = source.get(i);
            byDataset.computeIfAbsent(s.dataset(), _ -> new Mean(source.channels())).add(normalised(s.values(), null));
        }
        Map<String, float[]> out = new LinkedHashMap<>();
        byDataset.forEach((name, mean) -> out.put(name, mean.value()));
        return out;
    }

    /// Mean of spectra that come one after another.
    private static final class Mean {
        private final double[] sum;
        private int n;

        Mean(int channels) {
            sum = new double[channels];
        }

        void add(float[] x) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += x[j];
            }
            n++;
        }

        float[] value() {
            float[] out = new float[sum.length];
            for (int j = 0; j < out.length; j++) {
                out[j] = (float) (sum[j] / n);
            }
            return out;
        }
    }

    /// Mean 0 and deviation 1 of the samples that are visible.
    private static float[] normalised(float[] x, float[] visible) {
        double[] moments = new double[2];
        Normaliser.moments(x, visible, moments);
        float[] out = new float[x.length];
        for (int j = 0; j < x.length; j++) {
            out[j] = (float) ((x[j] - moments[0]) / moments[1]);
        }
        return out;
    }

    /// Sums over masked samples.
    private static final class Sums {
        private double model;
        private double zero;
        private double mean;
        private double interpolation;
        private long samples;
        private int spectra;

        void add(Floors f, double unit) {
            long n = f.samples();
            double square = unit * unit * n;
            model += f.model() * square;
            zero += f.zero() * square;
            mean += f.meanSpectrum() * square;
            interpolation += f.interpolation() * square;
            samples += n;
            spectra++;
        }

        Validation.Errors errors() {
            return new Validation.Errors(spectra, model / samples, zero / samples, mean / samples, interpolation / samples);
        }
    }

    /// @param examples how many examples of each data set are kept
    Validation run(int examples) {
        Sums all = new Sums();
        Map<String, Sums> byDataset = new LinkedHashMap<>();
        List<Validation.Example> kept = new ArrayList<>();
        double loss = 0;
        double tokens = 0;
        BatchPlan plan = builder.plan();
        for (int step = 0; step < plan.stepsPerEpoch(); step++) {
            builder.fill(step, 0, batch);
            Feed.masked(batch, run);
            run.run();
            run.read("reconstruction", parts);
            for (int r = 0; r < batch.used; r++) {
                double[] token = tokenError(r);
                loss += token[0];
                tokens += token[1];
                float[] x = row(batch.spectrum, r);
                float[] hidden = hidden(r);
                float[] reconstruction = averaged(r);
                String dataset = source.get(batch.rows[r]).dataset();
                Floors f = new Floors(prediction(dataset, row(batch.visible, r))).add(x, hidden, reconstruction, 0);
                all.add(f, batch.relativeScale[r]);
                Sums own = byDataset.computeIfAbsent(dataset, _ -> new Sums());
                own.add(f, batch.relativeScale[r]);
                if (own.spectra <= examples) {
                    kept.add(example(r, x, hidden, reconstruction));
                }
            }
        }
        Map<String, Validation.Errors> errors = new LinkedHashMap<>();
        byDataset.forEach((name, s) -> errors.put(name, s.errors()));
        return new Validation(loss / tokens, all.errors(), errors, kept);
    }

    private float[] row(float[] all, int r) {
        float[] out = new float[batch.channels];
        System.arraycopy(all, r * batch.channels, out, 0, out.length);
        return out;
    }

    /// 1 at masked samples.
    private float[] hidden(int r) {
        float[] out = row(batch.visible, r);
        for (int j = 0; j < out.length; j++) {
            out[j] = 1 - out[j];
        }
        return out;
    }

    /// Sum of squares over the numbers of the masked tokens of a row, and how many they are.
    private double[] tokenError(int r) {
        double sum = 0;
        long n = 0;
        double unit = batch.relativeScale[r];
        for (int t = 0; t < batch.tokens; t++) {
            if (batch.masked[r * batch.tokens + t] == 0) {
                continue;
            }
            for (int j = 0; j < patch; j++) {
                double d = unit * (batch.spectrum[r * batch.channels + t * stride + j] - parts[(r * batch.tokens + t) * patch + j]);
                sum += d * d;
            }
            n += patch;
        }
        return new double[] {sum, n};
    }

    /// The spectrum whose gaps are filled by the mean of the masked tokens that cover a sample.
    private float[] averaged(int r) {
        float[] out = new float[batch.channels];
        float[] n = new float[batch.channels];
        for (int t = 0; t < batch.tokens; t++) {
            if (batch.masked[r * batch.tokens + t] != 0) {
                for (int j = 0; j < patch; j++) {
                    out[t * stride + j] += parts[(r * batch.tokens + t) * patch + j];
                    n[t * stride + j]++;
                }
            }
        }
        for (int j = 0; j < out.length; j++) {
            out[j] = n[j] == 0 ? batch.spectrum[r * batch.channels + j] : out[j] / n[j];
        }
        return out;
    }

    /// The data set's mean spectrum as it would be normalised with these samples visible; 0 for a data set without training spectra.
    private float[] prediction(String dataset, float[] visible) {
        float[] mean = means.get(dataset);
        return mean == null ? new float[visible.length] : normalised(mean, visible);
    }

    private Validation.Example example(int r, float[] x, float[] hidden, float[] reconstruction) {
        boolean[] masked = new boolean[x.length];
        for (int j = 0; j < x.length; j++) {
            masked[j] = hidden[j] != 0;
        }
        return new Validation.Example(batch.rows[r], x, reconstruction, masked, Floors.bridged(x, hidden));
    }

    @Override
    public void close() {
        run.close();
    }
}

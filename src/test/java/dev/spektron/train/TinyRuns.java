package dev.spektron.train;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.model.config.LossConfig.Physical;
import dev.spektron.model.config.LossConfig.Views;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import dev.spektron.train.checkpoint.CheckpointStore;
import dev.spektron.train.log.MetricSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Small pretrainings for tests.
public final class TinyRuns {
    static final long SEED = 42;
    private static final Map<Integer, Backend> BACKENDS = new TreeMap<>();

    private TinyRuns() {}

    /// Sums of bands whose heights differ from sample to sample. Two data sets, near infrared absorbance and Raman counts, measured on two
    /// instruments each that differ in gain and offset, and one of which neither axis nor instrument are known.
    public static MemorySource source(int samples) {
        MemorySource.Builder b = new MemorySource.Builder(Tiny.CHANNELS);
        for (int set = 0; set < 2; set++) {
            boolean raman = set == 1;
            Axis axis = Axis.linear(raman ? AxisUnit.RAMAN_SHIFT : AxisUnit.NANOMETRE, raman ? 200 : 1000, 10, Tiny.CHANNELS);
            for (int k = 0; k < 2; k++) {
                double[][] rows = new double[samples][];
                for (int i = 0; i < samples; i++) {
                    rows[i] = bands(i, k, raman ? 3 : 7);
                }
                b.add(raman ? "raman" : "nir", new SpectrumSet("i" + k, axis, raman ? IntensityKind.COUNTS : IntensityKind.ABSORBANCE,
                    raman ? Modality.RAMAN : Modality.NIR, IntStream.range(0, samples).mapToObj(i -> "s" + i).toList(), rows, Map.of(),
                    Collections.nCopies(samples, Map.of())));
            }
        }
        double[][] rows = new double[samples][];
        for (int i = 0; i < samples; i++) {
            rows[i] = bands(i + samples, 0, 5);
        }
        Axis none = Axis.linear(AxisUnit.INDEX, 0, 1, Tiny.CHANNELS);
        return b.add("bare", new SpectrumSet("", none, IntensityKind.COUNTS, Modality.UNKNOWN,
            IntStream.range(0, samples).mapToObj(i -> "s" + i).toList(), rows, Map.of(), Collections.nCopies(samples, Map.of()))).build();
    }

    private static double[] bands(int sample, int instrument, double width) {
        double[] y = new double[Tiny.CHANNELS];
        for (int j = 0; j < y.length; j++) {
            y[j] = 0.2 + 0.05 * instrument;
            for (int band = 0; band < 4; band++) {
                double at = 8 + 15 * band + 0.4 * instrument;
                double height = 1 + 0.8 * Math.sin(1 + sample * (band + 1.7));
                y[j] += (1 + 0.1 * instrument) * height * Math.exp(-(j - at) * (j - at) / (2 * width * width));
            }
        }
        return y;
    }

    /// All seven terms of the loss, four spectra in a batch.
    public static PretrainConfig config(ModelConfig m, int steps) {
        PretrainConfig c = PretrainConfig.of(m);
        LossConfig l = c.losses();
        Alignment a = l.alignment();
        Physical p = l.physical();
        LossConfig losses = new LossConfig(l.msrp(), l.contrastive(), l.denoise(), l.transport(), l.physics(), l.vib(), l.balance(),
            l.target(), new Views(l.views().kind(), l.views().norm(), 12, 6, l.views().tau(), l.views().temperature()),
            new Alignment(a.kind(), a.eps(), Math.min(a.iterations(), 20), a.tolerance(), 2),
            new Physical(p.smoothness(), p.nonNegativity(), p.derivative(), p.peakShape(), p.beerLambert(), 9, p.derivativeWindow(), 3,
                p.prominence()), l.bottleneck());
        return c.with(losses).with(optimiser(4, 1, 0)).with(schedule(steps, 3, 5, 1000));
    }

    /// @param average decay of the moving average of the weights
    static OptimiserConfig optimiser(int batch, int accumulation, float average) {
        return new OptimiserConfig(batch, accumulation, 1e-3f, 3, 0.01f, 0.9f, 0.999f, 1e-8f, 5, 0.5f, average);
    }

    static ScheduleConfig schedule(int steps, int norms, int validate, int save) {
        return new ScheduleConfig(steps, 1, validate, save, 3, 3, 8, norms);
    }

    /// What a run logs, without what the clock says.
    static final class Lines implements MetricSink {
        final List<String> lines = new ArrayList<>();
        final List<Map<String, Double>> values = new ArrayList<>();

        @Override
        public void header(Map<String, ?> facts) {
            lines.add("header " + facts);
        }

        @Override
        public void log(long step, Map<String, Double> metrics) {
            Map<String, Double> kept = new TreeMap<>(metrics);
            kept.keySet().removeIf(Lines::clock);
            lines.add(step + " " + kept);
            values.add(kept);
        }

        static boolean clock(String name) {
            return name.startsWith("perf/") || name.equals("train/elapsed_sec") || name.equals("_timestamp");
        }

        /// What was measured in the steps' order, for those lines that have it.
        double[] series(String name) {
            return values.stream().filter(v -> v.containsKey(name)).mapToDouble(v -> v.get(name)).toArray();
        }

        @Override
        public void summary(Map<String, ?> facts) {
            lines.add("summary " + facts);
        }

        @Override
        public void flush() { }

        @Override
        public void close() { }
    }

    /// The backend of this many threads, which stays until [#close()].
    static Backend backend(int threads) {
        return BACKENDS.computeIfAbsent(threads, n -> Backends.create("vector", n).backend());
    }

    /// Ends the threads of all backends; after the last test of a class.
    static void close() {
        BACKENDS.values().forEach(Backend::close);
        BACKENDS.clear();
    }

    /// A quarter of the samples is for validation.
    static Pretraining.Setup setup(PretrainConfig c, SpectrumSource source, Backend backend, CheckpointStore store, MetricSink sink) {
        return new Pretraining.Setup(c, "tiny", source, GroupSplit.of(source, 0.25, 1), backend, PlanOptions.DEFAULT, false, SEED, store,
            sink, Pretraining.Observer.NONE, Map.of());
    }

    /// The numbers of all sections that a checkpoint has, as bits.
    static Map<String, int[]> bits(Pretraining p) {
        Map<String, int[]> out = new TreeMap<>();
        p.parameters().layout().entries().forEach(e -> {
            out.put(e.name(), bits(p.variables().get(e.name())));
            for (Section s : new Section[] {Section.MOMENT1, Section.MOMENT2, Section.AVERAGE}) {
                if (e.trained() && s.compareTo(p.variables().last()) <= 0) {
                    out.put(s + " " + e.name(), bits(p.variables().get(s, e.name())));
                }
            }
        });
        return out;
    }

    static int[] bits(float[] x) {
        int[] out = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = Float.floatToRawIntBits(x[i]);
        }
        return out;
    }
}

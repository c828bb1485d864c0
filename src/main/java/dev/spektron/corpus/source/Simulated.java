package dev.spektron.corpus.source;

import dev.spektron.corpus.simulator.InstrumentModel;
import dev.spektron.corpus.simulator.Preset;
import dev.spektron.corpus.simulator.Presets;
import dev.spektron.corpus.simulator.Sample;
import dev.spektron.corpus.simulator.Simulator;
import dev.spektron.nn.Rng;
import dev.spektron.spectra.Spectrum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Adds simulated spectra, `sim:PRESET[:samples[:instruments]]`.
///
/// The family `pretrain` stands for the presets of [#PRETRAIN], whose virtual instruments are the same; its samples are shared out among
/// them. Each sample is measured on some of the instruments, drawn for each sample: by default on 4 for the family, else on all.
public final class Simulated {
    /// What names of simulated data sets begin with.
    public static final String PREFIX = "sim:";
    /// The family of presets for pretraining.
    public static final String FAMILY = "pretrain";
    /// Its presets.
    public static final List<String> PRETRAIN = List.of("pretrain-grain", "pretrain-tablets", "pretrain-fuels", "pretrain-broths");
    private static final int FAMILY_SAMPLES = 1000;
    private static final int FAMILY_VIEWS = 4;
    /// Samples of one preset: beyond them begin the numbers of the next, so that no two presets share random numbers.
    public static final int STRIDE = 10_000_000;

    private Simulated() {}

    static void addTo(MemorySource.Builder builder, String spec, long seed) throws IOException {
        String[] parts = spec.substring(PREFIX.length()).split(":", -1);
        if (parts.length > 3 || parts[0].isBlank()) {
            throw new IllegalArgumentException("source '" + spec + "': expected sim:PRESET, sim:PRESET:SAMPLES or "
                + "sim:PRESET:SAMPLES:INSTRUMENTS, for example sim:pretrain:2000:4");
        }
        boolean family = parts[0].equals(FAMILY);
        int views = parts.length > 2 ? count(spec, "instruments a sample", parts[2]) : family ? FAMILY_VIEWS : Integer.MAX_VALUE;
        if (!family) {
            Preset preset = Presets.load(parts[0]);
            int n = parts.length > 1 ? count(spec, "samples", parts[1]) : preset.samples();
            add(builder, preset, PREFIX + preset.name(), seed, 0, n, views);
            return;
        }
        int n = parts.length > 1 ? count(spec, "samples", parts[1]) : FAMILY_SAMPLES;
        int presets = PRETRAIN.size();
        for (int c = 0; c < presets; c++) {
            add(builder, Presets.load(PRETRAIN.get(c)), PREFIX + FAMILY, seed, c * STRIDE, n / presets + (c < n % presets ? 1 : 0), views);
        }
    }

    private static int count(String spec, String what, String text) {
        try {
            int n = Integer.parseInt(text);
            if (n >= 1 && n < STRIDE) {
                return n;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal(spec, what, text), e);
        }
        throw new IllegalArgumentException(refusal(spec, what, text));
    }

    private static String refusal(String spec, String what, String text) {
        return "source '" + spec + "': expected a number of " + what + " from 1 to " + (STRIDE - 1) + ", found '" + text + "'";
    }

    private static void add(MemorySource.Builder builder, Preset preset, String maker, long seed, int first, int n, int views) {
        Simulator simulator = new Simulator(preset, seed);
        List<InstrumentModel> models = simulator.instruments();
        String dataset = PREFIX + preset.name();
        List<List<Spectrum>> all = IntStream.range(first, first + n).parallel().mapToObj(i -> measure(simulator, i, views)).toList();
        for (int i = 0; i < n; i++) {
            String sample = dataset + "/s" + (i + 1);
            for (Spectrum s : all.get(i)) {
                builder.add(s, dataset, maker + "/" + s.instrument(), sample, sample, sample + "/" + s.instrument());
            }
        }
        builder.note(dataset + ": simulated on " + Math.min(views, models.size()) + " of " + models.size() + " instruments a sample, seed "
            + seed);
    }

    private static List<Spectrum> measure(Simulator simulator, int i, int views) {
        Preset preset = simulator.preset();
        Sample sample = simulator.sample(i);
        List<Spectrum> out = new ArrayList<>();
        for (int k : instruments(simulator.instruments().size(), views, simulator.seed(), i)) {
            InstrumentModel m = simulator.instruments().get(k);
            out.add(new Spectrum(m.axis(), simulator.measure(sample, k), preset.intensity(), preset.modality(), m.name(), sample.id(),
                Map.of()));
        }
        return out;
    }

    /// Numbers of the `views` different instruments, of `n`, that measure a sample, rising: the front of a shuffled list.
    public static int[] instruments(int n, int views, long seed, int sample) {
        int[] all = IntStream.range(0, n).toArray();
        if (views >= n) {
            return all;
        }
        Rng rng = new Rng(seed, "corpus.simulated.instruments." + sample);
        for (int k = 0; k < views; k++) {
            int other = k + (int) (rng.uniform() * (n - k));
            int held = all[k];
            all[k] = all[other];
            all[other] = held;
        }
        int[] chosen = Arrays.copyOf(all, views);
        Arrays.sort(chosen);
        return chosen;
    }
}

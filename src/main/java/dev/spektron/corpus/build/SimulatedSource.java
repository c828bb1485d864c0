package dev.spektron.corpus.build;

import dev.spektron.corpus.simulator.InstrumentModel;
import dev.spektron.corpus.simulator.Preset;
import dev.spektron.corpus.simulator.Sample;
import dev.spektron.corpus.simulator.Simulator;
import dev.spektron.corpus.source.Simulated;
import dev.spektron.spectra.Axis;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Spectra of the simulator: every sample is another one, and every measurement has noise of its own.
final class SimulatedSource implements CorpusSource {
    private final SourceFacts facts;
    private final Simulator simulator;
    private final String maker;
    private final int first;
    private final int samples;
    private final int views;
    private final int perTask;
    private final Map<Axis, double[]> axes = new HashMap<>();

    /// @param maker   what names of instruments begin with
    /// @param first   number of the first sample
    /// @param samples number of samples
    /// @param views   instruments that measure a sample
    /// @param rows    most rows of a task
    SimulatedSource(Preset preset, String maker, long seed, int first, int samples, int views, int rows) {
        simulator = new Simulator(preset, seed);
        this.maker = maker;
        this.first = first;
        this.samples = samples;
        this.views = Math.min(views, simulator.instruments().size());
        perTask = Math.max(1, rows / this.views);
        String origin = "simulator preset " + preset.name() + ", seed " + simulator.seed() + ", samples " + (first + 1) + " to "
            + ((long) first + samples) + ", " + this.views + " instruments a sample";
        facts = new SourceFacts(Simulated.PREFIX + preset.name(), "made by this program, free of rights of others", origin,
            Digests.of(preset + " " + origin));
        simulator.instruments().forEach(m -> axes.put(m.axis(), m.axis().values()));
    }

    @Override
    public SourceFacts facts() {
        return facts;
    }

    @Override
    public boolean generated() {
        return true;
    }

    @Override
    public int tasks() {
        return (samples + perTask - 1) / perTask;
    }

    @Override
    public void read(int task, Sink sink) throws IOException {
        List<InstrumentModel> models = simulator.instruments();
        int to = (int) Math.min(samples, (task + 1L) * perTask);
        for (int i = task * perTask; i < to; i++) {
            Sample sample = simulator.sample(first + i);
            String name = name() + "/s" + (first + i + 1);
            for (int k : Simulated.instruments(models.size(), views, simulator.seed(), first + i)) {
                InstrumentModel m = models.get(k);
                sink.accept(new RawSpectrum(axes.get(m.axis()), simulator.measure(sample, k), m.axis().unit(),
                    simulator.preset().modality(), simulator.preset().intensity(), maker + "/" + m.name(), name, name,
                    name + "/" + m.name()));
            }
        }
    }
}

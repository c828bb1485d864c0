package dev.spektron.corpus.simulator;

import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The result of a simulation: a data set like a measured one, and the truth behind it.
///
/// @param dataset spectra and reference values by instrument
/// @param truth what lies behind them
/// @param seed seed of the simulation
public record Simulation(Dataset dataset, Truth truth, long seed) {
    /// Terms of simulated data.
    public static final String LICENCE = "CC0-1.0";

    static Simulation of(Simulator simulator, int n) {
        Preset preset = simulator.preset();
        List<Sample> samples = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            samples.add(simulator.sample(i));
        }
        Map<String, double[]> reported = properties(preset, samples, false);
        Map<String, SpectrumSet> measured = new LinkedHashMap<>();
        Map<String, SpectrumSet> noiseFree = new LinkedHashMap<>();
        for (int k = 0; k < simulator.instruments().size(); k++) {
            double[][] rows = new double[n][];
            double[][] clean = new double[n][];
            for (int i = 0; i < n; i++) {
                rows[i] = finite(simulator.measure(samples.get(i), k), simulator, k, samples.get(i));
                clean[i] = simulator.measureWithoutNoise(samples.get(i), k);
            }
            InstrumentModel model = simulator.instruments().get(k);
            SpectrumSet set = set(preset, model, samples, rows, reported);
            measured.put(model.name(), set);
            noiseFree.put(model.name(), set.withRows(model.axis(), clean, preset.intensity()));
        }
        Truth truth = new Truth(preset.components().stream().map(Component::name).toList(), preset.grid(), simulator.pureSpectra(), samples,
            properties(preset, samples, true), simulator.instruments(), noiseFree);
        return new Simulation(new Dataset(manifest(simulator), measured), truth, simulator.seed());
    }

    private static double[] finite(double[] y, Simulator simulator, int k, Sample sample) {
        for (int j = 0; j < y.length; j++) {
            if (!Double.isFinite(y[j])) {
                InstrumentModel m = simulator.instruments().get(k);
                throw new IllegalArgumentException("preset '" + simulator.preset().name() + "': instrument '" + m.name() + "', sample '"
                    + sample.id() + "' gives " + y[j] + " at " + m.axis().get(j) + " " + m.axis().unit().symbol()
                    + "; the absorbance is too high for this detector: lower the band heights or give it stray light");
            }
        }
        return y;
    }

    private static Map<String, double[]> properties(Preset preset, List<Sample> samples, boolean exact) {
        Map<String, double[]> all = new LinkedHashMap<>();
        for (int k = 0; k < preset.constituents().size(); k++) {
            Constituent c = preset.constituents().get(k);
            if (c.property().isEmpty()) {
                continue;
            }
            double[] y = new double[samples.size()];
            for (int i = 0; i < y.length; i++) {
                Sample s = samples.get(i);
                y[i] = exact ? 100 * s.fractions()[preset.position(c.component())] : s.reference()[k];
            }
            all.put(c.property(), y);
        }
        return all;
    }

    private static SpectrumSet set(Preset preset, InstrumentModel model, List<Sample> samples, double[][] rows,
                                   Map<String, double[]> properties) {
        return new SpectrumSet(model.name(), model.axis(), preset.intensity(), preset.modality(),
            samples.stream().map(Sample::id).toList(), rows, properties, Collections.nCopies(samples.size(), Map.of()));
    }

    private static Manifest manifest(Simulator simulator) {
        Preset preset = simulator.preset();
        List<InstrumentModel> models = simulator.instruments();
        return new Manifest(preset.name(), preset.title(), LICENCE, "", preset.modality(), preset.intensity(), models.get(0).axis().unit(),
            List.of(), models.stream().map(m -> new Manifest.Instrument(m.name(), m.description())).toList(),
            preset.constituents().stream().filter(c -> !c.property().isEmpty()).map(c -> new Manifest.Property(c.property(), "%")).toList(),
            Map.of());
    }
}

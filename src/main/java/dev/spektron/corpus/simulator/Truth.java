package dev.spektron.corpus.simulator;

import dev.spektron.spectra.SpectrumSet;
import java.util.List;
import java.util.Map;

/// What a simulation knows and a laboratory does not. Arrays are not copied, do not write.
///
/// @param components names of the pure components
/// @param grid wavenumbers of the pure spectra
/// @param pureSpectra `[component][point]`, at the reference temperature and unit path length, before any instrument
/// @param samples true state of each sample
/// @param properties true property values in %, without the laboratory's error
/// @param instruments parameters of each instrument
/// @param noiseFree spectra of each instrument without detector noise
public record Truth(List<String> components, Grid grid, double[][] pureSpectra, List<Sample> samples, Map<String, double[]> properties,
                    List<InstrumentModel> instruments, Map<String, SpectrumSet> noiseFree) {
    public Truth {
        components = List.copyOf(components);
        samples = List.copyOf(samples);
        properties = Map.copyOf(properties);
        instruments = List.copyOf(instruments);
        noiseFree = Map.copyOf(noiseFree);
    }
}

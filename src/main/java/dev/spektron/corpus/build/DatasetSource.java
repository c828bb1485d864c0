package dev.spektron.corpus.build;

import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.LoadedDataset;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;

/// A data set with its manifest: the same samples on several instruments. A sample is a group; its reference values are left out.
final class DatasetSource implements CorpusSource {
    private final SourceFacts facts;
    private final Dataset set;

    DatasetSource(String name, String dataset, Path dataDir) throws IOException {
        LoadedDataset loaded = DatasetLoader.loadWithDigests(dataset, dataDir);
        set = loaded.dataset();
        Manifest m = set.manifest();
        facts = new SourceFacts(name, m.licence(), m.title() + "; " + m.reference(),
            Digests.of(String.valueOf(new TreeMap<>(loaded.sha256()))));
    }

    @Override
    public SourceFacts facts() {
        return facts;
    }

    @Override
    public int tasks() {
        return set.instruments().size();
    }

    @Override
    public void read(int task, Sink sink) throws IOException {
        String name = name();
        SpectrumSet one = set.instrument(set.instruments().get(task));
        double[] x = one.axis().values();
        for (int i = 0; i < one.size(); i++) {
            String sample = name + "/" + one.sampleIds().get(i);
            sink.accept(new RawSpectrum(x, one.rows()[i], one.axis().unit(), one.modality(), one.kind(), name + "/" + one.instrument(),
                sample, sample, name + "/" + one.instrument() + "/" + one.sampleIds().get(i)));
        }
    }
}

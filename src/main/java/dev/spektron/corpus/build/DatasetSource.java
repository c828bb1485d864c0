package dev.spektron.corpus.build;

import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.LoadedDataset;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Path;

/// A data set with its manifest: the same samples on several instruments. A sample is a group; its reference values are left out.
final class DatasetSource implements CorpusSource {
    private final String name;
    private final Dataset set;
    private final String digest;

    DatasetSource(String name, String dataset, Path dataDir) throws IOException {
        this.name = name;
        LoadedDataset loaded = DatasetLoader.loadWithDigests(dataset, dataDir);
        set = loaded.dataset();
        digest = Digests.of(String.valueOf(new java.util.TreeMap<>(loaded.sha256())));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String licence() {
        return set.manifest().licence();
    }

    @Override
    public String origin() {
        return set.manifest().title() + "; " + set.manifest().reference();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public boolean generated() {
        return false;
    }

    @Override
    public int tasks() {
        return set.instruments().size();
    }

    @Override
    public void read(int task, Sink sink) throws IOException {
        SpectrumSet one = set.instrument(set.instruments().get(task));
        double[] x = one.axis().values();
        for (int i = 0; i < one.size(); i++) {
            String sample = name + "/" + one.sampleIds().get(i);
            sink.accept(new RawSpectrum(x, one.rows()[i], one.axis().unit(), one.modality(), one.kind(), name + "/" + one.instrument(),
                sample, sample, name + "/" + one.instrument() + "/" + one.sampleIds().get(i)));
        }
    }
}

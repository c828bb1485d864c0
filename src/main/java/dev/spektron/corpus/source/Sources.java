package dev.spektron.corpus.source;

import dev.spektron.corpus.simulator.Presets;
import dev.spektron.corpus.store.ShardSource;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.spectra.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Opens sources by name.
public final class Sources {
    private static final String ALL = "all";
    private static final String RRUFF_FOLDER = "rruff-raman";
    private static final List<String> DATASETS = List.of("corn", "tablets", "wheat");

    private Sources() {}

    /// Everything that `spec` names, in one source.
    ///
    /// @param spec     names with commas between them: `sim:PRESET[:samples[:instruments]]` (presets of the simulator, and `pretrain` for
    ///                 the family of presets that are made for it), `corn`, `tablets`, `wheat`, `rruff`, `all` (each of these four that is
    ///                 found below `dataDir`; [SpectrumSource#describe()] says which are not), or a folder with a `manifest.yaml`; or the
    ///                 folder of a corpus alone, also `FOLDER?modality=raman&source=rruff`
    /// @param dataDir  folder of the data sets' files; null for [DatasetLoader#defaultDataDir()]
    /// @param channels channels of each spectrum
    /// @param seed     seed of the simulator
    /// @throws IllegalArgumentException for unknown names (says the nearest), spectra that are not finite or constant, and empty sources
    /// @throws NoSuchFileException      if the files of a data set are not there
    /// @throws dev.spektron.io.FormatException for damaged files
    public static SpectrumSource open(String spec, Path dataDir, int channels, long seed) throws IOException {
        if (ShardSource.isCorpus(spec.strip())) {
            return shards(spec.strip(), channels);
        }
        Path dir = dataDir == null ? DatasetLoader.defaultDataDir() : dataDir;
        MemorySource.Builder builder = new MemorySource.Builder(channels);
        if (spec.isBlank()) {
            throw new IllegalArgumentException("source: expected names such as sim:pretrain:2000,corn, found nothing");
        }
        for (String part : spec.split(",", -1)) {
            add(builder, part.strip(), dir, seed);
        }
        return builder.build();
    }

    private static SpectrumSource shards(String spec, int channels) throws IOException {
        ShardSource source = ShardSource.open(spec);
        if (source.channels() != channels) {
            throw new IllegalArgumentException("corpus '" + spec + "': expected spectra of " + channels + " channels, found "
                + source.channels() + "; build it with --points " + channels + ", or take another model");
        }
        return source;
    }

    private static void add(MemorySource.Builder builder, String name, Path dir, long seed) throws IOException {
        if (name.equals(ALL)) {
            addAll(builder, dir);
        } else if (name.startsWith(Simulated.PREFIX)) {
            Simulated.addTo(builder, name, seed);
        } else if (name.equals(RruffFolder.NAME)) {
            addRruff(builder, dir);
        } else if (!name.isEmpty() && (DATASETS.contains(name) || Files.isDirectory(Path.of(name)) || name.startsWith("sample:"))) {
            builder.add(DatasetLoader.load(name, dir));
        } else {
            List<String> known = new ArrayList<>(DATASETS);
            known.addAll(List.of(RruffFolder.NAME, ALL, Simulated.PREFIX + Simulated.FAMILY));
            Presets.BUILT_IN.forEach(p -> known.add(Simulated.PREFIX + p));
            throw new IllegalArgumentException(Nearest.unknown("source", name, "this program", known)
                + "; or give a folder that holds a manifest.yaml (there is no folder '" + name + "' here)");
        }
    }

    private static void addAll(MemorySource.Builder builder, Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            throw new NoSuchFileException(dir.toString(), null, "expected the folder of the data sets, found none; name another one with "
                + "--data-dir or SPEKTRON_DATA, or take a sim: source");
        }
        for (String name : DATASETS) {
            try {
                builder.add(DatasetLoader.load(name, dir));
            } catch (NoSuchFileException e) {
                builder.note(name + ": not there (" + e.getMessage() + ")");
            }
        }
        try {
            addRruff(builder, dir);
        } catch (NoSuchFileException e) {
            builder.note(RruffFolder.NAME + ": not there (" + e.getMessage() + ")");
        }
    }

    private static void addRruff(MemorySource.Builder builder, Path dir) throws IOException {
        Path folder = dir.resolve(RRUFF_FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "expected a folder with the text files of rruff.info; place them there");
        }
        RruffFolder.addTo(builder, folder);
    }
}

package dev.spektron.io.dataset;

import dev.spektron.io.FileSource;
import dev.spektron.io.FormatException;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds a data set by name and loads it.
///
/// A name is that of a manifest on the class path (its files lie below the data folder), a folder with a `manifest.yaml` (its files lie
/// in that folder), or `sample:NAME` (resources `dev/spektron/data/samples/NAME`).
public final class DatasetLoader {
    private static final String SAMPLE = "sample:";
    private static final String SAMPLES = "dev/spektron/data/samples/";

    private DatasetLoader() {}

    /// A manifest and where its files lie.
    ///
    /// @param help what to do when a file is missing
    public record Located(DataManifest manifest, FileSource source, String help) {}

    /// `$SPEKTRON_DATA`, else `~/.cache/spektron`.
    public static Path defaultDataDir() {
        String set = System.getenv("SPEKTRON_DATA");
        return set != null && !set.isBlank() ? Path.of(set) : Path.of(System.getProperty("user.home"), ".cache", "spektron");
    }

    /// As [#loadWithDigests(String, Path)], without the digests.
    public static Dataset load(String nameOrFolder, Path dataDir) throws IOException {
        return loadWithDigests(nameOrFolder, dataDir).dataset();
    }

    /// Finds, reads and checks a data set.
    ///
    /// @param dataDir folder that holds the files of named sets; null for [#defaultDataDir()]
    /// @throws IllegalArgumentException if there is no set of that name; names the nearest
    /// @throws java.nio.file.NoSuchFileException if a file is missing; says where it was looked for and how to get it
    /// @throws FormatException for files that are not what the manifest says, NaN or infinite ordinates, sample ids that stand twice,
    ///     flat spectra, and missing columns
    public static LoadedDataset loadWithDigests(String nameOrFolder, Path dataDir) throws IOException {
        Located located = locate(nameOrFolder, dataDir);
        DataManifest m = located.manifest();
        TableReader reader = new TableReader(located.source(), located.help());
        Map<String, SpectrumSet> sets = new LinkedHashMap<>();
        Map<String, Set<String>> split = new LinkedHashMap<>();
        m.manifest().split().forEach((part, ids) -> split.put(part, new LinkedHashSet<>(ids)));
        for (Manifest.Instrument instrument : m.manifest().instruments()) {
            sets.put(instrument.name(), new InstrumentReader(m, instrument.name(), reader).read(split));
        }
        Map<String, List<String>> parts = new LinkedHashMap<>();
        split.forEach((part, ids) -> parts.put(part, List.copyOf(ids)));
        requireDisjoint(m.manifest().name(), parts);
        return new LoadedDataset(new Dataset(withSplit(m.manifest(), parts), sets), reader.sha256());
    }

    private static Manifest withSplit(Manifest m, Map<String, List<String>> split) {
        return new Manifest(m.name(), m.title(), m.licence(), m.reference(), m.modality(), m.intensity(), m.axisUnit(), m.files(),
            m.instruments(), m.properties(), split);
    }

    private static void requireDisjoint(String name, Map<String, List<String>> parts) throws FormatException {
        Map<String, String> partOf = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> part : parts.entrySet()) {
            for (String id : part.getValue()) {
                String before = partOf.put(id, part.getKey());
                if (before != null) {
                    throw new FormatException("data set '" + name + "': sample '" + id + "' is in two parts of the split, " + before
                        + " and " + part.getKey());
                }
            }
        }
    }

    /// Finds a manifest without reading any data.
    ///
    /// @param dataDir null for [#defaultDataDir()]
    /// @throws IllegalArgumentException if there is no set of that name
    public static Located locate(String nameOrFolder, Path dataDir) throws IOException {
        if (nameOrFolder.startsWith(SAMPLE)) {
            return in(FileSource.ofResources(SAMPLES + nameOrFolder.substring(SAMPLE.length())), nameOrFolder,
                "The sample is part of the program: its jar is incomplete.");
        }
        DataManifest known = Manifests.find(nameOrFolder);
        if (known != null) {
            String name = known.manifest().name();
            Path dir = dataDir == null ? defaultDataDir() : dataDir;
            return new Located(known, FileSource.of(dir), "Get it by: spektron data download " + name
                + " (or place the file there, or name another data folder with --data-dir or SPEKTRON_DATA)");
        }
        Path folder = Path.of(nameOrFolder);
        if (Files.isDirectory(folder)) {
            return in(FileSource.of(folder), nameOrFolder, "The manifest of this folder names the file; place it there.");
        }
        throw new IllegalArgumentException(unknown(nameOrFolder));
    }

    private static String unknown(String name) throws IOException {
        List<String> names = new ArrayList<>(Manifests.names());
        return dev.spektron.spectra.Nearest.unknown("data set", name, "this program", names)
            + "; or give a folder that holds a manifest.yaml, or sample:NAME; "
            + (Files.exists(Path.of(name)) ? "'" + name + "' is a file, and a data set needs a manifest (docs/data.md)"
            : "there is no file or folder '" + name + "' here");
    }

    private static Located in(FileSource source, String name, String help) throws IOException {
        byte[] bytes = source.find("manifest.yaml").orElseThrow(() -> new FormatException("'" + name
            + "': expected a manifest.yaml, found none at " + source.locate("manifest.yaml") + "; docs/data.md shows how to write one"));
        return new Located(ManifestReader.read(source.locate("manifest.yaml"), bytes), source, help);
    }
}

package dev.spektron.cli;

import dev.spektron.io.FileSource;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.spectra.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The data folder, and looking up sets in it.
final class DataOptions {
    @Option(names = "--data-dir", paramLabel = "DIR",
        description = "Folder of the data files (default: $$SPEKTRON_DATA, else ~/.cache/spektron).")
    private Path dataDir;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Path dir() {
        return dataDir == null ? DatasetLoader.defaultDataDir() : dataDir;
    }

    /// @throws CommandLine.ParameterException if there is no such set
    DatasetLoader.Located locate(String name) throws IOException {
        try {
            return DatasetLoader.locate(name, dir());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// Files that the manifest names and that are not there.
    static List<Manifest.DataFile> missing(DatasetLoader.Located located) {
        List<Manifest.DataFile> missing = new ArrayList<>();
        for (Manifest.DataFile file : located.manifest().manifest().files()) {
            if (located.source() instanceof FileSource.Folder(Path root) && !java.nio.file.Files.isRegularFile(root.resolve(file.path()))
                && !java.nio.file.Files.isRegularFile(root.resolve(file.path() + ".gz"))) {
                missing.add(file);
            }
        }
        return missing;
    }
}

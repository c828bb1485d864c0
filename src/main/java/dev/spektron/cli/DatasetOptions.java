package dev.spektron.cli;

import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.LoadedDataset;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which data set, and where its files are.
final class DatasetOptions {
    @Option(names = "--data", paramLabel = "D", defaultValue = "sample:two-instruments", description = "Data set: a name from 'spektron "
        + "data list', a folder with a manifest.yaml, or sample:NAME. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder that holds the files of named data sets. Default: "
        + "$SPEKTRON_DATA, else ~/.cache/spektron.")
    private Path dataDir;

    String name() {
        return data;
    }

    LoadedDataset load() throws IOException {
        return DatasetLoader.loadWithDigests(data, dataDir);
    }
}

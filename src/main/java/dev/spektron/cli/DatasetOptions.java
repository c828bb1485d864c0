package dev.spektron.cli;

import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.LoadedDataset;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which data set a command works on.
final class DatasetOptions {
    @Option(names = "--data", paramLabel = "D", defaultValue = "sample:two-instruments", description = "Data set: a name from 'spektron "
        + "data list', a folder with a manifest.yaml, or sample:NAME. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Mixin
    private DataOptions folder;

    LoadedDataset load() throws IOException {
        return DatasetLoader.loadWithDigests(data, folder.dir());
    }
}

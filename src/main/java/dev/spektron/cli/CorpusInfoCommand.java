package dev.spektron.cli;

import dev.spektron.corpus.store.CorpusManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron corpus info`.
@Command(name = "info", mixinStandardHelpOptions = true, description = "Shows what is in a corpus.",
    footer = {"", "Example: spektron corpus info corpus1"})
final class CorpusInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Corpus folder.")
    private Path folder;

    @Option(names = "--json", description = "Print the manifest.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CorpusTable.print(spec.commandLine().getOut(), folder, CorpusManifest.read(folder), json);
        return 0;
    }
}

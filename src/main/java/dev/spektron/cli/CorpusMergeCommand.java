package dev.spektron.cli;

import dev.spektron.corpus.build.CorpusMerge;
import dev.spektron.corpus.store.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron corpus merge`.
@Command(name = "merge", mixinStandardHelpOptions = true, description = "Joins corpora into a new one, or converts one to another layout.",
    footer = {"", "Examples:", "  spektron corpus merge corpus1 corpus2 --out both",
        "  spektron corpus merge corpus1 --layout v2 --out small",
        "  spektron corpus merge spectral_corpus_v2.h5 --out corpus4"})
final class CorpusMergeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CORPUS", arity = "1..*", description = "Corpus folders, or HDF5 files of layout v1 or v2.")
    private List<Path> inputs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the new corpus, empty or missing.")
    private Path out;

    @Option(names = "--layout", paramLabel = "L", defaultValue = "v1", description = "v1 or v2. Default: ${DEFAULT-VALUE}.")
    private String layout;

    @Option(names = "--json", description = "Print the manifest.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CorpusTable.print(spec.commandLine().getOut(), out, CorpusMerge.run(out, Layout.parse(layout), inputs), json);
        return 0;
    }
}

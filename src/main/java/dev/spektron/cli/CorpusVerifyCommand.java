package dev.spektron.cli;

import dev.spektron.corpus.build.CorpusCheck;
import dev.spektron.corpus.store.CorpusManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron corpus verify`.
@Command(name = "verify", mixinStandardHelpOptions = true, description = "Compares the shards of a corpus with its manifest, and its rows "
    + "with its rules. Exit code 1 if something is wrong.",
    footer = {"", "Example: spektron corpus verify corpus1"})
final class CorpusVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Corpus folder.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> problems = CorpusCheck.problems(folder);
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            CorpusManifest m = CorpusManifest.read(folder);
            out.println(folder + ": " + m.shards().size() + " shards with " + m.rows() + " rows, all as the manifest says");
        }
        out.flush();
        return problems.isEmpty() ? 0 : 1;
    }
}

package dev.spektron.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Options of every command that computes.
final class RunOptions {
    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Worker threads; no number depends on it. Default: all processors.")
    private Integer threads;

    @Option(names = "--json", description = "Print JSON on stdout.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress on stderr.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    long seed() {
        return seed;
    }

    int threads() {
        if (threads != null && threads < 1) {
            throw new IllegalArgumentException("--threads: expected at least 1, found " + threads);
        }
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    boolean json() {
        return json;
    }

    /// Where progress goes, null for nowhere.
    PrintStream log() {
        return quiet ? null : System.err;
    }

    /// Where results go.
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// Tells on stderr what became of the work, unless told to be quiet.
    void say(String line) {
        if (!quiet) {
            warn(line);
        }
    }

    /// Tells on stderr what a reader of the results must know.
    void warn(String line) {
        out().flush();
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}

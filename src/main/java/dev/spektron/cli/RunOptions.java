package dev.spektron.cli;

import java.io.PrintStream;
import picocli.CommandLine.Option;

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

    long seed() {
        return seed;
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    boolean json() {
        return json;
    }

    /// Where progress goes, null for nowhere.
    PrintStream log() {
        return quiet ? null : System.err;
    }

    /// Tells something on stderr.
    void say(String line) {
        if (!quiet) {
            System.err.println(line);
        }
    }
}

package dev.spektron.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// A short run over the usual paths, from which the launcher records the start-up cache.
@Command(name = "warm-up", hidden = true, description = "Run a little of everything (used once by the launcher).")
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Path dir = Files.createTempDirectory("spektron-warm-up");
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            for (String[] args : List.of(new String[] {"transfer", "--help"}, new String[] {"data", "list"},
                new String[] {"transfer", "--repeats", "1", "--preprocessing", "raw", "--property", "oil", "--quiet", "--out",
                    dir.toString()})) {
                Main.commandLine().execute(args);
            }
        } finally {
            System.setOut(out);
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
        return 0;
    }
}

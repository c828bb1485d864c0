package dev.spektron.experiment.pretrain;

import java.io.IOException;
import java.nio.file.Path;

/// A process that locks a run folder and keeps it until it is killed or its input ends.
final class HeldFolder {
    private HeldFolder() {}

    public static void main(String[] args) throws IOException {
        try (RunLock _ = new RunFolder(Path.of(args[0])).lock(System.err::println)) {
            System.out.println("locked");
            System.in.read();
        }
    }
}

package dev.spektron.corpus.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files in their order, cut into tasks of about equal size.
final class FileTasks {
    private static final long BYTES = 8L << 20;

    private FileTasks() {}

    static List<List<Path>> of(List<Path> files) throws IOException {
        List<List<Path>> out = new ArrayList<>();
        long sum = BYTES;
        for (Path f : files) {
            long size = Files.size(f);
            if (sum + size > BYTES) {
                out.add(new ArrayList<>());
                sum = 0;
            }
            out.getLast().add(f);
            sum += size;
        }
        return out;
    }
}

package dev.spektron.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of real data sets, outside of the repository.
public final class SharedData {
    private SharedData() {}

    /// `$SPEKTRON_SHARED_DATA`, else `../shared/data`. The test is skipped, with a reason, when it is not there.
    public static Path dir() {
        String set = System.getenv("SPEKTRON_SHARED_DATA");
        Path dir = Path.of(set != null && !set.isBlank() ? set : "../shared/data");
        assumeTrue(Files.isDirectory(dir), "no real data at " + dir.toAbsolutePath() + "; set SPEKTRON_SHARED_DATA");
        return dir;
    }
}

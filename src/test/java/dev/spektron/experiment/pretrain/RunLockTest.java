package dev.spektron.experiment.pretrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path folder;

    private RunLock lock() throws IOException {
        return new RunFolder(folder).lock(w -> fail(w));
    }

    private void refused() {
        assertEquals("--out " + folder
            + ": another training is running in this folder; wait for its end or stop it, or name another folder",
            assertThrows(IllegalArgumentException.class, this::lock).getMessage());
    }

    private Process child() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), HeldFolder.class.getName(),
                folder.toString()).redirectErrorStream(true).start();
    }

    private void childIsRefused() throws Exception {
        Process child = child();
        String says = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, child.waitFor());
        assertTrue(says.contains("another training is running in this folder"), says);
    }

    @Test
    void aSecondTrainingOfThisProcessIsRefused() throws Exception {
        try (RunLock _ = lock()) {
            refused();
            // Nor has the refusal opened the lock for others: POSIX gives up all locks of a file with any of its descriptors.
            childIsRefused();
        }
        try (RunLock _ = lock()) {
            assertTrue(Files.exists(folder.resolve(".lock")));
        }
    }

    @Test
    void soIsOneOfAnotherProcessUntilThatIsKilled() throws Exception {
        Process child = child();
        try {
            assertEquals("locked", child.inputReader().readLine());
            refused();
        } finally {
            child.destroyForcibly();
        }
        assertEquals(128 + 9, child.waitFor());
        assertTrue(Files.exists(folder.resolve(".lock")), "a killed process leaves its file behind");
        lock().close();
    }
}

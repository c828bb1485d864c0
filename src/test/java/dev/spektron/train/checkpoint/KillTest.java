package dev.spektron.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a program that writes checkpoints, at random moments (`kill -9`); the property `spektron.test.kills` says how often (10).
class KillTest {
    @TempDir
    Path folder;

    private static Process start(Path run) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(), run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<String> hidden(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(".")).toList();
        }
    }

    private static void check(Checkpoint c) throws IOException {
        long step = c.state().step();
        Variables expected = Runs.variables(KilledWriter.WIDTH, Section.AVERAGE, step);
        Variables found = Variables.allocate(Runs.layout(KilledWriter.WIDTH), Section.AVERAGE);
        c.load(found);
        for (String name : TensorPlaces.model(found.layout()).keySet()) {
            assertArrayEquals(CheckpointTest.bits(expected.get(name)), CheckpointTest.bits(found.get(name)), name);
        }
        for (Section s : List.of(Section.MOMENT1, Section.MOMENT2, Section.AVERAGE)) {
            assertArrayEquals(CheckpointTest.bits(expected.get(s, "net.w")), CheckpointTest.bits(found.get(s, "net.w")));
        }
        assertEquals(Runs.state(step), c.state());
    }

    @Test
    void latestIsAlwaysWhole() throws Exception {
        int kills = Integer.getInteger("spektron.test.kills", 10);
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        CheckpointStore store = new CheckpointStore(folder);
        long before = 0;
        int leftovers = 0;
        for (int k = 0; k < kills; k++) {
            Process child = start(folder);
            try (BufferedReader out = child.inputReader()) {
                assertEquals("ready", out.readLine(), "kill " + k);
                assertEquals(List.of(), hidden(folder), "leftovers are gone at the next start");
                child.getOutputStream().write('\n');
                child.getOutputStream().flush();
                if (k % 2 == 1) {
                    // On a busy machine the first checkpoint may take longer than any time chosen here.
                    assertEquals("saved", out.readLine(), "kill " + k);
                }
                TimeUnit.MICROSECONDS.sleep(random.nextInt(400_000));
            } finally {
                child.destroyForcibly().waitFor();
            }
            leftovers += hidden(folder).isEmpty() ? 0 : 1;
            if (store.latest().isPresent()) {
                check(store.latest().get());
                assertTrue(store.latest().get().state().step() >= before);
                before = store.latest().get().state().step();
            } else {
                assertEquals(0, before);
            }
            if (store.best().isPresent()) {
                check(store.best().get());
            }
            // Also what no pointer names is whole: the name alone says so.
            for (Path checkpoint : store.folders()) {
                check(Checkpoint.open(checkpoint));
            }
        }
        assertFalse(before == 0, "no checkpoint was ever written");
        System.out.println(kills + " kills, " + leftovers + " in the middle of writing, last step " + before);
    }
}

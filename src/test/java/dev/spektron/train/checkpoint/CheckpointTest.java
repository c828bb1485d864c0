package dev.spektron.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.io.FormatException;
import dev.spektron.tensor.Shape;
import dev.spektron.train.checkpoint.CheckpointStore.Mark;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final int WIDTH = 5;

    @TempDir
    Path folder;

    static int[] bits(float[] values) {
        return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
    }

    private static Variables empty(Section last) {
        return Variables.allocate(Runs.layout(WIDTH), last);
    }

    private static Path save(CheckpointStore store, long step, Mark... marks) throws IOException {
        return store.save(Runs.variables(WIDTH, Section.AVERAGE, step), Runs.state(step), marks);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATE", "MOMENT1", "MOMENT2", "AVERAGE"})
    void everyBitComesBackButTheGradients(String last) throws IOException {
        Section section = Section.valueOf(last);
        Variables saved = Runs.variables(WIDTH, section, 42);
        CheckpointStore store = new CheckpointStore(folder);
        assertTrue(store.latest().isEmpty() && store.best().isEmpty() && store.last().isEmpty());
        assertEquals(folder.resolve("checkpoint-0000042"), store.save(saved, Runs.state(42)));
        Checkpoint c = new CheckpointStore(folder).latest().orElseThrow();
        assertEquals(Runs.state(42), c.state());
        Variables loaded = empty(section);
        c.load(loaded);
        if (section.compareTo(Section.GRADIENTS) >= 0) {
            for (VariableLayout.Entry e : saved.layout().entries()) {
                if (e.trained()) {
                    saved.set(Section.GRADIENTS, e.name(), new float[e.shape().size()]);
                }
            }
        }
        assertArrayEquals(bits(saved.data()), bits(loaded.data()));
        Variables model = empty(Section.STATE);
        c.loadModel(model, name -> false);
        assertArrayEquals(bits(saved.get("net.w")), bits(model.get("net.w")));
        assertArrayEquals(bits(saved.get("norm.mean")), bits(model.get("norm.mean")));
    }

    @Test
    void namesAllThatDoesNotFitInOneErrorAndReadsNothing() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        save(store, 1);
        VariableLayout other = new VariableLayout();
        other.parameter("net.w", Shape.of(7, WIDTH), 0);
        other.parameter("net.b", Shape.of(WIDTH), 1);
        other.parameter("head.w", Shape.of(2), 0);
        other.state("norm.mean", Shape.of(WIDTH));
        Variables into = Variables.allocate(other, Section.MOMENT2);
        Checkpoint c = store.latest().orElseThrow();
        String message = assertThrows(FormatException.class, () -> c.load(into)).getMessage();
        for (String part : List.of("checkpoint-0000001", "missing: head.w(2), moment1.head.w(2), moment2.head.w(2)",
            "6 unexpected", "net.scale[]", "average.net.w[5, 7]", "moment1.net.scale[]",
            "3 of another shape or kind: net.w: expected F32 (7, 5), found F32 [5, 7], moment1.net.w")) {
            assertTrue(message.contains(part), part + " in " + message);
        }
        assertArrayEquals(new float[into.data().length], into.data());
        // Prefixes such as those of a wrapper match nothing, and that is an error (P30).
        VariableLayout wrapped = new VariableLayout();
        wrapped.parameter("model.net.w", Shape.of(WIDTH, 7), 0);
        assertThrows(FormatException.class, () -> c.loadModel(Variables.allocate(wrapped, Section.STATE), name -> false));
        c.load(into, name -> name.startsWith("average.") || !name.contains("net.b") && !name.contains("norm"));
        assertArrayEquals(Runs.variables(WIDTH, Section.AVERAGE, 1).get(Section.MOMENT2, "net.b"), into.get(Section.MOMENT2, "net.b"));
        assertArrayEquals(new float[35], into.get("net.w"));
        assertThrows(FormatException.class, () -> c.load(empty(Section.MOMENT1)), "moments that nobody asks for are an error too");
    }

    @Test
    void keepsTheLastThreeBestAndFinal() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        for (long step = 10; step <= 80; step += 10) {
            save(store, step, step == 30 ? new Mark[] {Mark.BEST} : new Mark[0]);
        }
        assertEquals(List.of("best", "checkpoint-0000030", "checkpoint-0000060", "checkpoint-0000070", "checkpoint-0000080", "latest"),
            names());
        assertEquals(30, store.best().orElseThrow().state().step());
        save(store, 90, Mark.BEST, Mark.FINAL);
        assertEquals(List.of("best", "checkpoint-0000070", "checkpoint-0000080", "checkpoint-0000090", "final", "latest"), names());
        assertEquals(90, store.last().orElseThrow().state().step());
        assertEquals("checkpoint-0000090\n", Files.readString(folder.resolve("latest")));
    }

    @Test
    void aFutureThatWasGivenUpIsDeleted() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        for (long step : new long[] {10, 20, 30, 40}) {
            save(store, step);
        }
        Files.writeString(folder.resolve("latest"), "checkpoint-0000020");
        save(store, 30);
        assertEquals(List.of("checkpoint-0000020", "checkpoint-0000030", "latest"), names());
        assertEquals(30, store.latest().orElseThrow().state().step());
    }

    @Test
    void theSameStepCanBeSavedAgain() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        save(store, 5);
        store.save(Runs.variables(WIDTH, Section.AVERAGE, 6), Runs.state(5), Mark.FINAL);
        Variables loaded = empty(Section.AVERAGE);
        store.latest().orElseThrow().load(loaded);
        assertArrayEquals(bits(Runs.variables(WIDTH, Section.AVERAGE, 6).get("net.w")), bits(loaded.get("net.w")));
        assertEquals(List.of("checkpoint-0000005", "checkpoint-0000005.2", "final", "latest"), names());
        save(store, 1_234_567_890L);
        assertEquals(1_234_567_890L, store.latest().orElseThrow().state().step());
    }

    @Test
    void damageIsFoundAndTheNewestReadableNamed() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        for (long step : new long[] {1, 2, 3}) {
            save(store, step);
        }
        for (String name : List.of(Checkpoint.STATE, Checkpoint.MODEL, Checkpoint.OPTIMIZER)) {
            Path file = folder.resolve("checkpoint-0000003").resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 97)) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 1;
                Files.write(file, damaged);
                if (name.equals(Checkpoint.STATE)) {
                    // A changed space between fields says the same.
                    refusedOrEqual(store, 3);
                } else {
                    refused(store, "damaged");
                }
            }
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
            if (!name.equals(Checkpoint.STATE)) {
                refused(store, name, "expected " + whole.length + " bytes, found " + (whole.length - 1));
            }
            Files.delete(file);
            refused(store, "file " + name + " is missing");
            Files.write(file, whole);
            assertEquals(3, store.latest().orElseThrow().state().step());
        }
        Files.writeString(folder.resolve("latest"), "../../etc");
        refused(store, "expected the name of a checkpoint, found '../../etc'", "readable checkpoint is");
        Files.writeString(folder.resolve("latest"), "checkpoint-0000009");
        refused(store, "checkpoint-0000009", "found none", "checkpoint-0000003: to go on from it");
        Files.delete(folder.resolve("latest"));
        refused(store, "latest: the file is missing, but there are checkpoints", "checkpoint-0000003: to go on from it");
    }

    private static void refused(CheckpointStore store, String... parts) {
        String message = assertThrows(FormatException.class, store::latest).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), part + " in " + message);
        }
        assertTrue(message.contains("the newest readable checkpoint is"), message);
    }

    private static void refusedOrEqual(CheckpointStore store, long step) throws IOException {
        try {
            assertEquals(Runs.state(step), store.latest().orElseThrow().state());
        } catch (FormatException e) {
            assertTrue(e.getMessage().contains("checkpoint-0000002: to go on from it"), e.getMessage());
        }
    }

    /// Lets the n-th step on the disk fail.
    private static final class FailingDisk extends Disk {
        private int left;

        FailingDisk(int left) {
            this.left = left;
        }

        private void step() throws IOException {
            if (left-- == 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        void makeFolder(Path made) throws IOException {
            step();
            super.makeFolder(made);
        }

        @Override
        OutputStream create(Path file) throws IOException {
            step();
            return new FilterOutputStream(super.create(file)) {
                @Override
                public void write(byte[] b, int from, int n) throws IOException {
                    // Half of it arrives.
                    out.write(b, from, n / 2);
                    step();
                    out.write(b, from + n / 2, n - n / 2);
                }
            };
        }

        @Override
        void force(Path file) throws IOException {
            step();
            super.force(file);
        }

        @Override
        void forceFolder(Path forced) throws IOException {
            step();
            super.forceFolder(forced);
        }

        @Override
        void rename(Path from, Path to) throws IOException {
            step();
            super.rename(from, to);
        }

        @Override
        void point(Path pointer, String name) throws IOException {
            step();
            super.point(pointer, name);
        }

        @Override
        void delete(Path deleted) throws IOException {
            step();
            super.delete(deleted);
        }
    }

    @Test
    void whateverStepFailsTheOldCheckpointStands() throws IOException {
        int failures = 0;
        for (int n = 0; ; n++) {
            Path run = folder.resolve("run" + n);
            CheckpointStore good = new CheckpointStore(run);
            for (long step : new long[] {1, 2, 3, 4}) {
                save(good, step, step == 2 ? new Mark[] {Mark.BEST} : new Mark[0]);
            }
            // Left from a future that was given up; it is replaced.
            Files.createDirectory(run.resolve("checkpoint-0000005"));
            FailingDisk disk = new FailingDisk(n);
            try {
                save(new CheckpointStore(run, disk), 5, Mark.BEST);
                assertEquals(5, good.latest().orElseThrow().state().step());
                if (disk.left >= 0) {
                    break;
                }
                // What failed was only the deleting of old ones.
                continue;
            } catch (IOException e) {
                failures++;
                assertTrue(e.getMessage().contains("checkpoint of step 5 was not written into " + run)
                    && e.getMessage().contains("No space left on device") && !e.getMessage().contains("\n"), e.getMessage());
            }
            assertEquals(4, good.latest().orElseThrow().state().step());
            long best = good.best().orElseThrow().state().step();
            try (Stream<Path> files = Files.list(run)) {
                List<String> left = files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith(".")).toList();
                assertEquals(List.of(), left, "step " + n);
            }
            for (Path c : good.folders()) {
                if (best == 5 || !c.endsWith("checkpoint-0000005") || Files.exists(c.resolve(Checkpoint.MODEL))) {
                    Checkpoint.open(c);
                }
            }
            save(good, 5);
            assertEquals(5, good.latest().orElseThrow().state().step());
        }
        assertTrue(failures >= 15, failures + " failures");
    }

    @Test
    void leftoversAreDeletedAtTheStartAndNothingElse() throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        new CheckpointStore(folder.resolve("none")).clean();
        save(store, 1);
        Files.createDirectory(folder.resolve(".checkpoint-0000002.1f.tmp"));
        Files.writeString(folder.resolve(".checkpoint-0000002.1f.tmp/model.safetensors"), "half");
        Files.writeString(folder.resolve(".latest.ab.tmp"), "half");
        Files.writeString(folder.resolve(".mine.tmp"), "not ours");
        Files.writeString(folder.resolve("metrics.jsonl"), "{}");
        store.clean();
        assertEquals(List.of(".mine.tmp", "checkpoint-0000001", "latest", "metrics.jsonl"), names());
    }

    @Test
    void aFolderWithoutRightsIsOneClearError() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "skipped: no POSIX rights here");
        CheckpointStore store = new CheckpointStore(folder);
        save(store, 1);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(folder), "skipped: this user (root) may write everywhere");
            IOException e = assertThrows(IOException.class, () -> save(store, 2));
            assertTrue(e.getCause() instanceof AccessDeniedException && e.getMessage().contains("access denied"), e.getMessage());
            assertEquals(1, store.latest().orElseThrow().state().step());
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertEquals(List.of("checkpoint-0000001", "latest"), names());
    }

    @Test
    void aFileInTheWayIsOneClearError() throws IOException {
        Path file = Files.writeString(folder.resolve("run"), "a file");
        IOException e = assertThrows(IOException.class, () -> save(new CheckpointStore(file), 2));
        assertTrue(e.getMessage().contains("file already exists"), e.getMessage());
        assertFalse(Files.isDirectory(file));
    }
}

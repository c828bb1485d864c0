package dev.spektron.train.checkpoint;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Variables;
import dev.spektron.io.FormatException;
import dev.spektron.io.safetensors.SafeTensorsWriter;
import dev.spektron.train.checkpoint.StateFile.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The checkpoints of a run folder.
///
/// A checkpoint is written into a hidden folder `.checkpoint-….tmp`; its files and the folder are forced to disk, it is renamed to its
/// name, then the pointer `latest` is replaced, then others are deleted. So whenever the program is stopped, `latest` names a whole one.
/// Kept are the last three (or another number), `latest`, `best` and `final`. Those of later steps than the one just saved belong to a
/// future that was given up by resuming from an earlier one: they are deleted too, unless a pointer names them.
///
/// One training writes into a run folder at a time; reading at the same time is safe as long as what is read is kept.
public final class CheckpointStore {
    /// Checkpoints kept besides those that pointers name, unless [#keeping(int)] says otherwise.
    public static final int KEPT = 3;
    private static final String LATEST = "latest";
    private static final String BEST = "best";
    private static final String FINAL = "final";
    private static final List<String> POINTERS = List.of(LATEST, BEST, FINAL);
    private static final int BUFFER = 1 << 16;

    /// Further pointers to set to a checkpoint.
    public enum Mark { BEST, FINAL }

    private final Path run;
    private final Disk disk;
    private final int kept;

    public CheckpointStore(Path runFolder) {
        this(runFolder, new Disk());
    }

    CheckpointStore(Path runFolder, Disk disk) {
        this(runFolder, disk, KEPT);
    }

    private CheckpointStore(Path runFolder, Disk disk, int kept) {
        this.run = runFolder;
        this.disk = disk;
        this.kept = kept;
    }

    /// The same folder with this many checkpoints kept.
    public CheckpointStore keeping(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("checkpoints: expected at least 1 to keep, found " + most);
        }
        return new CheckpointStore(run, disk, most);
    }

    /// Deletes what a stopped program left half done. Call it when a training starts, before anything is saved.
    public void clean() throws IOException {
        if (!Files.isDirectory(run)) {
            return;
        }
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(CheckpointStore::leftover).toList()) {
                disk.delete(file);
            }
        }
    }

    private static boolean leftover(Path file) {
        String name = file.getFileName().toString();
        return name.matches("\\.(checkpoint-\\d+(\\.\\d+)?|latest|best|final)\\..*tmp");
    }

    /// Saves a checkpoint and points `latest`, and what `marks` says, at it.
    ///
    /// @return the checkpoint's folder
    /// @throws IOException if it cannot be written whole; then all is as before, the pointers name the old checkpoints
    public Path save(Variables variables, TrainState state, Mark... marks) throws IOException {
        Path target = null;
        Path temporary = null;
        try {
            disk.makeFolder(run);
            target = run.resolve(freeName(state.step()));
            temporary = run.resolve("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".tmp");
            disk.makeFolder(temporary);
            fill(temporary, variables, state);
            if (Files.exists(target)) {
                // No pointer names it: it is left from a future that was given up.
                drop(target);
            }
            disk.rename(temporary, target);
            disk.forceFolder(run);
            point(target, marks);
        } catch (IOException e) {
            tidy(temporary);
            tidy(target);
            throw failure(state.step(), e);
        }
        prune(state.step());
        return target;
    }

    private void point(Path target, Mark... marks) throws IOException {
        String name = target.getFileName().toString();
        for (Mark mark : marks) {
            disk.point(run.resolve(mark.name().toLowerCase(Locale.ROOT)), name);
        }
        // Last: until here a failure leaves the run as it was, but perhaps for `best`, which is a whole checkpoint either way.
        disk.point(run.resolve(LATEST), name);
    }

    private IOException failure(long step, IOException e) {
        String why = e instanceof FileSystemException f ? f.getFile() + (f.getReason() == null ? ": " + kind(f) : ": " + f.getReason())
            : e.getMessage();
        return new IOException("the checkpoint of step " + step + " was not written into " + run + " (" + why
            + "); the checkpoints before it are untouched. Make room or give the rights, then go on from the latest one", e);
    }

    private static String kind(FileSystemException e) {
        return e.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /// Deletes a folder after a failure, unless a pointer names it.
    private void tidy(Path folder) {
        try {
            if (folder != null && Files.exists(folder) && !pointed().contains(folder.getFileName().toString())) {
                disk.delete(folder);
            }
        } catch (IOException e) {
            // The first failure is the one to tell; `clean` deletes this at the next start.
            return;
        }
    }

    /// `checkpoint-0000100`; with `.2` and so on if a pointer names one of this step already, which must stay until the pointer moves.
    private String freeName(long step) throws IOException {
        String name = String.format(Locale.ROOT, "checkpoint-%07d", step);
        Set<String> taken = pointed();
        String free = name;
        for (int k = 2; taken.contains(free); k++) {
            free = name + "." + k;
        }
        return free;
    }

    private void fill(Path folder, Variables variables, TrainState state) throws IOException {
        Map<String, Digest> files = new LinkedHashMap<>();
        Map<String, String> metadata = Map.of("format", "spektron", "step", Long.toString(state.step()));
        files.put(Checkpoint.MODEL, tensors(folder.resolve(Checkpoint.MODEL), variables, TensorPlaces.model(variables.layout()), metadata));
        files.put(Checkpoint.OPTIMIZER,
            tensors(folder.resolve(Checkpoint.OPTIMIZER), variables, TensorPlaces.optimizer(variables), metadata));
        Path file = folder.resolve(Checkpoint.STATE);
        try (OutputStream out = disk.create(file)) {
            out.write(StateFile.text(state, files).getBytes(StandardCharsets.UTF_8));
        }
        disk.force(file);
        disk.forceFolder(folder);
    }

    private Digest tensors(Path file, Variables variables, Map<String, Slot> places, Map<String, String> metadata) throws IOException {
        SafeTensorsWriter writer = new SafeTensorsWriter(metadata);
        places.forEach((name, slot) -> writer.add(name, slot.shape(), variables.data(), slot.offset()));
        Digest digest;
        try (DigestingStream out = new DigestingStream(new BufferedOutputStream(disk.create(file), BUFFER))) {
            writer.write(out);
            digest = out.digest();
        }
        disk.force(file);
        return digest;
    }

    /// Checkpoints that the store has, by step.
    List<Path> folders() throws IOException {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(f -> f.getFileName().toString().matches("checkpoint-\\d{7,}(\\.\\d+)?") && Files.isDirectory(f))
                .sorted((a, b) -> Arrays.compare(order(a), order(b))).toList();
        }
    }

    private static long[] order(Path folder) {
        String[] parts = folder.getFileName().toString().substring("checkpoint-".length()).split("\\.");
        return new long[] {Long.parseLong(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1])};
    }

    private void prune(long step) {
        try {
            Set<String> pointed = pointed();
            List<Path> past = new ArrayList<>();
            List<Path> doomed = new ArrayList<>();
            for (Path folder : folders()) {
                (order(folder)[0] <= step ? past : doomed).add(folder);
            }
            doomed.addAll(past.subList(0, Math.max(0, past.size() - kept)));
            for (Path folder : doomed) {
                if (!pointed.contains(folder.getFileName().toString())) {
                    drop(folder);
                }
            }
        } catch (IOException e) {
            // What was to be saved is saved; what could not be deleted is tried again after the next one.
            return;
        }
    }

    /// Deletes under a name that nobody takes for a checkpoint, so that a half deleted one is none.
    private void drop(Path folder) throws IOException {
        Path aside = run.resolve("." + folder.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".old.tmp");
        disk.rename(folder, aside);
        try {
            disk.delete(aside);
        } catch (IOException e) {
            // It is out of the way; `clean` deletes it at the next start.
            return;
        }
    }

    private Set<String> pointed() throws IOException {
        Set<String> out = new HashSet<>();
        for (String pointer : POINTERS) {
            if (Files.isRegularFile(run.resolve(pointer))) {
                out.add(Files.readString(run.resolve(pointer)).strip());
            }
        }
        return out;
    }

    /// The checkpoint saved last; none if nothing was saved yet.
    ///
    /// @throws FormatException if it is damaged; names the newest one that is not
    public Optional<Checkpoint> latest() throws IOException {
        return at(LATEST);
    }

    /// The best one by validation, if one was marked.
    public Optional<Checkpoint> best() throws IOException {
        return at(BEST);
    }

    /// That of the end of the training, if it was reached.
    public Optional<Checkpoint> last() throws IOException {
        return at(FINAL);
    }

    private Optional<Checkpoint> at(String pointer) throws IOException {
        Path file = run.resolve(pointer);
        if (!Files.exists(file)) {
            List<Path> there = folders();
            if (pointer.equals(LATEST) && !there.isEmpty()) {
                throw new FormatException(file + ": the file is missing, but there are checkpoints; " + advice(null));
            }
            return Optional.empty();
        }
        String name = Files.readString(file).strip();
        Path folder = run.resolve(name);
        try {
            if (!name.matches("checkpoint-\\d{7,}(\\.\\d+)?")) {
                throw new FormatException(file + ": expected the name of a checkpoint, found '" + name + "'");
            }
            return Optional.of(Checkpoint.open(folder));
        } catch (IOException e) {
            throw new FormatException(e.getMessage() + "; " + advice(folder), e);
        }
    }

    /// What can be used instead.
    private String advice(Path unreadable) throws IOException {
        List<Path> folders = folders().reversed();
        for (Path folder : folders) {
            if (folder.equals(unreadable)) {
                continue;
            }
            try {
                Checkpoint.open(folder);
                return "the newest readable checkpoint is " + folder + ": to go on from it, write " + folder.getFileName() + " into "
                    + run.resolve(LATEST);
            } catch (IOException e) {
                // The next older one, then.
                continue;
            }
        }
        return "no other checkpoint of this run is readable";
    }
}

package dev.spektron.corpus.build;

import dev.spektron.corpus.store.CorpusManifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Builds a corpus folder. What has been done when a build is stopped, at whatever point, is not done again by the next one with the same
/// plan, and the files are the same, to the byte, as without the stop; nor do they depend on the number of threads.
///
/// Sources that are read become parts (one a task), near-duplicates among all parts are left out, the rest becomes shards with their
/// copies; each task of a generated source becomes a shard at once. The manifest comes last; then the working folder goes.
public final class CorpusBuild {
    private static final String LOCK = "lock";

    private final Path folder;
    private final BuildPlan plan;
    private final TaskRunner runner;
    private final Consumer<String> progress;

    /// @param folder   corpus folder, empty, missing, or with a build of the same plan that was stopped
    /// @param progress takes one line at a time
    public CorpusBuild(Path folder, BuildPlan plan, TaskRunner runner, Consumer<String> progress) {
        this.folder = folder;
        this.plan = plan;
        this.runner = runner;
        this.progress = progress;
    }

    /// Builds it, or goes on.
    ///
    /// @throws FileSystemException if the folder holds something else
    /// @throws IllegalArgumentException   if nothing is left to build from, or names are unknown
    public CorpusManifest run() throws IOException {
        if (Files.exists(folder.resolve(CorpusManifest.FILE))) {
            if (BuildPlan.exists(Workshop.work(folder)) && BuildPlan.read(Workshop.work(folder)).equals(plan)) {
                // Killed between the manifest and the end.
                clear(folder);
                return CorpusManifest.read(folder);
            }
            throw new FileSystemException(folder.toString(), null, "there is a whole corpus; name another folder");
        }
        Path work = Workshop.work(folder);
        boolean resumed = BuildPlan.exists(work);
        if (!resumed && Files.isDirectory(folder) && !empty(folder)) {
            throw new FileSystemException(folder.toString(), null, "expected an empty folder or a stopped build, found other files");
        }
        if (resumed && !BuildPlan.read(work).equals(plan)) {
            throw new FileSystemException(folder.toString(), null, "there is a stopped build with other sources or settings; give "
                + "the same ones, or delete the folder");
        }
        // Opens the sources before anything is written: wrong names leave no folder behind.
        Workshop shop = new Workshop(folder, plan);
        Files.createDirectories(work);
        try (FileChannel lock = FileChannel.open(work.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(lock);
            sweep(folder);
            sweep(work);
            sameInputs(shop, work);
            if (!resumed) {
                plan.write(work);
            }
            shop.register();
            stage(shop, Stage.PART);
            stage(shop, Stage.SHARD);
            CorpusManifest manifest = manifest(shop);
            CorpusCard.write(folder, manifest);
            manifest.write(folder);
            return manifest;
        } finally {
            shop.unregister();
            if (Files.exists(folder.resolve(CorpusManifest.FILE))) {
                clear(folder);
            }
        }
    }

    /// Deletes the working folder, its plan last: until then the same command comes back here.
    static void clear(Path folder) throws IOException {
        Path work = Workshop.work(folder);
        List<Path> all;
        try (Stream<Path> in = Files.walk(work)) {
            all = in.filter(f -> !f.equals(work)).sorted((a, b) -> last(a) != last(b) ? last(a) - last(b) : b.compareTo(a)).toList();
        }
        for (Path f : all) {
            Files.delete(f);
        }
        Files.delete(work);
    }

    private static int last(Path f) {
        return f.endsWith(BuildPlan.FILE) ? 1 : 0;
    }

    private static boolean empty(Path dir) throws IOException {
        try (Stream<Path> in = Files.list(dir)) {
            // A build that was killed before its plan was there has made the working folder.
            return in.allMatch(f -> f.getFileName().toString().equals("work"));
        }
    }

    private void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(folder + ": another build works in this folder", e);
        }
        throw new IOException(folder + ": another build works in this folder");
    }

    /// Removes temporary files of a build that was killed.
    private static void sweep(Path dir) throws IOException {
        try (Stream<Path> in = Files.list(dir)) {
            for (Path f : in.filter(f -> f.getFileName().toString().matches("\\..*\\.tmp")).toList()) {
                Files.delete(f);
            }
        }
    }

    /// The inputs must still be those with which the build began.
    private void sameInputs(Workshop shop, Path work) throws IOException {
        StringBuilder now = new StringBuilder();
        shop.sources().forEach(s -> now.append(s.name()).append(' ').append(s.facts().digest()).append('\n'));
        Path file = work.resolve("inputs.txt");
        if (!Files.exists(file)) {
            dev.spektron.io.AtomicFiles.writeText(file, out -> out.write(now.toString()));
        } else if (!Files.readString(file).contentEquals(now)) {
            throw new IOException(folder + ": the files of a source have changed since the build began; put them back, or delete the "
                + "folder");
        }
    }

    private void stage(Workshop shop, Stage stage) throws IOException {
        int n = shop.tasks(stage);
        int[] left = IntStream.range(0, n).filter(t -> !Files.exists(shop.record(stage, t))).toArray();
        AtomicInteger done = new AtomicInteger(n - left.length);
        String what = stage == Stage.PART ? "parts read" : "shards made";
        if (done.get() > 0) {
            progress.accept(done + " of " + n + " " + what + " before");
        }
        runner.run(folder, stage, left, () -> progress.accept(done.incrementAndGet() + " of " + n + " " + what));
        for (int t : left) {
            if (!Files.exists(shop.record(stage, t))) {
                throw new IOException(folder + ": task " + t + " of " + stage + " left no record");
            }
        }
    }

    private CorpusManifest manifest(Workshop shop) throws IOException {
        Tally tally = new Tally();
        for (int t = 0; t < shop.tasks(Stage.PART); t++) {
            tally.part(TaskRecord.read(shop.record(Stage.PART, t)));
        }
        shop.selection().dropped().forEach((source, n) -> tally.reject(source, Reason.NEAR_DUPLICATE.label(), n));
        List<CorpusManifest.Shard> shards = new ArrayList<>();
        for (int t = 0; t < shop.tasks(Stage.SHARD); t++) {
            TaskRecord r = TaskRecord.read(shop.record(Stage.SHARD, t));
            tally.shard(r);
            if (r.rows() > 0) {
                shards.add(new CorpusManifest.Shard(r.file(), r.rows(), r.bytes(), r.sha256()));
            }
        }
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("no spectrum is left; rejected: " + tally.rejected);
        }
        List<CorpusManifest.Source> all = shop.sources().stream().map(s -> new CorpusManifest.Source(s.name(), s.facts().licence(),
            s.facts().origin(), s.facts().digest(), tally.read.getOrDefault(s.name(), 0L), tally.kept.getOrDefault(s.name(), 0L),
            tally.augmented.getOrDefault(s.name(), 0L), tally.rejected.getOrDefault(s.name(), new TreeMap<>()))).toList();
        return new CorpusManifest(CorpusManifest.FORMAT, plan.layout().label(), plan.points(),
            shards.stream().mapToLong(CorpusManifest.Shard::rows).sum(), sum(tally.kept), plan.seed(), plan.settings(), all,
            tally.modalities, List.copyOf(tally.instruments), shards);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Sums over records.
    private static final class Tally {
        private final Map<String, Long> read = new TreeMap<>();
        private final Map<String, Long> kept = new TreeMap<>();
        private final Map<String, Long> augmented = new TreeMap<>();
        private final Map<String, Map<String, Long>> rejected = new TreeMap<>();
        private final Map<String, Long> modalities = new TreeMap<>();
        private final TreeSet<String> instruments = new TreeSet<>();

        void part(TaskRecord r) {
            r.read().forEach((s, n) -> read.merge(s, n, Long::sum));
            r.rejected().forEach((s, reasons) -> reasons.forEach((reason, n) -> reject(s, reason, n)));
        }

        void reject(String source, String reason, long n) {
            rejected.computeIfAbsent(source, _ -> new TreeMap<>()).merge(reason, n, Long::sum);
        }

        void shard(TaskRecord r) {
            part(r);
            r.kept().forEach((s, n) -> kept.merge(s, n, Long::sum));
            r.augmented().forEach((s, n) -> augmented.merge(s, n, Long::sum));
            r.modalities().forEach((m, n) -> modalities.merge(m, n, Long::sum));
            instruments.addAll(r.instruments());
        }
    }
}

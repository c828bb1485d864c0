package dev.spektron.corpus.build;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.store.Layout;
import dev.spektron.corpus.store.ShardFile;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.corpus.store.ShardRows;
import dev.spektron.corpus.store.ShardWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An opened plan: its sources, and what each task has to do. Thread-safe.
public final class Workshop {
    private static final String WORK = "work";
    private static final Map<Path, Workshop> OPEN = new ConcurrentHashMap<>();

    private final Path folder;
    private final BuildPlan plan;
    private final List<CorpusSource> sources;
    private final List<Piece> parts = new ArrayList<>();
    private final List<Piece> generated = new ArrayList<>();
    private final ShardWriter shards;
    private final ShardWriter partFiles;
    private Selection selection;

    /// A task of a source.
    private record Piece(CorpusSource source, int task) {}

    /// Rows of all parts that are not near-duplicates.
    ///
    /// @param part    part of each row that stays
    /// @param row     its row there
    /// @param dropped near-duplicates by source
    record Selection(int[] part, int[] row, Map<String, Long> dropped) {}

    Workshop(Path folder, BuildPlan plan) throws IOException {
        this.folder = folder;
        this.plan = plan;
        sources = Catalogue.open(plan);
        for (CorpusSource s : sources) {
            for (int t = 0; t < s.tasks(); t++) {
                (s.generated() ? generated : parts).add(new Piece(s, t));
            }
        }
        List<String> names = sources.stream().map(CorpusSource::name).toList();
        shards = new ShardWriter(plan.layout(), names, plan.date());
        partFiles = new ShardWriter(Layout.V1, names, "");
    }

    static Path work(Path folder) {
        return folder.resolve(WORK);
    }

    /// Runs one task of the build in a folder. The plan is opened once a process.
    public static void run(Path folder, Stage stage, int task) throws IOException {
        open(folder).run(stage, task);
    }

    private static Workshop open(Path folder) throws IOException {
        Path key = folder.toAbsolutePath().normalize();
        Workshop there = OPEN.get(key);
        if (there == null) {
            synchronized (OPEN) {
                there = OPEN.get(key);
                if (there == null) {
                    there = new Workshop(folder, BuildPlan.read(work(folder)));
                    OPEN.put(key, there);
                }
            }
        }
        return there;
    }

    /// Makes this the workshop of its folder for [#run(Path, Stage, int)], until it is closed.
    void register() {
        OPEN.put(folder.toAbsolutePath().normalize(), this);
    }

    void unregister() {
        OPEN.remove(folder.toAbsolutePath().normalize());
    }

    BuildPlan plan() {
        return plan;
    }

    List<CorpusSource> sources() {
        return sources;
    }

    int tasks(Stage stage) throws IOException {
        if (stage == Stage.PART) {
            return parts.size();
        }
        return selectedShards() + generated.size();
    }

    private int selectedShards() throws IOException {
        return (selection().row.length + originals() - 1) / originals();
    }

    /// Spectra of a shard that are no copies.
    private int originals() {
        return Math.max(1, plan.shardRows() / (1 + plan.copies()));
    }

    Path record(Stage stage, int task) {
        return work(folder).resolve(name(stage, task) + ".json");
    }

    private static String name(Stage stage, int task) {
        return String.format(Locale.ROOT, "%s-%05d", stage.name().toLowerCase(Locale.ROOT), task);
    }

    private void run(Stage stage, int task) throws IOException {
        if (Files.exists(record(stage, task))) {
            return;
        }
        TaskRecord record = TaskRecord.empty();
        List<ShardRow> rows;
        if (stage == Stage.PART) {
            rows = read(parts.get(task), record);
        } else if (task < selectedShards()) {
            rows = selected(task);
        } else {
            rows = read(generated.get(task - selectedShards()), record);
        }
        String file = (stage == Stage.PART ? WORK + "/" : "") + name(stage, task) + ".h5";
        if (!rows.isEmpty()) {
            (stage == Stage.PART ? partFiles : shards).write(folder.resolve(file), rows);
            record = record.withFile(folder, file, rows);
        }
        record.write(record(stage, task));
    }

    private List<ShardRow> read(Piece piece, TaskRecord record) throws IOException {
        String source = piece.source.name();
        Preparation preparation = new Preparation(source, plan.points());
        List<ShardRow> rows = new ArrayList<>();
        piece.source.read(piece.task, new CorpusSource.Sink() {
            @Override
            public void accept(RawSpectrum spectrum) {
                record.read().merge(source, 1L, Long::sum);
                Preparation.Outcome o = preparation.prepare(spectrum);
                if (o.row() == null) {
                    record.reject(source, o.reason());
                } else {
                    rows.add(o.row());
                }
            }

            @Override
            public void reject(String id, Reason reason, String detail) {
                record.reject(source, reason);
            }
        });
        return rows;
    }

    private List<ShardRow> selected(int shard) throws IOException {
        Selection s = selection();
        int from = shard * originals();
        int to = Math.min(s.row.length, from + originals());
        List<ShardRow> rows = new ArrayList<>();
        int open = -1;
        List<ShardRow> part = List.of();
        for (int k = from; k < to; k++) {
            if (s.part[k] != open) {
                open = s.part[k];
                part = ShardRows.read(folder.resolve(TaskRecord.read(record(Stage.PART, open)).file()));
            }
            rows.add(part.get(s.row[k]));
        }
        Augmentation augmentation = new Augmentation(plan.seed());
        int n = rows.size();
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < plan.copies(); c++) {
                rows.add(augmentation.copy(rows.get(i), i, c));
            }
        }
        return rows;
    }

    /// Finds the near-duplicates among the parts, which must all be done.
    synchronized Selection selection() throws IOException {
        if (selection == null) {
            selection = select();
        }
        return selection;
    }

    private Selection select() throws IOException {
        NearDuplicates near = plan.correlation() == 1 ? null : new NearDuplicates(plan.correlation());
        List<ShardFile> files = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        float[] values = new float[plan.points()];
        for (int p = 0; p < parts.size(); p++) {
            TaskRecord r = TaskRecord.read(record(Stage.PART, p));
            files.add(r.rows() == 0 ? null : ShardFile.open(folder.resolve(r.file())));
            for (int i = 0; i < r.rows(); i++) {
                places.add(new int[] {p, i});
                if (near != null) {
                    files.get(p).values(i, values, 0);
                    SourceSpectrum s = files.get(p).spectrum(i, values);
                    near.add(s);
                }
            }
        }
        BitSet dropped = near == null ? new BitSet() : near.find(plan.points(), (row, out) ->
            files.get(places.get(row)[0]).values(places.get(row)[1], out, 0));
        int[] part = new int[places.size() - dropped.cardinality()];
        int[] row = new int[part.length];
        Map<String, Long> bySource = new java.util.TreeMap<>();
        int n = 0;
        for (int k = 0; k < places.size(); k++) {
            int[] at = places.get(k);
            if (dropped.get(k)) {
                bySource.merge(parts.get(at[0]).source.name(), 1L, Long::sum);
            } else {
                part[n] = at[0];
                row[n++] = at[1];
            }
        }
        return new Selection(part, row, bySource);
    }
}

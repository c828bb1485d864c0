package dev.spektron.corpus.build;

import dev.spektron.corpus.store.CorpusManifest;
import dev.spektron.corpus.store.Layout;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.corpus.store.ShardRows;
import dev.spektron.corpus.store.ShardWriter;
import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Joins corpora, and single HDF5 files of either layout, into one corpus. Shards of the wanted layout are copied, others converted.
/// Near-duplicates between the corpora are not looked for; the same shard twice is refused.
public final class CorpusMerge {
    private final Path out;
    private final Layout layout;
    private final Map<String, CorpusManifest.Source> sources = new TreeMap<>();
    private final Map<String, Long> modalities = new TreeMap<>();
    private final TreeSet<String> instruments = new TreeSet<>();
    private final List<CorpusManifest.Shard> shards = new ArrayList<>();
    private final Set<String> digests = new HashSet<>();
    private long originals;
    private int points;

    private CorpusMerge(Path out, Layout layout) {
        this.out = out;
        this.layout = layout;
    }

    /// Merges.
    ///
    /// @param inputs corpus folders and HDF5 files
    public static CorpusManifest run(Path out, Layout layout, List<Path> inputs) throws IOException {
        if (Files.isRegularFile(out) || Files.isDirectory(out) && !empty(out)) {
            throw new FileSystemException(out.toString(), null, "expected an empty folder, found other files");
        }
        CorpusMerge m = new CorpusMerge(out, layout);
        List<CorpusManifest> manifests = new ArrayList<>();
        for (Path in : inputs) {
            manifests.add(Files.isDirectory(in) ? CorpusManifest.read(in) : null);
        }
        for (int k = 0; k < inputs.size(); k++) {
            if (manifests.get(k) != null) {
                m.corpus(inputs.get(k), manifests.get(k));
            } else {
                m.file(inputs.get(k));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("merged from", inputs.size() + " corpora");
        long seed = manifests.getFirst() == null ? 0 : manifests.getFirst().seed();
        CorpusManifest merged = new CorpusManifest(CorpusManifest.FORMAT, layout.label(), m.points,
            m.shards.stream().mapToLong(CorpusManifest.Shard::rows).sum(), m.originals, seed, settings, List.copyOf(m.sources.values()),
            m.modalities, List.copyOf(m.instruments), m.shards);
        CorpusCard.write(out, merged);
        merged.write(out);
        return merged;
    }

    private static boolean empty(Path dir) throws IOException {
        try (Stream<Path> in = Files.list(dir)) {
            return in.findAny().isEmpty();
        }
    }

    private void corpus(Path in, CorpusManifest m) throws IOException {
        checkPoints(in, m.points());
        for (CorpusManifest.Shard s : m.shards()) {
            Path file = in.resolve(s.file());
            if (!digests.add(s.sha256())) {
                throw new IllegalArgumentException(file + ": the same shard is in another of the corpora; merge each only once");
            }
            if (!FileBytes.sha256(file).equals(s.sha256())) {
                throw new FormatException(file + ": expected SHA-256 " + s.sha256() + " as the manifest says, found another; fetch it "
                    + "again");
            }
            if (m.layout().equals(layout.label())) {
                Path target = out.resolve(name());
                AtomicFiles.write(target, o -> Files.copy(file, o));
                shards.add(new CorpusManifest.Shard(target.getFileName().toString(), s.rows(), s.bytes(), s.sha256()));
            } else {
                convert(ShardRows.read(file));
            }
        }
        m.modalities().forEach((k, n) -> modalities.merge(k, n, Long::sum));
        instruments.addAll(m.instruments());
        originals += m.originals();
        m.sources().forEach(s -> sources.merge(s.name(), s, CorpusMerge::joined));
    }

    private void file(Path in) throws IOException {
        List<ShardRow> rows = ShardRows.read(in);
        checkPoints(in, rows.getFirst().spectrum().channels());
        String digest = FileBytes.sha256(in);
        convert(rows);
        for (ShardRow r : rows) {
            String name = r.spectrum().dataset();
            modalities.merge(r.spectrum().modality().label(), 1L, Long::sum);
            originals += r.augmented() ? 0 : 1;
            if (!r.spectrum().instrument().isEmpty()) {
                instruments.add(r.spectrum().instrument());
            }
            sources.merge(name, new CorpusManifest.Source(name, "not stated", in.getFileName().toString(), digest, r.augmented() ? 0 : 1,
                r.augmented() ? 0 : 1, r.augmented() ? 1 : 0, Map.of()), CorpusMerge::joined);
        }
    }

    private void checkPoints(Path in, int found) {
        if (points != 0 && points != found) {
            throw new IllegalArgumentException(in + ": expected spectra of " + points + " channels as in the others, found " + found);
        }
        points = found;
    }

    private String name() {
        return String.format(Locale.ROOT, "shard-%05d.h5", shards.size());
    }

    private void convert(List<ShardRow> rows) throws IOException {
        List<String> names = rows.stream().map(r -> r.spectrum().dataset()).distinct().sorted().toList();
        Path target = out.resolve(name());
        new ShardWriter(layout, names, "").write(target, rows);
        shards.add(new CorpusManifest.Shard(target.getFileName().toString(), rows.size(), Files.size(target), FileBytes.sha256(target)));
    }

    private static CorpusManifest.Source joined(CorpusManifest.Source a, CorpusManifest.Source b) {
        Map<String, Long> rejected = new TreeMap<>(a.rejected());
        b.rejected().forEach((k, n) -> rejected.merge(k, n, Long::sum));
        String digest = a.digest().equals(b.digest()) ? a.digest() : Digests.of(a.digest() + " " + b.digest());
        String origin = a.origin().equals(b.origin()) ? a.origin() : a.origin() + "; " + b.origin();
        return new CorpusManifest.Source(a.name(), a.licence(), origin, digest, a.read() + b.read(), a.kept() + b.kept(),
            a.augmented() + b.augmented(), rejected);
    }
}

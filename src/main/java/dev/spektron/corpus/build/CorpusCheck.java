package dev.spektron.corpus.build;

import dev.spektron.corpus.store.CorpusManifest;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.corpus.store.ShardRows;
import dev.spektron.io.FileBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares a corpus folder with its manifest and its rules: digests and sizes of the shards; mean 0 and variance 1 of every spectrum;
/// copies with the group of the spectrum that they were made of; counts of rows, copies and modalities.
public final class CorpusCheck {
    private static final double TOLERANCE = 1e-4;

    private final Path folder;
    private final CorpusManifest manifest;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Long> modalities = new HashMap<>();
    private long rows;
    private long originals;

    private CorpusCheck(Path folder, CorpusManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /// @return what is wrong, one line each; empty for a sound corpus
    public static List<String> problems(Path folder) throws IOException {
        CorpusCheck c = new CorpusCheck(folder, CorpusManifest.read(folder));
        c.run();
        return c.problems;
    }

    private void run() throws IOException {
        for (CorpusManifest.Shard s : manifest.shards()) {
            Path file = folder.resolve(s.file());
            if (!Files.isRegularFile(file)) {
                problems.add(s.file() + ": expected by the manifest, found none");
            } else if (Files.size(file) != s.bytes()) {
                problems.add(s.file() + ": expected " + s.bytes() + " bytes, found " + Files.size(file));
            } else if (!FileBytes.sha256(file).equals(s.sha256())) {
                problems.add(s.file() + ": expected SHA-256 " + s.sha256() + ", found another; the file was changed or damaged");
            } else {
                shard(s, ShardRows.read(file));
            }
        }
        if (problems.isEmpty() && (rows != manifest.rows() || originals != manifest.originals()
            || !modalities.equals(manifest.modalities()))) {
            problems.add("manifest: expected " + manifest.rows() + " rows, " + manifest.originals() + " of them no copies, "
                + manifest.modalities() + "; found " + rows + ", " + originals + ", " + modalities);
        }
    }

    private void shard(CorpusManifest.Shard s, List<ShardRow> all) {
        if (all.size() != s.rows()) {
            problems.add(s.file() + ": expected " + s.rows() + " rows, found " + all.size());
        }
        rows += all.size();
        for (int i = 0; i < all.size(); i++) {
            ShardRow r = all.get(i);
            originals += r.augmented() ? 0 : 1;
            modalities.merge(r.spectrum().modality().label(), 1L, Long::sum);
            String wrong = wrong(r, all);
            if (wrong != null) {
                problems.add(s.file() + ", row " + i + " (" + r.spectrum().id() + "): " + wrong);
                return;
            }
        }
    }

    private String wrong(ShardRow r, List<ShardRow> all) {
        float[] v = r.spectrum().values();
        double sum = 0;
        double squares = 0;
        for (float f : v) {
            sum += f;
            squares += (double) f * f;
        }
        if (v.length != manifest.points()) {
            return "expected " + manifest.points() + " channels, found " + v.length;
        }
        if (!(Math.abs(sum / v.length) < TOLERANCE && Math.abs(squares / v.length - 1) < TOLERANCE)) {
            return "expected mean 0 and mean square 1, found " + sum / v.length + " and " + squares / v.length;
        }
        if (r.augmented() && (r.parent() < 0 || r.parent() >= all.size() || all.get(r.parent()).augmented()
            || !all.get(r.parent()).spectrum().group().equals(r.spectrum().group()))) {
            return "expected a copy of a spectrum of the same group in this shard, found parent " + r.parent();
        }
        return null;
    }
}

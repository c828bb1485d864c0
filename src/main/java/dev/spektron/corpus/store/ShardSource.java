package dev.spektron.corpus.store;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A corpus folder of layout v1 to train on. Spectra stay in the mapped files, the heap holds a bit a row; the system keeps in memory what
/// it has room for. Spectra come with the ordinates that they had before they were normalised.
public final class ShardSource implements SpectrumSource {
    private final CorpusManifest manifest;
    private final RowFilter filter;
    private final ShardFile[] shards;
    private final long[] firstRow;
    private final RowSet rows;
    private final String digest;

    private ShardSource(Path folder, CorpusManifest manifest, RowFilter filter) throws IOException {
        this.manifest = manifest;
        this.filter = filter;
        shards = new ShardFile[manifest.shards().size()];
        firstRow = new long[shards.length + 1];
        for (int k = 0; k < shards.length; k++) {
            CorpusManifest.Shard s = manifest.shards().get(k);
            shards[k] = ShardFile.open(folder.resolve(s.file()));
            if (shards[k].rows() != s.rows() || shards[k].points() != manifest.points()) {
                throw new FormatException(shards[k].path() + ": expected " + s.rows() + " rows of " + manifest.points()
                    + " points as the manifest says, found " + shards[k].rows() + " of " + shards[k].points());
            }
            firstRow[k + 1] = firstRow[k] + s.rows();
        }
        rows = filter.equals(RowFilter.ALL) ? null : RowSet.of(firstRow[shards.length], r -> {
            int k = shard(r);
            return filter.takes(shards[k], (int) (r - firstRow[k]));
        });
        long n = rows == null ? firstRow[shards.length] : rows.size();
        if (n == 0 || n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(folder + ": expected 1 to " + Integer.MAX_VALUE + " spectra, found " + n
                + "; change the filter");
        }
        String all = FileBytes.sha256(Files.readAllBytes(folder.resolve(CorpusManifest.FILE)));
        digest = filter.equals(RowFilter.ALL) ? all : FileBytes.sha256((all + " " + filterText()).getBytes(StandardCharsets.UTF_8));
    }

    private String filterText() {
        return filter.sources().stream().sorted().toList() + " " + filter.modalities().stream().sorted().toList() + " " + filter.copies();
    }

    /// Opens a corpus, or a part of it.
    ///
    /// @param spec folder, or `FOLDER?FILTER` as [RowFilter#parse(String, List)] takes it
    public static ShardSource open(String spec) throws IOException {
        int at = spec.indexOf('?');
        Path folder = Path.of(at < 0 ? spec : spec.substring(0, at));
        CorpusManifest m = CorpusManifest.read(folder);
        return new ShardSource(folder, m, RowFilter.parse(at < 0 ? "" : spec.substring(at + 1),
            m.sources().stream().map(CorpusManifest.Source::name).toList()));
    }

    /// Whether the text names a corpus folder.
    public static boolean isCorpus(String spec) {
        int at = spec.indexOf('?');
        return Files.isRegularFile(Path.of(at < 0 ? spec : spec.substring(0, at)).resolve(CorpusManifest.FILE));
    }

    private int shard(long row) {
        int k = Arrays.binarySearch(firstRow, row);
        return k >= 0 ? k : -k - 2;
    }

    private long row(int i) {
        return rows == null ? i : rows.select(i);
    }

    @Override
    public int size() {
        return (int) (rows == null ? firstRow[shards.length] : rows.size());
    }

    @Override
    public int channels() {
        return manifest.points();
    }

    @Override
    public SourceSpectrum get(int i) {
        long row = row(i);
        int k = shard(row);
        ShardFile f = shards[k];
        int r = (int) (row - firstRow[k]);
        float[] v = new float[f.points()];
        f.values(r, v, 0);
        double mean = f.mean(r);
        double deviation = f.deviation(r);
        for (int j = 0; j < v.length; j++) {
            v[j] = (float) (mean + deviation * v[j]);
        }
        return f.spectrum(r, v);
    }

    @Override
    public Names names(int i) {
        long row = row(i);
        int k = shard(row);
        ShardFile f = shards[k];
        int r = (int) (row - firstRow[k]);
        return new Names(f.source(r), f.instrument(r), f.group(r), f.sample(r), f.modality(r), f.parent(r) != ShardRow.NO_PARENT);
    }

    /// Copies normalised spectra, one behind the other: what training needs of a batch, without objects.
    public void values(int[] positions, int n, float[] out) {
        for (int b = 0; b < n; b++) {
            long row = row(positions[b]);
            int k = shard(row);
            shards[k].values((int) (row - firstRow[k]), out, b * manifest.points());
        }
    }

    /// All instruments of the corpus, also those that the filter leaves out.
    @Override
    public List<String> instruments() {
        return manifest.instruments();
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public String describe() {
        List<String> lines = new ArrayList<>();
        for (CorpusManifest.Source s : manifest.sources()) {
            lines.add(String.format(Locale.ROOT, "%s: %d spectra and %d copies", s.name(), s.kept(), s.augmented()));
        }
        lines.add(manifest.modalities().entrySet().stream().map(Map.Entry::toString).toList().toString());
        lines.add(String.format(Locale.ROOT, "together %d of %d rows of %d channels in %d shards, on %d instruments", size(),
            manifest.rows(), channels(), shards.length, instruments().size()));
        return String.join(System.lineSeparator(), lines);
    }
}

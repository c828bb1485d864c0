package dev.spektron.corpus.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `manifest.json` of a corpus folder: what is in it, where it comes from, and the digest of each shard. It is written last: a folder with
/// a manifest is a whole corpus.
///
/// @param format     `spektron-corpus-1`
/// @param layout     `v1` or `v2`
/// @param points     channels of each spectrum
/// @param rows       rows of all shards
/// @param originals  rows that are no augmented copies
/// @param seed       seed of augmentation and simulation
/// @param settings   settings of the build that change the rows
/// @param sources    what each source gave
/// @param modalities rows by modality
/// @param instruments names of all instruments, in alphabetical order
/// @param shards     the shards in their order
public record CorpusManifest(String format, String layout, int points, long rows, long originals, long seed, Map<String, String> settings,
                             List<Source> sources, Map<String, Long> modalities, List<String> instruments, List<Shard> shards) {
    /// Value of [#format].
    public static final String FORMAT = "spektron-corpus-1";
    /// Name of the file in the corpus folder.
    public static final String FILE = "manifest.json";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /// What a source gave.
    ///
    /// @param name      name of the source
    /// @param licence   terms of use
    /// @param origin    where it comes from, with the citation that it asks for
    /// @param digest    SHA-256 over the inputs
    /// @param read      spectra found in it
    /// @param kept      of these, spectra in the corpus
    /// @param augmented copies made of them
    /// @param rejected  spectra, or files where none could be read, left out, by reason
    public record Source(String name, String licence, String origin, String digest, long read, long kept, long augmented,
                         Map<String, Long> rejected) {}

    /// A shard.
    ///
    /// @param file   name in the corpus folder
    /// @param rows   its rows
    /// @param bytes  its size
    /// @param sha256 its digest
    public record Shard(String file, int rows, long bytes, String sha256) {}

    /// Reads the manifest of a corpus folder.
    ///
    /// @throws NoSuchFileException if there is none
    /// @throws FormatException     if it is damaged
    public static CorpusManifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "expected a corpus with its " + FILE + ", found none; a build that was "
                + "stopped goes on when the same command is given again");
        }
        try {
            CorpusManifest m = GSON.fromJson(Files.readString(file), CorpusManifest.class);
            if (m == null || !FORMAT.equals(m.format) || m.shards == null || m.sources == null || m.instruments == null) {
                throw new FormatException(file + ": expected format " + FORMAT + " with sources, instruments and shards, found "
                    + (m == null ? "an empty file" : "'" + m.format + "'"));
            }
            for (Shard s : m.shards) {
                if (s.file() == null || !s.file().matches("[A-Za-z0-9._-]+") || s.rows() < 1) {
                    throw new FormatException(file + ": expected plain names and positive rows of shards, found '" + s.file() + "' with "
                        + s.rows());
                }
            }
            return m;
        } catch (JsonParseException e) {
            throw new FormatException(file + ": no valid JSON (" + e.getMessage() + "); build the corpus again", e);
        }
    }

    /// Writes it into a corpus folder.
    public void write(Path folder) throws IOException {
        AtomicFiles.writeText(folder.resolve(FILE), out -> out.write(GSON.toJson(this) + "\n"));
    }
}

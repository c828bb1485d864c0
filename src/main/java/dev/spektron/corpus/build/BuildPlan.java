package dev.spektron.corpus.build;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.spektron.corpus.source.UniformGrid;
import dev.spektron.corpus.store.Layout;
import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that decides what a corpus holds, besides the files of its sources.
///
/// @param sources     what to take, as [Catalogue] reads it, sorted
/// @param dataDir     folder of the sources' files
/// @param points      channels of each spectrum
/// @param copies      augmented copies of each spectrum that is not generated
/// @param layout      layout of the shards
/// @param shardBytes  greatest size of a shard, about
/// @param correlation least correlation of near-duplicates; 1 to look for none
/// @param seed        seed of augmentation and simulation
/// @param date        date for the shards' attribute, empty for none
public record BuildPlan(List<String> sources, String dataDir, int points, int copies, Layout layout, long shardBytes, double correlation,
                        long seed, String date) {
    /// Greatest [#shardBytes]: 1 GiB.
    public static final long MOST_BYTES = 1L << 30;
    static final String FILE = "plan.json";
    private static final int ROW_OVERHEAD = 768;
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    public BuildPlan {
        sources = sources.stream().map(String::strip).sorted().distinct().toList();
        require(!sources.isEmpty(), "sources: expected at least one, found none");
        require(points >= UniformGrid.LEAST_CHANNELS && points <= 1 << 16, "points: expected " + UniformGrid.LEAST_CHANNELS
            + " to 65536, found " + points);
        require(copies >= 0 && copies <= 100, "copies: expected 0 to 100, found " + copies);
        require(shardBytes >= 1 << 16 && shardBytes <= MOST_BYTES, "shard size: expected 64k to 1g, found " + shardBytes);
        require(correlation > 0 && correlation <= 1, "near-duplicates: expected a correlation above 0, up to 1, found " + correlation);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /// Rows of a shard; at least one spectrum with its copies.
    public int shardRows() {
        return (int) Math.max(1 + copies, shardBytes / (points * (long) Float.BYTES + ROW_OVERHEAD));
    }

    /// Settings that change the rows, for the manifest.
    Map<String, String> settings() {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("sources", String.join(", ", sources));
        out.put("copies", Integer.toString(copies));
        out.put("near-duplicates from correlation", Double.toString(correlation));
        out.put("shard size", Long.toString(shardBytes));
        return out;
    }

    String json() {
        return GSON.toJson(this) + "\n";
    }

    /// Writes the plan into the working folder of a build.
    void write(Path work) throws IOException {
        AtomicFiles.writeText(work.resolve(FILE), out -> out.write(json()));
    }

    static boolean exists(Path work) {
        return Files.isRegularFile(work.resolve(FILE));
    }

    static BuildPlan read(Path work) throws IOException {
        try {
            return GSON.fromJson(Files.readString(work.resolve(FILE)), BuildPlan.class);
        } catch (JsonParseException e) {
            throw new FormatException(work.resolve(FILE) + ": no valid plan (" + e.getMessage() + "); delete the folder and build again",
                e);
        }
    }
}

package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.corpus.store.CorpusManifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/// Prints what is in a corpus.
final class CorpusTable {
    private CorpusTable() {}

    static void print(PrintWriter out, Path folder, CorpusManifest m, boolean json) {
        if (json) {
            out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(m));
            out.flush();
            return;
        }
        int width = m.sources().stream().mapToInt(s -> s.name().length()).max().orElse(0);
        String column = "%-" + Math.max(6, width) + "s";
        out.println(String.format(Locale.ROOT, column + " %9s %9s %9s  %s", "source", "read", "kept", "copies", "left out"));
        for (CorpusManifest.Source s : m.sources()) {
            StringBuilder rejected = new StringBuilder();
            s.rejected().forEach((reason, n) -> rejected.append(rejected.isEmpty() ? "" : ", ").append(n).append(' ').append(reason));
            out.println(String.format(Locale.ROOT, column + " %9d %9d %9d  %s", s.name(), s.read(), s.kept(),
                s.augmented(), rejected).stripTrailing());
        }
        StringBuilder modalities = new StringBuilder();
        m.modalities().forEach((name, n) -> modalities.append(modalities.isEmpty() ? "" : ", ").append(n).append(' ').append(name));
        long bytes = m.shards().stream().mapToLong(CorpusManifest.Shard::bytes).sum();
        out.println(String.format(Locale.ROOT, "%d rows of %d channels (%s), %d of them no copies, on %d instruments", m.rows(), m.points(),
            modalities, m.originals(), m.instruments().size()));
        out.println(String.format(Locale.ROOT, "%s: %d shards of layout %s, %.1f MiB", folder, m.shards().size(), m.layout(),
            bytes / 1048576.0));
        out.flush();
    }
}

package dev.spektron.corpus.build;

import dev.spektron.corpus.store.CorpusManifest;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `corpus.md`: what people have to know before they use a corpus.
public final class CorpusCard {
    /// Name of the file in the corpus folder.
    public static final String FILE = "corpus.md";

    private CorpusCard() {}

    /// Writes the card into the corpus folder.
    public static void write(Path folder, CorpusManifest m) throws IOException {
        AtomicFiles.writeText(folder.resolve(FILE), out -> out.write(String.join("\n", lines(m)) + "\n"));
    }

    private static List<String> lines(CorpusManifest m) {
        List<String> out = new ArrayList<>(List.of("# Corpus", "", m.rows() + " rows of " + m.points() + " channels in " + m.shards().size()
            + " shards, layout " + m.layout() + ": " + m.originals() + " spectra, the others augmented copies.", "", "| modality | rows |",
            "|---|---:|"));
        m.modalities().forEach((name, n) -> out.add("| " + name + " | " + n + " |"));
        out.addAll(List.of("", "## Sources", "", "| source | read | kept | copies | licence | origin |", "|---|---:|---:|---:|---|---|"));
        for (CorpusManifest.Source s : m.sources()) {
            out.add("| " + s.name() + " | " + s.read() + " | " + s.kept() + " | " + s.augmented() + " | " + cell(s.licence()) + " | "
                + cell(s.origin()) + " |");
        }
        out.addAll(List.of("", "## Left out", "", "| source | reason | number |", "|---|---|---:|"));
        for (CorpusManifest.Source s : m.sources()) {
            s.rejected().forEach((reason, n) -> out.add("| " + s.name() + " | " + reason + " | " + n + " |"));
        }
        out.addAll(List.of("", "Spectra and files that none could be read from are counted together.", "", "## How it was made", ""));
        for (Map.Entry<String, String> e : m.settings().entrySet()) {
            out.add("- " + e.getKey() + ": " + e.getValue());
        }
        out.addAll(List.of("- seed: " + m.seed(), "- instruments: " + m.instruments().size(), "",
            "Each spectrum is resampled over its own range, whose ends are kept, and has mean 0 and variance 1; mean and deviation before",
            "are kept too. Copies have the group of their spectrum: split by group, and validate on no copies.", "",
            "Near-duplicates are looked for among all spectra that are not simulated. Licences are those of the sources; who passes the",
            "corpus on has to keep to each of them.", "", "## Shards", "", "| file | rows | bytes | SHA-256 |", "|---|---:|---:|---|"));
        m.shards().forEach(s -> out.add(String.format(Locale.ROOT, "| %s | %d | %d | %s |", s.file(), s.rows(), s.bytes(), s.sha256())));
        return out;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}

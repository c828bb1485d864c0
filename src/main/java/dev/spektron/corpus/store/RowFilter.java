package dev.spektron.corpus.store;

import dev.spektron.spectra.Modality;
import dev.spektron.spectra.Nearest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which rows of a corpus are taken.
///
/// @param sources    names of sources, empty for all
/// @param modalities modalities, empty for all
/// @param copies     whether augmented copies are among them
public record RowFilter(Set<String> sources, Set<Modality> modalities, boolean copies) {
    public static final RowFilter ALL = new RowFilter(Set.of(), Set.of(), true);

    public RowFilter {
        sources = Set.copyOf(sources);
        modalities = Set.copyOf(modalities);
    }

    /// Reads `modality=raman&source=rruff+corn&copies=no`; several values with `+` between them. Empty for all.
    ///
    /// @param known names of the sources of the corpus
    /// @throws IllegalArgumentException for unknown keys, sources and modalities
    public static RowFilter parse(String text, List<String> known) {
        Set<String> sources = new TreeSet<>();
        Set<Modality> modalities = EnumSet.noneOf(Modality.class);
        boolean copies = true;
        for (String part : text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            switch (equals < 0 ? part : part.substring(0, equals)) {
                case "source" -> {
                    for (String s : value.split("\\+")) {
                        if (!known.contains(s)) {
                            throw new IllegalArgumentException(Nearest.unknown("source", s, "the corpus", known));
                        }
                        sources.add(s);
                    }
                }
                case "modality" -> {
                    for (String m : value.split("\\+")) {
                        modalities.add(Modality.parse(m));
                    }
                }
                case "copies" -> copies = copies(value);
                default -> throw new IllegalArgumentException("corpus filter: expected source=, modality= or copies=, found '" + part
                    + "'");
            }
        }
        return new RowFilter(sources, modalities, copies);
    }

    private static boolean copies(String value) {
        return switch (value) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("corpus filter: expected copies=yes or copies=no, found '" + value + "'");
        };
    }

    boolean takes(ShardFile shard, int row) {
        return (copies || shard.parent(row) == ShardRow.NO_PARENT) && (sources.isEmpty() || sources.contains(shard.source(row)))
            && (modalities.isEmpty() || modalities.contains(shard.modality(row)));
    }
}

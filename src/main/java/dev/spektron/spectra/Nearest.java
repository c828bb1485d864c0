package dev.spektron.spectra;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a user most likely meant.
public final class Nearest {
    private Nearest() {}

    /// The candidate at the smallest edit distance from `name` (case ignored), if that is at most half of its length.
    public static Optional<String> of(String name, Collection<String> candidates) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return candidates.stream().filter(c -> distance(wanted, c.toLowerCase(Locale.ROOT)) <= Math.max(1, c.length() / 2))
            .min(Comparator.comparingInt(c -> distance(wanted, c.toLowerCase(Locale.ROOT))));
    }

    /// One line: no such thing, did you mean, and what there is.
    public static String unknown(String what, String name, String where, Collection<String> candidates) {
        return where + " has no " + what + " '" + name + "'" + of(name, candidates).map(c -> "; did you mean '" + c + "'?").orElse(".")
            + " It has: " + String.join(", ", candidates);
    }

    /// Levenshtein distance: insertions, deletions and substitutions, one each.
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int up = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(up, row[j - 1]) + 1);
                diagonal = up;
            }
        }
        return row[b.length()];
    }
}

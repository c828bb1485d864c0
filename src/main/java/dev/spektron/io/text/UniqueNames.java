package dev.spektron.io.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Gives every name once: `A`, `A (2)`, `A (3)`.
public final class UniqueNames {
    private static final int LONGEST = 80;

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /// The name's first line, cut after 80 characters, made different from all before.
    ///
    /// @param otherwise the name if this one is blank
    public String take(String name, String otherwise) {
        String line = name.strip().lines().findFirst().orElse("").strip();
        String base = line.isEmpty() ? otherwise : line.substring(0, Math.min(LONGEST, line.length()));
        String unique = base;
        while (!taken.add(unique)) {
            unique = base + " (" + (counts.merge(base, 1, Integer::sum) + 1) + ")";
        }
        return unique;
    }
}

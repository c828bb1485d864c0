package dev.spektron.corpus.store;

import java.util.Locale;

/// How a shard arranges its data; `docs/corpus.md` lists the objects of both.
public enum Layout {
    /// Contiguous spectra, so that training can map them into memory.
    V1,
    /// Spectra in compressed chunks and variable-length strings, as the published reference wrote them; for exchange.
    V2;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another text than `v1` or `v2`
    public static Layout parse(String text) {
        for (Layout l : values()) {
            if (l.label().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return l;
            }
        }
        throw new IllegalArgumentException("layout: expected v1 or v2, found '" + text + "'");
    }
}

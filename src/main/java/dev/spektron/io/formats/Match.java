package dev.spektron.io.formats;

/// How surely content is of a format. The highest wins.
public enum Match {
    /// It is not.
    NO,
    /// Nothing speaks against it, such as any text for CSV. Decides only when no other reader says more.
    POSSIBLE,
    /// Its structure fits, though it carries no mark of its own.
    LIKELY,
    /// It carries the mark of the format. A damaged file of the format says so too, so that its reader explains the damage.
    CERTAIN
}

package dev.spektron.corpus.build;

/// The two kinds of task of a build.
public enum Stage {
    /// Reads a piece of a source into a part: filtered, on the uniform grid.
    PART,
    /// Makes a shard, from parts or from a piece of a generated source.
    SHARD
}

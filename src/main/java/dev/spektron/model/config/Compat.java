package dev.spektron.model.config;

/// Which behaviour a model has where the published reference is wrong or weak.
public enum Compat {
    /// The right one; default.
    FIXED,
    /// That of the reference, so that parameter counts and published numbers can be compared.
    REFERENCE;

    public boolean reference() {
        return this == REFERENCE;
    }
}

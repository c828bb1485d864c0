package dev.spektron.corpus.build;

/// What a source says of itself.
///
/// @param name    short unique name, which stands in the corpus
/// @param licence terms of use
/// @param origin  where it comes from, and the citation that it asks for
/// @param digest  lower-case hexadecimal SHA-256 of all that decides what it gives
public record SourceFacts(String name, String licence, String origin, String digest) {}

package dev.spektron.io.fuzz;

import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.Readers;

/// What Jazzer calls with ever new bytes. The property [#FORMAT] names the reader.
public final class ReaderFuzz {
    static final String FORMAT = "spektron.fuzz.format";
    private static final Reader READER = Readers.named(System.getProperty(FORMAT));

    private ReaderFuzz() {}

    /// Jazzer knows it by its name.
    public static void fuzzerTestOneInput(byte[] bytes) {
        ReaderPromise.check(READER, bytes);
    }
}

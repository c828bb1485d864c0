package dev.spektron.io.rds;

import dev.spektron.io.FormatException;

/// The numbers and texts of a serialization in one of its three forms. Lengths are checked before anything is allocated.
abstract class RStream {
    final String file;
    final byte[] bytes;
    int at;

    RStream(String file, byte[] bytes, int at) {
        this.file = file;
        this.bytes = bytes;
        this.at = at;
    }

    abstract int readInt(String what) throws FormatException;

    abstract int[] readInts(int n) throws FormatException;

    abstract double[] readDoubles(int n) throws FormatException;

    /// The `n` bytes of a text.
    abstract byte[] readText(int n) throws FormatException;

    abstract byte[] readRaw(int n) throws FormatException;

    /// Fewest bytes that an element with `binary` bytes in binary form needs here.
    abstract int least(int binary);

    /// Fails unless `n` elements of `binary` bytes can still follow.
    void require(long n, int binary, String what) throws FormatException {
        if (n < 0 || n * least(binary) > bytes.length - at) {
            throw error("expected " + n + " elements of " + what + ", found " + (bytes.length - at)
                + " bytes to the end of the data; the file is cut off or damaged");
        }
    }

    FormatException error(String what) {
        return FormatException.at(file, "byte " + at + " of the unpacked data", what);
    }
}

package dev.spektron.io.matlab;

import dev.spektron.io.FormatException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks the zlib streams of one file under a common allowance.
final class MatInflater {
    private static final int FIRST = 1 << 12;
    private static final long FREE = 64L << 20;
    private static final long RATIO = 200;
    private static final long MOST = 1L << 30;
    private final String file;
    private long left;

    MatInflater(String file, long fileBytes) {
        this.file = file;
        this.left = Math.min(MOST, Math.max(FREE, RATIO * fileBytes));
    }

    byte[] inflate(byte[] bytes, int at, int size) throws FormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, at, size);
            byte[] out = new byte[FIRST];
            int n = 0;
            while (!inflater.finished()) {
                if (n == out.length) {
                    out = Arrays.copyOf(out, 2 * n);
                }
                int got = inflater.inflate(out, n, out.length - n);
                if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw FormatException.at(file, "byte " + at, "the packed data end too early");
                }
                n += got;
                left -= got;
                if (left < 0) {
                    throw FormatException.at(file, "byte " + at, size + " packed bytes unpack to more than this reader takes");
                }
            }
            return Arrays.copyOf(out, n);
        } catch (DataFormatException e) {
            long where = at + inflater.getBytesRead();
            throw new FormatException(file + ", byte " + where + ": damaged packed data (" + e.getMessage() + ")", e);
        } finally {
            inflater.end();
        }
    }
}

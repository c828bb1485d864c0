package dev.spektron.io;

import java.io.IOException;
import java.io.InputStream;

/// What the packed contents of one file may take in memory, so that a few kilobytes cannot ask for gigabytes: 8 times the file and 64 MiB.
///
/// Counted is what stays while a file is read; unpacking takes up to twice as much besides, for moments. For files below 1 MiB that counts
/// as well, so that they get 20 MiB in place of 56.
public final class Allowance {
    /// A number in an array, and once more in the row of a spectrum.
    private static final int NUMBER = 16;
    /// A text or another object with what belongs to it.
    private static final int OBJECT = 100;
    private static final long SMALL = 1L << 20;
    private static final long FREE_OF_SMALL = 20L << 20;
    private static final long FREE = 56L << 20;
    private static final long TIMES = 8;
    private static final int BUFFER = 1 << 14;
    private final String file;
    private final String mend;
    private long left;

    /// More was asked for than is left. Nothing was taken.
    public static final class Exceeded extends FormatException {
        private static final long serialVersionUID = 1L;

        private Exceeded(String message) {
            super(message);
        }
    }

    /// @param file name for messages
    /// @param bytes its size
    /// @param mend how to store the same data otherwise
    public Allowance(String file, long bytes, String mend) {
        this(file, mend, (bytes < SMALL ? FREE_OF_SMALL : FREE) + TIMES * bytes);
    }

    private Allowance(String file, String mend, long left) {
        this.file = file;
        this.mend = mend;
        this.left = left;
    }

    /// For data that are not packed: every byte of the file is there for one value only.
    public static Allowance unlimited(String file) {
        return new Allowance(file, "", Long.MAX_VALUE);
    }

    /// What is left, in bytes.
    public long left() {
        return left;
    }

    /// Gives memory back, so that `bytes` are left: what was read since is not kept.
    public void giveBack(long bytes) {
        left = Math.max(left, bytes);
    }

    /// Takes memory for `n` numbers.
    ///
    /// @param where for what, as messages say
    /// @throws FormatException if not so much is left
    public void numbers(String where, long n) throws FormatException {
        bytes(where, n, NUMBER);
    }

    /// Takes memory for `n` texts or other objects.
    ///
    /// @param each bytes of one, beyond what any object needs
    /// @throws FormatException if not so much is left
    public void objects(String where, long n, long each) throws FormatException {
        bytes(where, n, OBJECT + each);
    }

    /// Takes `each` bytes `n` times, however many that may be.
    ///
    /// @throws FormatException if not so much is left
    public void bytes(String where, long n, long each) throws FormatException {
        bytes(where, n > Long.MAX_VALUE / each ? Long.MAX_VALUE : n * each);
    }

    /// Takes memory.
    ///
    /// @throws FormatException if not so much is left
    public void bytes(String where, long n) throws FormatException {
        if (n > left) {
            throw new Exceeded(file + ", " + where + ": unpacks to more (" + n + " bytes in memory) than the size of the file "
                + "justifies, of which " + left + " are left; " + mend);
        }
        left -= n;
    }

    /// Passes over the rest of an unpacking stream, which may be twice as long as what could be taken.
    ///
    /// @throws FormatException if it is longer
    /// @throws IOException if the packed data are damaged or end too early
    public void pass(String where, InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long passed = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            passed += n;
            if (passed / 2 > left) {
                bytes(where, passed / 2);
            }
        }
    }

    /// Reads an unpacking stream to its end. The bytes are not counted, but what is made of them, which is at least twice as much.
    ///
    /// @throws FormatException if more comes out than could be taken
    /// @throws IOException if the packed data are damaged or end too early
    public byte[] drain(String where, InputStream in) throws IOException {
        int most = (int) Math.min(Integer.MAX_VALUE - 32, left / 2);
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            bytes(where, 2L * bytes.length);
        }
        return bytes;
    }
}

package dev.spektron.io;

import java.io.IOException;

/// A file that is not what it should be. The message says what was expected, what was found, where (file, line or byte, field) and how
/// to mend it.
public class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }

    /// `file, where: what`.
    public static FormatException at(String file, String where, String what) {
        return new FormatException(file + ", " + where + ": " + what);
    }
}

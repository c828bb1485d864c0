package dev.spektron.io;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// One line that tells how far long work has come: rewritten in place on a terminal, otherwise a line at most every ten seconds.
/// Thread-safe.
public final class StatusLine {
    private static final long ON_TERMINAL_NANOS = 200_000_000L;
    private static final long ELSEWHERE_NANOS = 10_000_000_000L;
    /// Back to the first column, then clear to the end.
    private static final String CLEAR = "\r\u001b[K";
    /// Line wrapping off and on: a line wider than the window would leave its second half behind at the next rewriting.
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private long last;
    private boolean standing;

    /// @param out where to print, null for silence
    /// @param terminal whether `out` is a terminal that understands control sequences, see [#errIsTerminal()]
    /// @param nanos a clock
    /// @param delayNanos how long to wait before the first line
    public StatusLine(PrintStream out, boolean terminal, LongSupplier nanos, long delayNanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.last = nanos.getAsLong() + delayNanos - interval();
    }

    /// Whether stderr goes to a terminal, as far as can be known: where the system tells what stderr is, that counts; elsewhere the streams
    /// of the console.
    public static boolean errIsTerminal() {
        if (System.console() == null || !System.console().isTerminal() || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            Path err = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
            return err.startsWith("/dev");
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return true;
        }
    }

    private long interval() {
        return terminal ? ON_TERMINAL_NANOS : ELSEWHERE_NANOS;
    }

    /// Whether it is time for another line. Ask before composing one.
    public synchronized boolean due() {
        return out != null && nanos.getAsLong() - last >= interval();
    }

    /// Shows a line now, without control characters.
    public synchronized void show(String line) {
        if (out == null) {
            return;
        }
        last = nanos.getAsLong();
        String plain = line.replaceAll("\\p{Cntrl}", " ");
        if (terminal) {
            out.print(CLEAR + NO_WRAP + plain + WRAP);
            standing = true;
        } else {
            out.print(plain + System.lineSeparator());
        }
        out.flush();
    }

    /// Prints a text that stays, above the line on a terminal.
    public synchronized void print(String text) {
        if (out == null) {
            return;
        }
        clear();
        out.print(text + System.lineSeparator());
        out.flush();
    }

    /// Takes the line off a terminal.
    public synchronized void clear() {
        if (out != null && standing) {
            out.print(CLEAR);
            out.flush();
            standing = false;
        }
    }
}

package dev.spektron.experiment;

import dev.spektron.io.StatusLine;
import java.io.PrintStream;
import java.util.Locale;

/// Tells on stderr how far long work has come and when it will be done: one rewritten line on a terminal, a line every ten seconds
/// elsewhere, nothing for work of under two seconds. Thread-safe.
public final class Progress {
    private static final long FIRST_NANOS = 2_000_000_000L;
    private final StatusLine line;
    private final String what;
    private final int total;
    private final long start = System.nanoTime();
    private int done;

    /// @param out where to print, null for silence
    /// @param what the work, for example `transfer`
    /// @param total number of steps
    public Progress(PrintStream out, String what, int total) {
        boolean terminal = StatusLine.errIsTerminal();
        // Elsewhere the first line comes after one interval, which is longer.
        this.line = new StatusLine(out, terminal, System::nanoTime, terminal ? FIRST_NANOS : 10_000_000_000L);
        this.what = what;
        this.total = total;
    }

    /// One more step is done.
    public synchronized void step() {
        done++;
        if (!line.due()) {
            return;
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double left = elapsed / done * (total - done);
        line.show(String.format(Locale.ROOT, "%s: %d of %d, %.0f s, about %.0f s left", what, done, total, elapsed, left));
    }

    /// Clears the line.
    public synchronized void finish() {
        line.clear();
    }
}

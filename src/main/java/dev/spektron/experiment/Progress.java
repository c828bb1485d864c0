package dev.spektron.experiment;

import java.io.PrintStream;

/// Tells on stderr how far long work has come and when it will be done: one rewritten line on a terminal, a line every ten seconds
/// elsewhere, nothing for work of under two seconds. Thread-safe.
public final class Progress {
    private static final long FIRST_NANOS = 2_000_000_000L;
    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final int total;
    private final long start = System.nanoTime();
    private long lastPrinted = start;
    private int done;
    private boolean shown;

    /// @param out where to print, null for silence
    /// @param what the work, for example `transfer`
    /// @param total number of steps
    public Progress(PrintStream out, String what, int total) {
        this.out = out;
        this.what = what;
        this.total = total;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    /// One more step is done.
    public synchronized void step() {
        done++;
        long now = System.nanoTime();
        long interval = terminal ? 200_000_000L : 10_000_000_000L;
        if (out == null || now - start < FIRST_NANOS || now - lastPrinted < interval) {
            return;
        }
        lastPrinted = now;
        shown = true;
        double elapsed = (now - start) / 1e9;
        double left = elapsed / done * (total - done);
        String line = String.format(java.util.Locale.ROOT, "%s: %d of %d, %.0f s, about %.0f s left", what, done, total, elapsed, left);
        out.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
        out.flush();
    }

    /// Clears the line.
    public synchronized void finish() {
        if (out != null && shown && terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}

package dev.spektron.train.log;

import dev.spektron.io.StatusLine;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// The progress of training as one line: step, time left, throughput, loss and its terms, learning rate, norm of the gradient. Rewritten in
/// place on a terminal, otherwise a line at most every ten seconds. Thread-safe.
///
/// Throughput and time left are those of the last minutes, not since the start: the first steps compile and a machine may slow down. They
/// include validation and saving, since the clock does.
public final class ConsoleProgress implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    /// Throughput is that of about the last half minute, time left that of the last ten minutes, so that a validation counts as what it is.
    private static final long THROUGHPUT_NANOS = 30 * SECOND;
    private static final long LEFT_NANOS = 600 * SECOND;
    /// Keys in the order of the line and their names there; other metrics are not shown.
    private static final Map<String, String> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put("train/loss", "loss");
        for (String term : new String[] {"msrp", "physics", "vib", "moe_balance", "ot", "contrastive", "denoise"}) {
            SHOWN.put("train/" + term, term.equals("moe_balance") ? "moe" : term);
        }
        SHOWN.put("train/lr", "lr");
        SHOWN.put("train/grad_norm", "|g|");
    }

    /// What was done by a time, counted from the start of this process.
    private record Mark(long nanos, long step, long samples) {}

    private final StatusLine line;
    private final LongSupplier nanos;
    private final String what;
    private final long total;
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private Map<String, Double> latest = Map.of();
    private long samples;

    /// On stderr.
    ///
    /// @param what the work, for example `pretrain`
    /// @param first steps done before, by the run that is resumed
    /// @param total steps of the whole run
    public ConsoleProgress(String what, long first, long total) {
        this(System.err, StatusLine.errIsTerminal(), System::nanoTime, what, first, total);
    }

    /// @param out where to print, null for silence
    /// @param terminal whether `out` understands control sequences
    /// @param nanos a clock
    /// @param what the work, for example `pretrain`
    /// @param first steps done before, by the run that is resumed
    /// @param total steps of the whole run
    public ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanos, String what, long first, long total) {
        this.line = new StatusLine(out, terminal, nanos, 0);
        this.nanos = nanos;
        this.what = what;
        this.total = total;
        marks.add(new Mark(nanos.getAsLong(), first, 0));
    }

    /// A step is done.
    ///
    /// @param step steps done, those before a resumption among them
    /// @param newSamples spectra since the last call
    /// @param metrics values by key (`train/loss`, ...); those of the last logged step stay where this is empty
    public synchronized void step(long step, long newSamples, Map<String, Double> metrics) {
        samples += newSamples;
        long now = nanos.getAsLong();
        if (now - marks.getLast().nanos >= SECOND || marks.size() == 1) {
            marks.add(new Mark(now, step, samples));
            while (marks.size() > 2 && now - marks.getFirst().nanos > LEFT_NANOS) {
                marks.removeFirst();
            }
        }
        latest = metrics.isEmpty() ? latest : new LinkedHashMap<>(metrics);
        if (line.due() || step == total) {
            line.show(text(new Mark(now, step, samples), latest));
        }
    }

    /// Prints a message that stays, above the line on a terminal.
    public void message(String text) {
        line.print(text);
    }

    /// Takes the line off a terminal.
    @Override
    public void close() {
        line.clear();
    }

    private String text(Mark now, Map<String, Double> metrics) {
        StringBuilder b = new StringBuilder(what).append(' ').append(now.step).append('/').append(total);
        // What a narrow window must still show comes first: it cuts the line.
        Mark before = marks.getFirst();
        if (now.step > before.step && now.step < total) {
            double seconds = (double) (now.nanos - before.nanos) / SECOND / (now.step - before.step) * (total - now.step);
            b.append("  ").append(duration(seconds)).append(" left");
        }
        Mark then = since(now.nanos - THROUGHPUT_NANOS);
        if (now.nanos > then.nanos && now.samples > then.samples) {
            b.append("  ").append(number((now.samples - then.samples) * (double) SECOND / (now.nanos - then.nanos))).append(" spectra/s");
        }
        SHOWN.forEach((key, name) -> {
            Double v = metrics.get(key);
            // The loss is finite, so a term that is not is one that this batch does not have.
            boolean absent = v != null && v.isNaN() && Double.isFinite(metrics.getOrDefault("train/loss", v));
            if (v != null) {
                b.append("  ").append(name).append(' ').append(key.equals("train/lr") ? String.format(Locale.ROOT, "%.2e", v)
                    : absent ? "-" : number(v));
            }
        });
        return b.toString();
    }

    /// The last mark that is not younger, else the oldest.
    private Mark since(long when) {
        Mark found = marks.getFirst();
        for (Mark mark : marks) {
            if (mark.nanos > when) {
                break;
            }
            found = mark;
        }
        return found;
    }

    /// Four significant digits, plain where that is short.
    static String number(double v) {
        if (!Double.isFinite(v)) {
            return Double.isNaN(v) ? "nan" : v > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(v);
        if (size != 0 && (size < 1e-3 || size >= 1e5)) {
            return String.format(Locale.ROOT, "%.2e", v);
        }
        int decimals = size < 10 ? size < 1 ? 4 : 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", v);
    }

    /// `1 d 02 h`, `2 h 05 min`, `3 min 20 s` or `12 s`.
    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s >= 86_400) {
            return String.format(Locale.ROOT, "%d d %02d h", s / 86_400, s % 86_400 / 3600);
        }
        if (s >= 3600) {
            return String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60);
        }
        return s >= 60 ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60) : s + " s";
    }
}

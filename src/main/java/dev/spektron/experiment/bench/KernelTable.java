package dev.spektron.experiment.bench;

import dev.spektron.backend.Backend;
import dev.spektron.backend.scalar.ScalarBackend;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Times of the kernels on one backend, and on the plain loops for comparison.
///
/// @param device what was measured
/// @param rows   in the order of [KernelCases]
public record KernelTable(String device, List<Row> rows) {
    /// @param flops  operations of one run
    /// @param bytes  bytes that one run moves at least
    /// @param timing times on the backend
    /// @param scalar times of the plain loops; null if they were the backend
    public record Row(KernelCase kernel, long flops, long bytes, Timing timing, Timing scalar) {
        /// How many times as fast as the plain loops.
        public double speedUp() {
            return scalar == null ? 1 : scalar.median() / timing.median();
        }
    }

    /// Measures the kernels whose name contains `pattern`, `seconds` each.
    public static KernelTable measure(Backend backend, String pattern, double seconds, int threads, PrintStream log) {
        List<KernelCase> cases = KernelCases.all().stream().filter(c -> c.name().contains(pattern)).toList();
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("--kernels: expected a part of a name such as "
                + KernelCases.all().stream().map(c -> c.name().split(" ")[0]).distinct().toList() + ", found " + pattern);
        }
        List<Row> rows = new ArrayList<>();
        boolean compare = !backend.name().equals("scalar");
        try (Backend plain = new ScalarBackend(threads)) {
            for (KernelCase c : cases) {
                if (log != null) {
                    log.println("measuring " + c.name());
                }
                rows.add(row(c, backend, compare ? plain : null, seconds));
            }
        }
        return new KernelTable(backend.name() + ": " + backend.description(), rows);
    }

    private static Row row(KernelCase c, Backend backend, Backend plain, double seconds) {
        try (KernelCase.Prepared p = c.prepare(backend)) {
            Timing own = Timing.of(p.run()::run, seconds, seconds);
            Timing scalar = null;
            if (plain != null) {
                try (KernelCase.Prepared q = c.prepare(plain)) {
                    scalar = Timing.of(q.run()::run, seconds / 4, 1, seconds / 4, 1);
                }
            }
            return new Row(c, p.plan().flops(), p.plan().bytes(), own, scalar);
        }
    }
}

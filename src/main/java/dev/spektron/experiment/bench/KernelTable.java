package dev.spektron.experiment.bench;

import dev.spektron.backend.Backend;
import dev.spektron.backend.scalar.ScalarBackend;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Times of the kernels on one backend, beside those on the backends of the processor.
///
/// @param name     as `--device` has it
/// @param device   what was measured
/// @param ceilings of what it runs on
/// @param rows     in the order of [KernelCases]
public record KernelTable(String name, String device, Ceilings ceilings, List<Row> rows) {
    /// @param flops   operations of one run
    /// @param bytes   bytes that one run moves at least
    /// @param timing  times on the backend; null if the kernel failed there
    /// @param scalar  times of the plain loops; null if they are the backend
    /// @param vector  times of the backend `vector`; null if it is the backend, or was not measured
    /// @param failure why there are no times; null if there are
    public record Row(KernelCase kernel, long flops, long bytes, Timing timing, Timing scalar, Timing vector, String failure) {
        /// How many times as fast as another backend; NaN where one of the two was not measured.
        public double over(Timing other) {
            return other == null || timing == null ? Double.NaN : other.median() / timing.median();
        }

        /// The share of the ceiling: the time that the device needs at least to the time taken. NaN without times.
        public double share(Ceilings c) {
            return timing == null ? Double.NaN : c.floor(flops, bytes) / timing.median();
        }
    }

    /// Measures the kernels whose name contains `pattern`, `seconds` each, the plain loops a quarter of that where they are not all that
    /// is asked for. One backend by itself must run every kernel; among several, what fails on one says why in its row.
    ///
    /// @param backends those to report on, `scalar` before `vector` before others
    /// @param log      where progress goes, null for nowhere
    /// @param each     gets the tables so far after each kernel
    public static List<KernelTable> measure(List<Backend> backends, String pattern, double seconds, int threads, PrintStream log,
        Consumer<List<KernelTable>> each) {
        List<KernelCase> cases = KernelCases.all().stream().filter(c -> c.name().contains(pattern)).toList();
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("--kernels: expected a part of a name such as "
                + KernelCases.all().stream().map(c -> c.name().split(" ")[0]).distinct().toList() + ", found " + pattern);
        }
        List<KernelTable> tables = new ArrayList<>();
        for (Backend b : backends) {
            say(log, "measuring the ceilings of " + b.device());
            tables.add(new KernelTable(b.device(), b.name() + ": " + b.description(), Ceilings.of(b, threads), new ArrayList<>()));
        }
        measure(cases, backends, tables, seconds, threads, log, each);
        return tables;
    }

    /// Adds a row for each case to each table.
    static void measure(List<KernelCase> cases, List<Backend> backends, List<KernelTable> tables, double seconds, int threads,
        PrintStream log, Consumer<List<KernelTable>> each) {
        boolean own = backends.stream().noneMatch(b -> is(b, "scalar"));
        boolean several = backends.size() > 1;
        try (Backend plain = own ? new ScalarBackend(threads) : null) {
            for (KernelCase c : cases) {
                say(log, "measuring " + c.name());
                Timing scalar = own ? row(c, plain, several, true, seconds, null, null).timing : null;
                Timing vector = null;
                for (int i = 0; i < backends.size(); i++) {
                    Backend b = backends.get(i);
                    Row row = row(c, b, several, several && is(b, "scalar"), seconds, scalar, vector);
                    tables.get(i).rows.add(row);
                    scalar = is(b, "scalar") ? row.timing : scalar;
                    vector = is(b, "vector") ? row.timing : vector;
                }
                each.accept(tables);
            }
        }
    }

    private static boolean is(Backend b, String name) {
        return b.name().equals(name);
    }

    private static void say(PrintStream log, String line) {
        if (log != null) {
            log.println(line);
        }
    }

    /// @param brief a quarter of the time, and a single run where that is long enough
    private static Row row(KernelCase c, Backend b, boolean several, boolean brief, double seconds, Timing scalar, Timing vector) {
        try (KernelCase.Prepared p = c.prepare(b)) {
            Timing own = brief ? Timing.of(p.run()::run, seconds / 4, 1, seconds / 4, 1) : Timing.of(p.run()::run, seconds, seconds);
            return new Row(c, p.plan().flops(), p.plan().bytes(), own, scalar, vector, null);
        } catch (RuntimeException e) {
            if (!several) {
                throw e;
            }
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            return new Row(c, 0, 0, null, null, null, why.lines().findFirst().orElse(""));
        }
    }
}

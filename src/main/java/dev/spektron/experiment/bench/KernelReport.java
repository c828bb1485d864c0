package dev.spektron.experiment.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.spektron.experiment.StudyResult.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Times of kernels as text and as JSON.
public final class KernelReport {
    /// Kernels of each device at the end of a comparison.
    private static final int WORST = 8;

    private KernelReport() {}

    private static String line(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }

    /// A table of one backend, or a comparison of several.
    public static String text(List<KernelTable> tables) {
        return tables.size() == 1 ? alone(tables.getFirst()) : together(tables);
    }

    private static String alone(KernelTable table) {
        StringBuilder s = new StringBuilder(table.device() + "\n" + BenchReport.ceilings(table.ceilings()));
        s.append(line("%-46s %10s %10s %9s %8s %8s %9s%n", "kernel", "median us", "least us", "GFLOP/s", "GB/s", "ceiling", "x scalar"));
        for (KernelTable.Row r : table.rows()) {
            double t = r.timing().median();
            s.append(line("%-46s %10.1f %10.1f %9.1f %8.1f %7.0f%% %9s%n", r.kernel().name(), t * 1e6, r.timing().least() * 1e6,
                r.flops() / t / 1e9, r.bytes() / t / 1e9, 100 * r.share(table.ceilings()), times(r.over(r.scalar()))));
        }
        return s.toString();
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? "-" : line(ratio < 10 ? "%.2f" : "%.1f", ratio);
    }

    private static String together(List<KernelTable> tables) {
        StringBuilder s = new StringBuilder();
        tables.forEach(t -> s.append(t.name()).append("  ").append(t.device()).append(line("%n  ")).append(
            BenchReport.ceilings(t.ceilings())));
        int width = tables.stream().mapToInt(t -> t.name().length()).max().orElse(0);
        String columns = "%-46s %-" + width + "s ";
        s.append(line("%n" + columns + "%11s %9s %8s %8s %9s %9s%n", "kernel", "device", "median us", "GFLOP/s", "GB/s", "ceiling",
            "x scalar", "x vector"));
        for (int i = 0; i < tables.getLast().rows().size(); i++) {
            for (KernelTable t : tables) {
                KernelTable.Row r = t.rows().get(i);
                s.append(line(columns, t == tables.getFirst() ? r.kernel().name() : "", t.name())).append(row(r, t.ceilings()));
            }
        }
        tables.stream().skip(1).forEach(t -> worst(s, t));
        return s.toString();
    }

    private static String row(KernelTable.Row r, Ceilings c) {
        if (r.timing() == null) {
            return line("FAILED: %s%n", r.failure());
        }
        double t = r.timing().median();
        return line("%11.1f %9.1f %8.1f %7.0f%% %9s %9s%n", t * 1e6, r.flops() / t / 1e9, r.bytes() / t / 1e9, 100 * r.share(c),
            times(r.over(r.scalar())), times(r.over(r.vector())));
    }

    /// The kernels with most to gain.
    private static void worst(StringBuilder s, KernelTable t) {
        s.append(line("%nlowest share of the ceiling on %s:%n", t.name()));
        t.rows().stream().filter(r -> r.timing() != null).sorted(Comparator.comparingDouble(r -> r.share(t.ceilings()))).limit(WORST)
            .forEach(r -> s.append(line("  %5.1f%%  %-46s %11.1f us%n", 100 * r.share(t.ceilings()), r.kernel().name(),
                r.timing().median() * 1e6)));
    }

    /// One backend at the top level, several below `devices`.
    public static String json(List<KernelTable> tables, Provenance provenance) {
        JsonObject o = BenchReport.head(provenance);
        if (tables.size() == 1) {
            add(o, tables.getFirst());
        } else {
            JsonArray devices = new JsonArray();
            for (KernelTable t : tables) {
                JsonObject device = new JsonObject();
                add(device, t);
                devices.add(device);
            }
            o.add("devices", devices);
        }
        return BenchReport.print(o);
    }

    private static void add(JsonObject o, KernelTable table) {
        o.addProperty("name", table.name());
        o.addProperty("device", table.device());
        o.add("ceilings", BenchReport.object(table.ceilings()));
        JsonArray rows = new JsonArray();
        for (KernelTable.Row r : table.rows()) {
            JsonObject row = new JsonObject();
            row.addProperty("kernel", r.kernel().name());
            row.addProperty("family", r.kernel().family());
            if (r.timing() == null) {
                row.addProperty("failure", r.failure());
            } else {
                row.addProperty("flops", r.flops());
                row.addProperty("bytes", r.bytes());
                row.add("seconds", BenchReport.timing(r.timing()));
                row.add("scalarSeconds", r.scalar() == null ? JsonNull.INSTANCE : BenchReport.timing(r.scalar()));
                row.add("vectorSeconds", r.vector() == null ? JsonNull.INSTANCE : BenchReport.timing(r.vector()));
                row.addProperty("floorSeconds", table.ceilings().floor(r.flops(), r.bytes()));
                row.addProperty("ceilingShare", r.share(table.ceilings()));
            }
            rows.add(row);
        }
        o.add("kernels", rows);
    }
}

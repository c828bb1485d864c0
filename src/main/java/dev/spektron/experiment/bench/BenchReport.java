package dev.spektron.experiment.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.autograd.PlanText;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Slot;
import dev.spektron.experiment.StudyResult.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A measured step as text and as JSON.
public final class BenchReport {
    private static final int SLOWEST = 24;

    private BenchReport() {}

    private static String line(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }

    static String ceilings(Ceilings c) {
        return line("ceilings: %.0f GFLOP/s%s, %.0f GB/s in caches, %.0f GB/s in memory%s%n", c.flops() / 1e9, c.product() > 0
            ? line(" (best matrix product %.0f)", c.product() / 1e9) : "", c.cached() / 1e9, c.memory() / 1e9, c.launch() > 0
            ? line("; a run takes %.0f us at least", c.launch() * 1e6) : "");
    }

    static JsonObject head(Provenance p) {
        JsonObject o = new JsonObject();
        o.addProperty("command", p.command());
        o.add("provenance", new GsonBuilder().create().toJsonTree(p));
        return o;
    }

    /// What was not measured is left out.
    static JsonObject object(Ceilings c) {
        JsonObject o = new JsonObject();
        o.addProperty("flopsPerSecond", c.flops());
        o.addProperty("cachedBytesPerSecond", c.cached());
        o.addProperty("memoryBytesPerSecond", c.memory());
        o.addProperty("productFlopsPerSecond", c.product() > 0 ? c.product() : null);
        o.addProperty("launchSeconds", c.launch() > 0 ? c.launch() : null);
        return o;
    }

    static JsonElement timing(Timing t) {
        JsonObject o = new JsonObject();
        o.addProperty("median", t.median());
        o.addProperty("min", t.least());
        o.addProperty("max", t.most());
        o.addProperty("runs", t.runs());
        return o;
    }

    static String print(JsonObject o) {
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(o) + "\n";
    }

    /// The profile of a plan: kinds of operations, then the slowest steps or, with `all`, every step in order.
    public static String text(String title, PlanProfile p, Plan plan, Ceilings c, boolean all) {
        StringBuilder s = new StringBuilder(title + "\n" + ceilings(c) + PlanText.summary(plan));
        Timing t = p.timing();
        s.append(line("whole step: median %.2f ms (%.2f to %.2f, %d runs), %.1f GFLOP/s; sum of the steps %.2f ms, of their floors "
            + "%.2f ms%n", t.median() * 1e3, t.least() * 1e3, t.most() * 1e3, t.runs(), plan.flops() / t.median() / 1e9, p.seconds() * 1e3,
            p.floor() * 1e3));
        s.append(line("allocated on the heap by a step: %.0f bytes%n", p.heap()));
        if (p.steps().isEmpty()) {
            return s.toString();
        }
        s.append(line("%n"));
        s.append(line("%-26s %6s %9s %7s %9s %8s %9s %7s%n", "kind of operation", "steps", "ms", "share", "GFLOP/s", "GB/s", "floor ms",
            "floor"));
        kinds(p).forEach((kind, rows) -> s.append(sum(kind, rows, p)));
        s.append(line("%n%4s  %-18s %-52s %9s %7s %9s %8s %9s %7s%n", "step", "scope", "operation and results", "ms", "share", "GFLOP/s",
            "GB/s", "floor ms", "floor"));
        List<PlanProfile.Row> rows = new ArrayList<>(p.steps());
        if (!all) {
            rows.sort(Comparator.comparingDouble(r -> -r.seconds()));
        }
        rows.stream().limit(all ? rows.size() : SLOWEST).forEach(r -> s.append(row(r, p)));
        if (!all && rows.size() > SLOWEST) {
            s.append(line("... %d faster steps; --all prints all in order%n", rows.size() - SLOWEST));
        }
        return s.toString();
    }

    private static Map<String, List<PlanProfile.Row>> kinds(PlanProfile p) {
        Map<String, List<PlanProfile.Row>> out = new LinkedHashMap<>();
        p.steps().forEach(r -> out.computeIfAbsent(r.step().op().title(), k -> new ArrayList<>()).add(r));
        List<Map.Entry<String, List<PlanProfile.Row>>> sorted = new ArrayList<>(out.entrySet());
        sorted.sort(Comparator.comparingDouble(e -> -e.getValue().stream().mapToDouble(PlanProfile.Row::seconds).sum()));
        Map<String, List<PlanProfile.Row>> ordered = new LinkedHashMap<>();
        sorted.forEach(e -> ordered.put(e.getKey(), e.getValue()));
        return ordered;
    }

    private static String sum(String kind, List<PlanProfile.Row> rows, PlanProfile p) {
        double t = rows.stream().mapToDouble(PlanProfile.Row::seconds).sum();
        double floor = rows.stream().mapToDouble(PlanProfile.Row::floor).sum();
        double flops = rows.stream().mapToDouble(r -> r.step().flops()).sum();
        double bytes = rows.stream().mapToDouble(r -> r.step().bytes()).sum();
        return line("%-26s %6d %9.3f %6.1f%% %9.1f %8.1f %9.3f %6.0f%%%n", kind, rows.size(), t * 1e3, 100 * t / p.seconds(),
            flops / t / 1e9, bytes / t / 1e9, floor * 1e3, 100 * floor / t);
    }

    private static String row(PlanProfile.Row r, PlanProfile p) {
        String what = r.step().op().label() + " " + r.step().outShapes();
        what = what.length() > 52 ? what.substring(0, 49) + "..." : what;
        double t = r.seconds();
        return line("%4d  %-18s %-52s %9.3f %6.1f%% %9.1f %8.1f %9.3f %6.0f%%%n", r.index(), r.step().scope(), what, t * 1e3,
            100 * t / p.seconds(),
            r.step().flops() / t / 1e9, r.step().bytes() / t / 1e9, r.floor() * 1e3, 100 * r.floor() / t);
    }

    public static String json(String title, PlanProfile p, Plan plan, Ceilings c, Provenance provenance) {
        JsonObject o = head(provenance);
        o.add("ceilings", object(c));
        o.addProperty("title", title);
        o.add("seconds", timing(p.timing()));
        o.addProperty("floorSeconds", p.floor());
        o.addProperty("heapBytesPerStep", p.heap());
        o.addProperty("flops", plan.flops());
        o.addProperty("bytes", plan.bytes());
        JsonObject memory = new JsonObject();
        memory.addProperty("total", plan.memoryBytes());
        memory.addProperty("variables", plan.variableBytes());
        memory.addProperty("work", plan.workBytes());
        memory.addProperty("live", 4L * plan.liveSize());
        o.add("memoryBytes", memory);
        JsonArray steps = new JsonArray();
        for (PlanProfile.Row r : p.steps()) {
            JsonObject step = new JsonObject();
            step.addProperty("scope", r.step().scope());
            step.addProperty("op", r.step().op().label());
            step.addProperty("operands", shapes(r.step().in()));
            step.addProperty("results", shapes(r.step().out()));
            step.addProperty("flops", r.step().flops());
            step.addProperty("bytes", r.step().bytes());
            step.addProperty("seconds", r.seconds());
            step.addProperty("floorSeconds", r.floor());
            steps.add(step);
        }
        o.add("steps", steps);
        return print(o);
    }

    private static String shapes(List<Slot> slots) {
        return slots.stream().map(s -> s.shape().toString()).reduce((a, b) -> a + " " + b).orElse("");
    }
}

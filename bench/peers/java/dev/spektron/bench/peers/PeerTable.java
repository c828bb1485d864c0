package dev.spektron.bench.peers;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.spektron.experiment.bench.KernelCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs our kernels and libtorch's, kernel by kernel, in turn, and prints how many times as fast ours are.
///
/// Arguments: text that the kernels' names must contain (all without it), then `threads=1,2`, `forks=2`, `seconds=1`, `json=FILE`.
public final class PeerTable {
    private String pattern = "";
    private int[] threads = {1, Runtime.getRuntime().availableProcessors()};
    private int forks = 2;
    private double seconds = 1;
    private Path json = Path.of("target", "peers.json");
    private final JsonArray rows = new JsonArray();
    /// Ratios of each family of kernels, with their names.
    private final Map<String, Map<String, Double>> families = new LinkedHashMap<>();

    private PeerTable() {}

    public static void main(String[] args) throws RunnerException, IOException {
        PeerTable t = new PeerTable();
        for (String a : args) {
            t.option(a);
        }
        t.run();
    }

    private void option(String a) {
        String value = a.substring(a.indexOf('=') + 1);
        switch (a.contains("=") ? a.substring(0, a.indexOf('=')) : "") {
            case "threads" -> threads = Arrays.stream(value.split(",")).mapToInt(Integer::parseInt).distinct().toArray();
            case "forks" -> forks = Integer.parseInt(value);
            case "seconds" -> seconds = Double.parseDouble(value);
            case "json" -> json = Path.of(value);
            default -> pattern = (pattern + " " + a).strip();
        }
    }

    private void run() throws RunnerException, IOException {
        System.out.printf(Locale.ROOT, "%-46s %-22s %2s %24s %24s %7s%n", "kernel", "peer", "T", "ours us (least..most)",
            "peer us (least..most)",
            "ratio");
        String last = "";
        int lastThreads = 0;
        double[] ours = null;
        for (int t : Arrays.stream(threads).distinct().toArray()) {
            for (PeerCase c : PeerCases.all()) {
                if (!c.kernel().contains(pattern)) {
                    continue;
                }
                if (!c.kernel().equals(last) || t != lastThreads) {
                    ours = measure(c.kernel(), PeerBenchmark.SPEKTRON, t);
                }
                last = c.kernel();
                lastThreads = t;
                row(c, t, ours, measure(c.kernel(), c.side(), t));
            }
        }
        families.forEach(PeerTable::summary);
        Files.createDirectories(json.toAbsolutePath().getParent());
        Files.writeString(json, new GsonBuilder().setPrettyPrinting().create().toJson(rows) + "\n");
        System.out.println("written: " + json);
    }

    /// Median, least and most microseconds of one run over all iterations and forks.
    private double[] measure(String kernel, String side, int t) throws RunnerException {
        boolean long0 = side.equals(PeerBenchmark.PUBLISHED) && kernel.endsWith("gradient") && kernel.contains("D512");
        ChainedOptionsBuilder o = new OptionsBuilder().include(PeerBenchmark.class.getName() + ".run").param("kernel",
            kernel).param("side", side)
            .param("threads", Integer.toString(t)).forks(long0 ? 1 : forks).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        // One run of the published form takes half a minute.
        o.warmupIterations(long0 ? 0 : 3).measurementIterations(long0 ? 1 : 5);
        o.warmupTime(TimeValue.milliseconds((long) (1000 * seconds))).measurementTime(TimeValue.milliseconds((long) (1000 * seconds)));
        double[] times = new Runner(o.build()).run().stream().flatMap((RunResult r) -> r.getBenchmarkResults().stream())
            .flatMap((BenchmarkResult b) -> b.getIterationResults().stream())
            .mapToDouble((IterationResult i) -> i.getPrimaryResult().getScore()).sorted().toArray();
        return new double[] {times[times.length / 2], times[0], times[times.length - 1]};
    }

    private void row(PeerCase c, int t, double[] ours, double[] peer) {
        double ratio = peer[0] / ours[0];
        families.computeIfAbsent(KernelCases.named(c.kernel()).family() + ", " + c.side() + ", " + t + (t == 1 ? " thread" : " threads"),
            k -> new LinkedHashMap<>()).put(c.kernel(), ratio);
        System.out.printf(Locale.ROOT, "%-46s %-22s %2d %24s %24s %7.2f%n", c.kernel(), c.side(), t, text(ours), text(peer), ratio);
        JsonObject o = new JsonObject();
        o.addProperty("kernel", c.kernel());
        o.addProperty("peer", c.side());
        o.addProperty("threads", t);
        o.add("oursMicros", array(ours));
        o.add("peerMicros", array(peer));
        o.addProperty("ratio", ratio);
        rows.add(o);
    }

    private static void summary(String family, Map<String, Double> ratios) {
        double mean = Math.exp(ratios.values().stream().mapToDouble(Math::log).average().orElseThrow());
        Map.Entry<String, Double> least = ratios.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        System.out.printf(Locale.ROOT, "%s: geometric mean of %d ratios %.2f, least %.2f (%s)%n", family, ratios.size(), mean, least.getValue(),
            least.getKey());
    }

    private static String text(double[] t) {
        return String.format(Locale.ROOT, t[0] < 1e5 ? "%.0f (%.0f..%.0f)" : "%.4g (%.4g..%.4g)", t[0], t[1], t[2]);
    }

    private static JsonArray array(double[] t) {
        JsonArray a = new JsonArray();
        for (double v : t) {
            a.add(v);
        }
        return a;
    }
}

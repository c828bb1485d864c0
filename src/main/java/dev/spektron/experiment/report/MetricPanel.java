package dev.spektron.experiment.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one small figure of the page of a run shows: one metric, its validation beside it, or numbered metrics together
/// (`train/expert_share/0`, `/1`, ...).
///
/// @param key key of the metric, without the number where there are several
/// @param title what it is, for people
/// @param lines series by name of the line
/// @param smoothing what is drawn over the single values
record MetricPanel(String key, String title, Map<String, Series> lines, Smoothing smoothing) {
    /// How a noisy metric is smoothed.
    enum Smoothing {
        /// Not at all: schedules and what is averaged already.
        NONE,
        MEAN,
        /// For norms of gradients, where a single value may be a thousand times the others.
        MEDIAN
    }

    private static final Pattern NUMBERED = Pattern.compile("(.*?)[/_.]?(\\d+)");
    private static final List<String> SCHEDULES = List.of("train/lr", "train/mask_ratio", "train/vib_beta");

    private static final Map<String, String> TITLES = Map.ofEntries(
        Map.entry("train/loss", "Total loss"),
        Map.entry("train/msrp", "Masked reconstruction"),
        Map.entry("train/physics", "Physics constraints"),
        Map.entry("train/vib", "Information bottleneck (KL)"),
        Map.entry("train/moe_balance", "Balance of the experts"),
        Map.entry("train/ot", "Optimal transport"),
        Map.entry("train/contrastive", "Contrastive"),
        Map.entry("train/denoise", "Denoising"),
        Map.entry("train/lr", "Learning rate"),
        Map.entry("train/mask_ratio", "Share of masked values"),
        Map.entry("train/vib_beta", "Weight β of the bottleneck"),
        Map.entry("train/grad_norm", "Norm of the gradient before clipping"),
        Map.entry("perf/samples_per_sec", "Throughput (spectra per second)"),
        Map.entry("val/nre", "Validation error relative to the mean spectrum (NRE)"));

    static String title(String key) {
        return TITLES.getOrDefault(key, key);
    }

    static MetricPanel of(String key, Series series) {
        Smoothing smoothing = SCHEDULES.contains(key) || key.startsWith("val/") ? Smoothing.NONE
            : key.equals("train/grad_norm") ? Smoothing.MEDIAN : Smoothing.MEAN;
        return new MetricPanel(key, title(key), Map.of("", series), smoothing);
    }

    /// Whether the metric is read from zero on: schedules and rates.
    boolean fromZero() {
        return SCHEDULES.contains(key) || key.startsWith("perf/");
    }

    /// Panels of these metrics in their order, numbered ones joined where there are at least two of a name.
    static List<MetricPanel> joined(Map<String, Series> metrics) {
        Map<String, Map<String, Series>> byStem = new LinkedHashMap<>();
        metrics.forEach((key, s) -> byStem.computeIfAbsent(stem(key), k -> new LinkedHashMap<>()).put(key, s));
        List<MetricPanel> panels = new ArrayList<>();
        byStem.forEach((stem, lines) -> {
            if (lines.size() == 1) {
                lines.forEach((key, s) -> panels.add(of(key, s)));
            } else {
                Map<String, Series> named = new LinkedHashMap<>();
                lines.forEach((key, s) -> named.put(key.substring(stem.length()).replaceFirst("^[/_.]", ""), s));
                panels.add(new MetricPanel(stem, title(stem), named, Smoothing.MEAN));
            }
        });
        return panels;
    }

    private static String stem(String key) {
        Matcher m = NUMBERED.matcher(key);
        return m.matches() && !m.group(1).isEmpty() ? m.group(1) : key;
    }

    boolean drawable() {
        return lines.values().stream().anyMatch(Series::drawable);
    }
}

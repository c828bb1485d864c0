package dev.spektron.experiment.report;

import static dev.spektron.experiment.report.PretrainHeadline.count;
import static dev.spektron.experiment.report.PretrainHeadline.pretty;

import dev.spektron.experiment.report.MetricPanel.Smoothing;
import dev.spektron.experiment.report.PretrainSummary.Reconstruction;
import dev.spektron.experiment.report.PretrainSummary.Validation;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The page of a pretraining run: one HTML file that opens offline, loads nothing and runs no script.
///
/// Order: the result in a sentence, warnings, validation against what a model must beat, error over the steps, reconstructions, terms of
/// the loss, schedules, gradient and throughput, all other metrics, model, events, configuration, provenance.
public final class PretrainReport {
    /// A page with more small figures than this is of no use.
    private static final int MOST_OTHERS = 60;
    private static final int MOST_RECONSTRUCTIONS = 24;
    private static final int MOST_EVENTS = 200;
    /// Of no interest over the steps.
    private static final Set<String> LEFT_OUT = Set.of("train/elapsed_sec", "perf/eta_minutes");
    private static final List<String> ERRORS = List.of("train/msrp", "val/msrp", "val/floor_zero", "val/floor_mean",
        "val/floor_interpolation");
    private static final List<String> TERMS = List.of("train/loss", "train/physics", "train/vib", "train/moe_balance", "train/ot",
        "train/contrastive", "train/denoise");
    private static final List<String> SCHEDULES = List.of("train/lr", "train/mask_ratio", "train/vib_beta");
    private static final List<String> RUNNING = List.of("train/grad_norm", "perf/samples_per_sec");

    private final PretrainSummary s;
    private final PretrainHeadline headline;
    private final Page page;
    private final Html html;

    private PretrainReport(PretrainSummary s) {
        this.s = s;
        this.headline = new PretrainHeadline(s);
        this.page = new Page("Pretraining: " + s.title());
        this.html = page.html();
    }

    /// Writes the page, atomically.
    public static void write(PretrainSummary s, Path file) throws IOException {
        String text = render(s);
        AtomicFiles.writeText(file, out -> out.write(text));
    }

    /// The page as text.
    static String render(PretrainSummary s) {
        return new PretrainReport(s).page();
    }

    private String page() {
        header();
        summary();
        training();
        reconstructions();
        model();
        ProvenanceSection.write(html, s.provenance());
        return page.finish();
    }

    private void header() {
        html.open("header").leaf("p", "Pretraining report", "class", "kicker").leaf("h1", s.title());
        long parameters = s.parameters().values().stream().mapToLong(Long::longValue).sum();
        html.leaf("p", count(s.steps()) + " steps · " + (parameters > 0 ? count(parameters) + " parameters · " : "")
            + s.provenance().started() + " · spektron " + s.provenance().version(), "class", "sub");
        html.open("nav", "aria-label", "Sections");
        html.leaf("a", "Summary", "href", "#summary").leaf("a", "Training", "href", "#training");
        if (!s.reconstructions().isEmpty()) {
            html.leaf("a", "Reconstructions", "href", "#reconstructions");
        }
        html.leaf("a", "Model", "href", "#model").leaf("a", "Provenance", "href", "#provenance");
        html.close().close();
    }

    private void summary() {
        html.open("section", "id", "summary").leaf("h2", "Summary");
        html.open("p", "class", "lead").leaf("b", headline.sentence()).close();
        if (!headline.details().isEmpty()) {
            html.leaf("p", headline.details(), "class", "lead");
        }
        List<String> warnings = headline.warnings();
        if (!warnings.isEmpty()) {
            html.open("section", "class", "warnings").leaf("h2", "Read before use").open("ul");
            warnings.forEach(w -> html.leaf("li", w));
            html.close().close();
        }
        validation();
        html.close();
    }

    private void validation() {
        List<Validation> rows = s.validation().isEmpty() ? List.of(headline.result()) : s.validation();
        if (rows.stream().noneMatch(v -> Double.isFinite(v.msrp()))) {
            return;
        }
        html.open("div", "class", "scroll").open("table", "class", "named");
        html.leaf("caption", "Mean squared error over masked values of the validation spectra at fixed masks; in "
            + "brackets how many times the model's error it is. A model is worth something where it beats all three.");
        html.open("thead").open("tr").leaf("th", "Data", "scope", "col");
        for (String name : List.of("Spectra", "Model", "Straight line across the gap", "Mean spectrum", "Zero")) {
            html.leaf("th", name, "scope", "col", "class", "n");
        }
        html.close().close().open("tbody");
        for (Validation v : rows) {
            html.open("tr").leaf("th", v.dataset().isEmpty() ? "validation" : v.dataset(), "scope", "row");
            html.leaf("td", v.spectra() > 0 ? count(v.spectra()) : "–", "class", "n");
            html.open("td", "class", "n").leaf("b", pretty(v.msrp())).close();
            for (double floor : new double[] {v.interpolation(), v.mean(), v.zero()}) {
                floor(floor, v.msrp());
            }
            html.close();
        }
        html.close().close().close();
    }

    private void floor(double floor, double model) {
        html.open("td", "class", model >= floor ? "n flagged" : "n").text(pretty(floor));
        String factor = PretrainHeadline.factor(floor, model);
        if (!factor.equals(Numbers.UNDEFINED)) {
            html.text(" ").leaf("span", "(" + Numbers.pretty(factor) + ")", "class", "sd");
        }
        html.close();
    }

    private void training() {
        html.open("section", "id", "training").leaf("h2", "Training");
        error();
        Set<String> shown = new LinkedHashSet<>(LEFT_OUT);
        shown.addAll(ERRORS);
        panels("Loss and its other terms", only(TERMS, shown), s.series().values().stream().anyMatch(StepsFigure::smooths)
            ? "Values of single steps faint, running means over a hundredth of the run bold." : null);
        panels("Schedules", only(SCHEDULES, shown), null);
        panels("Gradient and throughput", only(RUNNING, shown), StepsFigure.smooths(s.series("train/grad_norm"))
            ? "The bold line of the gradient is a running median." : null);
        Map<String, Series> others = new TreeMap<>(s.series());
        others.keySet().removeAll(shown);
        List<MetricPanel> panels = MetricPanel.joined(others).stream().filter(MetricPanel::drawable).toList();
        if (!panels.isEmpty()) {
            html.open("details", "class", "block").open("summary").leaf("h4", "All other metrics");
            html.leaf("span", panels.size() + (panels.size() == 1 ? " figure" : " figures"), "class", "where").close();
            html.open("div", "class", "inside");
            grid(panels.subList(0, Math.min(MOST_OTHERS, panels.size())));
            if (panels.size() > MOST_OTHERS) {
                html.leaf("p", "The first " + MOST_OTHERS + " by name; metrics.jsonl has them all.", "class", "note");
            }
            html.close().close();
        }
        html.close();
    }

    /// Error over masked values: what training optimises, what validation finds, what both must fall below.
    private void error() {
        StepsFigure figure = new StepsFigure("Mean squared error over masked values", "Mean squared error");
        figure.smoothed("training", "k1", s.series("train/msrp"), Smoothing.MEAN, true).line("validation", "k2", s.series("val/msrp"));
        if (figure.isEmpty()) {
            html.leaf("p", "The run recorded no reconstruction error.", "class", "note");
            return;
        }
        Validation v = headline.result();
        figure.level("straight line", "k3", v.interpolation()).level("mean spectrum", "k5", v.mean()).level("zero", "k0", v.zero());
        page.figure("wide", "Reconstruction error", "Training: "
            + (StepsFigure.smooths(s.series("train/msrp")) ? "mean over a hundredth of the run, " : "") + "at the mask ratio of the step. "
            + "Validation: fixed masks, so the two compare only where the ratios agree. Dashed: what a model must beat.",
            figure.svg(page.figureId(), 1040, 380, 10));
    }

    private List<MetricPanel> only(List<String> keys, Set<String> shown) {
        Map<String, Series> found = new LinkedHashMap<>();
        keys.stream().filter(k -> s.series(k).drawable()).forEach(k -> found.put(k, s.series(k)));
        shown.addAll(keys);
        return found.entrySet().stream().map(e -> panel(e.getKey(), e.getValue(), shown)).toList();
    }

    /// The total loss has its validation beside it.
    private MetricPanel panel(String key, Series series, Set<String> shown) {
        if (!key.equals("train/loss") || !s.series("val/loss").drawable()) {
            return MetricPanel.of(key, series);
        }
        shown.add("val/loss");
        Map<String, Series> lines = new LinkedHashMap<>();
        lines.put("training", series);
        lines.put("validation", s.series("val/loss"));
        return new MetricPanel(key, MetricPanel.title(key), lines, Smoothing.MEAN);
    }

    private void panels(String heading, List<MetricPanel> panels, String note) {
        if (panels.isEmpty()) {
            return;
        }
        html.leaf("h3", heading);
        if (note != null) {
            html.leaf("p", note, "class", "note");
        }
        grid(panels);
    }

    private void grid(List<MetricPanel> panels) {
        html.open("div", "class", "multiples");
        for (MetricPanel panel : panels) {
            StepsFigure figure = StepsFigure.of(panel);
            if (panel.fromZero()) {
                figure.fromZero();
            }
            page.figure(null, panel.title(), panel.title().equals(panel.key()) ? null : panel.key(),
                figure.svg(page.figureId(), 376, 200, 4));
        }
        html.close();
    }

    private void reconstructions() {
        if (s.reconstructions().isEmpty()) {
            return;
        }
        html.open("section", "id", "reconstructions").leaf("h2", "Reconstructions");
        for (Reconstruction r : s.reconstructions().stream().limit(MOST_RECONSTRUCTIONS).toList()) {
            ReconstructionFigure figure = new ReconstructionFigure(r);
            page.figure("wide", r.dataset().isEmpty() ? r.title() : r.dataset() + ": " + r.title(), figure.caption(),
                figure.svg(page.figureId()));
        }
        if (s.reconstructions().size() > MOST_RECONSTRUCTIONS) {
            html.leaf("p", "The first " + MOST_RECONSTRUCTIONS + " of " + s.reconstructions().size() + ".", "class", "note");
        }
        html.close();
    }

    private void model() {
        html.open("section", "id", "model").leaf("h2", "Model and run");
        parameters();
        if (!s.events().isEmpty()) {
            html.leaf("h3", "Events").open("ul", "class", "events");
            s.events().stream().limit(MOST_EVENTS).forEach(e -> html.leaf("li", e));
            html.close();
            if (s.events().size() > MOST_EVENTS) {
                html.leaf("p", "The first " + MOST_EVENTS + " of " + count(s.events().size()) + ".", "class", "note");
            }
        }
        if (!s.configuration().isBlank()) {
            html.open("details", "class", "more").leaf("summary", "Configuration (YAML)");
            html.open("pre").leaf("code", s.configuration()).close().close();
        }
        html.close();
    }

    private void parameters() {
        if (s.parameters().isEmpty()) {
            return;
        }
        long total = s.parameters().values().stream().mapToLong(Long::longValue).sum();
        html.open("div", "class", "scroll").open("table", "class", "short-table").leaf("caption", "Parameters by component");
        html.open("thead").open("tr").leaf("th", "Component", "scope", "col").leaf("th", "Parameters", "scope", "col", "class", "n");
        html.leaf("th", "Share", "scope", "col", "class", "n").close().close().open("tbody");
        s.parameters().forEach((name, n) -> parameterRow(name, n, total, null));
        parameterRow("Total", total, total, "chosen");
        html.close().close().close();
    }

    private void parameterRow(String name, long n, long total, String cls) {
        html.open("tr", "class", cls).leaf("th", name, "scope", "row").leaf("td", count(n), "class", "n");
        html.leaf("td", total > 0 ? Numbers.fixed(100.0 * n / total, 1) + " %" : "–", "class", "n").close();
    }
}

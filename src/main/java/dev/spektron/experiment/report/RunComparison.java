package dev.spektron.experiment.report;

import static dev.spektron.experiment.report.PretrainHeadline.count;
import static dev.spektron.experiment.report.PretrainHeadline.pretty;

import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A page that compares pretraining runs, for example one a backbone, by `val/msrp` at the last step that all of them reached. Runs of the
/// same name are repeats (seeds) of one another.
public final class RunComparison {
    private static final String ERROR = "val/msrp";
    private static final String FLOOR = "val/floor_interpolation";

    /// @param name what is compared; runs of the same name are repeats
    /// @param parameters number of parameters
    /// @param seconds wall time of training, `NaN` when unknown
    /// @param series metrics as in [PretrainSummary]
    public record Run(String name, long parameters, double seconds, Map<String, Series> series) {
        Series of(String key) {
            return series.getOrDefault(key, new Series(new double[0], new double[0]));
        }
    }

    /// All runs of a name with their errors at the common step.
    private record Group(String name, List<Run> runs, Stat error) {}

    private final List<Group> groups = new ArrayList<>();
    private final List<Run> measured;
    private final List<Run> unmeasured;
    private final double common;
    private final Page page;
    private final Html html;

    private RunComparison(String title, List<Run> runs) {
        measured = runs.stream().filter(r -> r.of(ERROR).drawable()).toList();
        unmeasured = runs.stream().filter(r -> !r.of(ERROR).drawable()).toList();
        common = measured.stream().mapToDouble(RunComparison::lastStep).min().orElse(0);
        Map<String, List<Run>> byName = new LinkedHashMap<>();
        measured.forEach(r -> byName.computeIfAbsent(r.name(), k -> new ArrayList<>()).add(r));
        byName.forEach((name, of) -> groups.add(new Group(name, of, Stat.of(of.stream().mapToDouble(this::error).toArray()))));
        groups.sort(Comparator.comparingDouble(g -> g.error().mean()));
        page = new Page("Comparison of runs: " + title);
        html = page.html();
        html.open("header").leaf("p", "Comparison of pretraining runs", "class", "kicker").leaf("h1", title);
        String counted = runs.size() + (runs.size() == 1 ? " run" : " runs");
        html.leaf("p", counted + " · " + count(common) + " common steps", "class", "sub").close();
    }

    /// Writes the page, atomically.
    public static void write(String title, List<Run> runs, Provenance provenance, Path file) throws IOException {
        String text = render(title, runs, provenance);
        AtomicFiles.writeText(file, out -> out.write(text));
    }

    /// The page as text.
    static String render(String title, List<Run> runs, Provenance provenance) {
        RunComparison c = new RunComparison(title, runs);
        c.headline();
        c.warnings();
        if (!c.groups.isEmpty()) {
            c.table();
            c.figure();
        }
        ProvenanceSection.write(c.html, provenance);
        return c.page.finish();
    }

    private void headline() {
        html.open("p", "class", "lead").open("b");
        if (groups.isEmpty()) {
            html.text("No run has a validation error.");
        } else {
            Group best = groups.getFirst();
            html.text("At step " + count(common) + " " + best.name() + " has the lowest validation error, " + spread(best));
            if (groups.size() > 1) {
                Group next = groups.get(1);
                html.text("; " + next.name() + " follows with " + spread(next) + ", "
                    + PretrainHeadline.factor(next.error().mean(), best.error().mean()) + " times as much");
            }
            html.text(".");
        }
        html.close().close();
    }

    private static String spread(Group g) {
        return pretty(g.error().mean()) + (g.runs().size() > 1 ? " ± " + deviation(g.error()) + " over " + g.runs().size() + " runs" : "");
    }

    /// What makes the runs hard to compare.
    private void warnings() {
        List<String> all = new ArrayList<>();
        unmeasured.forEach(r -> all.add("A run of " + r.name() + " has no validation error and is left out."));
        double longest = measured.stream().mapToDouble(RunComparison::lastStep).max().orElse(0);
        if (longest > common) {
            all.add("The runs have different lengths (" + count(common) + " to " + count(longest) + " steps); compared is step "
                + count(common) + ", where learning rates that follow the length of the run differ.");
        }
        Range floors = new Range();
        measured.forEach(r -> floors.add(r.of(FLOOR).last()));
        if (!floors.isEmpty() && floors.hi() > 1.001 * floors.lo()) {
            all.add("A straight line across the gaps has errors from " + pretty(floors.lo()) + " to " + pretty(floors.hi())
                + ": the runs were not validated on the same spectra and masks.");
        }
        Range sizes = new Range();
        measured.forEach(r -> sizes.add(r.parameters()));
        if (!sizes.isEmpty() && sizes.hi() > 1.25 * sizes.lo()) {
            all.add("The models differ in size: " + count(sizes.lo()) + " to " + count(sizes.hi()) + " parameters.");
        }
        if (groups.size() > 1 && groups.stream().anyMatch(g -> g.runs().size() == 1)) {
            List<String> single = groups.stream().filter(g -> g.runs().size() == 1).map(Group::name).toList();
            all.add("There is a single run of " + String.join(", ", single) + ": whether a difference is more than that between two "
                + "seeds is unknown.");
        }
        if (all.isEmpty()) {
            return;
        }
        html.open("section", "class", "warnings").leaf("h2", "Read before use").open("ul");
        all.forEach(w -> html.leaf("li", w));
        html.close().close();
    }

    private void table() {
        html.open("div", "class", "scroll").open("table", "class", "named");
        html.leaf("caption", "Mean squared error over masked validation values. Errors are means ± standard deviations over the runs of a "
            + "name, other figures means.");
        html.open("thead").open("tr").leaf("th", "Name", "scope", "col");
        for (String name : List.of("Runs", "Parameters", "Steps", "Error at step " + count(common), "Lowest error (step)",
            "Straight line / model", "Spectra per second", "Time")) {
            html.leaf("th", name, "scope", "col", "class", "n");
        }
        html.close().close().open("tbody");
        for (int i = 0; i < groups.size(); i++) {
            row(groups.get(i), i == 0);
        }
        html.close().close().close();
    }

    private void row(Group g, boolean best) {
        List<Run> runs = g.runs();
        html.open("tr", "class", best ? "chosen" : null).leaf("th", g.name(), "scope", "row");
        cell(Integer.toString(runs.size()));
        cell(count(mean(runs.stream().mapToDouble(Run::parameters).toArray())));
        cell(count(mean(runs.stream().mapToDouble(RunComparison::lastStep).toArray())));
        html.open("td", "class", "n").leaf("b", pretty(g.error().mean()));
        if (runs.size() > 1) {
            html.text(" ").leaf("span", "± " + deviation(g.error()), "class", "sd");
        }
        html.close();
        cell(lowest(runs));
        double factor = mean(runs.stream().mapToDouble(r -> r.of(FLOOR).last() / error(r)).toArray());
        html.leaf("td", Numbers.pretty(Numbers.significant(factor, 3)), "class", factor <= 1 ? "n flagged" : "n");
        cell(pretty(mean(runs.stream().mapToDouble(r -> r.of("perf/samples_per_sec").median()).toArray())));
        cell(duration(mean(runs.stream().mapToDouble(Run::seconds).toArray())));
        html.close();
    }

    private void cell(String text) {
        html.leaf("td", text, "class", "n");
    }

    private static String lowest(List<Run> runs) {
        double value = mean(runs.stream().map(r -> r.of(ERROR)).mapToDouble(s -> s.value()[s.lowest()]).toArray());
        double step = mean(runs.stream().map(r -> r.of(ERROR)).mapToDouble(s -> s.step()[s.lowest()]).toArray());
        return pretty(value) + " (" + count(step) + ")";
    }

    private void figure() {
        StepsFigure figure = new StepsFigure("Validation error of " + groups.size() + " models over the steps", "Mean squared error");
        for (int i = 0; i < groups.size(); i++) {
            for (int r = 0; r < groups.get(i).runs().size(); r++) {
                figure.line(r == 0 ? groups.get(i).name() : "", Style.series(i), groups.get(i).runs().get(r).of(ERROR));
            }
        }
        Run any = groups.getFirst().runs().getFirst();
        figure.level("straight line", "km0", any.of(FLOOR).last()).level("mean spectrum", "km0", any.of("val/floor_mean").last());
        figure.level("zero", "km0", any.of("val/floor_zero").last());
        page.figure("wide", "Validation error", "At fixed masks; runs of the same name in the same colour. Dashed: what a model must beat.",
            figure.svg(page.figureId(), 1060, 420, 10));
    }

    /// The last step with a validation error.
    private static double lastStep(Run run) {
        Series s = run.of(ERROR);
        int i = s.size() - 1;
        while (!Double.isFinite(s.value()[i])) {
            i--;
        }
        return s.step()[i];
    }

    /// The last error up to the common step, the first where a run began later.
    private double error(Run run) {
        Series s = run.of(ERROR);
        double found = Double.NaN;
        for (int i = 0; i < s.size(); i++) {
            if (Double.isFinite(s.value()[i]) && (s.step()[i] <= common || Double.isNaN(found))) {
                found = s.value()[i];
            }
        }
        return found;
    }

    /// With the decimals of the mean.
    private static String deviation(Stat error) {
        return Numbers.pretty(Numbers.deviation(error, 3));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /// Hours and minutes, minutes and seconds, or seconds.
    static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "–";
        }
        long s = Math.round(seconds);
        return s >= 3600 ? String.format(Locale.ROOT, "%d h %02d min", s / 3600, s % 3600 / 60)
            : s >= 60 ? String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60) : s + " s";
    }
}

package dev.spektron.cli;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.PlanText;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.bench.BenchReport;
import dev.spektron.experiment.bench.Ceilings;
import dev.spektron.experiment.bench.KernelReport;
import dev.spektron.experiment.bench.KernelTable;
import dev.spektron.experiment.bench.MeasuredStep;
import dev.spektron.experiment.bench.PlanProfile;
import dev.spektron.experiment.report.Drawing;
import dev.spektron.experiment.report.KernelFigure;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `spektron bench`: how fast the kernels are on this machine, and where the time of a training step goes.
@Command(name = "bench", mixinStandardHelpOptions = true,
    description = "Measures the kernels of the engine on this machine, with --device all on every device that it has; with --plan the "
        + "training step of a model, operation by operation, beside what the machine needs at least (roofline).",
    footer = {"", "Examples:", "  spektron bench --kernels softmax --seconds 0.2", "  spektron bench --device all --out kernels",
        "  spektron bench --plan --preset mamba-light",
        "  spektron bench --plan --preset light --terms main --threads 1",
        "  spektron bench --plan --preset mamba-light --batch 4 --recompute layers.0,layers.1 --all"})
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Mixin
    private DeviceOptions device;

    @Spec
    private CommandSpec spec;

    @Option(names = "--plan", description = "Measure a training step instead of single kernels.")
    private boolean plan;

    @Option(names = "--preset", paramLabel = "NAME", defaultValue = "mamba",
        description = "Training step: of a bare stack of blocks, mamba (4 blocks, width 256, 16 states) or mamba-light (2 blocks, 64, 8), "
            + "or of a whole pretraining, by its preset: default, light, dlinoss, dlinoss-light ... Default: ${DEFAULT-VALUE}.")
    private String preset;

    @Option(names = "--batch", paramLabel = "B", defaultValue = "16", description = "Spectra of a batch. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--length", paramLabel = "L", defaultValue = "129",
        description = "Tokens of a spectrum, for bare stacks. Default: ${DEFAULT-VALUE}.")
    private int length;

    @Option(names = "--terms", paramLabel = "WHICH", defaultValue = "ALL",
        description = "Loss of a pretraining: all, or main for the masked pass alone, without views and denoising. "
            + "Default: ${DEFAULT-VALUE}.")
    private MeasuredStep.Terms terms;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "3e-4",
        description = "Learning rate of the step. Default: ${DEFAULT-VALUE}.")
    private float rate;

    @Option(names = "--recompute", paramLabel = "SCOPE", split = ",",
        description = "Scopes whose values are computed again in the backward pass rather than kept, such as layers.0,layers.1.")
    private List<String> recompute = List.of();

    @Option(names = "--whole", description = "With --plan: only the whole step. On a GPU that spares compiling each operation by itself.")
    private boolean whole;

    @Option(names = "--all", description = "Print every step of the plan in order, not only the slowest.")
    private boolean all;

    @Option(names = "--dot", paramLabel = "FILE", description = "Also write the graph for Graphviz.")
    private Path dot;

    @Option(names = "--graph", paramLabel = "FILE", description = "Also write the graph and the plan as text.")
    private Path graph;

    @Option(names = "--kernels", paramLabel = "TEXT", defaultValue = "", description = "Only kernels whose name contains this text.")
    private String kernels;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "1",
        description = "Time for each measurement. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--out", paramLabel = "DIR",
        description = "Kernels: folder for kernels.json, kernels.txt, kernels.svg and kernels.png.")
    private Path out;

    private boolean undrawn;

    @Override
    public Integer call() throws IOException {
        boolean every = device.isAll();
        if (plan && (every || out != null)) {
            throw new IllegalArgumentException("--plan: expected one device and no --out, which are for kernels; found "
                + (every ? "--device all" : "--out " + out));
        }
        if (batch < 1 || length < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException("--batch, --length, --seconds: expected at least 1, 1 and more than 0, found " + batch
                + ", " + length + " and " + seconds);
        }
        if (out != null) {
            Outputs.folder("--out", out);
        }
        List<Backend> backends = every ? device.openAll(run) : List.of(device.open(run).backend());
        try {
            return plan ? step(backends.getFirst()) : tables(backends);
        } finally {
            backends.forEach(Backend::close);
        }
    }

    private int print(String result) {
        run.out().print(result);
        run.out().flush();
        return 0;
    }

    private int tables(List<Backend> backends) throws IOException {
        Provenance provenance = provenance();
        List<KernelTable> tables = KernelTable.measure(backends, kernels, seconds, run.threads(), run.log(), t -> keep(t, provenance));
        if (out != null) {
            run.say("kernels: " + out.resolve("kernels.txt"));
        }
        print(run.json() ? KernelReport.json(tables, provenance) : KernelReport.text(tables));
        return tables.stream().allMatch(t -> t.rows().stream().allMatch(r -> r.failure() == null)) ? 0 : 1;
    }

    /// After each kernel: a run that is cut off leaves what it has.
    private void keep(List<KernelTable> tables, Provenance provenance) {
        if (out == null) {
            return;
        }
        try {
            write(out.resolve("kernels.json"), KernelReport.json(tables, provenance));
            write(out.resolve("kernels.txt"), KernelReport.text(tables));
            Drawing drawing = KernelFigure.of(tables);
            write(out.resolve("kernels.svg"), drawing.svg());
            draw(drawing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Not every machine can draw text; one that cannot is told so once.
    private void draw(Drawing drawing) {
        if (undrawn) {
            return;
        }
        try {
            AtomicFiles.write(out.resolve("kernels.png"), drawing::png);
        } catch (IOException e) {
            undrawn = true;
            run.warn(e.getMessage());
        }
    }

    private Provenance provenance() {
        return Provenances.of(spec.commandLine(), run.seed(), Map.of(), Map.of());
    }

    private int step(Backend backend) throws IOException {
        MeasuredStep step = MeasuredStep.of(preset, batch, length, terms);
        PlanOptions options = PlanOptions.DEFAULT.withMemoryLimit(device.memoryLimit()).withRecompute(recompute);
        Plan planned = Planner.plan(step.graph(), backend, options);
        write(dot, PlanText.dot(step.graph()));
        write(graph, PlanText.of(step.graph()) + "\n" + PlanText.of(planned));
        Variables variables = Variables.allocate(planned);
        step.parameters().initialise(variables, run.seed());
        // While the device's memory is still free.
        Ceilings ceilings = Ceilings.of(backend, run.threads());
        try (Executable x = backend.compile(planned, variables, device.checkNumerics())) {
            step.feed(x, run.seed(), rate);
            // Numbers that are not finite are found before the step is measured.
            x.run();
            int repeats = whole ? 0 : (int) Math.max(5, Math.min(100, 10 * seconds));
            PlanProfile profile = PlanProfile.of(x, ceilings, seconds, repeats);
            String title = step.title() + ", " + step.parameters().layout().parameterCount() + " parameters trained";
            return print(run.json() ? BenchReport.json(title, profile, planned, ceilings, provenance())
                : BenchReport.text(title, profile, planned, ceilings, all));
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (file != null) {
            AtomicFiles.writeText(file, out -> out.write(text));
        }
    }
}

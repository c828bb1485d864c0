package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.backend.Backend;
import dev.spektron.experiment.smoke.Check;
import dev.spektron.experiment.smoke.Engine;
import dev.spektron.experiment.smoke.Smoke;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `spektron smoke`: whether everything works on this machine.
@Command(name = "smoke", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Runs every component of the model once, within seconds, to see that all works on this machine.", "",
        "Parameter counts against the published ones, random numbers forward, losses, a gradient for every parameter, some steps of the "
            + "optimiser, a checkpoint. One line a component; what fails says what was expected and found, the rest still runs, and the "
            + "exit code is 1."},
    footer = {"", "Examples:", "  spektron smoke", "  spektron smoke --device scalar --threads 1", "  spektron smoke --json --quiet"})
final class SmokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        List<Check> checks;
        try (Backend backend = device.open(run).backend()) {
            PlanOptions options = PlanOptions.DEFAULT.withMemoryLimit(device.memoryLimit());
            Engine engine = new Engine(backend, options, device.checkNumerics(), run.seed());
            checks = Smoke.run(engine, run.json() ? _ -> { } : this::line);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long failed = checks.stream().filter(c -> !c.ok()).count();
        if (run.json()) {
            json(checks, seconds);
        } else {
            run.out().println(failed == 0 ? String.format(Locale.ROOT, "all %d checks ok, %.1f s", checks.size(), seconds)
                : String.format(Locale.ROOT, "%d of %d checks FAILED, %.1f s", failed, checks.size(), seconds));
        }
        run.out().flush();
        return failed == 0 ? 0 : 1;
    }

    private void line(Check c) {
        String count = c.parameters() == 0 ? "" : String.format(Locale.ROOT, "%,d parameters", c.parameters());
        run.out().println(String.format(Locale.ROOT, "%-40s %21s  %-24s %5.2f s  %s", c.name(), count, c.result(), c.seconds(),
            c.ok() ? "ok" : "FAILED: " + c.failure()));
        run.out().flush();
    }

    private void json(List<Check> checks, double seconds) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("command", Provenances.command(spec.commandLine()));
        out.put("ok", checks.stream().allMatch(Check::ok));
        out.put("seconds", seconds);
        out.put("checks", checks.stream().map(SmokeCommand::entry).toList());
        run.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(out));
    }

    private static Map<String, Object> entry(Check c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", c.name());
        out.put("ok", c.ok());
        out.put("parameters", c.parameters());
        out.put("result", c.result());
        out.put("failure", c.failure());
        out.put("seconds", c.seconds());
        return out;
    }
}

package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.autograd.PlanText;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.tornado.DeviceFacts;
import dev.spektron.experiment.doctor.Machine;
import dev.spektron.experiment.doctor.SelfCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `spektron doctor`: what there is to run on, and whether it computes what it should.
@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = "Says what this machine can run on, and why a GPU is not used where none is: Java, vectors, TornadoVM, its devices and "
        + "their memory. Then checks kernels of each family, with gradients, on the processor and on every device against the plain "
        + "loops; what differs or does not compile says so, and the exit code is 1. A device of TornadoVM takes some seconds: its "
        + "kernels are compiled.",
    footer = {"", "Examples:", "  spektron doctor", "  spektron doctor --no-check", "  spektron doctor --device cpu --json"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Option(names = "--device", paramLabel = "NAME",
        description = "Check only this one: cpu, vector, or a device of TornadoVM such as tornado:opencl:0. Default: all.")
    private String device;

    @Option(names = "--no-check", description = "Only list what there is.")
    private boolean listOnly;

    @Override
    public Integer call() {
        Machine m = Machine.find(run.threads());
        if (!run.json()) {
            text(m);
        }
        List<SelfCheck> checks = listOnly ? List.of() : check(m);
        long failed = checks.stream().filter(c -> !c.ok()).count();
        boolean ok = m.suits() && failed == 0;
        if (run.json()) {
            run.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create()
                .toJson(json(m, checks, ok)));
        } else if (!listOnly) {
            run.out().println(failed == 0 ? "all " + checks.size() + " checks ok" : failed + " of " + checks.size() + " checks FAILED");
        }
        run.out().flush();
        return ok ? 0 : 1;
    }

    private List<SelfCheck> check(Machine m) {
        List<String> names = new ArrayList<>();
        if (device != null) {
            names.add(device);
        } else {
            names.add("cpu");
            m.devices().forEach(d -> names.add(d.name()));
        }
        List<SelfCheck> out = new ArrayList<>();
        for (String name : names) {
            try (Backend backend = Backends.create(name, run.threads()).backend()) {
                line("");
                line("self-check of " + backend.name() + ", " + backend.description() + ", against the plain loops:");
                out.addAll(SelfCheck.run(backend, name, this::line));
            }
        }
        return out;
    }

    private void line(SelfCheck c) {
        line(String.format(Locale.ROOT, "  %-17s %8s  %6.2f s  %s", c.family(), Double.isNaN(c.error()) ? "-"
            : String.format(Locale.ROOT, "%.1e", c.error()), c.seconds(), c.ok() ? "ok" : "FAILED: " + c.failure()));
    }

    private void line(String text) {
        if (!run.json()) {
            run.out().println(text);
            run.out().flush();
        }
    }

    private void text(Machine m) {
        line("java       " + m.java() + (m.suits() ? "" : "; NOT SUITABLE: " + m.unsuitable()));
        line("machine    " + m.processors() + (m.processors() == 1 ? " processor" : " processors") + ", the JVM may take "
            + PlanText.bytes(m.heap()));
        line("cpu        " + m.cpu());
        line("TornadoVM  " + (m.missing().isEmpty() ? m.tornado() : "none: " + m.missing()));
        for (DeviceFacts d : m.devices()) {
            line("device     " + d.name() + "  " + d.kind() + "  " + d.hardware() + ", " + PlanText.bytes(d.memory())
                + ", an array at most " + PlanText.bytes(d.largest()) + ", taken at most " + PlanText.bytes(d.limit())
                + " (-Dtornado.device.memory)");
        }
        line("auto       " + m.auto());
    }

    private static Map<String, Object> json(Machine m, List<SelfCheck> checks, boolean ok) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("command", "doctor");
        out.put("ok", ok);
        out.put("java", m.java());
        out.put("javaProblem", m.unsuitable());
        out.put("processors", m.processors());
        out.put("heapBytes", m.heap());
        out.put("cpu", m.cpu());
        out.put("tornado", m.tornado());
        out.put("tornadoProblem", m.missing());
        out.put("devices", m.devices().stream().map(DoctorCommand::entry).toList());
        out.put("auto", m.auto());
        out.put("checks", checks.stream().map(DoctorCommand::entry).toList());
        return out;
    }

    private static Map<String, Object> entry(DeviceFacts d) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("name", d.name());
        out.put("hardware", d.hardware());
        out.put("kind", d.kind());
        out.put("memoryBytes", d.memory());
        out.put("largestArrayBytes", d.largest());
        out.put("limitBytes", d.limit());
        return out;
    }

    private static Map<String, Object> entry(SelfCheck c) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("device", c.backend());
        out.put("family", c.family());
        out.put("ok", c.ok());
        out.put("error", Double.isFinite(c.error()) ? c.error() : null);
        out.put("failure", c.failure());
        out.put("seconds", c.seconds());
        return out;
    }
}

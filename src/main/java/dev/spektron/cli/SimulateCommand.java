package dev.spektron.cli;

import dev.spektron.corpus.simulator.DatasetFolder;
import dev.spektron.corpus.simulator.Preset;
import dev.spektron.corpus.simulator.Presets;
import dev.spektron.corpus.simulator.Simulation;
import dev.spektron.corpus.simulator.Simulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron data simulate`: spectra with known truth, written as a data-set folder.
@Command(name = "simulate", mixinStandardHelpOptions = true,
    description = "Simulates spectra of the same samples on several instruments and writes them as a data-set folder.",
    footer = {"", "Example:", "  spektron data simulate two-instruments --out grain --samples 200 --seed 7",
        "  spektron transfer --data grain --source primary --target secondary --property moisture --standards 10"})
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PRESET", description = "two-instruments, raman, many-instruments, "
        + "pretrain-grain, pretrain-tablets, pretrain-fuels, pretrain-broths, or a preset file ending in .yaml")
    private String preset;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write; it must be empty or not exist")
    private Path out;

    @Option(names = "--samples", paramLabel = "N", description = "number of samples (default: the preset's)")
    private Integer samples;

    @Option(names = "--seed", paramLabel = "S", description = "seed (default: the preset's)")
    private Long seed;

    @Option(names = "--truth", description = "also write truth/: fractions, pure spectra, instrument parameters, noise-free spectra")
    private boolean truth;

    @Option(names = "--gzip", description = "compress the tables")
    private boolean gzip;

    @Option(names = "--force", description = "replace an existing data-set folder")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        Preset chosen = Presets.load(preset);
        Simulation simulation = new Simulator(chosen, seed == null ? chosen.seed() : seed)
            .run(samples == null ? chosen.samples() : samples);
        DatasetFolder.write(out, simulation, chosen.decimals(), new DatasetFolder.Options(gzip, truth, force));
        report(simulation);
        return 0;
    }

    private void report(Simulation simulation) {
        PrintWriter text = spec.commandLine().getOut();
        text.println(out + ": " + simulation.truth().samples().size() + " samples, seed " + simulation.seed());
        simulation.dataset().byInstrument().forEach((name, set) -> text.println("  " + name + ": " + set.axis()));
        text.flush();
    }
}

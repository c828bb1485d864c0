package dev.spektron.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `spektron data`: everything about data sets and files of spectra.
@Command(name = "data", mixinStandardHelpOptions = true, description = "Lists, shows, converts and fetches data sets.",
    subcommands = {DataListCommand.class, DataInfoCommand.class, DataConvertCommand.class, DataDownloadCommand.class,
        SimulateCommand.class})
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: "
            + String.join(", ", spec.subcommands().keySet()) + "; for example: spektron data list");
    }
}

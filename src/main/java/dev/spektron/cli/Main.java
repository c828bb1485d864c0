package dev.spektron.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `spektron`.
@Command(name = "spektron", mixinStandardHelpOptions = true, version = "spektron 0.1.0",
    description = "Calibration transfer and foundation model for vibrational spectroscopy (NIR, IR, Raman).",
    subcommands = {DataCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The whole command; exit codes 0 done, 1 failed, 2 wrong usage.
    static CommandLine commandLine() {
        ShortErrors errors = new ShortErrors();
        return new CommandLine(new Main()).setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors);
    }
}

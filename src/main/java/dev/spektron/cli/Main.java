package dev.spektron.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command `spektron`. Results go to stdout, progress and messages to stderr; exit codes: 0 ok, 1 failed, 2 wrong usage.
@Command(name = "spektron", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND",
    description = "Calibration transfer and foundation model for vibrational spectroscopy (NIR, IR, Raman).",
    subcommands = {TransferCommand.class, CalibrateCommand.class, PredictCommand.class, DataCommand.class, WarmUpCommand.class},
    footer = """

        Start with: spektron transfer
        Each command has its own --help with examples.
        """)
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The whole command; tests call this too.
    static CommandLine commandLine() {
        ShortErrors errors = new ShortErrors();
        return new CommandLine(new Main()).setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors);
    }

    /// Version from the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"spektron " + Provenances.version() + " (Java " + Runtime.version() + ")"};
        }
    }
}

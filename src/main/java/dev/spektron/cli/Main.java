package dev.spektron.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command `spektron`. Results go to stdout, progress and messages to stderr; exit codes: 0 ok, 1 failed, 2 wrong usage.
@Command(name = "spektron", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND",
    description = "Calibration transfer and foundation model for vibrational spectroscopy (NIR, IR, Raman).",
    subcommands = {TransferCommand.class, CalibrateCommand.class, WarmUpCommand.class},
    footer = {"", "Start with: spektron transfer", "Each command has its own --help with examples."})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The command line with its error handling; tests call this too.
    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main());
        commands.setExecutionExceptionHandler((e, c, parsed) -> report(e, c));
        commands.setParameterExceptionHandler((e, args) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println("spektron: " + e.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
            err.println("Try 'spektron " + (e.getCommandLine().getParent() == null ? "" : e.getCommandLine().getCommandName() + " ")
                + "--help'.");
            return 2;
        });
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        return commands;
    }

    /// One line for what a user can mend; the stack for what only we can.
    private static int report(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        switch (e) {
            case IllegalArgumentException _ -> {
                err.println("spektron: " + e.getMessage());
                return 2;
            }
            case AccessDeniedException denied -> err.println("spektron: no permission for " + denied.getFile());
            case FileAlreadyExistsException exists -> err.println("spektron: " + exists.getFile() + " is there already");
            case NoSuchFileException missing -> err.println("spektron: " + (missing.getReason() == null
                ? "no such file: " + missing.getFile() : missing.getFile() + ": " + missing.getReason()));
            case IOException _ -> err.println("spektron: " + e.getMessage());
            default -> {
                err.println("spektron: an error of the program itself; please report it with these lines:");
                e.printStackTrace(err);
            }
        }
        return 1;
    }

    /// Version from the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"spektron " + Provenances.version() + " (Java " + Runtime.version() + ")"};
        }
    }
}

package dev.spektron.cli;

import dev.spektron.backend.DeviceException;
import dev.spektron.backend.NonFiniteException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;

/// Prints failures on stderr. Wrong usage (options, names, numbers that do not fit the data) is one line and a pointer to the help, exit
/// code 2; a file that cannot be read or written, a computation that left the finite numbers, or a device that does not do its work, is
/// one line, exit code 1; anything else is a defect of the program and comes with its stack trace, exit code 1. With
/// `-Dspektron.trace=true` every stack trace is printed.
final class ShortErrors implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        if (args.length == 0) {
            command.usage(err);
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        err.println("error: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        help(command);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean usage = e instanceof IllegalArgumentException;
        boolean files = e instanceof IOException || e instanceof UncheckedIOException || e instanceof NonFiniteException
            || e instanceof DeviceException;
        if (usage || files) {
            err.println("error: " + message(e instanceof UncheckedIOException u ? u.getCause() : e));
        } else {
            err.println("error: unexpected failure of Spektron " + Provenances.version() + ": " + e);
        }
        if (!usage && !files || Boolean.getBoolean("spektron.trace")) {
            e.printStackTrace(err);
        }
        if (!usage && !files) {
            err.println("This is a defect of the program. Please report it with the lines above and the command: "
                + Provenances.command(command));
        }
        if (usage) {
            help(command);
        }
        err.flush();
        return usage ? command.getCommandSpec().exitCodeOnInvalidInput() : 1;
    }

    private static void help(CommandLine command) {
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
    }

    private static String message(Exception e) {
        return switch (e) {
            case FileNotFoundException f -> f.getMessage();
            case NoSuchFileException f -> f.getFile() + ": " + (f.getReason() == null ? "no such file" : f.getReason());
            case AccessDeniedException f -> f.getFile() + ": permission denied";
            case NotDirectoryException f -> f.getFile() + ": expected a folder, found a file";
            case FileAlreadyExistsException f -> f.getFile() + ": is there already and is no folder";
            case FileSystemException f -> f.getFile() + ": " + (f.getReason() == null ? f.getClass().getSimpleName() : f.getReason());
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}

package dev.spektron.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/// Prints a failure as one line on stderr: exit code 1 for what failed, 2 for wrong usage. With `-Dspektron.trace=true` the stack trace
/// of a failure follows.
final class ShortErrors implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("error: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("error: " + message(e));
        if (Boolean.getBoolean("spektron.trace")) {
            e.printStackTrace(err);
        }
        err.flush();
        return 1;
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": " + (missing.getReason() == null ? "not found" : missing.getReason());
        }
        return e instanceof FileSystemException || e.getMessage() == null ? e.toString() : e.getMessage();
    }
}

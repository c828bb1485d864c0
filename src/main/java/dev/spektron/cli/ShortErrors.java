package dev.spektron.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/// Prints a failure as one line on stderr and exits with 1; with `-Dspektron.trace=true` the stack trace follows.
final class ShortErrors implements CommandLine.IExecutionExceptionHandler {
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

package dev.spektron.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output that remembers why it could not be written. A reader that has seen enough (`| head`) is no failure; a full disk is one,
/// and the writers in between would swallow it.
final class ResultStream extends FilterOutputStream {
    private IOException failure;

    ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) {
        if (failure != null) {
            return;
        }
        try {
            attempt.run();
        } catch (IOException e) {
            failure = e;
        }
    }

    /// @param code what the command itself ended with
    /// @param err where a failed output is told
    int exitCode(int code, PrintStream err) {
        String reason = failure == null ? "" : String.valueOf(failure.getMessage());
        if (failure == null || reason.toLowerCase(java.util.Locale.ROOT).contains("pipe")) {
            return code;
        }
        err.println("error: standard output could not be written: " + reason);
        return 1;
    }
}

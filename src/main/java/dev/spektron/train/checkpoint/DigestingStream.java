package dev.spektron.train.checkpoint;

import dev.spektron.train.checkpoint.StateFile.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and digests what passes.
final class DigestingStream extends FilterOutputStream {
    private final MessageDigest digest;
    private long bytes;

    DigestingStream(OutputStream out) {
        super(out);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int from, int n) throws IOException {
        out.write(b, from, n);
        digest.update(b, from, n);
        bytes += n;
    }

    Digest digest() {
        return new Digest(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}

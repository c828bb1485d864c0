package dev.spektron.io.dataset;

import dev.spektron.io.FileBytes;
import dev.spektron.spectra.Manifest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/// Fetches single files when the user asks for it: resumes, checks size and SHA-256, refuses HTML pages, and renames at the end.
///
/// @param maxBytes largest file to take
/// @param attempts how often to try; the pause doubles
/// @param pause pause after the first attempt
/// @param timeout longest wait for a connection and for the next bytes
/// @param progress takes one line at a time
public record Downloader(long maxBytes, int attempts, Duration pause, Duration timeout, Consumer<String> progress) {
    private static final int CHUNK = 1 << 16;
    private static final int HEAD = 64;

    /// Three attempts, two seconds apart at first, thirty seconds of patience.
    public static Downloader standard(long maxBytes, Consumer<String> progress) {
        return new Downloader(maxBytes, 3, Duration.ofSeconds(2), Duration.ofSeconds(30), progress);
    }

    /// An answer that another attempt would not mend.
    private static final class Final extends IOException {
        private static final long serialVersionUID = 1L;

        Final(String message) {
            super(message);
        }
    }

    /// Fetches a file unless it is there with the right digest.
    ///
    /// @param url where from
    /// @param target where to; an unfinished file lies beside it as `.part` and is continued
    /// @return false if it was there already
    /// @throws IOException with one line that says what failed and where to place the file by hand
    public boolean fetch(URI url, Path target, Manifest.DataFile file) throws IOException {
        if (Files.isRegularFile(target)) {
            String there = FileBytes.sha256(target);
            if (file.sha256().isEmpty() || there.equals(file.sha256())) {
                return false;
            }
            throw new IOException(target + " is there but is another file (SHA-256 " + there + ", expected " + file.sha256()
                + "); move it away first");
        }
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IOException(url + ": expected an http or https address");
        }
        if (file.bytes() > maxBytes) {
            throw new IOException(file.path() + " has " + file.bytes() + " bytes, more than the limit of " + maxBytes
                + "; raise it with --max-bytes");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        IOException last = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                transfer(url, part, file);
                check(part, file);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return true;
            } catch (Final e) {
                throw new IOException(e.getMessage() + place(target), e);
            } catch (IOException e) {
                last = e;
                if (attempt < attempts) {
                    progress.accept(url + ": " + reason(e) + ", attempt " + (attempt + 1) + " of " + attempts);
                    rest(attempt);
                }
            }
        }
        throw new IOException("cannot fetch " + url + " (" + reason(last) + ") after " + attempts + " attempts; without network, copy the "
            + "file from another machine" + place(target), last);
    }

    private static String place(Path target) {
        return "; place it at " + target + ", or name a mirror with --url-base";
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return e.getMessage() == null ? kind : kind.equals("io") ? e.getMessage() : kind + ": " + e.getMessage();
    }

    private void rest(int attempt) throws IOException {
        try {
            Thread.sleep(pause.multipliedBy(1L << (attempt - 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Final("interrupted");
        }
    }

    private void transfer(URI url, Path part, Manifest.DataFile file) throws IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (file.bytes() > 0 && have == file.bytes()) {
            return;
        }
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "spektron");
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        try {
            int status = status(connection, url);
            if (status == 416) {
                Files.deleteIfExists(part);
                throw new IOException("the unfinished file does not fit, starting again");
            }
            if (status == 429 || status >= 500) {
                throw new IOException("the server answers " + status);
            }
            if (status != 200 && status != 206) {
                throw new Final(url + ": the server answers " + status);
            }
            String range = String.valueOf(connection.getHeaderField("Content-Range"));
            boolean resumed = status == 206 && range.startsWith("bytes " + have + "-");
            if (status == 206 && !resumed) {
                Files.deleteIfExists(part);
                throw new IOException("the server continues at '" + range + "', expected byte " + have);
            }
            receive(connection, url, part, resumed ? have : 0, file);
        } finally {
            connection.disconnect();
        }
    }

    private static int status(HttpURLConnection connection, URI url) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (FileNotFoundException e) {
            throw new Final(url + ": the server has no such file");
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer in time", e);
        }
    }

    private void receive(HttpURLConnection connection, URI url, Path part, long from, Manifest.DataFile file) throws IOException {
        String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html") || type.startsWith("application/xhtml")) {
            throw new Final(url + ": the server answers with a web page (" + type + ") instead of the file");
        }
        long announced = connection.getContentLengthLong();
        requireSmall(url, part, from + Math.max(0, announced), file);
        long size = from;
        try (InputStream in = connection.getInputStream();
             OutputStream out = from > 0 ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            byte[] buffer = new byte[CHUNK];
            for (int n = in.readNBytes(buffer, 0, size == 0 ? HEAD : CHUNK); n > 0; n = in.read(buffer)) {
                if (size == 0 && isPage(buffer, n)) {
                    throw new Final(url + ": the server answers with a web page instead of the file");
                }
                out.write(buffer, 0, n);
                size += n;
                requireSmall(url, part, size, file);
            }
        } catch (Final e) {
            Files.deleteIfExists(part);
            throw e;
        }
        progress.accept(file.path() + ": " + size + " bytes" + (from > 0 ? ", continued from " + from : ""));
        if (announced >= 0 && size < from + announced) {
            throw new IOException("the connection ended after " + size + " of " + (from + announced) + " bytes");
        }
    }

    private void requireSmall(URI url, Path part, long size, Manifest.DataFile file) throws IOException {
        long most = file.bytes() > 0 ? Math.min(maxBytes, file.bytes()) : maxBytes;
        if (size > most) {
            Files.deleteIfExists(part);
            throw new Final(url + ": the file is larger than " + (most == maxBytes ? "the limit of " : "the expected ") + most + " bytes");
        }
    }

    private static boolean isPage(byte[] head, int n) {
        String text = new String(head, 0, n, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<?xml") && text.contains("html");
    }

    private static void check(Path part, Manifest.DataFile file) throws IOException {
        long size = Files.size(part);
        String sha = FileBytes.sha256(part);
        if (!file.sha256().isEmpty() && !sha.equals(file.sha256()) || file.bytes() > 0 && size != file.bytes()) {
            Files.delete(part);
            throw new IOException("the file that came is not the one expected: " + size + " bytes with SHA-256 " + sha + ", expected "
                + file.bytes() + " bytes with " + file.sha256());
        }
    }
}

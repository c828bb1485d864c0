package dev.spektron.io.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spektron.io.FileBytes;
import dev.spektron.spectra.Manifest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a server on the loopback interface.
class DownloaderTest {
    private static final int SIZE = 300_000;
    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    /// How many of the next answers break off in the middle.
    private volatile int cuts;
    private volatile int status = 200;
    private volatile String type = "application/octet-stream";
    private volatile boolean ranged = true;

    @TempDir
    private Path dir;

    @BeforeEach
    void start() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SIZE; i++) {
            content[i] = (byte) random.nextInt(256);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange e) throws IOException {
        String range = e.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null || !ranged ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        e.getResponseHeaders().set("Content-Type", type);
        if (status != 200) {
            e.sendResponseHeaders(status, -1);
            e.close();
            return;
        }
        if (from > 0) {
            e.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        }
        e.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
        if (cuts > 0) {
            cuts--;
            e.getResponseBody().write(content, from, (SIZE - from) / 2);
            e.getResponseBody().flush();
            // Closing the exchange with bytes owing breaks the connection.
            e.close();
            return;
        }
        e.getResponseBody().write(content, from, SIZE - from);
        e.close();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/set/file.bin");
    }

    private Downloader downloader(long maxBytes) {
        return new Downloader(maxBytes, 3, Duration.ofMillis(1), Duration.ofSeconds(20), progress::add);
    }

    private Manifest.DataFile file() {
        return new Manifest.DataFile("set/file.bin", "", FileBytes.sha256(content), SIZE);
    }

    private Path target() {
        return dir.resolve("set/file.bin");
    }

    private String refusal(Downloader downloader, Manifest.DataFile file) {
        String message = assertThrows(IOException.class, () -> downloader.fetch(url(), target(), file)).getMessage();
        assertFalse(Files.exists(target()));
        assertFalse(message.contains("\n"));
        return message;
    }

    @Test
    void fetchesOnce() throws IOException {
        assertTrue(downloader(SIZE).fetch(url(), target(), file()));
        assertArrayEquals(content, Files.readAllBytes(target()));
        assertFalse(downloader(SIZE).fetch(url(), target(), file()));
        assertEquals(1, ranges.size());
        try (var files = Files.list(target().getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void resumesAfterACut() throws IOException {
        cuts = 2;
        assertTrue(downloader(SIZE).fetch(url(), target(), file()));
        assertArrayEquals(content, Files.readAllBytes(target()));
        assertEquals("null", ranges.getFirst());
        assertTrue(ranges.getLast().startsWith("bytes="), ranges.toString());
    }

    @Test
    void resumesAnUnfinishedFileOfAnEarlierRun() throws IOException {
        Files.createDirectories(target().getParent());
        Files.write(dir.resolve("set/file.bin.part"), Arrays.copyOf(content, 1000));
        assertTrue(downloader(SIZE).fetch(url(), target(), file()));
        assertEquals(List.of("bytes=1000-"), ranges);
        assertArrayEquals(content, Files.readAllBytes(target()));
    }

    @Test
    void startsAgainWhereTheServerCannotResume() throws IOException {
        ranged = false;
        Files.createDirectories(target().getParent());
        Files.write(dir.resolve("set/file.bin.part"), new byte[1000]);
        assertTrue(downloader(SIZE).fetch(url(), target(), file()));
        assertArrayEquals(content, Files.readAllBytes(target()));
    }

    @Test
    void aWrongBeginningIsThrownAway() throws IOException {
        Files.createDirectories(target().getParent());
        Files.write(dir.resolve("set/file.bin.part"), new byte[1000]);
        assertTrue(downloader(SIZE).fetch(url(), target(), file()));
        assertEquals(List.of("bytes=1000-", "null"), ranges);
        assertArrayEquals(content, Files.readAllBytes(target()));
    }

    @Test
    void refusesAnotherFile() {
        Manifest.DataFile other = new Manifest.DataFile("set/file.bin", "", "0".repeat(64), SIZE);
        assertTrue(refusal(downloader(SIZE), other).contains("expected " + SIZE + " bytes with 000000"));
        assertEquals(3, ranges.size());
        assertFalse(Files.exists(dir.resolve("set/file.bin.part")));
    }

    @Test
    void refusesTooMuch() {
        Manifest.DataFile unknown = new Manifest.DataFile("set/file.bin", "", "", -1);
        assertTrue(refusal(downloader(1000), unknown).contains("larger than the limit of 1000"));
        assertEquals(1, ranges.size());
        assertTrue(refusal(downloader(1000), file()).contains("--max-bytes"));
        Manifest.DataFile smaller = new Manifest.DataFile("set/file.bin", "", "", 10);
        assertTrue(refusal(downloader(SIZE), smaller).contains("larger than the expected 10"));
    }

    @Test
    void refusesWebPages() {
        type = "text/html; charset=utf-8";
        assertTrue(refusal(downloader(SIZE), file()).contains("web page"));
        type = "text/plain";
        byte[] page = "  <!DOCTYPE html><html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(page, 0, content, 0, page.length);
        assertTrue(refusal(downloader(SIZE), file()).contains("web page"));
        assertEquals(2, ranges.size());
    }

    @Test
    void missingFilesAreNotAskedForAgain() {
        status = 404;
        String message = refusal(downloader(SIZE), file());
        assertTrue(message.contains("404") && message.contains(target().toString()), message);
        assertEquals(1, ranges.size());
    }

    @Test
    void brokenServersAreAskedThreeTimes() {
        status = 503;
        assertTrue(refusal(downloader(SIZE), file()).contains("503"));
        assertEquals(3, ranges.size());
        assertEquals(2, progress.size());
    }

    @Test
    void offlineIsOneLineThatSaysWhereToPlaceTheFile() {
        URI dead = url();
        server.stop(0);
        String message = assertThrows(IOException.class, () -> downloader(SIZE).fetch(dead, target(), file())).getMessage();
        assertTrue(message.contains("without network") && message.contains(target().toString()), message);
    }

    @Test
    void anotherFileInPlaceIsKept() throws IOException {
        Files.createDirectories(target().getParent());
        Files.writeString(target(), "mine");
        assertTrue(assertThrows(IOException.class, () -> downloader(SIZE).fetch(url(), target(), file())).getMessage().contains("another"));
        assertEquals("mine", Files.readString(target()));
        assertEquals(List.of(), ranges);
    }
}

package dev.spektron.train.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Golden files come from TensorBoard's own record writer and messages (`scripts/make_tensorboard.py`, which can also read a folder).
class TensorBoardSinkTest {
    @TempDir
    Path folder;

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = TensorBoardSinkTest.class.getResourceAsStream("/golden/tensorboard/" + name)) {
            return in.readAllBytes();
        }
    }

    private static <V> Map<String, V> map(String a, V x, String b, V y) {
        Map<String, V> out = new LinkedHashMap<>();
        out.put(a, x);
        out.put(b, y);
        return out;
    }

    private static TickingClock ticking(int looks) {
        TickingClock clock = new TickingClock();
        for (int i = 0; i < looks; i++) {
            clock.instant();
        }
        return clock;
    }

    @Test
    void writesTheSameBytesAsTensorBoard() throws IOException {
        // The name takes one look at the clock.
        InstantSource clock = new InstantSource() {
            private final TickingClock ticks = new TickingClock();
            private boolean named;

            @Override
            public Instant instant() {
                if (!named) {
                    named = true;
                    return Instant.ofEpochSecond(1_700_000_000);
                }
                return ticks.instant();
            }
        };
        Path first;
        try (TensorBoardSink sink = TensorBoardSink.create(folder, clock)) {
            first = sink.file();
            sink.header(map("config", "model:\n  width: 3\n", "seed", 7));
            sink.log(0, map("train/loss", 1.5, "train/lr", 1e-4));
            sink.log(300, map("train/loss", Double.NaN, "val/\u00e9", Double.NEGATIVE_INFINITY));
            sink.log(1L << 40, Map.of("train/loss", 0.1));
            sink.summary(Map.of("best", 0.1));
            sink.flush();
        }
        assertArrayEquals(golden("first.tfevents"), Files.readAllBytes(first));
        assertTrue(first.getFileName().toString().startsWith("events.out.tfevents.1700000000."), first.toString());
    }

    @Test
    void aResumedRunMakesTensorBoardForgetLaterSteps() throws IOException {
        TensorBoardSink.create(folder, new TickingClock()).close();
        // The second of the new name is taken already: it gets the next one, so that its file is read behind the old one.
        try (TensorBoardSink sink = TensorBoardSink.resume(folder, 300, ticking(0))) {
            sink.log(400, Map.of("train/loss", 0.25));
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        assertEquals(2, files.size());
        assertTrue(files.get(1).getFileName().toString().startsWith("events.out.tfevents.1700000001."));
        byte[] expected = golden("second.tfevents");
        byte[] found = Files.readAllBytes(files.get(1));
        assertEquals(expected.length, found.length);
        // The same but for the times.
        assertArrayEquals(records(expected), records(found));
    }

    /// The records without checksums and times (the first field of each).
    private static byte[] records(byte[] file) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        int at = 0;
        while (at < file.length) {
            int n = file[at] & 0xff;
            out.write(file, at, 8);
            out.write(file, at + 12 + 9, n - 9);
            at += 12 + n + 4;
        }
        return out.toByteArray();
    }
}

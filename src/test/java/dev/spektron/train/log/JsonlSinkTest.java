package dev.spektron.train.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlSinkTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("logs/run.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private static Map<String, Object> facts() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("config", "a: 1\nb: <\u00e9>");
        out.put("seed", 7L);
        out.put("compile", true);
        out.put("ratio", Double.NaN);
        out.put("none", null);
        return out;
    }

    private void write(JsonlSink sink, int from, int to) {
        sink.header(facts());
        for (int step = from; step <= to; step++) {
            sink.log(step, Map.of("train/loss", 1.0 / step));
        }
    }

    @Test
    void oneObjectALineAndNothingThatIsNoJson() throws IOException {
        try (JsonlSink sink = JsonlSink.create(file(), new TickingClock())) {
            sink.header(facts());
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("train/loss", 0.1);
            metrics.put("val/loss", Double.NaN);
            metrics.put("val/msrp", Double.POSITIVE_INFINITY);
            sink.log(5, metrics);
            assertEquals(2, lines().size(), "each line is there at once");
            sink.summary(Map.of("best", 0.25));
            sink.flush();
        }
        assertEquals(List.of(
            "{\"_timestamp\":1.70000000025E9,\"_type\":\"header\",\"config\":\"a: 1\\nb: <\u00e9>\",\"seed\":7,"
                + "\"compile\":true,\"ratio\":null,\"none\":null}",
            "{\"_timestamp\":1.70000000125E9,\"_step\":5,\"train/loss\":0.1,\"val/loss\":null,\"val/msrp\":null}",
            "{\"_timestamp\":1.70000000225E9,\"_type\":\"summary\",\"best\":0.25}"), lines());
    }

    private static List<String> withoutTimes(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            json.remove("_timestamp");
            out.add(json.toString());
        }
        return out;
    }

    @Test
    void aResumedLogIsThatOfARunThatWasNotStopped() throws IOException {
        try (JsonlSink sink = JsonlSink.create(file(), new TickingClock())) {
            write(sink, 1, 9);
        }
        List<String> whole = lines();
        try (JsonlSink sink = JsonlSink.create(file(), new TickingClock())) {
            write(sink, 1, 6);
            sink.summary(Map.of("best", 1));
        }
        Files.writeString(file(), "{\"_timestamp\":1.7,\"_step\":7,\"train/l\u00e9", StandardOpenOption.APPEND);
        try (JsonlSink sink = JsonlSink.resume(file(), 4, new TickingClock())) {
            assertEquals(whole.subList(0, 5), lines());
            write(sink, 5, 9);
        }
        assertEquals(withoutTimes(whole), withoutTimes(lines()));
        try (JsonlSink sink = JsonlSink.resume(folder.resolve("new.jsonl"), 4, new TickingClock())) {
            write(sink, 5, 6);
        }
        assertEquals(3, Files.readAllLines(folder.resolve("new.jsonl")).size());
    }

    @Test
    void whateverByteTheLastLineIsCutAtResumeMendsIt() throws IOException {
        try (JsonlSink sink = JsonlSink.create(file(), new TickingClock())) {
            write(sink, 1, 3);
        }
        byte[] whole = Files.readAllBytes(file());
        int last = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
        List<String> all = lines();
        for (int cut = last; cut <= whole.length; cut++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, cut));
            JsonlSink.resume(file(), 3, new TickingClock()).close();
            assertEquals(cut >= whole.length - 1 ? all : all.subList(0, 3), lines(), "cut " + cut);
            assertTrue(Files.readString(file()).endsWith("\n"));
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsNamedAndNothingIsLost() throws IOException {
        Files.createDirectories(file().getParent());
        String text = "{\"_step\":1}\n{\"_step\":\n{\"_step\":3}\n";
        Files.writeString(file(), text);
        String message = assertThrows(FormatException.class, () -> JsonlSink.resume(file(), 5, new TickingClock())).getMessage();
        assertTrue(message.contains("run.jsonl, line 2: no JSON object"), message);
        assertEquals(text, Files.readString(file()));
    }

    @Test
    void aSinkThatFailsIsToldOnceAndTheOthersGoOn() throws IOException {
        List<String> warnings = new ArrayList<>();
        JsonlSink closed = JsonlSink.create(folder.resolve("closed.jsonl"), new TickingClock());
        closed.close();
        assertThrows(UncheckedIOException.class, () -> closed.log(1, Map.of()));
        try (SafeSinks sinks = new SafeSinks(warnings::add, closed, JsonlSink.create(file(), new TickingClock()))) {
            sinks.header(Map.of("seed", 1));
            sinks.log(1, Map.of("train/loss", 1.0));
            sinks.flush();
            sinks.summary(Map.of("best", 1));
        }
        assertEquals(3, lines().size());
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("closed.jsonl") && warnings.getFirst().contains("goes on"), warnings.getFirst());
    }
}

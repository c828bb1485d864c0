package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
    @TempDir
    Path folder;

    private MetricsFile read(String text) throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        return MetricsFile.read(file);
    }

    @Test
    void readsHeadersMetricsGapsAndSummary() throws IOException {
        MetricsFile m = read("""
            {"_type":"header","_timestamp":1.5,"seed":7,"config":{"model":{"d_model":64}}}
            {"_step":1,"_timestamp":2,"train/loss":1.25,"train/lr":1e-4,"train/clipped":true}
            {"_step":2,"_timestamp":3,"train/loss":null,"train/lr":2e-4,"note":"text"}
            {"_step":2,"_timestamp":3,"val/msrp":0.5}

            {"_timestamp":4,"val/late":3}
            {"_type":"summary","_timestamp":5,"best":0.5}
            {"_type":"summary","_timestamp":6,"best":0.25}
            """);
        assertEquals(Set.of("train/loss", "train/lr", "train/clipped", "val/msrp", "val/late"), m.series().keySet());
        assertArrayEquals(new double[] {1, 2}, m.series().get("train/loss").step());
        assertArrayEquals(new double[] {1.25, Double.NaN}, m.series().get("train/loss").value());
        assertArrayEquals(new double[] {1}, m.series().get("train/clipped").value());
        assertArrayEquals(new double[] {2}, m.series().get("val/late").step());
        assertEquals(64, m.headers().getFirst().getAsJsonObject("config").getAsJsonObject("model").get("d_model").getAsInt());
        assertEquals(0.25, m.summary().get("best").getAsDouble());
        assertEquals(1, m.notes().size());
        assertTrue(m.notes().getFirst().contains("note"), m.notes().getFirst());
    }

    @Test
    void damagedLastLineIsLeftOutWithANote() throws IOException {
        for (String end : new String[] {"{\"_step\":2,\"train/lo", "{\"_step\":2,\"x\":\"\u00e4", "\0\0\0\0", "{\"_step\":null}\n\n"}) {
            MetricsFile m = read("{\"_step\":1,\"a\":1}\n" + end);
            assertArrayEquals(new double[] {1}, m.series().get("a").value());
            assertTrue(m.notes().getFirst().contains("line 2"), m.notes().toString());
        }
    }

    @Test
    void damagedMiddleLineIsAnErrorThatNamesIt() {
        for (String middle : new String[] {"{\"_step\":2,\"train/lo{\"_step\":2}",
            "{\"a\":NaN}", "[1]", "{} {}", "{'a':1}", "{\"_step\":\"2\"}"}) {
            String message = assertThrows(FormatException.class, () -> read("{\"a\":1}\n" + middle + "\n{\"a\":3}\n")).getMessage();
            assertTrue(message.startsWith("metrics.jsonl, line 2: expected "), message);
            assertTrue(message.contains(middle) || message.contains("\"2\""), message);
        }
    }

    @Test
    void resumedRunReplacesWhatItRepeats() throws IOException {
        MetricsFile m = read("""
            {"_step":10,"a":1,"b":5}
            {"_step":20,"a":2}
            {"_step":30,"a":3,"b":6}
            {"_type":"header"}
            {"_step":20,"a":7}
            {"_step":20,"a":8}
            """);
        assertArrayEquals(new double[] {10, 20}, m.series().get("a").step());
        assertArrayEquals(new double[] {1, 8}, m.series().get("a").value());
        assertArrayEquals(new double[] {10}, m.series().get("b").step());
        assertTrue(m.notes().getFirst().startsWith("Step 20 follows step 30 in line 5"), m.notes().getFirst());
    }

    @Test
    void emptyFileHasNothing() throws IOException {
        MetricsFile m = read("");
        assertTrue(m.series().isEmpty() && m.headers().isEmpty() && m.notes().isEmpty());
    }

    @Test
    void numbersTooLargeAreGaps() throws IOException {
        assertArrayEquals(new double[] {Double.NaN}, read("{\"a\":1e999}\n").series().get("a").value());
    }
}

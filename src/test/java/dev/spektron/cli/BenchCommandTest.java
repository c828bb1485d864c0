package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.cli.Cli.Run;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// `spektron bench` as its users see it. Times are whatever they are; what stands beside them has to be right.
class BenchCommandTest {
    @TempDir
    private Path dir;

    private static Run bench(String line) {
        return Cli.run(Stream.concat(Stream.of("bench", "--seconds", "0.01"), Stream.of(line.split(" "))).toArray(String[]::new));
    }

    private static Run step(String more) {
        return bench("--plan --preset mamba-light --length 9 " + more);
    }

    @Test
    void aStepIsListedOperationByOperation() throws IOException {
        Path dot = dir.resolve("step.dot");
        Path graph = dir.resolve("step.txt");
        Run run = step("--batch 2 --all --threads 1 --dot " + dot + " --graph " + graph);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().startsWith("device: vector: "), run.err());
        for (String text : new String[] {"29952 parameters", "ceilings: ", "memory ", "whole step: median ", "SelectiveScan.Grad ",
            "layers.1'          SelectiveScan.Grad[exact=false]", "GradientNorm", "Adam["}) {
            assertTrue(run.out().contains(text), text + " in\n" + run.out());
        }
        assertFalse(run.out().contains("faster steps"));
        String drawn = Files.readString(dot);
        assertTrue(drawn.startsWith("digraph spektron {") && drawn.endsWith("}\n") && drawn.contains("layers.0.in_proj.weight"));
        assertTrue(Files.readString(graph).contains("Variable[name=backbone.layers.0.A_log, shape=(64, 8)]"));
    }

    @Test
    void theWholeStepAlone() {
        Run run = step("--batch 2 --whole --threads 1");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("whole step: median ") && !run.out().contains("kind of operation"), run.out());
        JsonObject o = JsonParser.parseString(step("--batch 2 --whole --json --quiet --threads 1").out()).getAsJsonObject();
        assertEquals(0, o.getAsJsonArray("steps").size());
    }

    @Test
    void theJsonAddsUp() {
        Run run = step("--batch 2 --json --quiet --threads 1");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        JsonObject o = JsonParser.parseString(run.out()).getAsJsonObject();
        JsonObject memory = o.getAsJsonObject("memoryBytes");
        assertEquals(memory.get("total").getAsLong(), memory.get("variables").getAsLong() + memory.get("work").getAsLong());
        long flops = 0;
        double floor = 0;
        for (JsonElement e : o.getAsJsonArray("steps")) {
            flops += e.getAsJsonObject().get("flops").getAsLong();
            floor += e.getAsJsonObject().get("floorSeconds").getAsDouble();
        }
        assertEquals(o.get("flops").getAsLong(), flops);
        assertEquals(o.get("floorSeconds").getAsDouble(), floor, 1e-9);
    }

    @Test
    void kernelsAreMeasuredBesideThePlainLoops() {
        Run run = bench("--kernels 2064x64->64 --json --quiet");
        assertEquals(0, run.code(), run.err());
        JsonObject o = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(3, o.getAsJsonArray("kernels").size());
        assertTrue(o.getAsJsonObject("ceilings").get("flopsPerSecond").getAsDouble() > 0);
    }

    @Test
    void everyDeviceIsMeasuredAndDrawn() throws IOException, ParserConfigurationException, SAXException {
        Path out = dir.resolve("new/kernels");
        Run run = bench("--device all --kernels softmax --threads 1 --out " + out);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("device: vector: ") && run.err().contains("no device of TornadoVM: "), run.err());
        assertTrue(run.out().contains("lowest share of the ceiling on vector:"), run.out());
        assertEquals(run.out(), Files.readString(out.resolve("kernels.txt")));
        JsonObject o = JsonParser.parseString(Files.readString(out.resolve("kernels.json"))).getAsJsonObject();
        List<String> names = o.getAsJsonArray("devices").asList().stream().map(d -> d.getAsJsonObject().get("name").getAsString()).toList();
        assertEquals(List.of("scalar", "vector"), names);
        JsonObject vector = o.getAsJsonArray("devices").get(1).getAsJsonObject();
        JsonObject row = vector.getAsJsonArray("kernels").get(0).getAsJsonObject();
        assertEquals(row.get("ceilingShare").getAsDouble(), row.get("floorSeconds").getAsDouble()
            / row.getAsJsonObject("seconds").get("median").getAsDouble(), 1e-12);
        JsonObject plain = o.getAsJsonArray("devices").get(0).getAsJsonObject().getAsJsonArray("kernels").get(0).getAsJsonObject();
        assertEquals(plain.get("seconds"), row.get("scalarSeconds"));
        assertFalse(plain.has("scalarSeconds") || row.has("vectorSeconds") || row.has("failure"));
        Element svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(out.resolve("kernels.svg").toFile())
            .getDocumentElement();
        assertEquals("http://www.w3.org/2000/svg", svg.getAttribute("xmlns"));
        assertFalse(Files.readString(out.resolve("kernels.svg")).contains("var("));
        BufferedImage png = ImageIO.read(out.resolve("kernels.png").toFile());
        assertEquals(1400, png.getWidth());
    }

    @Test
    void oneDeviceIsKeptToo() throws IOException {
        Run run = bench("--device scalar --kernels softmax --threads 1 --quiet --json --out " + dir);
        assertEquals(0, run.code(), run.err());
        JsonObject o = JsonParser.parseString(Files.readString(dir.resolve("kernels.json"))).getAsJsonObject();
        assertEquals("scalar", o.get("name").getAsString());
        assertEquals(o, JsonParser.parseString(run.out()));
        assertTrue(Files.size(dir.resolve("kernels.png")) > 0);
    }

    @Test
    void recomputationTakesLessMemory() {
        long kept = memory("--batch 16");
        long recomputed = memory("--batch 16 --recompute layers.0,layers.1");
        assertTrue(recomputed < kept, recomputed + " of " + kept);
    }

    private static long memory(String more) {
        Run run = step("--json --quiet " + more);
        assertEquals(0, run.code(), run.err());
        return JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("memoryBytes").get("total").getAsLong();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--device gpu | 2 | --device: expected one of [auto, cpu, vector, scalar, tornado[:driver[:number]]], found gpu",
        "--plan --device all | 2 | --plan: expected one device and no --out, which are for kernels; found --device all",
        "--plan --out x | 2 | --plan: expected one device and no --out, which are for kernels; found --out x",
        "--out pom.xml | 1 | --out pom.xml: expected a folder, found a file",
        "--plan --preset mmba | 2 | --preset: this program has no preset ",
        "--kernels sotfmax | 2 | --kernels: expected a part of a name such as [sgemm, linear,",
        "--length 0 | 2 | --batch, --length, --seconds: expected at least 1, 1 and more than 0, found 16, 0 and 0.01",
        "--memory 12x | 2 | expected a number of bytes with k, m or g behind it if need be, found 12x",
        "--plan --preset mamba-light --batch 0 | 2 | expected at least 1, 1 and more than 0, found 0, 129",
        "--plan --batch 1000000 | 2 | shape (1000000, 129, 256): expected at most 2147483647 elements",
        "--plan --preset mamba-light --recompute layers.7 | 2 | expected scopes of the graph, one of [layers.0, layers.1, norm, loss",
        "--plan --preset mamba-light --memory 1m | 2 | MiB), was given 1.00 MiB; the largest result is that of layers.",
        "--plan --preset mamba-light --batch 2 --length 9 --rate 1e30 --check-numerics | 1 | error: layers.0: Linear["})
    void badInputGetsOneClearError(String line, int code, String message) {
        Run run = bench(line);
        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains(message), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}

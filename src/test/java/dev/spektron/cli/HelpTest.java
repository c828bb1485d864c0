package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.cli.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The help texts, their examples, and the JSON that scripts rely on.
class HelpTest {
    @TempDir
    private Path dir;

    private static List<String> examples(String command) {
        Run help = Cli.run((command + " --help").split(" "));
        assertEquals(0, help.code());
        assertEquals("", help.err());
        return help.out().lines().map(String::strip).map(l -> l.replaceFirst("^Example: ", "")).filter(l -> l.startsWith("spektron "))
            .toList();
    }

    /// The example with its files in the test's folder, and with little work to do.
    private String[] here(String example) {
        String quick = example.startsWith("spektron transfer")
            ? " --repeats 1 --methods none,bias --save-method bias --preprocessing snv --quiet --out " + dir.resolve("out") : "";
        return (example.replaceFirst("^spektron ", "") + quick).lines().flatMap(l -> Stream.of(l.split(" ")))
            .map(a -> a.matches("[\\w-]+\\.(spektron|csv)|grain|predicted") ? dir.resolve(a).toString() : a).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "calibrate", "data list", "data info", "data simulate"})
    void examplesRun(String command) {
        List<String> examples = examples(command);
        assertTrue(!examples.isEmpty(), command);
        for (String example : examples) {
            Run run = Cli.run(here(example));
            assertEquals(0, run.code(), example + "\n" + run.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer", "data convert", "data download"})
    void commandsThatNeedOtherDataHaveExamplesToo(String command) {
        assertTrue(!examples(command).isEmpty());
    }

    @Test
    void theJsonHasItsNames() throws IOException {
        Run run = Cli.quick(dir, Cli.folder(dir.resolve("d")), "--standards", "5,9", "--json");
        assertEquals(0, run.code(), run.err());
        JsonObject printed = JsonParser.parseString(run.out()).getAsJsonObject();
        JsonObject written = JsonParser.parseString(Files.readString(dir.resolve("out/results.json"))).getAsJsonObject();
        assertEquals(written, printed);
        assertTrue(printed.get("command").getAsString().startsWith("spektron transfer --methods none,bias,pds"));
        assertEquals(42, printed.getAsJsonObject("provenance").get("seed").getAsLong());
        assertEquals(2 * 7, printed.getAsJsonArray("cells").size());
        for (JsonElement e : printed.getAsJsonArray("cells")) {
            cell(e.getAsJsonObject());
        }
        JsonArray predictions = written.getAsJsonArray("predictions");
        assertEquals(7 * 2 * 10, predictions.size());
        JsonObject first = predictions.get(0).getAsJsonObject();
        assertTrue(first.get("predicted").getAsJsonPrimitive().isNumber() && first.get("sample").getAsJsonPrimitive().isString());
    }

    private static void cell(JsonObject cell) {
        for (String name : List.of("dataset", "source", "target", "property", "method", "preprocessing")) {
            assertTrue(cell.get(name).getAsJsonPrimitive().isString(), name);
        }
        assertTrue(List.of("method", "floor", "ceiling").contains(cell.get("kind").getAsString()));
        assertTrue(cell.get("standards").getAsJsonPrimitive().isNumber() && cell.get("repeats").getAsInt() == 2);
        for (String name : List.of("rmsep", "r2")) {
            assertTrue(cell.getAsJsonObject(name).get("mean").getAsJsonPrimitive().isNumber());
            assertTrue(cell.getAsJsonObject(name).get("sd").getAsJsonPrimitive().isNumber());
        }
        for (String name : List.of("bias", "sep", "sdd", "coverage90", "seconds")) {
            JsonElement value = cell.get(name);
            assertTrue(value.isJsonNull() || value.getAsJsonPrimitive().isNumber(), name);
        }
    }
}

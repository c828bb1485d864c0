package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.backend.tornado.TornadoProvider;
import dev.spektron.cli.Cli.Run;
import org.junit.jupiter.api.Test;

/// `spektron doctor` as its users see it, on a machine without a GPU.
class DoctorCommandTest {
    @Test
    void itSaysWhatThereIsAndWhyThereIsNoGpu() {
        Run run = Cli.run("doctor", "--no-check", "--threads", "1");
        assertEquals(0, run.code(), run.err());
        for (String text : new String[] {"java       ", Runtime.version().toString(), "cpu        vector: ", "-bit vectors, 1 thread",
            "TornadoVM  none: " + TornadoProvider.missing().orElseThrow(), "auto       vector: ", "; no GPU: "}) {
            assertTrue(run.out().contains(text), text + " in\n" + run.out());
        }
    }

    @Test
    void everyFamilyIsChecked() {
        Run run = Cli.run("doctor", "--json", "--threads", "2");
        assertEquals(0, run.code(), run.out());
        JsonObject o = JsonParser.parseString(run.out()).getAsJsonObject();
        assertTrue(o.get("ok").getAsBoolean());
        assertEquals(TornadoProvider.missing().orElseThrow(), o.get("tornadoProblem").getAsString());
        assertEquals(0, o.getAsJsonArray("devices").size());
        assertEquals(12, o.getAsJsonArray("checks").size());
        for (JsonElement e : o.getAsJsonArray("checks")) {
            JsonObject c = e.getAsJsonObject();
            assertTrue(c.get("ok").getAsBoolean() && c.get("error").getAsDouble() < 1e-5, c.toString());
        }
    }

    @Test
    void aDeviceThatIsNotThereIsAnError() {
        Run run = Cli.run("doctor", "--device", "tornado:cuda:0");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("error: --device tornado:cuda:0: " + TornadoProvider.missing().orElseThrow()), run.err());
    }
}

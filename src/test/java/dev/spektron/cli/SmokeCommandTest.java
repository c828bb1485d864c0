package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.cli.Cli.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `spektron smoke` as its users see it.
class SmokeCommandTest {
    private static final List<String> COMPONENTS = List.of("embedding wavelet", "embedding raw", "backbone mamba", "backbone linoss",
        "backbone s4d", "backbone cnn1d", "backbone transformer", "mixture of MLPs", "mixture of KANs", "bottleneck (VIB)",
        "head reconstruction, patches", "head reconstruction, points", "head regression", "head cross-spectral",
        "head spectral transfer (FNO), fixed", "head spectral transfer (FNO), reference", "decoder of both latents", "loss msrp",
        "loss contrastive, BYOL", "loss contrastive, InfoNCE", "loss denoise", "loss ot, divergence", "loss ot, plain",
        "loss physics, fixed", "loss physics, reference", "loss physics, mixing", "loss vib", "loss moe_balance",
        "LoRA: inject, merge, unmerge");

    @Test
    void everyComponentWorks() {
        Run run = Cli.run("smoke", "--json", "--quiet");
        assertEquals(0, run.code(), run.out());
        assertEquals("", run.err());
        JsonObject o = JsonParser.parseString(run.out()).getAsJsonObject();
        assertTrue(o.get("ok").getAsBoolean());
        Map<String, JsonObject> checks = new LinkedHashMap<>();
        for (JsonElement e : o.getAsJsonArray("checks")) {
            JsonObject c = e.getAsJsonObject();
            assertTrue(c.get("ok").getAsBoolean() && c.get("failure").getAsString().isEmpty(), c.toString());
            checks.put(c.get("name").getAsString(), c);
        }
        assertTrue(checks.keySet().containsAll(COMPONENTS), checks.keySet().toString());
        assertEquals(13, checks.keySet().stream().filter(n -> n.startsWith("count of ")).count());
        assertEquals(286_810, checks.get("count of light, reference").get("parameters").getAsLong());
        assertEquals("(4, 129, 64)", checks.get("backbone mamba").get("result").getAsString());
        for (String preset : List.of("light", "dlinoss-light")) {
            assertTrue(checks.get(preset + ": pretraining step").get("result").getAsString().endsWith("of 7 terms"));
            assertTrue(checks.containsKey(preset + ": 3 steps of AdamW"));
            assertTrue(checks.containsKey(preset + ": checkpoint saved and loaded"));
        }
    }

    /// What cannot run says why, the rest runs.
    @Test
    void whatFailsSaysSoAndTheRestRuns() {
        Run run = Cli.run("smoke", "--memory", "200k", "--quiet");
        assertEquals(1, run.code());
        List<String> lines = run.out().lines().toList();
        String mamba = lines.stream().filter(l -> l.startsWith("backbone mamba ")).findFirst().orElseThrow();
        assertTrue(mamba.contains("FAILED: expected no error, found PlanTooLargeException: plan: needs ") && mamba.contains("200.00 KiB"),
            mamba);
        assertTrue(lines.stream().anyMatch(l -> l.matches("count of light, reference +286,810 parameters .* ok")), run.out());
        assertTrue(lines.stream().anyMatch(l -> l.matches("head regression .* FAILED: .*")), run.out());
        assertTrue(lines.getLast().matches("\\d+ of \\d+ checks FAILED, .*"), lines.getLast());
        assertFalse(run.err().contains("\tat "), run.err());
    }

    @Test
    void badOptionsGetOneClearError() {
        Run run = Cli.run("smoke", "--device", "gpu");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--device: expected one of [auto, cpu, vector, scalar, tornado[:driver[:number]]], found gpu"),
            run.err());
    }
}

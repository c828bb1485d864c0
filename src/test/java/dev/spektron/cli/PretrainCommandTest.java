package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.cli.Cli.Run;
import dev.spektron.experiment.pretrain.RunFolder;
import dev.spektron.experiment.pretrain.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `spektron pretrain` as its users see it, with the light model over 64 channels.
class PretrainCommandTest {
    private static final List<String> SMALL = List.of("--preset", "light", "--batch", "4", "--steps", "4", "--set", "model.channels=64",
        "--set", "model.embedding.patch=16", "--set", "model.embedding.stride=8", "--set", "model.embedding.levels=2", "--set",
        "losses.alignment.slots=2", "--set", "losses.physical.lowPass=9", "--set", "schedule.log=1", "--set", "schedule.validate=2",
        "--set", "schedule.save=2");
    private static final String SPECTRA = "sim:pretrain:8:2";

    /// A run that was never stopped; not to be written into.
    @TempDir
    private static Path whole;

    @TempDir
    private Path dir;

    private static Run pretrain(List<String> small, String... more) {
        List<String> args = new ArrayList<>(List.of("pretrain", "--threads", "1", "--quiet"));
        args.addAll(small);
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static Run run(String corpus, Path out, String... more) {
        return pretrain(SMALL, Stream.concat(Stream.of("--corpus", corpus, "--out", out.toString()), Stream.of(more))
            .toArray(String[]::new));
    }

    private static Run resume(Path out, String... more) {
        return pretrain(List.of(), Stream.concat(Stream.of("--resume", "--out", out.toString()), Stream.of(more)).toArray(String[]::new));
    }

    @BeforeAll
    static void train() {
        Run run = run(SPECTRA, whole.resolve("run"), "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        JsonObject o = JsonParser.parseString(run.out()).getAsJsonObject();
        assertTrue(o.get("finished").getAsBoolean() && o.get("step").getAsInt() == 4 && o.get("skipped").getAsInt() == 0, run.out());
        assertEquals("val/msrp", o.getAsJsonObject("best").get("metric").getAsString());
        assertTrue(o.getAsJsonObject("validation").getAsJsonObject("all").get("interpolation").getAsDouble() > 0);
    }

    /// A copy of the run as if it had been stopped behind its second step.
    private Path stopped() throws IOException {
        Path out = copy("stopped");
        delete(out.resolve("checkpoint-0000004"));
        Files.delete(out.resolve("final"));
        Files.writeString(out.resolve("best"), "checkpoint-0000002\n");
        Files.writeString(out.resolve("latest"), "checkpoint-0000002\n");
        return out;
    }

    private Path copy(String name) throws IOException {
        Path from = whole.resolve("run");
        Path to = dir.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path f : files.toList()) {
                Files.copy(f, to.resolve(from.relativize(f).toString()));
            }
        }
        return to;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path f : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(f);
            }
        }
    }

    @Test
    void theRunFolderHasEverything() throws IOException {
        Path run = whole.resolve("run");
        List<String> names;
        try (Stream<Path> files = Files.list(run)) {
            names = files.map(f -> f.getFileName().toString()).map(n -> n.startsWith("events.out.tfevents.") ? "events"
                : n).sorted().toList();
        }
        assertEquals(List.of(".lock", "best", "checkpoint-0000002", "checkpoint-0000004", "config.yaml", "events", "final", "latest",
            "metrics.jsonl", "report.html"), names);
        List<JsonObject> lines = Files.readAllLines(run.resolve("metrics.jsonl")).stream()
            .map(l -> JsonParser.parseString(l).getAsJsonObject()).toList();
        assertEquals(4, lines.stream().filter(l -> l.has("train/loss")).count());
        assertEquals(2, lines.stream().filter(l -> l.has("val/msrp") && l.has("val/floor_interpolation")).count());
        assertEquals(Files.readString(run.resolve("config.yaml")), lines.getFirst().get("config").getAsString());
        String report = Files.readString(run.resolve("report.html"));
        assertTrue(report.startsWith("<!DOCTYPE html>") && report.contains("Straight line across the gap")
            && report.strip().endsWith("</html>"));
    }

    @Test
    void asManyCheckpointsStayAsTheConfigurationSays() throws IOException {
        Path out = dir.resolve("out");
        List<String> small = SMALL.stream().map(s -> s.startsWith("schedule.validate=") ? "schedule.validate=4"
            : s.equals("schedule.save=2")
            ? "schedule.save=1" : s).toList();
        Run run = pretrain(small, "--corpus", SPECTRA, "--set", "schedule.keep=2", "--no-tensorboard", "--out", out.toString());
        assertEquals(0, run.code(), run.err());
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of("checkpoint-0000003", "checkpoint-0000004"), files.map(f -> f.getFileName().toString())
                .filter(n -> n.startsWith("checkpoint-") || n.startsWith("events")).sorted().toList());
        }
    }

    @Test
    void thePrintedConfigurationIsTakenBackUnchanged() throws IOException {
        Path out = dir.resolve("out");
        Run printed = run(SPECTRA, out, "--print-config");
        assertEquals(0, printed.code(), printed.err());
        assertTrue(printed.out().contains("corpus: " + SPECTRA) && printed.out().contains("channels: 64"), printed.out());
        assertFalse(Files.exists(out));
        Path file = dir.resolve("config.yaml");
        Files.writeString(file, printed.out());
        assertEquals(printed.out(), pretrain(List.of(), "--config", file.toString(), "--print-config").out());
        // Complete: whatever the preset, nothing of it is left.
        assertEquals(printed.out(), pretrain(List.of(), "--preset", "scaling-512", "--config", file.toString(), "--print-config").out());
        // The run's own file differs in the number of instruments alone, which is that of the corpus.
        assertEquals(printed.out().replaceFirst("instruments: 16", "instruments: 10"),
            Files.readString(whole.resolve("run/config.yaml")));
    }

    /// docs/pretraining.md explains every key that a configuration can have.
    @ParameterizedTest
    @ValueSource(strings = {"mamba", "linoss", "s4d", "cnn1d", "transformer"})
    void everyKeyIsExplained(String backbone) throws IOException {
        String docs = Files.readString(Path.of("docs/pretraining.md"));
        for (String line : pretrain(List.of(), "--backbone", backbone, "--print-config").out().split("\n")) {
            Matcher key = Pattern.compile(" +(\\w+): .*").matcher(line);
            if (key.matches()) {
                assertTrue(Pattern.compile("[`.]" + key.group(1) + "`").matcher(docs).find(), line);
            }
        }
    }

    @Test
    void aStoppedRunGoesOnToTheSameBits() throws IOException {
        Path out = stopped();
        Run run = resume(out);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("report: " + out.resolve("report.html")), run.out());
        for (String name : List.of("model.safetensors", "optimizer.safetensors")) {
            String path = "checkpoint-0000004/" + name;
            assertArrayEquals(Files.readAllBytes(whole.resolve("run").resolve(path)), Files.readAllBytes(out.resolve(path)), name);
        }
        assertTrue(Files.readString(out.resolve("report.html")).contains("resumed from checkpoint-0000002"));
    }

    private static void assertError(int code, Run run, String... says) {
        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        for (String s : says) {
            assertTrue(run.err().contains(s), s + " in\n" + run.err());
        }
        List<String> lines = run.err().lines().filter(l -> !l.startsWith("Try '")).toList();
        assertEquals(1, lines.size(), run.err());
        assertTrue(lines.getFirst().startsWith("error: "), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "--preset; lihgt; did you mean 'light'?",
        "--backbone; mmba; did you mean 'mamba'?",
        "--compat; old; expected one of [FIXED, REFERENCE]",
        "--corpus; cron; did you mean 'corn'?",
        "--corpus; sim:pretrian; did you mean 'pretrain-grain'?",
        "--corpus; sim:pretrain:x; source 'sim:pretrain:x': expected a number of samples from 1 to 9999999, found 'x'",
        "--corpus; no/folder; or give a folder that holds a manifest.yaml (there is no folder 'no/folder' here)",
        "--set; rate; --set rate: expected part.field=value, such as optimiser.rate=1e-3",
        "--set; optimiser.rte=1; --set optimiser.rte=1: 'optimiser.rte': 'optimiser' has no key 'rte'; did you mean 'rate'?",
        "--set; optimiser.rate=fast; --set optimiser.rate=fast: 'optimiser.rate': expected a number, found 'fast'",
        "--set; optimiser.rate=-1; optimiser.rate: expected a positive number, found -1.0",
        "--set; losses.msrp=-1; losses.msrp: expected a weight of at least 0, found -1.0",
        "--set; data.validation=1; data.validation: expected a number between 0 and 1, found 1.0",
        "--set; masks.ratio=1.5; masks.ratio: expected a number between 0 and 1, found 1.5",
        "--set; masks.strategy=peak; It has: random, contiguous, peak_aware",
        "--set; model.channels=8; channels: expected at least one patch of 32, found 8",
        "--set; model.width=250; expected a divisor of the width 250, found 8",
        "--set; model.backbone.type=gru; has no type 'gru'. It has: mamba, linoss, s4d, cnn1d, transformer",
        "--steps; 0; --steps 0: 'schedule': schedule.steps: expected at least 1, found 0",
        "--batch; 0; --batch 0: 'optimiser': optimiser.batch: expected at least 1, found 0",
        "--mlflow; localhost:5000; --mlflow: expected an address such as http://localhost:5000, found 'localhost:5000'",
        "--threads; 0; --threads: expected at least 1, found 0"})
    void badNamesAndNumbersGetOneClearError(String option, String value, String says) {
        Path out = dir.resolve("out");
        List<String> args = new ArrayList<>(List.of("pretrain", "--quiet", option, value, "--out", out.toString()));
        if (List.of("--threads", "--mlflow").contains(option)) {
            args.addAll(SMALL);
            args.addAll(List.of("--corpus", SPECTRA));
        }
        assertError(2, Cli.run(args.toArray(String[]::new)), says);
        // The threads are asked for when the run begins.
        assertFalse(Files.exists(option.equals("--threads") ? out.resolve("latest") : out));
    }

    /// Refused while a training runs in the folder, and only then.
    @Test
    void oneTrainingAtATime() throws IOException {
        Path out = stopped();
        try (RunLock _ = new RunFolder(out).lock(w -> fail(w))) {
            assertError(2, resume(out), "--out " + out + ": another training is running in this folder; wait for its end or stop it, or "
                + "name another folder");
            Path fresh = Files.createDirectory(dir.resolve("fresh"));
            try (RunLock _ = new RunFolder(fresh).lock(w -> fail(w))) {
                assertError(2, run(SPECTRA, fresh), "--out " + fresh + ": another training is running in this folder");
                assertFalse(Files.exists(fresh.resolve("config.yaml")));
            }
        }
        assertEquals(0, resume(out).code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "masks.start=0.1; masks.start: expected a share that hides at least one of the 7 tokens of a spectrum, found 0.1, which hides none"
            + "; hide 0.143 or more, or make more tokens: smaller model.embedding.patch and stride, or more model.channels",
        "masks.ratio=0.14; masks.ratio: expected a share that hides at least one of the 7 tokens of a spectrum, found 0.14",
        "model.embedding.stride=16; masks.start: expected a share that hides at least one of the 4 tokens of a spectrum, found 0.15",
        "model.channels=24; masks.ratio: expected a share that hides at least one of the 2 tokens of a spectrum, found 0.4"})
    void fewTokensOfWhichNoneWouldBeHiddenAreTold(String setting, String says) {
        Path out = dir.resolve("out");
        assertError(2, run(SPECTRA, out, "--set", setting), says);
        assertFalse(Files.exists(out));
    }

    /// Two tokens are enough for a share of one half, but not for that of validation.
    @Test
    void validationHidesSomethingToo() {
        assertError(2, run(SPECTRA, dir.resolve("out"), "--set", "model.channels=24", "--set", "masks.start=0.5", "--set",
            "masks.ratio=0.5"),
            "model: expected at least 3 tokens of a spectrum, since validation hides a share of 0.4, found 2; make more tokens: ");
    }

    @Test
    void mistakesInTheFileAreToldWithTheirLine() throws IOException {
        Path file = dir.resolve("c.yaml");
        Files.writeString(file, "optimiser:\n  rate: 1e-3\n  batsh: 4\n");
        assertError(1, pretrain(List.of(), "--config", file.toString()), file + ", line 3: ", "did you mean 'batch'?");
        Files.writeString(file, "model:\n  mixture:\n    top: 9\n");
        assertError(1, pretrain(List.of(), "--config", file.toString()), file + ", line 3: ", "mixture.top: expected 1 to 4, found 9");
        Files.writeString(file, "optimiser: [\n");
        assertError(1, pretrain(List.of(), "--config", file.toString()), file + ", line 2: ", "no valid YAML");
        assertError(1, pretrain(List.of(), "--config", dir.resolve("none.yaml").toString()), "none.yaml: no such file");
    }

    @Test
    void noRunIsOverwritten() throws IOException {
        Path out = copy("there");
        assertError(2, run(SPECTRA, out), "--out " + out + ": holds a run at step 4 already; go on with --resume, or name another folder");
        assertError(2, resume(out), "--resume: the run in " + out + " is finished, all 4 steps are done");
    }

    @Test
    void onlyARunGoesOnAndOnlyAsItWas() throws IOException {
        assertError(1, resume(dir.resolve("nothing")), "expected the configuration of the run to resume, found none");
        Path out = stopped();
        assertError(2, resume(out, "--steps", "10"), "--resume: a run goes on with its own configuration", "leave out", "--steps");
        assertError(2, resume(out, "--seed", "7"), "--seed: expected the seed 42 of the run that goes on, found 7; leave it out");
        Path config = out.resolve("config.yaml");
        String text = Files.readString(config);
        Files.writeString(config, text.replace(SPECTRA, "sim:pretrain:8:3"));
        assertError(2, resume(out), "--resume: expected the data that the run began with (SHA-256 ");
        Files.writeString(config, text.replace("hidden: 128", "hidden: 64"));
        assertError(1, resume(out), "the tensors do not fit this model", "mixture.experts.up.weight: expected F32 (128, 64)");
    }

    /// Stopped before its first checkpoint, a run begins again, and says so.
    @Test
    void withoutACheckpointARunBeginsAgain() throws IOException {
        Path out = dir.resolve("early");
        Files.createDirectories(out);
        Files.copy(whole.resolve("run/config.yaml"), out.resolve("config.yaml"));
        Run run = resume(out);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("no checkpoint is saved yet: the run begins again at its first step, with seed 42"), run.err());
        assertArrayEquals(Files.readAllBytes(whole.resolve("run/checkpoint-0000004/model.safetensors")),
            Files.readAllBytes(out.resolve("checkpoint-0000004/model.safetensors")));
    }

    @Test
    void aDamagedCheckpointIsNamedAndAnotherOneToo() throws IOException {
        Path out = copy("damaged");
        Files.writeString(out.resolve("checkpoint-0000004/model.safetensors"), "x", StandardOpenOption.APPEND);
        assertError(1, resume(out), "checkpoint-0000004/model.safetensors: expected ", "the checkpoint is damaged",
            "checkpoint-0000002: to go on from it, write checkpoint-0000002 into " + out.resolve("latest"));
        // What the message says helps.
        Files.writeString(out.resolve("latest"), "checkpoint-0000002\n");
        assertEquals(0, resume(out).code());
    }

    @Test
    void dataThatAreNotThereAreToldWithTheirPlace() {
        Path none = dir.resolve("data");
        assertError(1, run("corn", dir.resolve("out"), "--data-dir", none.toString()), none.resolve("corn").toString(),
            "spektron data download corn");
        assertError(1, run("all", dir.resolve("out"), "--data-dir", none.toString()), "expected the folder of the data sets, found none");
        assertFalse(Files.exists(dir.resolve("out")));
    }

    @Test
    void oneSampleIsNotEnough() {
        assertError(2, run("sim:pretrain:1:1", dir.resolve("out")), "data.corpus: expected a data set with at least two samples");
    }

    @Test
    void whatDoesNotFitTheBatchIsTold() {
        assertError(2, run(SPECTRA, dir.resolve("a"), "--set", "losses.alignment.slots=3"),
            "losses.alignment.slots: expected a divisor of the batch of 4 (optimiser.batch), found 3");
        assertError(2, run(SPECTRA, dir.resolve("b"), "--memory", "2m"), "--memory: a step with these settings needs ", "was given 2 MiB",
            "take a smaller --batch");
        assertError(2, run(SPECTRA, dir.resolve("c"), "--set", "losses.physical.lowPass=65"),
            "physics: expected spectra of at least 66 samples for the windows of losses.physical");
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldBeforeAnythingRuns() throws IOException {
        Path file = dir.resolve("file");
        Files.writeString(file, "");
        assertError(1, run(SPECTRA, file), "--out " + file + ": expected a folder, found a file");
        assertError(1, run(SPECTRA, file.resolve("x")), "--out " + file.resolve("x") + ": the folder cannot be made");
    }
}

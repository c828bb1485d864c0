package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench/gpu.sh` and `bench/pack.sh`, with programs that only print what the real ones would.
class BenchScriptsTest {
    private static final String STEP = "whole step: median %s ms (1.00 to 9.00, 7 runs), 1.0 GFLOP/s; sum of the steps 1.00 ms";
    private static final String KERNELS = """
        scalar  scalar: plain loops, 2 threads
          ceilings: 3 GFLOP/s, 72 GB/s in caches, 21 GB/s in memory
        tornado:opencl:0  tornado: a card
          ceilings: 60000 GFLOP/s (best matrix product 9000), 4000 GB/s in caches, 4000 GB/s in memory; a run takes 60 us at least

        kernel rows

        lowest share of the ceiling on vector:
           50.0%  add

        lowest share of the ceiling on tornado:opencl:0:
            4.0%  softmax
            9.0%  add
        """;

    @TempDir
    private Path dir;

    private Path home;

    private record Result(int code, String text) {}

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
        home = Files.createDirectories(dir.resolve("the program"));
        Files.createDirectories(home.resolve("bench"));
        for (String name : new String[] {"gpu.sh", "pack.sh"}) {
            Files.copy(Path.of("bench", name), home.resolve("bench").resolve(name));
        }
        program("spektron", """
            case "$*" in
              doctor) exit 1 ;;
              *--plan*vector*) echo "@CPU" ;;
              *--plan*light*) sleep 3 ;;
              *--plan*) echo "@GPU" ;;
              *) while [ "$1" != --out ]; do shift; done; cat >"$2/kernels.txt" <<END
            @KERNELSEND
            esac
            """.replace("@CPU", STEP.formatted("40.00")).replace("@GPU", STEP.formatted("5.00")).replace("@KERNELS", KERNELS));
        program("python", """
            echo '{"preset": "default", "loss": 1.0, "step_ms": {"median": 7.5, "min": 7.0, "max": 9.0}, "forward_ms": {"median": 1.0}}'
            """);
    }

    private void program(String name, String lines) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + lines);
        assertTrue(file.toFile().setExecutable(true));
    }

    private Result start(String script, Map<String, String> environment, String... args) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", home.resolve("bench").resolve(script).toString()));
        line.addAll(List.of(args));
        ProcessBuilder b = new ProcessBuilder(line).redirectErrorStream(true);
        b.environment().keySet().removeAll(List.of("TORNADOVM_HOME", "OUT", "PRESETS", "BATCH", "DEVICE", "KERNELS"));
        b.environment().putAll(environment);
        Process p = b.start();
        String text = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(p.waitFor(), text);
    }

    /// In a packed folder, which needs no TORNADOVM_HOME; light takes too long and is cut off.
    @Test
    void theSumUpHasRatiosAndTheWorstKernels() throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("tornadovm"));
        Path out = dir.resolve("the results");
        Result r = start("gpu.sh", Map.of("PYTHON", home.resolve("python").toString(), "LIMIT", "2"), out.toString());
        assertEquals(0, r.code, r.text);
        assertTrue(r.text.contains("doctor: failed (1)") && r.text.contains("light: cut off after"), r.text);
        String summary = Files.readString(out.resolve("summary.txt"));
        assertTrue(r.text.contains(summary), r.text);
        assertEquals("""
            default: 5.00 ms a step on tornado; PyTorch 7.5 ms, ratio 1.50
            light: - ms a step on tornado; PyTorch 7.5 ms, ratio -
            light on the processor: 40.00 ms a step, ratio -
            tornado:opencl:0  tornado: a card
              ceilings: 60000 GFLOP/s (best matrix product 9000), 4000 GB/s in caches, 4000 GB/s in memory; a run takes 60 us at least
            lowest share of the ceiling on tornado:opencl:0:
                4.0%  softmax
                9.0%  add
            """, summary);
    }

    @Test
    void withoutTornadoItSaysWhatIsMissing() throws IOException, InterruptedException {
        Result r = start("gpu.sh", Map.of());
        assertEquals(2, r.code, r.text);
        assertEquals("gpu.sh: TORNADOVM_HOME is not set; docs/gpu.md says how to install TornadoVM\n", r.text);
    }

    @Test
    void packingSaysWhatIsMissing() throws IOException, InterruptedException {
        assertEquals(new Result(1, "pack.sh: expected one argument, the folder for spektron-gpu.tar.xz\n"), start("pack.sh", Map.of()));
        String to = dir.resolve("packed").toString();
        assertEquals(new Result(1, "pack.sh: target/spektron.jar is not there; build it with ./mvnw -DskipTests package\n"),
            start("pack.sh", Map.of(), to));
        Files.createDirectories(home.resolve("target"));
        Files.createFile(home.resolve("target/spektron.jar"));
        assertEquals(new Result(1, "pack.sh: TORNADOVM_HOME is not set; docs/gpu.md says how to install TornadoVM\n"),
            start("pack.sh", Map.of(), to));
        assertEquals(new Result(1, "pack.sh: TORNADOVM_HOME=/no/such: expected the SDK of TornadoVM 5.2\n"),
            start("pack.sh", Map.of("TORNADOVM_HOME", "/no/such"), to));
    }
}

package dev.spektron.backend;

import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Recurrences and depthwise convolution against PyTorch (`make_engine_scans.py`).
class ScanGoldenTest {
    private static final Map<String, Op> CASES = new TreeMap<>(Map.ofEntries(
        Map.entry("selective euler", new SelectiveScan(false)),
        Map.entry("selective euler, vectors", new SelectiveScan(false)),
        Map.entry("selective exact", new SelectiveScan(true)),
        Map.entry("selective exact, vectors", new SelectiveScan(true)),
        Map.entry("oscillatory implicit", new OscillatoryScan()),
        Map.entry("oscillatory explicit", new OscillatoryScan()),
        Map.entry("oscillatory damped", new OscillatoryScan()),
        Map.entry("diagonal", new DiagonalScan()),
        Map.entry("diagonal, vectors", new DiagonalScan()),
        Map.entry("depthwise causal", new DepthwiseConv(1, 3, 0)),
        Map.entry("depthwise dilated", new DepthwiseConv(2, 3, 4)),
        Map.entry("depthwise same", new DepthwiseConv(1, 3, 3))));

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void agreesWithPyTorch(Backend backend) throws IOException {
        try (backend) {
            GoldenCheck.check("scans", CASES, backend);
        }
    }
}

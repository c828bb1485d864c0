package dev.spektron.train.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MlflowSinkTest {
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    private MlflowSink sink(URI server, int queue, Duration closing) {
        return new MlflowSink(new MlflowOptions(server, "two words/\u00e9", "run 1", Optional.empty(), Optional.of("Bearer x"), queue,
            Duration.ofMillis(5), Duration.ofMillis(20), closing), new TickingClock(), warnings::add);
    }

    private MlflowSink sink(MlflowServer server) {
        return sink(server.uri(), 100_000, Duration.ofSeconds(30));
    }

    @Test
    void aWholeRunKeepsToTheDocumentedRequests() throws IOException {
        try (MlflowServer server = new MlflowServer()) {
            try (MlflowSink sink = sink(server)) {
                Map<String, Object> facts = new LinkedHashMap<>();
                facts.put("seed", 7);
                facts.put("config", "x".repeat(6000));
                facts.put("odd:key\u00e9", true);
                for (int i = 0; i < 150; i++) {
                    facts.put("p" + i, i);
                }
                sink.header(facts);
                for (int step = 1; step <= 1200; step++) {
                    Map<String, Double> metrics = new LinkedHashMap<>();
                    metrics.put("train/loss", step == 3 ? Double.NaN : 1.0 / step);
                    metrics.put("train/lr", step == 4 ? Double.NEGATIVE_INFINITY : 1e-4);
                    sink.log(step, metrics);
                }
                sink.flush();
                sink.summary(Map.of("best", 0.5));
            }
            assertEquals(List.of(), server.errors);
            assertEquals(List.of(), warnings);
            assertEquals(List.of("experiments/get-by-name", "experiments/create", "runs/create"), server.calls.subList(0, 3));
            assertEquals("runs/update", server.calls.getLast());
            assertEquals("FINISHED", server.status);
            assertEquals(152, server.params.size());
            assertEquals("7", server.params.get("seed"));
            assertEquals("true", server.params.get("odd_key_"));
            assertEquals(Map.of("config", "x".repeat(5000), "summary.best", "0.5"), server.tags);
            assertEquals(2400, server.metrics.size());
            for (int i = 0; i < 2400; i++) {
                JsonObject m = server.metrics.get(i);
                assertEquals(i / 2 + 1, m.get("step").getAsInt(), "in order");
                assertEquals(250, m.get("timestamp").getAsLong() % 1000, "milliseconds");
            }
            assertEquals("NaN", server.metrics.get(4).get("value").getAsString());
            assertEquals("-Infinity", server.metrics.get(7).get("value").getAsString());
            assertEquals(List.of("Bearer x"), server.authorizations.stream().distinct().toList());
        }
    }

    @Test
    void anExperimentThatExistsIsUsedAndARunWithoutSummaryIsKilled() throws IOException {
        try (MlflowServer server = new MlflowServer()) {
            server.experimentExists = true;
            try (MlflowSink sink = sink(server)) {
                sink.log(1, Map.of("a", 1.0));
            }
            assertEquals(List.of("experiments/get-by-name", "runs/create", "runs/log-batch", "runs/update"), server.calls);
            assertEquals("KILLED", server.status);
            assertEquals(List.of(), server.errors);
        }
    }

    @Test
    void aRunGoesOnAfterResume() throws IOException {
        try (MlflowServer server = new MlflowServer()) {
            MlflowOptions options = MlflowOptions.of(server.uri(), "e", "r").resuming("r9").authorized("Basic eA==");
            try (MlflowSink sink = new MlflowSink(options, new TickingClock(), warnings::add)) {
                sink.header(Map.of("seed", 8));
                sink.log(5, Map.of("a", 1.0));
                sink.summary(Map.of());
            }
            assertEquals(List.of("runs/update", "runs/log-batch", "runs/update"), server.calls);
            assertEquals(Map.of(), server.params);
            assertEquals(List.of(), server.errors);
        }
    }

    @Test
    void afterFailuresAllArrivesAndThereIsOneWarning() throws IOException {
        try (MlflowServer server = new MlflowServer()) {
            server.failures.addAll(List.of(500, 0, 503, 429, 401));
            try (MlflowSink sink = sink(server)) {
                for (int step = 1; step <= 50; step++) {
                    sink.log(step, Map.of("a", 1.0));
                }
                sink.summary(Map.of());
            }
            assertEquals(50, server.metrics.size());
            assertEquals("FINISHED", server.status);
            assertEquals(1, warnings.size(), warnings.toString());
            assertTrue(warnings.getFirst().contains("answer 500") && !warnings.getFirst().contains("\n"), warnings.getFirst());
        }
    }

    @Test
    void whatTheServerRefusesIsLeftOutAndTheRestGoesOn() throws IOException, InterruptedException {
        try (MlflowServer server = new MlflowServer()) {
            try (MlflowSink sink = sink(server)) {
                while (sink.runId().isEmpty()) {
                    Thread.sleep(5);
                }
                server.failures.add(400);
                sink.log(1, Map.of("a", 1.0));
                while (!server.failures.isEmpty()) {
                    Thread.sleep(5);
                }
                sink.log(2, Map.of("a", 2.0));
                sink.summary(Map.of());
            }
            assertEquals(1, server.metrics.size());
            assertEquals(2, server.metrics.getFirst().get("step").getAsInt());
            assertEquals(2, warnings.size(), warnings.toString());
            assertTrue(warnings.getLast().contains("1 measurements did not reach"), warnings.getLast());
        }
    }

    @Test
    void aServerThatIsNotThereStopsNothing() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (MlflowSink sink = sink(URI.create("http://127.0.0.1:" + port), 10, Duration.ofMillis(300))) {
            for (int step = 0; step < 1000; step++) {
                sink.log(step, Map.of("a", 1.0));
            }
        }
        assertEquals(2, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().contains("the training goes on"), warnings.getFirst());
        assertTrue(warnings.getLast().contains("1000 measurements did not reach"), warnings.getLast());
    }

    @Test
    void aServerThatNeverAnswersStopsNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            try (MlflowSink sink = sink(URI.create("http://127.0.0.1:" + silent.getLocalPort()), 10, Duration.ofMillis(300))) {
                sink.log(1, Map.of("a", 1.0));
            }
        }
        assertTrue(warnings.getLast().contains("1 measurements did not reach"), warnings.toString());
    }

    @Test
    void refusesOptionsThatCannotWork() {
        assertThrows(IllegalArgumentException.class, () -> MlflowOptions.of(URI.create("localhost:5000"), "e", "r"));
        assertThrows(IllegalArgumentException.class, () -> MlflowOptions.of(URI.create("http://h"), " ", "r"));
    }
}

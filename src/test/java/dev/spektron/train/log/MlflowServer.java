package dev.spektron.train.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Answers like an MLflow server and checks requests against the documented structures: names and types of fields, limits.
final class MlflowServer implements AutoCloseable {
    private static final Map<String, Map<String, String>> REQUESTS = Map.of(
        "experiments/create", Map.of("name", "string"),
        "runs/create", Map.of("experiment_id", "string", "run_name", "string", "start_time", "int64"),
        "runs/update", Map.of("run_id", "string", "status", "string", "end_time", "int64?"),
        "runs/log-batch", Map.of("run_id", "string", "metrics", "array", "params", "array", "tags", "array"));
    private static final Map<String, String> METRIC = Map.of("key", "string", "value", "double", "timestamp", "int64", "step", "int64");
    private static final Map<String, String> TEXT = Map.of("key", "string", "value", "string");

    private final HttpServer http;
    final List<String> errors = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<JsonObject> metrics = new ArrayList<>();
    final Map<String, String> params = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    final List<String> authorizations = new ArrayList<>();
    /// Answers to give before it begins to work: a status, or 0 for an answer that is no JSON.
    final ConcurrentLinkedQueue<Integer> failures = new ConcurrentLinkedQueue<>();
    volatile boolean experimentExists;
    volatile String status = "";
    volatile int batches;

    MlflowServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String answer;
        int code = 200;
        try {
            String call = exchange.getRequestURI().getPath().replaceFirst("^/api/2.0/mlflow/", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Integer failure = failures.poll();
            if (failure != null) {
                calls.add(call + " " + failure);
                code = failure == 0 ? 200 : failure;
                answer = failure == 0 ? "<html>" : "{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"not\nnow\"}";
            } else {
                calls.add(call);
                answer = answer(exchange, call, body);
                code = answer.contains("RESOURCE_DOES_NOT_EXIST") ? 404 : 200;
            }
        } catch (AssertionError | RuntimeException e) {
            errors.add(e.toString());
            answer = "{\"error_code\":\"INVALID_PARAMETER_VALUE\"}";
            code = 400;
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answer(HttpExchange exchange, String call, String body) {
        if (call.equals("experiments/get-by-name")) {
            assertEquals("GET", exchange.getRequestMethod());
            assertEquals("experiment_name=two words/\u00e9", exchange.getRequestURI().getQuery());
            return experimentExists ? "{\"experiment\":{\"experiment_id\":\"12\",\"name\":\"x\"}}"
                : "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}";
        }
        assertEquals("POST", exchange.getRequestMethod());
        assertEquals("application/json", exchange.getRequestHeaders().getFirst("Content-Type"));
        assertTrue(REQUESTS.containsKey(call), call);
        JsonObject json = JsonParser.parseString(body).getAsJsonObject();
        check(json, REQUESTS.get(call));
        return switch (call) {
            case "experiments/create" -> "{\"experiment_id\":\"12\"}";
            case "runs/create" -> {
                assertEquals("12", json.get("experiment_id").getAsString());
                yield "{\"run\":{\"info\":{\"run_id\":\"r1\",\"status\":\"RUNNING\"},\"data\":{}}}";
            }
            case "runs/update" -> {
                status = json.get("status").getAsString();
                assertTrue(Set.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED").contains(status), status);
                yield "{\"run_info\":{}}";
            }
            default -> batch(json, body.length());
        };
    }

    private String batch(JsonObject json, int bytes) {
        batches++;
        assertTrue(bytes <= 1 << 20, bytes + " bytes");
        List<JsonElement> m = json.getAsJsonArray("metrics").asList();
        List<JsonElement> p = json.getAsJsonArray("params").asList();
        List<JsonElement> t = json.getAsJsonArray("tags").asList();
        assertTrue(p.size() <= 100 && t.size() <= 100 && m.size() + p.size() + t.size() <= 1000, "too many");
        for (JsonElement e : m) {
            check(e.getAsJsonObject(), METRIC);
            metrics.add(e.getAsJsonObject());
        }
        p.forEach(e -> text(e.getAsJsonObject(), params, 500));
        t.forEach(e -> text(e.getAsJsonObject(), tags, 5000));
        return "{}";
    }

    private static void text(JsonObject e, Map<String, String> into, int longest) {
        check(e, TEXT);
        assertTrue(e.get("value").getAsString().length() <= longest && e.get("key").getAsString().length() <= 250);
        into.put(e.get("key").getAsString(), e.get("value").getAsString());
    }

    private static void check(JsonObject json, Map<String, String> fields) {
        for (String key : json.keySet()) {
            assertTrue(fields.containsKey(key), "unknown field " + key);
        }
        fields.forEach((key, type) -> {
            JsonElement e = json.get(key);
            if (e == null) {
                assertTrue(type.endsWith("?"), "missing field " + key);
                return;
            }
            boolean ok = switch (type.replace("?", "")) {
                case "string" -> e.getAsJsonPrimitive().isString() && !e.getAsString().isEmpty();
                case "int64" -> e.getAsJsonPrimitive().isNumber() && e.getAsString().matches("-?\\d+");
                case "double" -> e.getAsJsonPrimitive().isNumber() || Set.of("NaN", "Infinity", "-Infinity").contains(e.getAsString());
                case "array" -> e.isJsonArray();
                default -> throw new IllegalStateException(type);
            };
            assertTrue(ok, key + ": expected " + type + ", found " + e);
        });
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

package dev.spektron.train.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The calls of MLflow's REST API 2.0 that a sink needs (https://mlflow.org/docs/latest/rest-api.html).
final class MlflowClient implements AutoCloseable {
    /// An answer that will not be another one next time.
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /// A measurement; `time` in milliseconds.
    record Metric(String key, double value, long time, long step) {}

    /// A parameter or tag.
    record Text(String key, String value) {}

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST_OF_AN_ANSWER = 200;

    private final MlflowOptions options;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

    MlflowClient(MlflowOptions options) {
        this.options = options;
    }

    /// Identifier of the experiment; makes it if there is none of this name.
    String experiment(String name) throws IOException, InterruptedException {
        // %20 means a space everywhere, + only to servers that decode forms.
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<String> found = send(request("experiments/get-by-name?experiment_name=" + encoded).GET());
        if (found.statusCode() == 404) {
            JsonObject body = new JsonObject();
            body.addProperty("name", name);
            return text(post("experiments/create", body), "experiment_id");
        }
        return text(object(checked(found), "experiment"), "experiment_id");
    }

    /// Makes a run and returns its identifier.
    String createRun(String experimentId, String name, long time) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("experiment_id", experimentId);
        body.addProperty("run_name", name);
        body.addProperty("start_time", time);
        return text(object(object(post("runs/create", body), "run"), "info"), "run_id");
    }

    /// @param status RUNNING, FINISHED, FAILED or KILLED
    /// @param end    milliseconds; negative while it runs
    void updateRun(String runId, String status, long end) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("run_id", runId);
        body.addProperty("status", status);
        if (end >= 0) {
            body.addProperty("end_time", end);
        }
        post("runs/update", body);
    }

    void logBatch(String runId, List<Metric> metrics, List<Text> params, List<Text> tags) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("run_id", runId);
        JsonArray list = new JsonArray();
        for (Metric m : metrics) {
            JsonObject item = new JsonObject();
            item.addProperty("key", m.key);
            // Protocol Buffers' JSON writes them as texts: "NaN", "Infinity", "-Infinity".
            item.add("value", Double.isFinite(m.value) ? new JsonPrimitive(m.value) : new JsonPrimitive(Double.toString(m.value)));
            item.addProperty("timestamp", m.time);
            item.addProperty("step", m.step);
            list.add(item);
        }
        body.add("metrics", list);
        body.add("params", texts(params));
        body.add("tags", texts(tags));
        post("runs/log-batch", body);
    }

    private static JsonArray texts(List<Text> texts) {
        JsonArray list = new JsonArray();
        for (Text t : texts) {
            JsonObject item = new JsonObject();
            item.addProperty("key", t.key);
            item.addProperty("value", t.value);
            list.add(item);
        }
        return list;
    }

    private HttpRequest.Builder request(String call) {
        String root = options.server().toString().replaceFirst("/+$", "");
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(root + "/api/2.0/mlflow/" + call)).timeout(ANSWER);
        options.authorization().ifPresent(a -> builder.header("Authorization", a));
        return builder;
    }

    private JsonObject post(String call, JsonObject body) throws IOException, InterruptedException {
        return checked(send(request(call).header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject checked(HttpResponse<String> answer) throws IOException {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            try {
                return JsonParser.parseString(answer.body()).getAsJsonObject();
            } catch (JsonParseException | IllegalStateException e) {
                throw new IOException("the answer is no JSON object; is this an MLflow server?", e);
            }
        }
        String body = answer.body().replaceAll("\\s+", " ");
        String message = "answer " + status + ": " + body.substring(0, Math.min(MOST_OF_AN_ANSWER, body.length()));
        // Too many requests (429) and time-outs (408) may be over next time, as may all that is the server's fault.
        if (status / 100 == 4 && status != 408 && status != 429) {
            throw new RefusedException(message);
        }
        throw new IOException(message);
    }

    private static JsonObject object(JsonObject from, String key) throws IOException {
        JsonElement e = from.get(key);
        if (e == null || !e.isJsonObject()) {
            throw new IOException("the answer lacks '" + key + "'; is this an MLflow server?");
        }
        return e.getAsJsonObject();
    }

    private static String text(JsonObject from, String key) throws IOException {
        JsonElement e = from.get(key);
        if (e == null || !e.isJsonPrimitive()) {
            throw new IOException("the answer lacks '" + key + "'; is this an MLflow server?");
        }
        return e.getAsString();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package dev.spektron.experiment.report;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.spektron.io.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// `metrics.jsonl` of a run: one JSON object a line with `_timestamp`, `_step` and metrics; a line with `_type` `header` carries the
/// configuration, one with `summary` the final values. `null` is a value that was not finite: a gap.
///
/// A resumed run may write steps a second time: the later lines replace all from that step on. The last line may be damaged, which is how a
/// killed run ends.
///
/// @param series metrics by key, in the order of their names; true is 1 and false is 0
/// @param headers the header lines, one a start of the run
/// @param summary fields of all summary lines, a later line over an earlier one
/// @param notes what the reader left out or replaced, in words
public record MetricsFile(Map<String, Series> series, List<JsonObject> headers, JsonObject summary, List<String> notes) {
    private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

    /// @throws FormatException if a line other than the last is not a JSON object, or a step is not a number
    public static MetricsFile read(Path file) throws IOException {
        // A line cut in the middle of a character must still be read, so undecodable bytes become U+FFFD.
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return new Reading(file.getFileName().toString()).all(in);
        }
    }

    private static final class Reading {
        private final String name;
        private final Map<String, Points> points = new TreeMap<>();
        private final List<JsonObject> headers = new ArrayList<>();
        private final JsonObject summary = new JsonObject();
        private final List<String> notes = new ArrayList<>();
        private final TreeSet<String> unread = new TreeSet<>();
        private double step;

        private Reading(String name) {
            this.name = name;
        }

        private MetricsFile all(BufferedReader in) throws IOException {
            FormatException damaged = null;
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                if (damaged != null) {
                    throw damaged;
                }
                try {
                    take(parse(line, number), number);
                } catch (FormatException e) {
                    damaged = e;
                }
            }
            if (damaged != null) {
                notes.add("The last line is damaged, which is how a stopped run ends, and was left out (" + damaged.getMessage() + ").");
            }
            if (!unread.isEmpty()) {
                notes.add("Not numbers and left out: " + String.join(", ", unread) + ".");
            }
            Map<String, Series> series = new LinkedHashMap<>();
            points.forEach((key, p) -> series.put(key, p.series()));
            return new MetricsFile(Collections.unmodifiableMap(series), List.copyOf(headers), summary, List.copyOf(notes));
        }

        private JsonObject parse(String line, int number) throws FormatException {
            try (JsonReader reader = new JsonReader(new StringReader(line))) {
                reader.setStrictness(Strictness.STRICT);
                JsonElement read = JSON.read(reader);
                if (read.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
                    return read.getAsJsonObject();
                }
            } catch (IOException | JsonParseException | IllegalStateException e) {
                throw damaged(line, number, e);
            }
            throw damaged(line, number, null);
        }

        private FormatException damaged(String line, int number, Exception cause) {
            String start = line.length() <= 60 ? line : line.substring(0, 60) + "…";
            return new FormatException(name + ", line " + number + ": expected one JSON object (undefined numbers as null), found '" + start
                + "'; delete the line if its values are not needed", cause);
        }

        private void take(JsonObject line, int number) throws FormatException {
            String type = line.has("_type") ? text(line.get("_type")) : "";
            switch (type) {
                case "header" -> headers.add(line);
                case "summary" -> line.entrySet().stream().filter(e -> !e.getKey().startsWith("_"))
                    .forEach(e -> summary.add(e.getKey(), e.getValue()));
                case "" -> metrics(line, number);
                default -> unread.add("lines of _type '" + type + "'");
            }
        }

        private void metrics(JsonObject line, int number) throws FormatException {
            double at = step(line, number);
            if (at < step) {
                points.values().forEach(p -> p.cut(at));
                notes.add(String.format(Locale.ROOT, "Step %.0f follows step %.0f in line %d: the run was resumed there, and "
                    + "what was recorded from step %.0f on is replaced.", at, step, number, at));
            }
            step = at;
            for (Map.Entry<String, JsonElement> e : line.entrySet()) {
                if (e.getKey().startsWith("_")) {
                    continue;
                }
                if (isNumber(e.getValue())) {
                    points.computeIfAbsent(e.getKey(), k -> new Points()).put(at, number(e.getValue()));
                } else {
                    unread.add(e.getKey());
                }
            }
        }

        /// A line without a step belongs to the step before it.
        private double step(JsonObject line, int number) throws FormatException {
            JsonElement e = line.get("_step");
            if (e == null) {
                return step;
            }
            double v = isNumber(e) ? number(e) : Double.NaN;
            if (!Double.isFinite(v)) {
                throw FormatException.at(name, "line " + number, "expected a number as _step, found " + e);
            }
            return v;
        }

        private static boolean isNumber(JsonElement e) {
            return e.isJsonNull() || e instanceof JsonPrimitive p && !p.isString();
        }

        private static double number(JsonElement e) {
            if (e.isJsonNull()) {
                return Double.NaN;
            }
            JsonPrimitive p = e.getAsJsonPrimitive();
            double v = p.isBoolean() ? p.getAsBoolean() ? 1 : 0 : p.getAsDouble();
            return Double.isFinite(v) ? v : Double.NaN;
        }

        private static String text(JsonElement e) {
            return e instanceof JsonPrimitive p ? p.getAsString() : e.toString();
        }
    }

    /// A growing series.
    private static final class Points {
        private double[] step = new double[64];
        private double[] value = new double[64];
        private int n;

        private void put(double at, double v) {
            if (n > 0 && step[n - 1] == at) {
                value[n - 1] = v;
                return;
            }
            if (n == step.length) {
                step = Arrays.copyOf(step, 2 * n);
                value = Arrays.copyOf(value, 2 * n);
            }
            step[n] = at;
            value[n++] = v;
        }

        private void cut(double from) {
            while (n > 0 && step[n - 1] >= from) {
                n--;
            }
        }

        private Series series() {
            return new Series(Arrays.copyOf(step, n), Arrays.copyOf(value, n));
        }
    }
}

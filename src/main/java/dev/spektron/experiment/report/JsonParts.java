package dev.spektron.experiment.report;

import com.google.gson.FormattingStyle;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult.Provenance;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/// What the JSON files have in common: undefined and infinite numbers are `null`, rows of long lists take one line each.
final class JsonParts {
    /// Writes the fields of one object.
    @FunctionalInterface
    interface Fields<T> {
        void write(JsonWriter json, T value) throws IOException;
    }

    private JsonParts() {}

    static JsonWriter writer(Writer out) {
        JsonWriter json = new JsonWriter(out);
        json.setStrictness(Strictness.STRICT);
        json.setFormattingStyle(FormattingStyle.PRETTY);
        json.setHtmlSafe(false);
        return json;
    }

    static void number(JsonWriter json, String name, double v) throws IOException {
        json.name(name);
        if (Double.isFinite(v)) {
            json.value(v);
        } else {
            json.nullValue();
        }
    }

    static void stat(JsonWriter json, String name, Stat stat) throws IOException {
        json.name(name).beginObject();
        number(json, "mean", stat.mean());
        number(json, "sd", stat.sd());
        json.endObject();
    }

    /// An array of objects, one a line.
    static <T> void rows(JsonWriter json, String name, List<T> values, Fields<T> fields) throws IOException {
        json.name(name).beginArray();
        for (T value : values) {
            json.beginObject();
            json.setFormattingStyle(FormattingStyle.COMPACT);
            fields.write(json, value);
            json.endObject();
            json.setFormattingStyle(FormattingStyle.PRETTY);
        }
        json.endArray();
    }

    static void strings(JsonWriter json, String name, List<String> values) throws IOException {
        json.name(name).beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }

    /// The fields `command` and `provenance`.
    static void provenance(JsonWriter json, Provenance p) throws IOException {
        json.name("command").value(p.command());
        json.name("provenance").beginObject();
        json.name("version").value(p.version());
        json.name("commit").value(p.commit());
        json.name("java").value(p.java());
        json.name("machine").value(p.machine());
        json.name("seed").value(p.seed());
        json.name("started").value(p.started());
        map(json, "sha256", p.sha256());
        map(json, "settings", p.settings());
        json.endObject();
    }

    private static void map(JsonWriter json, String name, Map<String, String> values) throws IOException {
        json.name(name).beginObject();
        for (Map.Entry<String, String> e : values.entrySet()) {
            json.name(e.getKey()).value(e.getValue());
        }
        json.endObject();
    }
}

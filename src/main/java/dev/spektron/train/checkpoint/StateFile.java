package dev.spektron.train.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.train.checkpoint.TrainState.Best;
import dev.spektron.train.checkpoint.TrainState.Position;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `state.json`: a [TrainState], size and SHA-256 of each tensor file, and the SHA-256 of all this itself.
final class StateFile {
    /// What `state.json` says of another file.
    record Digest(long bytes, String sha256) {}

    private static final String FORMAT = "spektron-checkpoint";
    private static final int VERSION = 1;
    private static final String OWN_DIGEST = "sha256";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

    private final String file;
    private final JsonObject json;

    private StateFile(String file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    static String text(TrainState state, Map<String, Digest> files) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.addProperty("step", state.step());
        json.add("position", GSON.toJsonTree(state.position()));
        json.add("metrics", object(state.metrics(), StateFile::number));
        state.best().ifPresent(b -> {
            JsonObject best = new JsonObject();
            best.addProperty("metric", b.metric());
            best.add("value", number(b.value()));
            best.addProperty("step", b.step());
            json.add("best", best);
        });
        json.add("counters", object(state.counters(), JsonPrimitive::new));
        json.add("provenance", object(state.provenance(), JsonPrimitive::new));
        json.addProperty("config", state.config());
        json.add("files", GSON.toJsonTree(files));
        json.addProperty(OWN_DIGEST, ownDigest(json));
        return GSON.toJson(json) + "\n";
    }

    /// JSON has no NaN and no infinities: they stand there as texts.
    private static JsonPrimitive number(double v) {
        return Double.isFinite(v) ? new JsonPrimitive(v) : new JsonPrimitive(Double.toString(v));
    }

    private static <V> JsonObject object(Map<String, V> map, Function<V, JsonElement> value) {
        JsonObject out = new JsonObject();
        map.forEach((k, v) -> out.add(k, value.apply(v)));
        return out;
    }

    private static String ownDigest(JsonObject json) {
        JsonObject rest = json.deepCopy();
        rest.remove(OWN_DIGEST);
        return FileBytes.sha256(GSON.toJson(rest).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws FormatException if the text is not what [#text] writes
    static StateFile parse(String file, byte[] bytes) throws FormatException {
        JsonObject json;
        try {
            json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new FormatException(file + ": no valid JSON, the checkpoint is damaged", e);
        }
        StateFile state = new StateFile(file, json);
        String format = state.get(json, "format", JsonElement::getAsString);
        int version = state.get(json, "version", JsonElement::getAsInt);
        if (!format.equals(FORMAT) || version != VERSION) {
            throw new FormatException(file + ": expected format " + FORMAT + " version " + VERSION + ", found " + format + " version "
                + version + "; use the version of the program that wrote it");
        }
        if (!ownDigest(json).equals(state.get(json, OWN_DIGEST, JsonElement::getAsString))) {
            throw new FormatException(file + ": its content does not fit its SHA-256; the file is damaged or was edited");
        }
        return state;
    }

    TrainState state() throws FormatException {
        JsonObject p = get(json, "position", JsonElement::getAsJsonObject);
        Position position = new Position(get(p, "epoch", JsonElement::getAsLong), get(p, "sample", JsonElement::getAsLong),
            get(p, "seed", JsonElement::getAsLong));
        Optional<Best> best = Optional.empty();
        if (json.has("best")) {
            JsonObject b = get(json, "best", JsonElement::getAsJsonObject);
            best = Optional.of(new Best(get(b, "metric", JsonElement::getAsString), get(b, "value", JsonElement::getAsDouble),
                get(b, "step", JsonElement::getAsLong)));
        }
        return new TrainState(get(json, "step", JsonElement::getAsLong), position, get(json, "config", JsonElement::getAsString),
            map("metrics", JsonElement::getAsDouble), best, map("counters", JsonElement::getAsLong),
            map("provenance", JsonElement::getAsString));
    }

    Map<String, Digest> files() throws FormatException {
        return map("files", e -> GSON.fromJson(e, Digest.class));
    }

    private <V> Map<String, V> map(String key, Function<JsonElement, V> value) throws FormatException {
        JsonObject object = get(json, key, JsonElement::getAsJsonObject);
        Map<String, V> out = new LinkedHashMap<>();
        for (String k : object.keySet()) {
            out.put(k, get(object, k, value));
        }
        return out;
    }

    private <V> V get(JsonObject from, String key, Function<JsonElement, V> value) throws FormatException {
        JsonElement e = from.get(key);
        if (e == null) {
            throw new FormatException(file + ": the field '" + key + "' is missing; the checkpoint is damaged");
        }
        try {
            return value.apply(e);
        } catch (RuntimeException bad) {
            throw new FormatException(file + ": the field '" + key + "' is not what it should be: " + e, bad);
        }
    }
}

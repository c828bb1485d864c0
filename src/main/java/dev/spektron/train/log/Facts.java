package dev.spektron.train.log;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.time.InstantSource;

/// Values of headers and summaries as JSON.
final class Facts {
    private Facts() {}

    /// JSON knows no NaN and no infinities: null.
    static JsonElement json(Object value) {
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case Double d when !Double.isFinite(d) -> JsonNull.INSTANCE;
            case Float f when !Float.isFinite(f) -> JsonNull.INSTANCE;
            case Number n -> new JsonPrimitive(n);
            case Boolean b -> new JsonPrimitive(b);
            default -> new JsonPrimitive(value.toString());
        };
    }

    static double seconds(InstantSource clock) {
        return clock.millis() / 1000.0;
    }
}

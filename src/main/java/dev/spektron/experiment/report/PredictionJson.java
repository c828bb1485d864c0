package dev.spektron.experiment.report;

import com.google.gson.stream.JsonWriter;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/// Predictions for unknown samples: `command`, `provenance`, `title`, `model`, `level`, `predictions`, `warnings`; what is undefined or
/// infinite is `null`.
public final class PredictionJson {
    private PredictionJson() {}

    /// Writes a file, atomically.
    public static void write(PredictionSheet sheet, Path file) throws IOException {
        AtomicFiles.writeText(file, out -> write(sheet, out));
    }

    /// Writes to `out` and flushes it.
    public static void write(PredictionSheet sheet, Writer out) throws IOException {
        JsonWriter json = JsonParts.writer(out);
        json.beginObject();
        JsonParts.provenance(json, sheet.provenance());
        json.name("title").value(sheet.title());
        json.name("model").value(sheet.model());
        JsonParts.number(json, "level", sheet.level());
        JsonParts.rows(json, "predictions", sheet.rows(), PredictionJson::row);
        JsonParts.strings(json, "warnings", sheet.warnings());
        json.endObject();
        json.flush();
        out.write('\n');
        out.flush();
    }

    private static void row(JsonWriter json, PredictionSheet.Row r) throws IOException {
        json.name("sample").value(r.sample());
        json.name("property").value(r.property());
        json.name("unit").value(r.unit());
        JsonParts.number(json, "value", r.value());
        JsonParts.number(json, "lower", r.lower());
        JsonParts.number(json, "upper", r.upper());
        JsonParts.number(json, "t2", r.t2());
        JsonParts.number(json, "t2_limit", r.t2Limit());
        JsonParts.number(json, "q", r.q());
        JsonParts.number(json, "q_limit", r.qLimit());
        json.name("flagged").value(r.flagged());
        JsonParts.strings(json, "warnings", r.warnings());
    }
}

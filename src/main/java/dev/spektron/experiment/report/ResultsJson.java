package dev.spektron.experiment.report;

import com.google.gson.stream.JsonWriter;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.CurvePoint;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;

/// `results.json`: `command`, `provenance`, `cells`, `predictions`, `curve`, `warnings`. Scripts rely on these names.
///
/// Numbers are JSON numbers in full precision; what is undefined or infinite is `null`. Cells, predictions and points of the curve take one
/// line each.
public final class ResultsJson {
    private ResultsJson() {}

    /// Writes everything to a file, atomically.
    public static void write(StudyResult result, Path file) throws IOException {
        AtomicFiles.writeText(file, out -> write(result, out, true));
    }

    /// Writes to `out`, with a line end after the last brace, and flushes it.
    ///
    /// @param predictions whether to write the single predictions; without them the name `predictions` is missing
    public static void write(StudyResult result, Writer out, boolean predictions) throws IOException {
        JsonWriter json = JsonParts.writer(out);
        json.beginObject();
        JsonParts.provenance(json, result.provenance());
        JsonParts.rows(json, "cells", result.cells(), ResultsJson::cell);
        if (predictions) {
            JsonParts.rows(json, "predictions", result.predictions(), ResultsJson::prediction);
        }
        JsonParts.rows(json, "curve", result.curve(), ResultsJson::point);
        JsonParts.strings(json, "warnings", result.warnings());
        json.endObject();
        json.flush();
        out.write('\n');
        out.flush();
    }

    private static void cell(JsonWriter json, Cell c) throws IOException {
        json.name("dataset").value(c.dataset());
        json.name("source").value(c.source());
        json.name("target").value(c.target());
        json.name("property").value(c.property());
        json.name("unit").value(c.unit());
        json.name("standards").value(c.standards());
        json.name("method").value(c.method());
        json.name("title").value(c.title());
        json.name("kind").value(kind(c.kind()));
        json.name("preprocessing").value(c.preprocessing());
        json.name("preferred").value(c.preferred());
        json.name("repeats").value(c.repeats());
        JsonParts.stat(json, "rmsep", c.rmsep());
        JsonParts.stat(json, "r2", c.r2());
        JsonParts.number(json, "bias", c.bias());
        JsonParts.number(json, "sep", c.sep());
        JsonParts.number(json, "slope", c.slope());
        JsonParts.number(json, "rpd", c.rpd());
        JsonParts.number(json, "rer", c.rer());
        JsonParts.number(json, "sdd", c.sdd());
        JsonParts.number(json, "coverage90", c.coverage90());
        JsonParts.number(json, "half_width90", c.halfWidth90());
        JsonParts.number(json, "p", c.p());
        JsonParts.number(json, "seconds", c.seconds());
    }

    private static void prediction(JsonWriter json, Prediction p) throws IOException {
        json.name("source").value(p.source());
        json.name("target").value(p.target());
        json.name("property").value(p.property());
        json.name("standards").value(p.standards());
        json.name("method").value(p.method());
        json.name("preprocessing").value(p.preprocessing());
        json.name("repeat").value(p.repeat());
        json.name("sample").value(p.sample());
        JsonParts.number(json, "reference", p.reference());
        JsonParts.number(json, "predicted", p.predicted());
        JsonParts.number(json, "lower90", p.lower90());
        JsonParts.number(json, "upper90", p.upper90());
    }

    private static void point(JsonWriter json, CurvePoint p) throws IOException {
        json.name("source").value(p.source());
        json.name("target").value(p.target());
        json.name("property").value(p.property());
        json.name("method").value(p.method());
        json.name("kind").value(kind(p.kind()));
        json.name("standards").value(p.standards());
        JsonParts.stat(json, "rmsep", p.rmsep());
    }

    static String kind(StudyResult.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

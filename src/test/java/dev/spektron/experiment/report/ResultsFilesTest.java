package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.experiment.Stat;
import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Prediction;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFilesTest {
    @TempDir
    Path folder;

    @Test
    void jsonHoldsEveryFieldOfTheResult() throws Exception {
        for (StudyResult study : List.of(Synthetic.small(), Synthetic.hostile())) {
            Path file = folder.resolve("results.json");
            ResultsJson.write(study, file);
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            assertEquals(List.of("command", "provenance", "cells", "predictions", "curve", "warnings"), List.copyOf(json.keySet()));
            assertEquals(text(study.provenance().command()), json.get("command").getAsString());
            assertEquals(study.provenance().seed(), json.getAsJsonObject("provenance").get("seed").getAsLong());
            same(study.cells(), json.getAsJsonArray("cells"));
            same(study.predictions(), json.getAsJsonArray("predictions"));
            same(study.curve(), json.getAsJsonArray("curve"));
            assertEquals(study.warnings().stream().map(ResultsFilesTest::text).toList(),
                json.getAsJsonArray("warnings").asList().stream().map(JsonElement::getAsString).toList());
            assertEquals(study.provenance().settings().size(), json.getAsJsonObject("provenance").getAsJsonObject("settings").size());
        }
    }

    /// Compares records with JSON objects by the names of their components, so that no field can be forgotten.
    private static void same(List<? extends Record> records, JsonArray array) throws Exception {
        assertEquals(records.size(), array.size());
        for (int i = 0; i < array.size(); i++) {
            JsonObject object = array.get(i).getAsJsonObject();
            RecordComponent[] components = records.get(i).getClass().getRecordComponents();
            assertEquals(components.length, object.size());
            for (RecordComponent component : components) {
                String name = component.getName().equals("halfWidth90") ? "half_width90" : component.getName();
                same(component.getAccessor().invoke(records.get(i)), object.get(name), name);
            }
        }
    }

    private static void same(Object value, JsonElement json, String name) {
        switch (value) {
            case Stat s -> {
                same(s.mean(), json.getAsJsonObject().get("mean"), name);
                same(s.sd(), json.getAsJsonObject().get("sd"), name);
            }
            case Double d when !Double.isFinite(d) -> assertTrue(json.isJsonNull(), name);
            case Double d -> {
                assertTrue(json.getAsJsonPrimitive().isNumber(), name);
                assertEquals(d.doubleValue(), json.getAsDouble(), name);
            }
            case Integer i -> assertEquals(i.intValue(), json.getAsInt(), name);
            case Boolean b -> assertEquals(b, json.getAsJsonPrimitive().getAsBoolean(), name);
            case Enum<?> e -> assertEquals(e.name().toLowerCase(Locale.ROOT), json.getAsString(), name);
            default -> assertEquals(text(value.toString()), json.getAsString(), name);
        }
    }

    /// UTF-8 has no lone surrogates; the encoder writes a question mark.
    private static String text(String s) {
        return s.replace('\uD800', '?');
    }

    @Test
    void jsonPutsOnePredictionOnALineAndLeavesThemOutOnDemand() throws IOException {
        StudyResult study = Synthetic.small();
        StringWriter all = new StringWriter();
        ResultsJson.write(study, all, true);
        assertEquals(study.predictions().size(), all.toString().lines().filter(l -> l.contains("\"reference\":")).count());
        StringWriter few = new StringWriter();
        ResultsJson.write(study, few, false);
        assertFalse(JsonParser.parseString(few.toString()).getAsJsonObject().has("predictions"));
        assertTrue(few.toString().endsWith("}\n"));
    }

    @Test
    void csvReadsBack() throws IOException {
        StudyResult study = Synthetic.hostile();
        Path cells = folder.resolve("results.csv");
        ResultsCsv.write(study, cells);
        List<List<String>> table = rfc4180(Files.readString(cells));
        assertEquals(study.cells().size() + 1, table.size());
        for (int i = 0; i < study.cells().size(); i++) {
            Cell c = study.cells().get(i);
            Map<String, String> row = row(table, i + 1);
            assertEquals(text(c.title()), row.get("title"));
            assertEquals(text(c.unit()), row.get("unit"));
            assertEquals(c.rmsep().mean(), Double.parseDouble(row.get("rmsep_mean")));
            assertEquals(Double.isFinite(c.halfWidth90()) ? Double.toString(c.halfWidth90()) : "", row.get("half_width90"));
            assertEquals(Double.isNaN(c.p()) ? "" : Double.toString(c.p()), row.get("p"));
        }
        Path predictions = folder.resolve("predictions.csv");
        ResultsCsv.writePredictions(study, predictions);
        List<List<String>> lines = rfc4180(Files.readString(predictions));
        Prediction last = study.predictions().getLast();
        Map<String, String> row = row(lines, lines.size() - 1);
        assertEquals(last.predicted(), Double.parseDouble(row.get("predicted")));
        assertEquals(text(last.property()), row.get("property"));
        assertEquals(study.predictions().size() + 1, lines.size());
    }

    @Test
    void csvQuotesAsRfc4180Section2() throws IOException {
        StringWriter out = new StringWriter();
        Csv csv = new Csv(out);
        csv.field("aaa").field("b \r\nbb").field("ccc").end();
        csv.field("b\"bb").field(Double.NaN).field(0.5).end();
        assertEquals("aaa,\"b \r\nbb\",ccc\r\n\"b\"\"bb\",,0.5\r\n", out.toString());
    }

    private static Map<String, String> row(List<List<String>> table, int i) {
        Map<String, String> row = new HashMap<>();
        assertEquals(table.getFirst().size(), table.get(i).size());
        for (int j = 0; j < table.getFirst().size(); j++) {
            row.put(table.getFirst().get(j), table.get(i).get(j));
        }
        return row;
    }

    private static List<List<String>> rfc4180(String text) {
        List<List<String>> table = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\r')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    assertEquals('\n', text.charAt(++i));
                    table.add(row);
                    row = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        assertTrue(row.isEmpty() && field.isEmpty(), "the last line has an end");
        return table;
    }

    @Test
    void predictionFilesReadBack() throws IOException {
        PredictionSheet sheet = Synthetic.sheet("s");
        PredictionJson.write(sheet, folder.resolve("p.json"));
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("p.json"))).getAsJsonObject();
        JsonArray rows = json.getAsJsonArray("predictions");
        PredictionCsv.write(sheet, folder.resolve("p.csv"));
        List<List<String>> table = rfc4180(Files.readString(folder.resolve("p.csv")));
        assertEquals(sheet.rows().size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            PredictionSheet.Row r = sheet.rows().get(i);
            JsonObject o = rows.get(i).getAsJsonObject();
            assertEquals(r.value(), o.get("value").getAsDouble());
            same(r.lower(), o.get("lower"), "lower");
            same(r.t2(), o.get("t2"), "t2");
            assertEquals(r.q() > r.qLimit() || r.t2() > r.t2Limit() || !r.warnings().isEmpty(), o.get("flagged").getAsBoolean());
            assertEquals(r.sample(), row(table, i + 1).get("sample"));
            assertEquals(r.value(), Double.parseDouble(row(table, i + 1).get("value")));
        }
    }

    @Test
    void sheetThatDoesNotFitTogetherIsRefused() {
        PredictionSheet s = Synthetic.sheet("s");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new PredictionSheet(s.title(), s.model(), 0.9,
            s.rows(), "nm", new double[3], s.samples(), s.spectra(), List.of(), s.provenance()));
        assertTrue(e.getMessage().contains("'s0' has 700 values on an axis of 3 channels"), e.getMessage());
    }

    @Test
    void aFailingWriterLeavesTheOldResults() throws IOException {
        Path file = folder.resolve("results.json");
        Files.writeString(file, "old");
        StudyResult s = Synthetic.small();
        List<Prediction> broken = new ArrayList<>(s.predictions());
        broken.add(null);
        assertThrows(NullPointerException.class, () -> ResultsJson.write(new StudyResult(s.provenance(), s.cells(), broken, s.curve(),
            s.spectra(), s.coefficients(), s.warnings()), file));
        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}

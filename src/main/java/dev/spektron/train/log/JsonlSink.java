package dev.spektron.train.log;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;

/// One JSON object per line: a header (`"_type": "header"`), measurements with `_timestamp` (seconds) and `_step`, a summary
/// (`"_type": "summary"`). A line is handed to the system as a whole, so a stopped program leaves at most a cut last line.
public final class JsonlSink implements MetricSink {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private static final String TYPE = "_type";
    private static final String STEP = "_step";

    private final Path file;
    private final FileChannel out;
    private final InstantSource clock;
    private boolean headed;

    private JsonlSink(Path file, InstantSource clock, boolean headed) throws IOException {
        this.file = file;
        this.clock = clock;
        this.headed = headed;
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        this.out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /// Begins a new file; what stood there is replaced.
    public static JsonlSink create(Path file, InstantSource clock) throws IOException {
        Files.deleteIfExists(file);
        return new JsonlSink(file, clock, false);
    }

    /// Goes on after `step`: what the file says of later steps, its summaries and a cut last line are removed.
    ///
    /// @throws FormatException if another line than the last is no JSON
    public static JsonlSink resume(Path file, long step, InstantSource clock) throws IOException {
        if (!Files.exists(file)) {
            return new JsonlSink(file, clock, false);
        }
        boolean[] headed = {false};
        AtomicFiles.writeText(file, to -> {
            try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                // Latin 1 takes every byte as it is, also those of a damaged line.
                int number = 1;
                for (String raw = in.readLine(); raw != null; raw = in.readLine(), number++) {
                    String line = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                    JsonObject json = parse(line);
                    if (json == null) {
                        if (in.readLine() != null) {
                            throw FormatException.at(file.toString(), "line " + number, "no JSON object; mend or delete the line, or rename"
                                + " the file to begin a new one");
                        }
                        break;
                    }
                    headed[0] |= "header".equals(type(json));
                    if (kept(json, step)) {
                        to.write(line + "\n");
                    }
                }
            }
        });
        return new JsonlSink(file, clock, headed[0]);
    }

    private static JsonObject parse(String line) {
        try {
            JsonElement e = JsonParser.parseString(line);
            if (!e.isJsonObject() || e.getAsJsonObject().has(STEP) && e.getAsJsonObject().get(STEP).getAsLong() < 0) {
                return null;
            }
            return e.getAsJsonObject();
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            return null;
        }
    }

    private static String type(JsonObject line) {
        return line.has(TYPE) && line.get(TYPE).isJsonPrimitive() ? line.get(TYPE).getAsString() : "";
    }

    private static boolean kept(JsonObject line, long step) {
        if (type(line).equals("summary")) {
            return false;
        }
        return !line.has(STEP) || line.get(STEP).getAsLong() <= step;
    }

    @Override
    public void header(Map<String, ?> facts) {
        if (!headed) {
            headed = true;
            JsonObject line = stamped();
            line.addProperty(TYPE, "header");
            facts.forEach((k, v) -> line.add(k, Facts.json(v)));
            write(line);
        }
    }

    @Override
    public void log(long step, Map<String, Double> metrics) {
        JsonObject line = stamped();
        line.addProperty(STEP, step);
        metrics.forEach((k, v) -> line.add(k, Facts.json(v)));
        write(line);
    }

    @Override
    public void summary(Map<String, ?> facts) {
        JsonObject line = stamped();
        line.addProperty(TYPE, "summary");
        facts.forEach((k, v) -> line.add(k, Facts.json(v)));
        write(line);
    }

    private JsonObject stamped() {
        JsonObject line = new JsonObject();
        line.addProperty("_timestamp", Facts.seconds(clock));
        return line;
    }

    private void write(JsonObject line) {
        ByteBuffer bytes = ByteBuffer.wrap((GSON.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8));
        long start = -1;
        try {
            start = out.size();
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            cut(start);
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Removes the part of a line that still found room on a full disk, so that the next one begins a line.
    private void cut(long start) {
        try {
            if (start >= 0 && out.isOpen()) {
                out.truncate(start);
            }
        } catch (IOException e) {
            // The first failure is the one to tell.
            return;
        }
    }

    /// Forces what was written to the disk.
    @Override
    public void flush() {
        try {
            out.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}

package dev.spektron.corpus.build;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a finished task left. The record is written after the task's file: where it is, the file is whole.
///
/// @param file        name of the file in the corpus folder, empty if the task gave no rows
/// @param rows        its rows
/// @param bytes       its size
/// @param sha256      its digest
/// @param kept        spectra by source that are no copies
/// @param augmented   copies by source
/// @param read        spectra read by source
/// @param rejected    rejected spectra by source and reason
/// @param modalities  rows by modality
/// @param instruments names of instruments
record TaskRecord(String file, int rows, long bytes, String sha256, Map<String, Long> kept, Map<String, Long> augmented,
                  Map<String, Long> read, Map<String, Map<String, Long>> rejected, Map<String, Long> modalities,
                  TreeSet<String> instruments) {
    private static final Gson GSON = new Gson();

    /// An empty record to be filled.
    static TaskRecord empty() {
        return new TaskRecord("", 0, 0, "", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(),
            new TreeSet<>());
    }

    TaskRecord withFile(Path folder, String name, List<ShardRow> all) throws IOException {
        for (ShardRow r : all) {
            (r.augmented() ? augmented : kept).merge(r.spectrum().dataset(), 1L, Long::sum);
            modalities.merge(r.spectrum().modality().label(), 1L, Long::sum);
            if (!r.spectrum().instrument().isEmpty()) {
                instruments.add(r.spectrum().instrument());
            }
        }
        Path file = folder.resolve(name);
        return new TaskRecord(name, all.size(), Files.size(file), FileBytes.sha256(file), kept, augmented, read, rejected, modalities,
            instruments);
    }

    void reject(String source, Reason reason) {
        rejected.computeIfAbsent(source, _ -> new TreeMap<>()).merge(reason.label(), 1L, Long::sum);
    }

    void write(Path record) throws IOException {
        AtomicFiles.writeText(record, out -> out.write(GSON.toJson(this) + "\n"));
    }

    static TaskRecord read(Path record) throws IOException {
        try {
            return GSON.fromJson(Files.readString(record), TaskRecord.class);
        } catch (JsonParseException e) {
            throw new FormatException(record + ": damaged record of a task (" + e.getMessage() + "); delete it, and the build makes it "
                + "again", e);
        }
    }
}

package dev.spektron.corpus.simulator;

import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Writes a simulation as a data-set folder: `manifest.yaml`, one wide CSV file an instrument and, if wanted, the truth. The folder is
/// written under a temporary name beside its place and then renamed, so it is there complete or not at all.
public final class DatasetFolder {
    private static final String MANIFEST = "manifest.yaml";

    private DatasetFolder() {}

    /// @param gzip whether tables are compressed (`.csv.gz`)
    /// @param truth whether `truth/` is written too
    /// @param force whether an existing data-set folder may be replaced
    public record Options(boolean gzip, boolean truth, boolean force) {}

    /// Writes `simulation` to `folder`.
    ///
    /// @throws IllegalArgumentException if the folder is there, not empty and may not be replaced
    public static void write(Path folder, Simulation simulation, int decimals, Options options) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        requireReplaceable(target, options.force());
        Files.createDirectories(target.getParent());
        Path temporary = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + ".");
        try {
            for (Map.Entry<String, byte[]> file : files(simulation, decimals, options).entrySet()) {
                Path path = temporary.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            // A temporary folder is private to its owner; the finished one has the rights that a new folder has here.
            Path shared = temporary.resolve("data-set");
            Files.createDirectory(shared);
            try (Stream<Path> written = Files.list(temporary)) {
                for (Path path : written.filter(p -> !p.equals(shared)).toList()) {
                    Files.move(path, shared.resolve(path.getFileName()));
                }
            }
            swap(shared, target, target.resolveSibling(temporary.getFileName() + "before"));
        } finally {
            delete(temporary);
        }
    }

    private static void requireReplaceable(Path target, boolean force) throws IOException {
        if (target.getFileName() == null) {
            throw new IllegalArgumentException(target + ": expected the name of a folder, found the root of the file system");
        }
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + ": expected a folder or nothing, found a file; choose another name");
        }
        try (Stream<Path> inside = Files.list(target)) {
            if (inside.findAny().isEmpty()) {
                return;
            }
        }
        if (!force) {
            throw new IllegalArgumentException(target + ": the folder is not empty; choose another one, or replace it with --force");
        }
        if (!Files.isRegularFile(target.resolve(MANIFEST))) {
            throw new IllegalArgumentException(target + ": the folder is no data set (no " + MANIFEST
                + "), so --force does not replace it; empty it yourself or choose another one");
        }
    }

    private static void swap(Path made, Path target, Path before) throws IOException {
        if (!Files.exists(target)) {
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.move(target, before, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(before, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        delete(before);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// All files of the folder by their path in it.
    static Map<String, byte[]> files(Simulation simulation, int decimals, Options options) throws IOException {
        String ending = options.gzip() ? ".csv.gz" : ".csv";
        Map<String, byte[]> tables = new LinkedHashMap<>();
        for (SpectrumSet set : simulation.dataset().byInstrument().values()) {
            tables.put(set.instrument() + ending, bytes(CsvText.spectra(set, decimals), options.gzip()));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(MANIFEST, manifest(simulation, tables, ending).getBytes(StandardCharsets.UTF_8));
        files.putAll(tables);
        if (options.truth()) {
            for (Map.Entry<String, String> table : CsvText.truth(simulation.truth(), decimals).entrySet()) {
                files.put("truth/" + table.getKey().replace(".csv", ending), bytes(table.getValue(), options.gzip()));
            }
        }
        return files;
    }

    private static byte[] bytes(String text, boolean gzip) throws IOException {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (!gzip) {
            return plain;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out) {
            {
                def.setLevel(9);
            }
        }) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    private static String manifest(Simulation simulation, Map<String, byte[]> tables, String ending) {
        Manifest m = simulation.dataset().manifest();
        StringBuilder out = new StringBuilder();
        out.append("# Simulated, seed ").append(simulation.seed()).append(", ").append(simulation.truth().samples().size())
            .append(" samples; see docs/simulator.md.\n");
        line(out, "name", m.name());
        line(out, "title", m.title());
        line(out, "licence", m.licence());
        line(out, "modality", m.modality().label());
        line(out, "intensity", m.intensity().label());
        line(out, "axis-unit", m.axisUnit().symbol());
        out.append("files:\n");
        tables.forEach((name, content) -> out.append("  - {path: ").append(quoted(name)).append(", sha256: ").append(sha256(content))
            .append(", bytes: ").append(content.length).append("}\n"));
        out.append("instruments:\n");
        for (Manifest.Instrument i : m.instruments()) {
            out.append("  - name: ").append(quoted(i.name())).append("\n    description: ").append(quoted(i.description()))
                .append("\n    read: {file: ").append(quoted(i.name() + ending)).append(", ids: sample}\n");
        }
        List<Manifest.Property> properties = m.properties();
        out.append(properties.isEmpty() ? "properties: []\n" : "properties:\n");
        for (Manifest.Property p : properties) {
            out.append("  - {name: ").append(quoted(p.name())).append(", unit: ").append(quoted(p.unit())).append("}\n");
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(": ").append(quoted(value)).append('\n');
    }

    /// YAML's double-quoted form; control characters do not occur in the texts that presets allow through, other than line ends and tabs.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + '"';
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

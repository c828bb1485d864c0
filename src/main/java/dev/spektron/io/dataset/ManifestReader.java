package dev.spektron.io.dataset;

import dev.spektron.io.FileSource;
import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.Modality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `manifest.yaml`. The language is described in docs/data.md; a key that is not part of it is refused with its line.
public final class ManifestReader {
    private static final Set<String> KEYS = Set.of("name", "aliases", "title", "licence", "reference", "modality", "intensity", "axis-unit",
        "files", "instruments", "properties", "split");
    private static final String NO_LICENCE = "not stated";

    private ManifestReader() {}

    /// @param file name for messages
    /// @throws FormatException with the line, and the nearest key for an unknown one
    public static DataManifest read(String file, byte[] bytes) throws FormatException {
        YamlMap yaml = YamlMap.parse(file, bytes);
        yaml.allow(KEYS);
        List<Manifest.Property> properties = new ArrayList<>();
        Map<String, String> columns = new LinkedHashMap<>();
        for (YamlMap p : yaml.maps("properties")) {
            p.allow(Set.of("name", "unit", "column"));
            properties.add(new Manifest.Property(p.require("name"), p.text("unit", "")));
            if (columns.put(p.require("name"), p.text("column", p.require("name"))) != null) {
                throw p.error("name", "property '" + p.require("name") + "' stands twice");
            }
        }
        Instruments instruments = instruments(yaml, columns);
        Map<String, List<String>> split = new LinkedHashMap<>();
        Optional<DataManifest.SplitColumn> splitColumn = split(yaml, split);
        Manifest manifest = new Manifest(yaml.require("name"), yaml.text("title", ""), yaml.text("licence", NO_LICENCE),
            yaml.text("reference", ""), yaml.value("modality", "unknown", Modality::parse),
            yaml.value("intensity", "unknown", IntensityKind::parse), yaml.value("axis-unit", "index", AxisUnit::parse), files(yaml),
            instruments.list, properties, split);
        if (!yaml.has("axis-unit")) {
            throw yaml.error("", "the key 'axis-unit' is missing: nm, cm-1, cm-1 shift or index");
        }
        return new DataManifest(manifest, yaml.texts("aliases"), instruments.reads, splitColumn);
    }

    private record Instruments(List<Manifest.Instrument> list, Map<String, ReadSpec> reads) {}

    private static Instruments instruments(YamlMap yaml, Map<String, String> columns) throws FormatException {
        Instruments out = new Instruments(new ArrayList<>(), new LinkedHashMap<>());
        for (YamlMap i : yaml.maps("instruments")) {
            i.allow(Set.of("name", "description", "read"));
            String name = i.require("name");
            out.list.add(new Manifest.Instrument(name, i.text("description", "")));
            if (out.reads.put(name, ReadSpecReader.read(i.map("read"), columns)) != null) {
                throw i.error("name", "instrument '" + name + "' stands twice");
            }
        }
        if (out.list.isEmpty()) {
            throw yaml.error("instruments", "expected at least one instrument");
        }
        return out;
    }

    private static List<Manifest.DataFile> files(YamlMap yaml) throws FormatException {
        List<Manifest.DataFile> files = new ArrayList<>();
        for (YamlMap f : yaml.maps("files")) {
            f.allow(Set.of("path", "url", "sha256", "bytes"));
            String sha = f.text("sha256", "");
            if (!sha.isEmpty() && !sha.matches("[0-9a-f]{64}")) {
                throw f.error("sha256", "expected 64 lower-case hexadecimal digits, found '" + sha + "'");
            }
            files.add(new Manifest.DataFile(FileSource.checkName(f.require("path")), f.text("url", ""), sha,
                f.value("bytes", "-1", Long::parseLong)));
        }
        return files;
    }

    /// Lists of sample ids go to `listed`; a split by a column is returned.
    private static Optional<DataManifest.SplitColumn> split(YamlMap yaml, Map<String, List<String>> listed) throws FormatException {
        if (!yaml.has("split")) {
            return Optional.empty();
        }
        YamlMap split = yaml.map("split");
        if (!split.has("column")) {
            for (String part : split.keys()) {
                listed.put(part, split.texts(part));
            }
            return Optional.empty();
        }
        split.allow(Set.of("column", "parts"));
        YamlMap parts = split.map("parts");
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts.keys()) {
            values.put(part, parts.require(part));
        }
        return Optional.of(new DataManifest.SplitColumn(split.require("column"), values));
    }
}

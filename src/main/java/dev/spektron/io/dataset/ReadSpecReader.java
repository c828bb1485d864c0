package dev.spektron.io.dataset;

import dev.spektron.io.FileSource;
import dev.spektron.io.FormatException;
import dev.spektron.io.csv.CsvDialect;
import dev.spektron.io.dataset.ReadSpec.AxisSpec;
import dev.spektron.io.dataset.ReadSpec.Format;
import dev.spektron.io.dataset.ReadSpec.IdSpec;
import dev.spektron.io.dataset.ReadSpec.TableRef;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the `read` part of an instrument.
final class ReadSpecReader {
    private static final Set<String> TABLE = Set.of("file", "format", "variable", "entry", "sheet", "delimiter", "decimal");
    private static final Set<String> PROPERTIES = Set.of("file", "format", "variable", "entry", "sheet", "delimiter", "decimal", "ids");
    private static final Set<String> READ = Set.of("file", "format", "variable", "entry", "sheet", "delimiter", "decimal", "axis", "ids",
        "where", "properties");

    private ReadSpecReader() {}

    static ReadSpec read(YamlMap yaml, Map<String, String> columns) throws FormatException {
        yaml.allow(READ);
        TableRef table = table(yaml, null);
        Map<String, String> where = new LinkedHashMap<>();
        if (yaml.has("where")) {
            YamlMap filter = yaml.map("where");
            for (String column : filter.keys()) {
                where.put(column, filter.text(column, ""));
            }
        }
        Optional<TableRef> properties = Optional.empty();
        Optional<String> propertyIds = Optional.empty();
        if (yaml.has("properties")) {
            YamlMap p = yaml.map("properties");
            p.allow(PROPERTIES);
            properties = Optional.of(table(p, table));
            propertyIds = p.has("ids") ? Optional.of(p.require("ids")) : propertyIds;
        }
        return new ReadSpec(table, axis(yaml, table), ids(yaml, table), where, properties, propertyIds, columns);
    }

    /// @param outer table that stands for what is not said, or null
    private static TableRef table(YamlMap yaml, TableRef outer) throws FormatException {
        boolean sameFile = outer != null && !yaml.has("file");
        String file = sameFile ? outer.file() : file(yaml);
        Format format = sameFile && !yaml.has("format") ? outer.format()
            : yaml.has("format") ? yaml.value("format", "", ReadSpecReader::format) : byEnding(file);
        String entry = yaml.text("variable", yaml.text("entry", yaml.text("sheet", "")));
        if (entry.isEmpty() && (format == Format.MAT || format == Format.NPZ)) {
            throw yaml.error("", "say which " + (format == Format.MAT ? "'variable'" : "'entry'") + " of " + file + " to read");
        }
        Optional<CsvDialect> dialect = sameFile ? outer.dialect() : Optional.empty();
        if (yaml.has("delimiter") || yaml.has("decimal")) {
            String d = yaml.text("delimiter", ",");
            char mark = yaml.value("decimal", ".", ReadSpecReader::mark);
            dialect = Optional.of(yaml.value("delimiter", d, text -> new CsvDialect(delimiter(text), mark)));
        }
        return new TableRef(file, format, entry, dialect);
    }

    private static String file(YamlMap yaml) throws FormatException {
        String file = yaml.require("file");
        try {
            FileSource.checkName(file.endsWith("/") ? file.substring(0, file.length() - 1) : file);
        } catch (FormatException e) {
            throw new FormatException(yaml.error("file", e.getMessage()).getMessage(), e);
        }
        return file;
    }

    private static Format byEnding(String file) {
        String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        return named(name.substring(name.lastIndexOf('.') + 1)).orElse(Format.CONTENT);
    }

    private static Format format(String text) {
        return text.equalsIgnoreCase("content") ? Format.CONTENT : named(text).orElseThrow(() -> new IllegalArgumentException(
            "unknown format '" + text + "': expected csv, xlsx, mat, npy, npz or content"));
    }

    private static Optional<Format> named(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "csv", "txt", "tsv" -> Optional.of(Format.CSV);
            case "mat" -> Optional.of(Format.MAT);
            case "npy" -> Optional.of(Format.NPY);
            case "npz" -> Optional.of(Format.NPZ);
            case "xlsx", "xlsm" -> Optional.of(Format.XLSX);
            default -> Optional.empty();
        };
    }

    private static char delimiter(String text) {
        return switch (text) {
            case "comma", "," -> ',';
            case "semicolon", ";" -> ';';
            case "tab", "\\t" -> '\t';
            case "blank", "" -> ' ';
            case "bar", "|" -> '|';
            default -> throw new IllegalArgumentException("unknown delimiter '" + text
                + "': expected comma, semicolon, tab, blank or bar");
        };
    }

    private static char mark(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("expected . or , as the decimal mark, found '" + text + "'");
        }
        return text.charAt(0);
    }

    private static Optional<AxisSpec> axis(YamlMap yaml, TableRef table) throws FormatException {
        if (!yaml.has("axis")) {
            return Optional.empty();
        }
        YamlMap axis = yaml.map("axis");
        if (axis.has("first") || axis.has("step")) {
            axis.allow(Set.of("first", "step"));
            return Optional.of(new AxisSpec.Linear(axis.value("first", axis.require("first"), Double::parseDouble),
                axis.value("step", axis.require("step"), Double::parseDouble)));
        }
        axis.allow(TABLE);
        return Optional.of(new AxisSpec.Values(table(axis, table)));
    }

    private static IdSpec ids(YamlMap yaml, TableRef table) throws FormatException {
        if (!yaml.has("ids")) {
            return new IdSpec.Own();
        }
        if (!yaml.isMap("ids")) {
            return new IdSpec.Column(yaml.require("ids"));
        }
        YamlMap ids = yaml.map("ids");
        if (ids.has("from") || ids.has("prefix") || ids.has("digits")) {
            ids.allow(Set.of("from", "prefix", "digits"));
            int digits = ids.value("digits", "1", Integer::parseInt);
            if (digits < 1 || digits > 12) {
                throw ids.error("digits", "expected 1 to 12, found " + digits);
            }
            return new IdSpec.Counted(ids.text("prefix", ""), ids.value("from", "1", Integer::parseInt), digits);
        }
        if (ids.has("column")) {
            ids.allow(Set.of("column"));
            return new IdSpec.Column(ids.require("column"));
        }
        ids.allow(TABLE);
        return new IdSpec.Values(table(ids, table));
    }
}

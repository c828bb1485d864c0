package dev.spektron.io.dataset;

import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Joins files with one spectrum each, of any format, into a table: one instrument's axis and ordinate, the samples named after the files.
final class SpectraFolder {
    /// Endings of what lies beside spectra in folders. Anything else must be a spectrum: one that is damaged is not passed over.
    private static final Set<String> BESIDE = Set.of("db", "doc", "docx", "htm", "html", "ini", "jpeg", "jpg", "json", "log", "md", "pdf",
        "png", "yaml", "yml");

    private final String name;
    private final List<String> files = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private SpectraTable first;

    SpectraFolder(String name) {
        this.name = name;
    }

    static boolean wanted(String file) {
        return !BESIDE.contains(file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    void add(String file, SpectraTable one) throws FormatException {
        first = first == null ? one : first;
        if (one.rows().length != 1 || !Arrays.equals(one.axis(), first.axis()) || !one.unit().equals(first.unit())) {
            throw new FormatException(file + ": expected one spectrum on the axis of " + files.stream().findFirst().orElse("the others")
                + ", found " + one.rows().length + " with " + one.axis().length + " channels from " + one.axis()[0]);
        }
        if (!one.intensity().equals(first.intensity())) {
            throw new FormatException(file + ": expected " + first.intensity() + " as in " + files.getFirst() + ", found "
                + one.intensity());
        }
        rows.add(one.rows()[0]);
        files.add(file);
    }

    SpectraTable table() {
        return new SpectraTable(name, first.axis(), first.unit(), rows.toArray(double[][]::new), ids(), Map.of(),
            Map.of("intensity", first.intensity()));
    }

    /// The files' names without their endings; with them where two would be the same, as with OPUS, which counts in the ending.
    private List<String> ids() {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        files.stream().map(SpectraFile::stem).filter(s -> !seen.add(s)).forEach(twice::add);
        return files.stream().map(f -> twice.contains(SpectraFile.stem(f)) ? base(f) : SpectraFile.stem(f)).toList();
    }

    private static String base(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}

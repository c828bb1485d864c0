package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.LoadedDataset;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron data info`.
@Command(name = "info", mixinStandardHelpOptions = true,
    description = "Shows data sets (by name or folder) and files of spectra of any format.",
    footer = {"", "Example: spektron data info sample:two-instruments"})
final class DataInfoCommand implements Callable<Integer> {
    /// Files of a folder that are still listed one by one.
    private static final int MANY = 5;

    @Mixin
    private DataOptions data;

    @Parameters(arity = "1..*", paramLabel = "NAME|FILE", description = "Name of a set, folder with a manifest.yaml, or file of spectra.")
    private List<String> names;

    @Option(names = "--unit", paramLabel = "UNIT", converter = UnitConverter.class,
        description = "Unit of the axis of files that do not say it: nm, cm-1, 'cm-1 shift' or index.")
    private AxisUnit unit;

    @Option(names = "--block", paramLabel = "NAME", description = "Block of a file to sketch and draw (default: its main one).")
    private String block;

    @Option(names = "--png", paramLabel = "FILE", description = "Draws the block of a file as curves.")
    private Path png;

    @Option(names = "--json", description = "Machine-readable output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (png != null && names.size() > 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--png: expected one file to draw, found " + names.size());
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (String name : names) {
            Path file = Path.of(name.startsWith("sample:") ? "" : name);
            all.add(!name.startsWith("sample:") && Files.isRegularFile(file) ? file(file, out) : set(name, out));
        }
        if (json) {
            out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all));
        }
        out.flush();
        return 0;
    }

    private Map<String, Object> file(Path path, PrintWriter out) throws IOException {
        FileInfo file = FileInfo.of(path, unit, block);
        Map<String, Object> info = file.facts();
        if (!json) {
            file.print(info, out);
        }
        if (png != null) {
            file.draw(png);
        }
        return info;
    }

    private Map<String, Object> set(String name, PrintWriter out) throws IOException {
        DatasetLoader.Located located = data.locate(name);
        Manifest m = located.manifest().manifest();
        List<String> missing = DataOptions.missing(located).stream().map(f -> located.source().locate(f.path())).toList();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", m.name());
        info.put("title", m.title());
        info.put("licence", m.licence());
        info.put("reference", m.reference());
        info.put("modality", m.modality().label());
        info.put("intensity", m.intensity().label());
        info.put("missing", missing);
        if (!json) {
            out.printf("%s: %s%n  licence    %s%n  reference  %s%n  kind       %s, %s%n", m.name(), m.title(), m.licence(), m.reference(),
                m.modality().label(), m.intensity().label());
        }
        if (!missing.isEmpty()) {
            if (!json) {
                missing.forEach(f -> out.printf("  missing    %s%n", f));
                out.printf("  %s%n", located.help());
            }
            return info;
        }
        LoadedDataset loaded = DatasetLoader.loadWithDigests(name, data.dir());
        Map<String, String> units = new LinkedHashMap<>();
        m.properties().forEach(p -> units.put(p.name(), p.unit()));
        Map<String, Object> instruments = new LinkedHashMap<>();
        loaded.dataset().byInstrument().forEach((n, s) -> instruments.put(n, DataFacts.of(s, units)));
        info.put("instruments", instruments);
        Map<String, Integer> split = new LinkedHashMap<>();
        loaded.dataset().manifest().split().forEach((part, ids) -> split.put(part, ids.size()));
        info.put("split", split);
        info.put("sha256", loaded.sha256());
        if (!json) {
            print(located, loaded, instruments, split, out);
        }
        return info;
    }

    /// A line a file; folders with a file for each spectrum in one line.
    private static void printFiles(DatasetLoader.Located located, LoadedDataset loaded, PrintWriter out) {
        Map<String, String> stated = new HashMap<>();
        loaded.dataset().manifest().files().forEach(f -> stated.put(f.path(), f.sha256()));
        Map<String, Long> folders = loaded.sha256().keySet().stream().filter(f -> !stated.containsKey(f))
            .collect(Collectors.groupingBy(DataInfoCommand::folder, LinkedHashMap::new, Collectors.counting()));
        folders.values().removeIf(n -> n <= MANY);
        loaded.sha256().forEach((file, sha) -> {
            if (stated.containsKey(file) || !folders.containsKey(folder(file))) {
                boolean other = !stated.getOrDefault(file, "").isEmpty() && !stated.get(file).equals(sha);
                out.printf("  file       %s  sha256 %s%s%n", located.source().locate(file), sha,
                    other ? "  DIFFERS from the manifest" : "");
            }
        });
        folders.forEach((folder, n) -> out.printf("  folder     %s  %d files, their SHA-256 with --json%n",
            located.source().locate(folder), n));
    }

    private static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    @SuppressWarnings("unchecked")
    private static void print(DatasetLoader.Located located, LoadedDataset loaded, Map<String, Object> instruments,
                              Map<String, Integer> split, PrintWriter out) {
        printFiles(located, loaded, out);
        split.forEach((part, n) -> out.printf(Locale.ROOT, "  split      %s: %d samples%n", part, n));
        instruments.forEach((name, facts) -> {
            out.printf("%ninstrument %s%n", name);
            out.print(DataFacts.text((Map<String, Object>) facts));
            out.print(Sketch.mean(loaded.dataset().instrument(name).rows()));
        });
    }
}

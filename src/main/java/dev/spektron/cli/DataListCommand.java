package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.io.dataset.DataManifest;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.Manifests;
import dev.spektron.spectra.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `spektron data list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the data sets that this program knows by name.",
    footer = {"", "Example: spektron data list --json"})
final class DataListCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Option(names = "--json", description = "Machine-readable output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> sets = new ArrayList<>();
        for (DataManifest known : Manifests.all()) {
            Manifest m = known.manifest();
            DatasetLoader.Located located = data.locate(m.name());
            int missing = DataOptions.missing(located).size();
            Map<String, Object> set = new LinkedHashMap<>();
            set.put("name", m.name());
            set.put("aliases", known.aliases());
            set.put("title", m.title());
            set.put("modality", m.modality().label());
            set.put("instruments", m.instruments().stream().map(Manifest.Instrument::name).toList());
            set.put("properties", m.properties().stream().map(Manifest.Property::name).toList());
            set.put("licence", m.licence());
            set.put("filesMissing", missing);
            set.put("files", m.files().stream().map(f -> located.source().locate(f.path())).toList());
            sets.add(set);
            if (!json) {
                out.printf("%-10s %-8s instruments %-22s properties %s%n", m.name(), missing == 0 ? "ready" : "missing",
                    String.join(", ", m.instruments().stream().map(Manifest.Instrument::name).toList()),
                    String.join(", ", m.properties().stream().map(Manifest.Property::name).toList()));
                out.printf("           %s%n", m.title());
            }
        }
        if (json) {
            out.println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(Map.of("dataDir",
                data.dir().toString(), "datasets", sets)));
        } else {
            out.printf("%nData folder: %s. A set that is missing: spektron data download NAME%n", data.dir());
        }
        out.flush();
        return 0;
    }
}

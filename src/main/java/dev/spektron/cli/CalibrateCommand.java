package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.experiment.bundle.BundleFile;
import dev.spektron.experiment.transfer.SingleInstrument;
import dev.spektron.experiment.transfer.TransferStudy;
import dev.spektron.io.dataset.LoadedDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `spektron calibrate`: a calibration for one instrument.
@Command(name = "calibrate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Calibrates one instrument (PLS; preprocessing and components by cross-validation) and writes the bundle for "
        + "'spektron predict'.",
    footer = {"", "Example:", "  spektron calibrate --instrument primary --property protein --out protein.spektron"})
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions data;

    @Option(names = "--instrument", paramLabel = "A", description = "Instrument. Default: the first of the data set.")
    private String instrument;

    @Option(names = "--property", paramLabel = "P", split = ",", defaultValue = "all", description = "Properties, separated by commas, "
        + "or all. Default: ${DEFAULT-VALUE}.")
    private List<String> properties;

    @Option(names = "--preprocessing", paramLabel = "P", description = "Preprocessing to choose from; repeat the option for several. "
        + "Default: seven usual ones.")
    private List<String> preprocessings;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Bundle to write.")
    private Path out;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        Outputs.file("--out", out);
        LoadedDataset loaded = data.load();
        String name = instrument == null ? loaded.dataset().instruments().getFirst() : instrument;
        List<String> chosen = properties.equals(List.of("all")) ? loaded.dataset().properties() : properties;
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("command", Provenances.command(spec.commandLine()));
        provenance.put("version", Provenances.version());
        loaded.sha256().forEach((file, digest) -> provenance.put("sha256 " + file, digest));
        SingleInstrument.Result result = new SingleInstrument(preprocessings == null ? TransferStudy.DEFAULT_PREPROCESSINGS
            : preprocessings, run.seed()).calibrate(loaded.dataset(), name, chosen, provenance);
        BundleFile.write(result.bundle(), out);
        if (run.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("command", provenance.get("command"));
            json.put("bundle", out.toString());
            json.put("instrument", name);
            json.put("properties", result.summaries());
            run.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json));
        } else {
            result.summaries().forEach(run.out()::println);
        }
        run.out().flush();
        run.say("bundle: " + out + " (use it with: spektron predict --model " + out + " FILES)");
        return 0;
    }
}

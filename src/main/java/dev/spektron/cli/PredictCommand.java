package dev.spektron.cli;

import dev.spektron.experiment.bundle.BundleFile;
import dev.spektron.experiment.bundle.ModelBundle;
import dev.spektron.experiment.bundle.Predictions;
import dev.spektron.experiment.report.PredictionCsv;
import dev.spektron.experiment.report.PredictionJson;
import dev.spektron.experiment.report.PredictionPage;
import dev.spektron.experiment.report.PredictionSheet;
import dev.spektron.io.FileBytes;
import dev.spektron.io.dataset.SpectraFile;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron predict`: values for unknown samples.
@Command(name = "predict", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Predicts unknown samples with a bundle: values, intervals, and warnings (Hotelling T2, Q residual, axis, range). "
        + "CSV on stdout; with --out also predictions.csv, predictions.json and predictions.html.",
    footer = """

        Examples:
          spektron transfer --save b.spektron
          spektron data convert sample:two-instruments unknown.csv --instrument secondary
          spektron predict --model b.spektron --instrument secondary unknown.csv
          spektron predict --model b.spektron --level 0.8 --out predicted unknown.csv
        """)
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "BUNDLE", required = true, description = "Bundle written by transfer --save or calibrate.")
    private Path model;

    @Option(names = "--instrument", paramLabel = "B", description = "Instrument of the files; must be the one the bundle is for.")
    private String instrument;

    @Option(names = "--level", paramLabel = "L", defaultValue = "0.9", description = "Coverage of the intervals. Default: "
        + "${DEFAULT-VALUE}.")
    private double level;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for predictions.csv, predictions.json and predictions.html.")
    private Path out;

    @Parameters(paramLabel = "FILES", arity = "1..*", description = "Spectra in any format that data info reads.")
    private List<Path> files;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("--level: expected a number between 0 and 1, found " + level);
        }
        ModelBundle bundle = BundleFile.read(model);
        if (instrument != null && !instrument.equals(bundle.instrument())) {
            throw new IllegalArgumentException("--instrument: the bundle " + model + " is for instrument '" + bundle.instrument()
                + "', found '" + instrument + "'; a bundle for another instrument is made by spektron transfer --target "
                + Provenances.quoted(instrument) + " --save FILE");
        }
        if (out != null) {
            Outputs.folder("--out", out);
        }
        Predictions predictions = new Predictions(bundle, level);
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put(model.toString(), FileBytes.sha256(model));
        for (Path file : files) {
            predictions.add(file.toString(), SpectraFile.read(file).named(SpectraFile.stem(file.toString())).toSet(bundle.axis().unit()));
            digests.put(file.toString(), FileBytes.sha256(file));
        }
        Map<String, String> settings = new LinkedHashMap<>(bundle.provenance());
        bundle.properties().forEach(p -> settings.put("model of " + p.name(), p.description()));
        PredictionSheet sheet = predictions.sheet(Provenances.of(spec.commandLine(), run.seed(), digests,
            settings));
        if (run.json()) {
            PredictionJson.write(sheet, run.out());
        } else {
            PredictionCsv.write(sheet, run.out());
        }
        sheet.warnings().forEach(w -> run.warn("note: " + w));
        if (out != null) {
            PredictionCsv.write(sheet, out.resolve("predictions.csv"));
            PredictionJson.write(sheet, out.resolve("predictions.json"));
            PredictionPage.write(sheet, out.resolve("predictions.html"));
            run.say("page: " + out.resolve("predictions.html"));
        }
        return 0;
    }
}

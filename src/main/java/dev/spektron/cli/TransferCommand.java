package dev.spektron.cli;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.report.HtmlReport;
import dev.spektron.experiment.report.ResultsCsv;
import dev.spektron.experiment.report.ResultsJson;
import dev.spektron.experiment.report.TextTable;
import dev.spektron.experiment.transfer.ReferenceProtocol;
import dev.spektron.experiment.transfer.StandardsCurve;
import dev.spektron.experiment.transfer.TransferOptions;
import dev.spektron.experiment.transfer.TransferOptions.Pair;
import dev.spektron.experiment.transfer.TransferOptions.Selection;
import dev.spektron.experiment.transfer.TransferStudy;
import dev.spektron.io.dataset.LoadedDataset;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// `spektron transfer`: the main job.
@Command(name = "transfer", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Moves calibrations from one instrument to another, compares every method on the same random splits, and writes "
        + "results.json, results.csv, predictions.csv and report.html. Without options it runs on the embedded sample.",
    footer = """

        Examples:
          spektron transfer
          spektron transfer --data corn --source m5 --target mp6 --property moisture --repeats 30
          spektron transfer --data my-folder --source A --target B --standards 5,10,20
          spektron transfer --data my-folder --source A --target B --save b.spektron
          spektron predict --model b.spektron --instrument B unknown.csv
        """)
final class TransferCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions data;

    @Option(names = "--source", paramLabel = "A", description = "Primary instrument, the one that has the calibration, or all. "
        + "Default: the first of the data set.")
    private String source;

    @Option(names = "--target", paramLabel = "B", description = "Secondary instrument, or all. Default: the next of the data set.")
    private String target;

    @Option(names = "--property", paramLabel = "P", split = ",", defaultValue = "all", description = "Properties, separated by commas, "
        + "or all. Default: ${DEFAULT-VALUE}.")
    private List<String> properties;

    @Option(names = "--standards", paramLabel = "N", split = ",", defaultValue = "10", description = "Number of samples measured on both "
        + "instruments; several give the curve of RMSEP against N. Default: ${DEFAULT-VALUE}.")
    private List<Integer> standards;

    @Option(names = "--repeats", paramLabel = "R", defaultValue = "10", description = "Random splits. Default: ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(names = "--methods", paramLabel = "M", split = ",", defaultValue = "all", description = "Methods, separated by commas, or all. "
        + "'spektron transfer --list-methods' explains them.")
    private List<String> methods;

    @Option(names = "--list-methods", description = "List the methods with their sources and stop.")
    private boolean listMethods;

    @Option(names = "--preprocessing", paramLabel = "P", description = "Preprocessing in the one-line notation, for example "
        + "'sg(15,2,1)|snv'; repeat the option to compare several. @ marks the place of the transfer: '@|snv'. Default: seven usual ones.")
    private List<String> preprocessings;

    @Option(names = "--select", paramLabel = "HOW", defaultValue = "random", description = "How standards are selected: random or "
        + "kennard-stone. Default: ${DEFAULT-VALUE}.")
    private String selection;

    @Option(names = "--test-fraction", paramLabel = "F", defaultValue = "0.25", description = "Share of samples held out in each repeat, "
        + "unless the data set has an official test part. Default: ${DEFAULT-VALUE}.")
    private double testFraction;

    @Option(names = "--all-rows", description = "Print every combination of preprocessing and method, not one row a method.")
    private boolean allRows;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "spektron-out", description = "Folder for the results. Default: "
        + "${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--save", paramLabel = "FILE", description = "After the comparison, fit on everything and write the bundle for "
        + "'spektron predict'.")
    private Path save;

    @Option(names = "--save-method", paramLabel = "M", defaultValue = "ensemble", description = "Method of the bundle. Default: "
        + "${DEFAULT-VALUE}.")
    private String saveMethod;

    @Option(names = "--protocol", paramLabel = "NAME", defaultValue = "ct2", description = "ct2, or reference: repeats the published "
        + "single-seed baseline figures (corn). Default: ${DEFAULT-VALUE}.")
    private String protocol;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws IOException {
        if (listMethods) {
            run.out().print(MethodList.text());
            run.out().flush();
            return 0;
        }
        LoadedDataset loaded = data.load();
        if (!protocol.equals("ct2") && !protocol.equals("reference")) {
            throw new IllegalArgumentException("--protocol: expected ct2 or reference, found '" + protocol + "'");
        }
        TransferOptions options = options(loaded.dataset());
        TransferStudy study = new TransferStudy(loaded.dataset(), options);
        Outputs.folder("--out", out);
        if (save != null) {
            SaveBundle.check(save, saveMethod, options);
            Outputs.file("--save", save);
        }
        Provenance provenance = provenance(loaded);
        StudyResult result = protocol.equals("reference") ? ReferenceProtocol.run(loaded.dataset(), asPublished(options), provenance)
            : StandardsCurve.add(study.run(provenance, run.log()), loaded.dataset(), options, run.log());
        ResultsJson.write(result, out.resolve("results.json"));
        ResultsCsv.write(result, out.resolve("results.csv"));
        ResultsCsv.writePredictions(result, out.resolve("predictions.csv"));
        HtmlReport.write(result, out.resolve("report.html"));
        if (run.json()) {
            ResultsJson.write(result, run.out(), true);
        } else {
            print(result);
        }
        run.out().flush();
        run.say("report: " + out.resolve("report.html"));
        if (save != null) {
            run.say(SaveBundle.write(save, saveMethod, loaded.dataset(), options, provenance));
        }
        return 0;
    }

    /// 30 samples and one seed, as published, unless the user says otherwise.
    private TransferOptions asPublished(TransferOptions o) {
        ParseResult given = spec.commandLine().getParseResult();
        return new TransferOptions(o.pairs(), o.properties(), given.hasMatchedOption("--standards") ? o.standards() : List.of(30),
            given.hasMatchedOption("--repeats") ? o.repeats() : 1, o.methods(), o.preprocessings(), o.selection(), o.testFraction(),
            o.seed(), o.threads());
    }

    private void print(StudyResult result) {
        boolean utf8 = System.out.charset().equals(StandardCharsets.UTF_8);
        run.out().print(TextTable.render(result, allRows, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII));
        result.warnings().forEach(w -> run.out().println("note: " + w));
    }

    private TransferOptions options(Dataset d) {
        return new TransferOptions(pairs(d), properties(d), standards, repeats, methods(), preprocessings(), selection(), testFraction,
            run.seed(), run.threads());
    }

    private List<Pair> pairs(Dataset d) {
        List<String> names = d.instruments();
        if (names.size() < 2) {
            throw new IllegalArgumentException("data set '" + d.name() + "' has one instrument (" + names + "); a transfer needs two");
        }
        List<String> sources = chosen(d, source, names.getFirst());
        String first = sources.getFirst();
        List<String> targets = chosen(d, target, names.stream().filter(n -> !n.equals(first)).findFirst().orElseThrow());
        List<Pair> pairs = new ArrayList<>();
        for (String s : sources) {
            targets.stream().filter(t -> !t.equals(s)).forEach(t -> pairs.add(new Pair(s, t)));
        }
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("--source and --target are both '" + first + "'; they must differ");
        }
        return pairs;
    }

    private static List<String> chosen(Dataset d, String option, String fallback) {
        if ("all".equals(option)) {
            return d.instruments();
        }
        return List.of(d.instrument(option == null ? fallback : option).instrument());
    }

    private List<String> properties(Dataset d) {
        return properties.equals(List.of("all")) ? d.properties() : properties.stream().map(d::requireProperty).toList();
    }

    private List<String> methods() {
        List<String> known = TransferStudy.methodNames();
        if (methods.equals(List.of("all"))) {
            return known;
        }
        for (String m : methods) {
            if (!known.contains(m)) {
                throw new IllegalArgumentException(Nearest.unknown("method", m, "transfer", known));
            }
        }
        return methods;
    }

    private List<String> preprocessings() {
        return preprocessings == null ? TransferStudy.DEFAULT_PREPROCESSINGS : preprocessings;
    }

    private Selection selection() {
        return switch (selection.toLowerCase(Locale.ROOT)) {
            case "random" -> Selection.RANDOM;
            case "kennard-stone", "ks" -> Selection.KENNARD_STONE;
            default -> throw new IllegalArgumentException("--select: expected random or kennard-stone, found '" + selection + "'");
        };
    }

    private Provenance provenance(LoadedDataset loaded) {
        Map<String, String> settings = new LinkedHashMap<>();
        spec.options().stream().filter(o -> !o.usageHelp() && !o.versionHelp() && o.getValue() != null)
            .forEach(o -> settings.put(o.longestName(), Objects.toString(o.getValue())));
        return Provenances.of(spec.commandLine(), run.seed(), loaded.sha256(), settings);
    }
}

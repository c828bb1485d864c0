package dev.spektron.cli;

import dev.spektron.io.AtomicFiles;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.csv.CsvSpectraWriter;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.SpectraFile;
import dev.spektron.io.numpy.NpzSpectra;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spektron data convert`.
@Command(name = "convert", mixinStandardHelpOptions = true,
    description = "Writes spectra in another format: CSV with one spectrum or one point a line, or NPZ.",
    footer = {"", "Example: spektron data convert corn m5.csv --instrument m5"})
final class DataConvertCommand implements Callable<Integer> {
    /// Layouts of CSV files.
    enum Layout { wide, points }

    @Mixin
    private DataOptions data;

    @Parameters(index = "0", paramLabel = "IN", description = "File of spectra, or a data set (name or folder).")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "File to write; its ending says the format: .csv or .npz.")
    private Path out;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Instrument of a data set that has several.")
    private String instrument;

    @Option(names = "--layout", defaultValue = "wide", description = "CSV layout: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Layout layout;

    @Option(names = "--unit", paramLabel = "UNIT", converter = UnitConverter.class,
        description = "Unit of the axis, for a file that does not say it: nm, cm-1, 'cm-1 shift' or index.")
    private AxisUnit unit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String format = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!format.endsWith(".csv") && !format.endsWith(".npz")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "OUT: expected a name that ends in .csv or .npz, found " + out);
        }
        Map<String, String> units = new HashMap<>();
        boolean file = !in.startsWith("sample:") && Files.isRegularFile(Path.of(in));
        SpectrumSet set = file ? fromFile(units) : fromDataset(units);
        byte[] bytes;
        if (format.endsWith(".npz")) {
            bytes = NpzSpectra.write(set, units);
        } else if (layout == Layout.wide) {
            bytes = CsvSpectraWriter.wide(set, units);
        } else {
            bytes = CsvSpectraWriter.points(set);
            warnOfLosses(set);
        }
        AtomicFiles.write(out, stream -> stream.write(bytes));
        spec.commandLine().getOut().println(out + ": " + set.size() + " spectra, " + set.axis());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void warnOfLosses(SpectrumSet set) {
        boolean metadata = set.metadata().stream().anyMatch(m -> !m.isEmpty());
        if (!set.properties().isEmpty() || metadata) {
            spec.commandLine().getErr().println("lost, because this layout has no place for it: "
                + String.join(", ", set.properties().keySet()) + (metadata ? (set.properties().isEmpty() ? "" : ", ") + "metadata" : ""));
            spec.commandLine().getErr().flush();
        }
    }

    private SpectrumSet fromFile(Map<String, String> units) throws IOException {
        SpectraTable table = SpectraFile.read(Path.of(in));
        units.putAll(table.units());
        return table.toSet(unit);
    }

    private SpectrumSet fromDataset(Map<String, String> units) throws IOException {
        data.locate(in);
        Dataset dataset = DatasetLoader.load(in, data.dir());
        dataset.properties().forEach(p -> units.put(p, dataset.unitOf(p)));
        if (instrument == null && dataset.instruments().size() > 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "'" + in + "' has several instruments, say which: --instrument "
                + String.join("|", dataset.instruments()));
        }
        try {
            return dataset.instrument(instrument == null ? dataset.instruments().getFirst() : instrument);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

package dev.spektron.cli;

import dev.spektron.io.AtomicFiles;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.csv.CsvDialect;
import dev.spektron.io.csv.CsvSpectra;
import dev.spektron.io.csv.CsvSpectraWriter;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.SpectraFile;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.formats.Writer;
import dev.spektron.io.formats.Writers;
import dev.spektron.io.numpy.NpzSpectra;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    description = "Writes spectra of any format as CSV with one spectrum or one point a line, NPZ, HDF5 or JCAMP-DX.",
    footer = {"", "Example: spektron data convert corn m5.csv --instrument m5"})
final class DataConvertCommand implements Callable<Integer> {
    /// Layouts of CSV files.
    enum Layout { wide, points }

    /// What tables say once for all spectra.
    private static final Set<String> NOTES = Set.of("instrument", "intensity", "modality");

    @Mixin
    private DataOptions data;

    @Parameters(index = "0", paramLabel = "IN", description = "File of spectra, or a data set (name or folder).")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "File to write; its ending says the format: .csv, .npz, .h5, .jdx ...")
    private Path out;

    @Option(names = "--to", paramLabel = "FORMAT", description = "Format, where the ending of OUT does not say it: csv, npz, h5, jcamp.")
    private String to;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Instrument of a data set that has several.")
    private String instrument;

    @Option(names = "--block", paramLabel = "NAME", description = "Block of a file that has several, as data info names them; without it "
        + "formats that hold several blocks get all, the others the main one.")
    private String block;

    @Option(names = "--layout", defaultValue = "wide", description = "CSV layout: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Layout layout;

    @Option(names = "--unit", paramLabel = "UNIT", converter = UnitConverter.class,
        description = "Unit of the axis, for a file that does not say it: nm, cm-1, 'cm-1 shift' or index.")
    private AxisUnit unit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String format = (to == null ? out.getFileName().toString() : "." + to).toLowerCase(Locale.ROOT);
        boolean table = format.endsWith(".csv") || format.endsWith(".npz");
        Optional<Writer> writer = table ? Optional.empty() : Writers.forFile(Path.of(format));
        if (!table && writer.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), (to == null ? "OUT: expected a name that ends in " : "--to: "
                + "expected one of ") + ".csv, .npz, " + String.join(", ", Writers.all().stream().flatMap(w -> w.endings().stream())
                .toList()) + ", found " + (to == null ? out : to));
        }
        boolean file = !in.startsWith("sample:") && Files.isRegularFile(Path.of(in));
        if (writer.isPresent()) {
            write(writer.get(), file ? blocks() : fromDataset());
            return 0;
        }
        Map<String, String> units = new HashMap<>();
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
        say(out + ": " + set.size() + " spectra, " + set.axis());
        return 0;
    }

    private void write(Writer writer, SpectralFile file) throws IOException {
        List<String> losses = writer.losses(file);
        AtomicFiles.fill(out, temporary -> writer.write(file, temporary));
        if (!losses.isEmpty()) {
            warn("lost, because this format has no place for it: " + String.join(", ", losses));
        }
        say(out + ": " + file.blocks().size() + (file.blocks().size() == 1 ? " block, " : " blocks, ")
            + file.blocks().stream().mapToInt(Block::rows).sum() + " spectra");
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private void warn(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    /// The file, narrowed to the block that is named, with the unit that is given.
    private SpectralFile blocks() throws IOException {
        SpectralFile f = SpectraFile.open(Path.of(in));
        List<Block> chosen = block == null ? f.blocks() : List.of(f.block(block));
        List<Block> stated = new ArrayList<>();
        for (Block b : chosen) {
            stated.add(unit == null || b.unit().isPresent() ? b : new Block(b.name(), b.kind(), b.x(), Optional.of(unit), b.xLabel(),
                b.intensity(), b.yLabel(), b.y(), b.ids(), b.metadata(), b.rowMetadata()));
        }
        return new SpectralFile(f.source(), f.format(), stated, f.metadata(), f.warnings());
    }

    /// An instrument of a data set as a block.
    private SpectralFile fromDataset() throws IOException {
        Map<String, String> units = new HashMap<>();
        SpectrumSet set = fromDataset(units);
        SpectraTable table = CsvSpectra.read(in, CsvSpectraWriter.wide(set, units), new CsvDialect(',', '.'));
        return new SpectralFile(in, "data set", List.of(BlockTable.toBlock("spectra", table)), Map.of(), List.of());
    }

    private void warnOfLosses(SpectrumSet set) {
        boolean metadata = set.metadata().stream().anyMatch(m -> !m.isEmpty());
        if (!set.properties().isEmpty() || metadata) {
            warn("lost, because this layout has no place for it: " + String.join(", ", set.properties().keySet())
                + (metadata ? (set.properties().isEmpty() ? "" : ", ") + "metadata" : ""));
        }
    }

    /// The spectra of a file; what is known of all of them goes to each one, as tables have no other place for it.
    private SpectrumSet fromFile(Map<String, String> units) throws IOException {
        SpectralFile file = SpectraFile.open(Path.of(in));
        SpectraTable table = block == null ? BlockTable.of(file) : BlockTable.of(file, file.block(block));
        units.putAll(table.units());
        SpectrumSet set = table.toSet(unit);
        Map<String, String> common = new LinkedHashMap<>(table.notes());
        common.keySet().removeIf(k -> k.startsWith(SpectraTable.PROPERTY) || NOTES.contains(k) || set.properties().containsKey(k));
        if (common.isEmpty() || file.format().equals("csv")) {
            return set;
        }
        List<Map<String, String>> metadata = new ArrayList<>();
        for (Map<String, String> row : set.metadata()) {
            Map<String, String> all = new LinkedHashMap<>(common);
            all.putAll(row);
            metadata.add(all);
        }
        return new SpectrumSet(set.instrument(), set.axis(), set.kind(), set.modality(), set.sampleIds(), set.rows(), set.properties(),
            metadata);
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

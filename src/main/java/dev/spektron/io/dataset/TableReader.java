package dev.spektron.io.dataset;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FileSource;
import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.csv.CsvSpectra;
import dev.spektron.io.csv.CsvTable;
import dev.spektron.io.csv.WideCsv;
import dev.spektron.io.dataset.ReadSpec.TableRef;
import dev.spektron.io.matlab.DataSetObject;
import dev.spektron.io.matlab.MatFile;
import dev.spektron.io.matlab.MatValue;
import dev.spektron.io.numpy.Npy;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.io.xlsx.XlsxReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the tables of one data set; every file is read once and its digest kept. For one thread.
final class TableReader {
    private final FileSource source;
    private final String help;
    private final Map<String, String> sha256 = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Map<String, MatValue>> matFiles = new HashMap<>();
    private final Map<String, Map<String, NpyArray>> npzFiles = new HashMap<>();

    /// @param help what to do when a file is missing
    TableReader(FileSource source, String help) {
        this.source = source;
        this.help = help;
    }

    /// Digests of the files that were read, by name.
    Map<String, String> sha256() {
        return sha256;
    }

    /// The table that holds spectra: a CSV table may have any layout; or a folder of files.
    DataTable spectra(TableRef ref, boolean ownAxis) throws IOException {
        if (ref.file().endsWith("/")) {
            return new DataTable.Spectra(folder(ref));
        }
        DataTable table = read(ref);
        if (table instanceof DataTable.Csv(CsvTable csv, Optional<WideCsv> wide) && wide.isEmpty() && ownAxis) {
            return new DataTable.Spectra(CsvSpectra.read(csv));
        }
        return table;
    }

    private SpectraTable folder(TableRef ref) throws IOException {
        String folder = ref.file().substring(0, ref.file().length() - 1);
        List<String> names = source.list(folder).stream().filter(SpectraFolder::wanted).toList();
        if (names.isEmpty()) {
            throw new NoSuchFileException(source.locate(folder), null, "expected a folder with files of one spectrum each. " + help);
        }
        SpectraFolder all = new SpectraFolder(ref.file());
        for (String name : names) {
            byte[] bytes = bytes(name);
            all.add(name, ref.dialect().isPresent() ? CsvSpectra.read(CsvTable.parse(name, bytes, ref.dialect().get()))
                : SpectraFile.read(name, bytes));
        }
        return all.table();
    }

    DataTable read(TableRef ref) throws IOException {
        String where = ref.entry().isEmpty() ? ref.file() : ref.file() + ", " + ref.entry();
        return switch (ref.format()) {
            case CSV -> {
                CsvTable table = CsvTable.parse(ref.file(), bytes(ref.file()), ref.dialect().orElse(null));
                yield new DataTable.Csv(table, WideCsv.of(table));
            }
            case XLSX -> {
                CsvTable table = XlsxReader.table(ref.file(), bytes(ref.file()), ref.entry());
                yield new DataTable.Csv(table, WideCsv.of(table));
            }
            case MAT -> mat(where, MatFile.require(ref.file(), mat(ref.file()), ref.entry()));
            case NPY -> numpy(where, Npy.read(ref.file(), bytes(ref.file())));
            case NPZ -> numpy(where, Npz.require(ref.file(), npz(ref.file()), ref.entry()));
            case CONTENT -> new DataTable.Spectra(SpectraFile.read(ref.file(), bytes(ref.file())));
        };
    }

    private Map<String, MatValue> mat(String file) throws IOException {
        Map<String, MatValue> variables = matFiles.get(file);
        if (variables == null) {
            variables = MatFile.read(file, bytes(file));
            matFiles.put(file, variables);
        }
        return variables;
    }

    private Map<String, NpyArray> npz(String file) throws IOException {
        Map<String, NpyArray> arrays = npzFiles.get(file);
        if (arrays == null) {
            arrays = Npz.read(file, bytes(file));
            npzFiles.put(file, arrays);
        }
        return arrays;
    }

    private byte[] bytes(String file) throws IOException {
        byte[] known = files.get(file);
        if (known != null) {
            return known;
        }
        String name = file;
        Optional<byte[]> found = source.find(file);
        if (found.isEmpty() && !file.endsWith(".gz")) {
            name = file + ".gz";
            found = source.find(name);
        }
        byte[] bytes = found.orElseThrow(() -> new NoSuchFileException(source.locate(file), null, "not found. " + help));
        sha256.put(name, FileBytes.sha256(bytes));
        byte[] plain = FileBytes.isGzip(bytes) ? FileBytes.gunzip(name, bytes) : bytes;
        files.put(file, plain);
        return plain;
    }

    private static DataTable mat(String where, MatValue value) throws FormatException {
        if (DataSetObject.is(value)) {
            DataSetObject object = DataSetObject.of(where, value);
            return new DataTable.Matrix(where, object.data(), object.axisScale(1), Optional.empty(), object.labels(1));
        }
        return switch (value) {
            case MatValue.Numeric n when n.dims().length == 2 && n.im().length == 0 ->
                new DataTable.Matrix(where, n.matrix(), Optional.empty(), Optional.empty(), List.of());
            case MatValue.Text t -> new DataTable.Texts(where, t.rows().stream().map(String::strip).toList());
            case MatValue.Cell c when c.values().stream().allMatch(MatValue.Text.class::isInstance) ->
                new DataTable.Texts(where, c.values().stream().map(v -> String.join("", ((MatValue.Text) v).rows()).strip()).toList());
            default -> throw new FormatException(where + ": expected a real matrix, texts or a DataSet Object, found " + value.describe());
        };
    }

    private static DataTable numpy(String where, NpyArray a) throws FormatException {
        if (a.isText()) {
            return new DataTable.Texts(where, List.of(a.texts()));
        }
        if (a.shape().length == 1) {
            double[][] column = new double[a.numbers().length][];
            for (int i = 0; i < column.length; i++) {
                column[i] = new double[] {a.numbers()[i]};
            }
            return new DataTable.Matrix(where, column, Optional.empty(), Optional.empty(), List.of());
        }
        if (a.shape().length != 2) {
            throw new FormatException(where + ": expected a vector or a matrix, found " + a.describe());
        }
        return new DataTable.Matrix(where, a.matrix(), Optional.empty(), Optional.empty(), List.of());
    }
}

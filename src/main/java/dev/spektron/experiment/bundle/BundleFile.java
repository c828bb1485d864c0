package dev.spektron.experiment.bundle;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import dev.spektron.chem.auto.WeightedChains;
import dev.spektron.chem.preprocess.FittedPipeline;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.LinearModel;
import dev.spektron.chem.regress.OutlierStatistics;
import dev.spektron.chem.transfer.AffineMap;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.DenseMap;
import dev.spektron.experiment.bundle.ModelBundle.PropertyModel;
import dev.spektron.io.AtomicFiles;
import dev.spektron.io.FormatException;
import dev.spektron.io.numpy.Npy;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.ejml.data.DMatrixRMaj;

/// Bundles on disk: a zip with `bundle.json` and one NPY file for each spectral map that stands inside a chain. Doubles survive exactly.
public final class BundleFile {
    private static final int FORMAT = 1;
    private static final String JSON = "bundle.json";
    private static final int LARGEST_ENTRY = 256 << 20;
    private static final int MOST_ENTRIES = 1000;
    private static final Gson GSON = new Gson();

    private BundleFile() {}

    /// What stands in `bundle.json`.
    private record Doc(int format, String title, String instrument, String source, String axisUnit, double[] axis, double[] measured,
                       String kind, List<PropertyDoc> properties, OutlierDoc outliers, Map<String, String> provenance) {}

    /// @param limits of each member's values; absent without limits, because JSON has no infinite numbers
    private record PropertyDoc(String name, String unit, List<ChainDoc> chains, double[] weights, double[] limits, double[] residuals,
                               double low, double high, String description) {}

    private record ChainDoc(PipelineDoc before, String map, PipelineDoc after, double[] coefficients, double intercept) {}

    /// @param unit unit of the axis; absent where it is the bundle's
    private record PipelineDoc(String notation, List<Map<String, double[]>> states, double[] axis, String unit) {}

    private record OutlierDoc(PipelineDoc pipeline, double[] shift, OutlierStatistics statistics, double t2Ratio, double qRatio) {}

    /// Writes atomically.
    public static void write(ModelBundle bundle, Path file) throws IOException {
        AtomicFiles.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            Map<String, AffineMap> maps = new HashMap<>();
            byte[] json = GSON.toJson(document(bundle, maps)).getBytes(StandardCharsets.UTF_8);
            put(zip, JSON, json);
            for (Map.Entry<String, AffineMap> e : maps.entrySet()) {
                put(zip, e.getKey(), Npy.write(NpyArray.of(withOffset(e.getValue()))));
            }
            zip.finish();
        });
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /// F with the offset as one more row.
    private static double[][] withOffset(AffineMap map) {
        DMatrixRMaj f = map.matrix();
        double[][] rows = new double[f.numRows + 1][f.numCols];
        for (int i = 0; i < f.numRows; i++) {
            System.arraycopy(f.data, i * f.numCols, rows[i], 0, f.numCols);
        }
        rows[f.numRows] = map.offset();
        return rows;
    }

    private static Doc document(ModelBundle b, Map<String, AffineMap> maps) {
        AxisUnit unit = b.axis().unit();
        List<PropertyDoc> properties = new ArrayList<>();
        for (PropertyModel p : b.properties()) {
            List<ChainDoc> chains = new ArrayList<>();
            for (ChainModel c : p.model().members()) {
                String map = c.map().isPresent() ? "map-" + maps.size() + ".npy" : null;
                c.map().ifPresent(m -> maps.put(map, m));
                chains.add(new ChainDoc(pipeline(c.before(), unit), map, pipeline(c.after(), unit), c.model().coefficients(),
                    c.model().intercept()));
            }
            properties.add(new PropertyDoc(p.name(), p.unit(), chains, p.model().weights(), limits(p.model()), p.residuals(),
                p.low(), p.high(), p.description()));
        }
        OutlierModel o = b.outliers();
        return new Doc(FORMAT, b.title(), b.instrument(), b.source(), b.axis().unit().symbol(), b.axis().values(),
            b.measured().values(), b.kind().label(), properties,
            new OutlierDoc(pipeline(o.pipeline(), unit), o.shift(), o.statistics(), o.t2Ratio(), o.qRatio()), b.provenance());
    }

    private static double[] limits(WeightedChains model) {
        boolean none = model.low() == Double.NEGATIVE_INFINITY && model.high() == Double.POSITIVE_INFINITY;
        return none ? null : new double[] {model.low(), model.high()};
    }

    private static PipelineDoc pipeline(FittedPipeline p, AxisUnit unit) {
        AxisUnit own = p.inputAxis().unit();
        return new PipelineDoc(p.pipeline().notation(), p.state(), p.inputAxis().values(), own == unit ? null : own.symbol());
    }

    /// Reads a bundle.
    ///
    /// @throws FormatException if the file is no bundle, is damaged, or is of a newer format
    public static ModelBundle read(Path file) throws IOException {
        return read(Files.readAllBytes(file), file.toString());
    }

    /// Reads a bundle from bytes.
    ///
    /// @param name what errors call it
    public static ModelBundle read(byte[] bytes, String name) throws IOException {
        Map<String, byte[]> entries = entries(bytes, name);
        byte[] json = entries.get(JSON);
        if (json == null) {
            throw new FormatException(name + ": expected a Spektron model bundle (a zip with " + JSON + "), found "
                + (entries.isEmpty() ? "no zip entries" : "entries " + entries.keySet()));
        }
        try {
            Doc doc = GSON.fromJson(new String(json, StandardCharsets.UTF_8), Doc.class);
            if (doc == null || doc.format() != FORMAT) {
                throw new FormatException(name + ": expected bundle format " + FORMAT + ", found " + (doc == null ? "none" : doc.format())
                    + (doc != null && doc.format() > FORMAT ? "; a newer Spektron wrote it: update this one, or make the bundle again"
                    : "; make the bundle again"));
            }
            ModelBundle bundle = bundle(doc, entries, name);
            tryOut(bundle);
            return bundle;
        } catch (JsonParseException | NullPointerException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new FormatException(name + ", " + JSON + ": the content is damaged or incomplete: " + e.getMessage(), e);
        }
    }

    /// One spectrum through everything: parts that do not fit together shall fail here and not at the first unknown sample.
    private static void tryOut(ModelBundle bundle) {
        int p = bundle.axis().size();
        DMatrixRMaj wiggle = new DMatrixRMaj(1, p);
        for (int j = 0; j < p; j++) {
            // positive for logarithms, and no polynomial, which some steps take away
            wiggle.data[j] = 1 + 0.5 * Math.sin(0.37 * j * j);
        }
        bundle.properties().forEach(m -> m.model().predict(wiggle));
        bundle.outliers().distances(wiggle);
    }

    private static Map<String, byte[]> entries(byte[] bytes, String name) throws IOException {
        if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && !endsLikeZip(bytes)) {
            throw new FormatException(name + ": the zip is cut short (" + bytes.length + " bytes, without its directory); copy it again");
        }
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(LARGEST_ENTRY + 1);
                if (content.length > LARGEST_ENTRY || entries.size() >= MOST_ENTRIES) {
                    throw new FormatException(name + ", entry " + e.getName() + ": larger than " + LARGEST_ENTRY + " bytes, or more than "
                        + MOST_ENTRIES + " entries: not a model bundle");
                }
                entries.put(e.getName(), content);
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new FormatException(name + ": the zip is damaged or cut short: " + e.getMessage(), e);
        }
        return entries;
    }

    /// Whether the end record (PK 5 6) stands where it does in a zip without a comment.
    private static boolean endsLikeZip(byte[] bytes) {
        int at = bytes.length - 22;
        return at >= 0 && bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 5 && bytes[at + 3] == 6;
    }

    private static ModelBundle bundle(Doc doc, Map<String, byte[]> entries, String name) throws IOException {
        AxisUnit unit = AxisUnit.parse(doc.axisUnit());
        List<PropertyModel> properties = new ArrayList<>();
        for (PropertyDoc p : doc.properties()) {
            List<ChainModel> chains = new ArrayList<>();
            for (ChainDoc c : p.chains()) {
                Optional<AffineMap> map = c.map() == null ? Optional.empty() : Optional.of(map(entries, c.map(), name));
                chains.add(new ChainModel(restore(c.before(), unit), map, restore(c.after(), unit),
                    new LinearModel(c.coefficients(), c.intercept())));
            }
            properties.add(new PropertyModel(p.name(), p.unit(), weighted(chains, p), p.residuals(), p.low(), p.high(),
                p.description()));
        }
        OutlierDoc o = doc.outliers();
        return new ModelBundle(doc.title(), doc.instrument(), doc.source(), new Axis(unit, doc.axis()), new Axis(unit, doc.measured()),
            IntensityKind.parse(doc.kind()),
            properties, new OutlierModel(restore(o.pipeline(), unit), o.shift(), o.statistics(), o.t2Ratio(), o.qRatio()),
            doc.provenance());
    }

    private static WeightedChains weighted(List<ChainModel> chains, PropertyDoc p) {
        return p.limits() == null ? new WeightedChains(chains, p.weights())
            : new WeightedChains(chains, p.weights(), p.limits()[0], p.limits()[1]);
    }

    private static FittedPipeline restore(PipelineDoc p, AxisUnit unit) {
        return Pipeline.parse(p.notation()).restore(p.states(), new Axis(p.unit() == null ? unit : AxisUnit.parse(p.unit()), p.axis()));
    }

    private static AffineMap map(Map<String, byte[]> entries, String entry, String name) throws IOException {
        byte[] bytes = entries.get(entry);
        if (bytes == null) {
            throw new FormatException(name + ": the entry " + entry + " is missing");
        }
        double[][] rows = Npy.read(name + "!" + entry, bytes).matrix();
        DMatrixRMaj f = new DMatrixRMaj(rows.length - 1, rows[0].length);
        for (int i = 0; i < f.numRows; i++) {
            System.arraycopy(rows[i], 0, f.data, i * f.numCols, f.numCols);
        }
        return new DenseMap(f, rows[rows.length - 1]);
    }
}

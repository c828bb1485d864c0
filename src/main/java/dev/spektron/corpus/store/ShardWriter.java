package dev.spektron.corpus.store;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.io.AtomicFiles;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Writes shards. The bytes are a function of rows, header and layout alone: no date, no name of a machine (jhdf notes its own version and
/// the operating system).
public final class ShardWriter {
    private static final int CHUNK_ROWS = 1000;
    private static final int GZIP_LEVEL = 4;

    private final Layout layout;
    private final List<String> sources;
    private final String date;

    /// @param sources names of all sources of the corpus; a row's number is the place of its source in this list
    /// @param date    date for the attribute `creation_date`, empty to leave it out
    public ShardWriter(Layout layout, List<String> sources, String date) {
        this.layout = layout;
        this.sources = List.copyOf(sources);
        this.date = date;
    }

    /// Writes at least one row, atomically.
    public void write(Path file, List<ShardRow> rows) throws IOException {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + ": expected at least one row, found none");
        }
        AtomicFiles.fill(file, temporary -> {
            try (WritableHdfFile hdf = HdfFile.write(temporary)) {
                if (layout == Layout.V1) {
                    v1(hdf, rows);
                } else {
                    v2(hdf, rows);
                }
            } catch (HdfException e) {
                throw new IOException("HDF5: " + e.getMessage(), e);
            }
        });
    }

    private void v1(WritableHdfFile hdf, List<ShardRow> rows) {
        hdf.putDataset("spectra", spectra(rows));
        byte[] modality = new byte[rows.size()];
        short[] source = new short[rows.size()];
        for (int i = 0; i < source.length; i++) {
            modality[i] = Codes.of(rows.get(i).spectrum().modality());
            source[i] = (short) sources.indexOf(rows.get(i).spectrum().dataset());
        }
        hdf.putDataset("modality", modality).putAttribute("names", Codes.MODALITIES);
        hdf.putDataset("source", source).putAttribute("names", sources.toArray(String[]::new));
        put(hdf, VariableLengthDataset.floats("wavenumber_orig", hdf, originals(rows)));
        WritableGroup metadata = hdf.putGroup("metadata");
        metadata.putDataset("id", strings(rows, SourceSpectrum::id));
        facts(metadata, rows);
        summary(metadata, rows);
        metadata.putAttribute("layout", "spektron corpus v1");
        metadata.putAttribute("normalization", "snv");
        if (!date.isEmpty()) {
            metadata.putAttribute("creation_date", date);
        }
    }

    private void v2(WritableHdfFile hdf, List<ShardRow> rows) {
        int points = rows.getFirst().spectrum().channels();
        hdf.putDataset("spectra", spectra(rows), DatasetCreationOptions.builder()
            .chunkDimensions(Math.min(CHUNK_ROWS, rows.size()), points).deflate(GZIP_LEVEL).build());
        WritableGroup metadata = hdf.putGroup("metadata");
        String[] names = new String[rows.size()];
        float[][] range = new float[names.length][];
        for (int i = 0; i < names.length; i++) {
            SourceSpectrum s = rows.get(i).spectrum();
            names[i] = s.dataset() + (rows.get(i).augmented() ? "_aug" : "");
            range[i] = new float[] {(float) s.first(), (float) s.last()};
        }
        put(metadata, VariableLengthDataset.strings("source", metadata, names));
        put(metadata, VariableLengthDataset.strings("type", metadata, strings(rows, s -> s.modality().label())));
        put(metadata, VariableLengthDataset.strings("sample_id", metadata, strings(rows, SourceSpectrum::id)));
        metadata.putDataset("original_range", range);
        put(metadata, VariableLengthDataset.floats("wavenumber_orig", metadata, originals(rows)));
        facts(metadata, rows);
        long originals = rows.stream().filter(r -> !r.augmented()).count();
        hdf.putAttribute("corpus_size", rows.size());
        hdf.putAttribute("target_points", points);
        hdf.putAttribute("normalization", "snv");
        hdf.putAttribute("augment_ratio", originals == 0 ? 0.0 : (double) (rows.size() - originals) / originals);
        hdf.putAttribute("n_real_total", originals);
        counts(rows, false).forEach((name, n) -> hdf.putAttribute("n_real_" + name, n));
        if (!date.isEmpty()) {
            hdf.putAttribute("creation_date", date);
        }
    }

    /// jhdf makes the link; what is written behind it is ours.
    private static void put(WritableGroup group, WritableDataset dataset) {
        group.putDataset(dataset.getName(), dataset);
    }

    private static float[][] spectra(List<ShardRow> rows) {
        return rows.stream().map(r -> r.spectrum().values()).toArray(float[][]::new);
    }

    private static float[][] originals(List<ShardRow> rows) {
        return rows.stream().map(ShardRow::original).toArray(float[][]::new);
    }

    private static String[] strings(List<ShardRow> rows, Function<SourceSpectrum, String> name) {
        return rows.stream().map(r -> name.apply(r.spectrum())).toArray(String[]::new);
    }

    private static void facts(WritableGroup group, List<ShardRow> rows) {
        double[][] range = new double[rows.size()][];
        double[][] moments = new double[range.length][];
        byte[] unit = new byte[range.length];
        byte[] kind = new byte[range.length];
        byte[] augmented = new byte[range.length];
        int[] parent = new int[range.length];
        for (int i = 0; i < range.length; i++) {
            ShardRow r = rows.get(i);
            range[i] = new double[] {r.spectrum().first(), r.spectrum().last()};
            moments[i] = new double[] {r.mean(), r.deviation()};
            unit[i] = (byte) r.spectrum().unit().ordinal();
            kind[i] = (byte) r.spectrum().kind().ordinal();
            augmented[i] = (byte) (r.augmented() ? 1 : 0);
            parent[i] = r.parent();
        }
        group.putDataset("range", range);
        group.putDataset("moments", moments);
        group.putDataset("unit", unit).putAttribute("names", Arrays.stream(AxisUnit.values()).map(AxisUnit::symbol).toArray(String[]::new));
        group.putDataset("kind", kind)
            .putAttribute("names", Arrays.stream(IntensityKind.values()).map(IntensityKind::label).toArray(String[]::new));
        group.putDataset("augmented", augmented);
        group.putDataset("parent", parent);
        group.putDataset("instrument", strings(rows, SourceSpectrum::instrument));
        group.putDataset("group", strings(rows, SourceSpectrum::group));
        group.putDataset("sample", strings(rows, SourceSpectrum::sample));
    }

    private void summary(WritableGroup group, List<ShardRow> rows) {
        group.putAttribute("n", rows.size());
        group.putAttribute("n_augmented", rows.stream().filter(ShardRow::augmented).count());
        counts(rows, true).forEach((name, n) -> group.putAttribute("n_" + name, n));
        statistic(group, "mean", rows, ShardRow::mean);
        statistic(group, "deviation", rows, ShardRow::deviation);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (ShardRow r : rows) {
            for (float v : r.spectrum().values()) {
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
        }
        group.putAttribute("value_min", least);
        group.putAttribute("value_max", most);
    }

    private static void statistic(WritableGroup group, String name, List<ShardRow> rows, ToDoubleFunction<ShardRow> value) {
        double sum = 0;
        for (ShardRow r : rows) {
            sum += value.applyAsDouble(r);
        }
        group.putAttribute("average_" + name, sum / rows.size());
    }

    private static Map<String, Long> counts(List<ShardRow> rows, boolean copies) {
        Map<String, Long> out = new TreeMap<>();
        for (ShardRow r : new ArrayList<>(rows)) {
            if (copies || !r.augmented()) {
                out.merge(r.spectrum().dataset(), 1L, Long::sum);
            }
        }
        return out;
    }
}

package dev.spektron.corpus.store;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a whole shard of either layout through jhdf, also one that the published reference wrote (layout v2 without names of groups and
/// units: then the sample's name without its `_aug` is the group, and the unit follows from the type).
public final class ShardRows {
    private static final String COPY = "_aug";

    private final HdfFile hdf;
    private final boolean v1;

    private ShardRows(HdfFile hdf) {
        this.hdf = hdf;
        v1 = hdf.getChild("modality") != null;
    }

    /// All rows. Memory: the whole shard.
    ///
    /// @throws FormatException if the file is no shard
    public static List<ShardRow> read(Path file) throws IOException {
        try (HdfFile hdf = new HdfFile(file)) {
            return new ShardRows(hdf).rows();
        } catch (HdfException | ClassCastException | NullPointerException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new FormatException(file + ": expected a corpus shard (HDF5 of layout v1 or v2), found something else ("
                + e.getMessage() + ")", e);
        }
    }

    private Object data(String path) {
        Dataset d = optional(path);
        if (d == null) {
            throw new IllegalArgumentException("there is no /" + path);
        }
        return d.getData();
    }

    private Dataset optional(String path) {
        int slash = path.indexOf('/');
        Node node = slash < 0 ? hdf.getChild(path) : hdf.getChild(path.substring(0, slash)) instanceof io.jhdf.api.Group g
            ? g.getChild(path.substring(slash + 1)) : null;
        return node instanceof Dataset d ? d : null;
    }

    private List<ShardRow> rows() {
        float[][] spectra = (float[][]) data("spectra");
        String[] id = (String[]) data(v1 ? "metadata/id" : "metadata/sample_id");
        String[] source = sources(spectra.length);
        Modality[] modality = modalities(spectra.length);
        boolean full = optional("metadata/range") != null;
        double[][] range = full ? (double[][]) data("metadata/range") : widened((float[][]) data("metadata/original_range"));
        double[][] moments = full ? (double[][]) data("metadata/moments") : null;
        byte[] unit = full ? (byte[]) data("metadata/unit") : null;
        byte[] kind = full ? (byte[]) data("metadata/kind") : null;
        String[] instrument = full ? (String[]) data("metadata/instrument") : null;
        String[] group = full ? (String[]) data("metadata/group") : null;
        String[] sample = full ? (String[]) data("metadata/sample") : null;
        int[] parent = full ? (int[]) data("metadata/parent") : parents(id, source);
        String axes = v1 ? "wavenumber_orig" : "metadata/wavenumber_orig";
        Object original = optional(axes) == null ? null : data(axes);
        List<ShardRow> out = new ArrayList<>();
        for (int i = 0; i < spectra.length; i++) {
            String base = base(id[i]);
            String name = source[i].endsWith(COPY) ? source[i].substring(0, source[i].length() - COPY.length()) : source[i];
            SourceSpectrum s = new SourceSpectrum(spectra[i], range[i][0], range[i][1], unit == null ? unit(modality[i])
                : AxisUnit.values()[unit[i]], modality[i], kind == null ? IntensityKind.UNKNOWN : IntensityKind.values()[kind[i]], name,
                instrument == null ? "" : instrument[i], group == null ? base : group[i], sample == null ? base : sample[i], id[i]);
            out.add(new ShardRow(s, moments == null ? 0 : moments[i][0], moments == null ? 1 : moments[i][1], parent[i],
                original == null ? new float[] {(float) range[i][0], (float) range[i][1]} : (float[]) ((Object[]) original)[i]));
        }
        return out;
    }

    private String[] sources(int n) {
        if (!v1) {
            return (String[]) data("metadata/source");
        }
        Dataset d = optional("source") == null ? optional("source_id") : optional("source");
        String[] names = (String[]) d.getAttribute("names").getData();
        short[] codes = (short[]) d.getData();
        String[] out = new String[n];
        for (int i = 0; i < n; i++) {
            out[i] = names[codes[i]];
        }
        return out;
    }

    private Modality[] modalities(int n) {
        Modality[] out = new Modality[n];
        byte[] codes = v1 ? (byte[]) data("modality") : null;
        String[] names = v1 ? null : (String[]) data("metadata/type");
        for (int i = 0; i < n; i++) {
            out[i] = v1 ? Codes.modality(codes[i]) : Modality.parse(names[i]);
        }
        return out;
    }

    private static AxisUnit unit(Modality m) {
        return m == Modality.RAMAN ? AxisUnit.RAMAN_SHIFT : m == Modality.NIR ? AxisUnit.NANOMETRE : AxisUnit.WAVENUMBER;
    }

    private static double[][] widened(float[][] range) {
        double[][] out = new double[range.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = new double[] {range[i][0], range[i][1]};
        }
        return out;
    }

    private static String base(String id) {
        int at = id.lastIndexOf(COPY);
        return at > 0 && id.substring(at + COPY.length()).matches("[0-9]+") ? id.substring(0, at) : id;
    }

    /// Copies point to the row with their name without `_aug<i>`; a copy whose original is elsewhere points to itself.
    private static int[] parents(String[] id, String[] source) {
        Map<String, Integer> originals = new HashMap<>();
        for (int i = 0; i < id.length; i++) {
            if (!source[i].endsWith(COPY)) {
                originals.putIfAbsent(id[i], i);
            }
        }
        int[] out = new int[id.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = source[i].endsWith(COPY) ? originals.getOrDefault(base(id[i]), i) : ShardRow.NO_PARENT;
        }
        return out;
    }
}

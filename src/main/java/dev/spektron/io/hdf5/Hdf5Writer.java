package dev.spektron.io.hdf5;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.formats.Writer;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes NeXus: an NXentry, in it an NXdata group for each block with `spectra` (rows x channels, float64), `axis` and `ids`. What is
/// known of rows stands in `facts` as one list of texts each, what is known of the block or the file in `notes`.
public final class Hdf5Writer implements Writer {
    static final String CREATOR = "spektron";
    static final String ENTRY = "entry";
    static final String SPECTRA = "spectra";
    static final String AXIS = "axis";
    static final String IDS = "ids";
    static final String FACTS = "facts";
    static final String NOTES = "notes";

    @Override
    public String format() {
        return "hdf5";
    }

    @Override
    public List<String> endings() {
        return List.of(".h5", ".hdf5", ".nxs");
    }

    @Override
    public List<String> losses(SpectralFile file) {
        return file.warnings().isEmpty() ? List.of() : List.of("warnings of the reader");
    }

    @Override
    public void write(SpectralFile file, Path out) throws IOException {
        try (WritableHdfFile h5 = HdfFile.write(out)) {
            h5.putAttribute("creator", CREATOR);
            WritableGroup entry = h5.putGroup(ENTRY);
            entry.putAttribute("NX_class", "NXentry");
            entry.putAttribute("source format", file.format());
            Set<String> taken = new LinkedHashSet<>();
            for (Block b : file.blocks()) {
                String plain = b.name().replace('/', '_').replace("..", "_");
                plain = plain.equals(".") || plain.isBlank() ? "block" : plain;
                String name = plain;
                for (int i = 2; !taken.add(name); i++) {
                    name = plain + " (" + i + ")";
                }
                block(entry.putGroup(name), b, file.metadata());
            }
        } catch (HdfException e) {
            throw new IOException(out + ": not written as HDF5: " + e.getMessage(), e);
        }
    }

    private static void block(WritableGroup group, Block b, Map<String, String> common) throws IOException {
        if (b.rows() == 0 || b.channels() == 0) {
            throw new IOException("block '" + b.name() + "' is empty; name another one with --block");
        }
        group.putAttribute("NX_class", "NXdata");
        group.putAttribute("signal", SPECTRA);
        group.putAttribute("axes", new String[] {".", AXIS});
        group.putAttribute("spektron", b.name());
        group.putAttribute("kind", b.kind().name());
        WritableDataset spectra = group.putDataset(SPECTRA, b.y());
        spectra.putAttribute("intensity", b.intensity().label());
        put(spectra, "long_name", b.yLabel());
        WritableDataset axis = group.putDataset(AXIS, b.x());
        b.unit().ifPresent(u -> axis.putAttribute("units", u.symbol()));
        put(axis, "long_name", b.xLabel());
        group.putDataset(IDS, b.ids().toArray(String[]::new));
        Map<String, String> notes = new LinkedHashMap<>(common);
        notes.putAll(b.metadata());
        pairs(group, NOTES, notes);
        facts(group, b);
    }

    private static void put(WritableDataset d, String attribute, String text) {
        if (!text.isEmpty()) {
            d.putAttribute(attribute, text);
        }
    }

    /// Names and values as two lists: names may hold what names of datasets must not.
    private static void pairs(WritableGroup group, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            WritableGroup g = group.putGroup(name);
            g.putDataset("names", map.keySet().toArray(String[]::new));
            g.putDataset("values", map.values().toArray(String[]::new));
        }
    }

    private static void facts(WritableGroup group, Block b) {
        Set<String> names = new LinkedHashSet<>();
        b.rowMetadata().forEach(m -> names.addAll(m.keySet()));
        if (names.isEmpty()) {
            return;
        }
        WritableGroup facts = group.putGroup(FACTS);
        facts.putDataset("names", names.toArray(String[]::new));
        int i = 0;
        for (String name : names) {
            facts.putDataset(Integer.toString(i++), b.rowMetadata().stream().map(m -> m.getOrDefault(name, "")).toArray(String[]::new));
        }
    }
}

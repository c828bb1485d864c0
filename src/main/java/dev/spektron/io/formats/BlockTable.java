package dev.spektron.io.formats;

import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The bridge between blocks of files and the tables that calibration works on.
public final class BlockTable {
    private BlockTable() {}

    /// The spectra that a user most likely means: the main block. Formats with one spectrum a block have many of them; those of one kind
    /// over one axis are joined.
    ///
    /// @throws FormatException if it is open which block is meant, or if an ordinate is not finite
    public static SpectraTable of(SpectralFile file) throws FormatException {
        Block main = file.main();
        List<Block> same = file.blocks().stream().filter(b -> b.kind() == main.kind() && b.intensity() == main.intensity()).toList();
        boolean joined = same.stream().allMatch(b -> b.rows() == 1 && b.unit().equals(main.unit()) && Arrays.equals(b.x(), main.x()));
        if (same.size() > 1 && !joined) {
            List<String> names = same.stream().map(b -> b.name() + " (" + b.rows() + " x " + b.channels() + ")").toList();
            throw new FormatException(file.source() + ": expected one block of spectra, found " + String.join(", ", names.subList(0,
                Math.min(12, names.size()))) + "; write the one that is meant to a file: spektron data convert --block NAME IN OUT");
        }
        return of(file, same);
    }

    /// One block.
    public static SpectraTable of(SpectralFile file, Block block) throws FormatException {
        return of(file, List.of(block));
    }

    private static SpectraTable of(SpectralFile file, List<Block> blocks) throws FormatException {
        Block first = blocks.getFirst();
        Map<String, String> shared = shared(blocks);
        List<double[]> rows = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Map<String, String>> facts = new ArrayList<>();
        for (Block b : blocks) {
            requireFinite(file, b);
            rows.addAll(Arrays.asList(b.y()));
            ids.addAll(b.ids());
            // What is true of a block is a fact of its rows only where another block says something else; a title that is the name is none.
            for (int i = 0; i < b.rows(); i++) {
                Map<String, String> all = new LinkedHashMap<>(b.metadata());
                all.keySet().removeAll(shared.keySet());
                all.putAll(b.rowMetadata().get(i));
                all.remove(MetadataKeys.TITLE, b.ids().get(i));
                all.keySet().removeIf(k -> k.startsWith(SpectraTable.PROPERTY));
                facts.add(all);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        facts.forEach(f -> names.addAll(f.keySet()));
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, facts.stream().map(f -> f.getOrDefault(name, "")).toList());
        }
        return new SpectraTable(file.source(), first.x(), first.unit(), rows.toArray(double[][]::new), Facts.unique(ids), columns,
            notes(file, first, shared, ids));
    }

    private static void requireFinite(SpectralFile file, Block b) throws FormatException {
        for (int i = 0; i < b.rows(); i++) {
            for (int j = 0; j < b.channels(); j++) {
                if (!Double.isFinite(b.y()[i][j])) {
                    throw FormatException.at(file.source(), "block '" + b.name() + "', spectrum '" + b.ids().get(i) + "', channel " + (j
                        + 1),
                        "expected a finite number, found " + (Double.isNaN(b.y()[i][j]) ? "no value" : b.y()[i][j])
                            + "; leave the channel or the spectrum out");
                }
            }
        }
    }

    /// What all blocks say alike.
    private static Map<String, String> shared(List<Block> blocks) {
        Map<String, String> shared = new LinkedHashMap<>(blocks.getFirst().metadata());
        blocks.forEach(b -> shared.entrySet().removeIf(e -> !e.getValue().equals(b.metadata().get(e.getKey()))));
        return shared;
    }

    private static Map<String, String> notes(SpectralFile file, Block b, Map<String, String> shared, List<String> ids) {
        Map<String, String> notes = new LinkedHashMap<>(file.metadata());
        notes.putAll(shared);
        if (ids.size() == 1) {
            notes.remove(MetadataKeys.TITLE, ids.getFirst());
        }
        if (b.intensity() != IntensityKind.UNKNOWN) {
            notes.put("intensity", b.intensity().label());
        } else {
            notes.remove("intensity");
        }
        String modality = b.metadata().getOrDefault(MetadataKeys.MODALITY, file.metadata().getOrDefault(MetadataKeys.MODALITY, ""));
        try {
            notes.put(MetadataKeys.MODALITY, Modality.parse(modality).label());
        } catch (IllegalArgumentException e) {
            // A file may call its technique what it likes.
            notes.put(MetadataKeys.MODALITY, Modality.UNKNOWN.label());
        }
        return notes;
    }

    /// A table as a block; properties are facts of the rows, and `property NAME` in the metadata keeps their units.
    public static Block toBlock(String name, SpectraTable t) {
        Map<String, Frame.Column> columns = new LinkedHashMap<>();
        t.columns().forEach((key, values) -> columns.put(key, new Frame.Texts(values.toArray(String[]::new))));
        IntensityKind kind;
        try {
            kind = IntensityKind.parse(t.notes().getOrDefault("intensity", ""));
        } catch (IllegalArgumentException e) {
            kind = IntensityKind.UNKNOWN;
        }
        Map<String, String> metadata = new LinkedHashMap<>(t.notes());
        metadata.remove("intensity");
        return new Block(name, BlockKind.SPECTRUM, t.axis(), t.unit(), "", kind, t.notes().getOrDefault("intensity", ""), t.rows(),
            Facts.unique(t.ids()), metadata, Facts.rows(new Frame(t.rows().length, columns, List.of()), List.copyOf(columns.keySet())));
    }
}

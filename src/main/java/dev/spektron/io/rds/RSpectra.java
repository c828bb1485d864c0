package dev.spektron.io.rds;

import dev.spektron.io.formats.ArraySpectra;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.Frame;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.text.Quantities;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds the spectra among values of R: objects of OpenSpecy, hyperSpec and ChemoSpec, data frames, matrices, and lists of them.
final class RSpectra {
    private static final int DEEPEST = 8;
    private static final int FEWEST = 3;
    private static final List<String> AXES = List.of("wavenumber", "wavenumbers", "wavelength", "wavelengths", "wl", "wav", "shift");
    private final List<Block> blocks = new ArrayList<>();

    private RSpectra() {}

    static List<Block> find(Map<String, RValue> values) {
        RSpectra s = new RSpectra();
        values.forEach((name, v) -> s.search(name, v, 0));
        return Block.unique(s.blocks);
    }

    private void search(String name, RValue v, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        switch (v) {
            case RValue.S4 o when o.attribute("wavelength") != null && o.attribute("data") instanceof RValue.Elements data ->
                hyperSpec(name, o, data);
            case RValue.Elements e when e.get("wavenumber") != null && e.get("spectra") != null -> openSpecy(name, e);
            case RValue.Elements e when e.is("Spectra") && e.get("freq") != null && e.get("data") != null -> chemoSpec(name, e);
            case RValue.Elements e when e.is("data.frame") -> frame(name, e);
            case RValue.Elements e when e.type().equals("list") -> list(name, e, depth);
            default -> matrix(name, v);
        }
    }

    private void frame(String name, RValue.Elements e) {
        FrameSpectra.find(name, RFrames.frame(e)).forEach(blocks::add);
    }

    private void list(String name, RValue.Elements e, int depth) {
        List<String> names = e.names();
        double[] axis = null;
        String axisName = "";
        for (int i = 0; i < e.length() && i < names.size(); i++) {
            if (names.get(i) != null && AXES.contains(names.get(i).toLowerCase(Locale.ROOT)) && e.values()[i].dims().length == 0) {
                axis = RFrames.doubles(e.values()[i]);
                axisName = names.get(i);
            }
        }
        for (int i = 0; i < e.length(); i++) {
            String own = i < names.size() && names.get(i) != null && !names.get(i).isEmpty() ? names.get(i) : "[[" + (i + 1) + "]]";
            String full = name.isEmpty() ? own : name + "/" + own;
            RValue v = e.values()[i];
            if (axis != null && axis.length >= FEWEST && RFrames.isMatrix(v) && v.dims()[1] == axis.length) {
                blocks.add(block(full, axis, ChannelNames.unitOf(axisName), axisName, RFrames.matrix(v), RFrames.dimNames(v, 0)));
            } else {
                search(full, v, depth + 1);
            }
        }
    }

    private static Block block(String name, double[] axis, Optional<AxisUnit> unit, String label, double[][] y, List<String> ids) {
        List<String> names = ids.size() == y.length ? ids : Collections.nCopies(y.length, "");
        return new Block(name, BlockKind.SPECTRUM, axis, unit, label, FrameSpectra.intensity(name), "", y, Facts.unique(names), Map.of(),
            Collections.nCopies(y.length, Map.of()));
    }

    /// A bare matrix: spectra if the names of its columns are positions, otherwise only numbers.
    private void matrix(String name, RValue v) {
        if (!RFrames.isMatrix(v) || v.dims()[1] < FEWEST) {
            return;
        }
        String block = name.isEmpty() ? "value" : name;
        Optional<ChannelNames> run = ChannelNames.find(RFrames.dimNames(v, 1)).filter(r -> r.axis().length == v.dims()[1]);
        double[] axis = run.map(ChannelNames::axis).orElseGet(() -> ArraySpectra.counted(v.dims()[1]));
        Block b = block(block, axis, run.isPresent() ? run.get().unit() : Optional.of(AxisUnit.INDEX), "", RFrames.matrix(v),
            RFrames.dimNames(v, 0));
        blocks.add(run.isPresent() ? b : new Block(b.name(), BlockKind.OTHER, b.x(), b.unit(), "", IntensityKind.UNKNOWN, "", b.y(),
            b.ids(), b.metadata(), b.rowMetadata()));
    }

    /// OpenSpecy: a column of `spectra` is a spectrum, a row of `metadata` its facts.
    private void openSpecy(String name, RValue.Elements e) {
        double[] axis = RFrames.doubles(e.get("wavenumber"));
        RValue spectra = e.get("spectra");
        double[][] y;
        List<String> ids;
        if (RFrames.isMatrix(spectra) && spectra.dims()[0] == axis.length) {
            y = RFrames.transposed(spectra);
            ids = RFrames.dimNames(spectra, 1);
        } else if (spectra instanceof RValue.Elements columns
            && Arrays.stream(columns.values()).allMatch(c -> c.length() == axis.length && RFrames.doubles(c).length == axis.length)) {
            y = Arrays.stream(columns.values()).map(RFrames::doubles).toArray(double[][]::new);
            ids = columns.names();
        } else {
            return;
        }
        Frame facts = e.get("metadata") instanceof RValue.Elements m ? RFrames.frame(m) : new Frame(0, Map.of(), List.of());
        boolean fits = facts.rows() == y.length;
        String modality = fits ? common(facts, "spectrum_type") : "";
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!modality.isEmpty()) {
            metadata.put(MetadataKeys.MODALITY, modality.equals("raman") ? "raman" : "ir");
        }
        if (y.length == 1 && fits && facts.columns().containsKey("spectrum_identity")) {
            metadata.put(MetadataKeys.SAMPLE, facts.columns().get("spectrum_identity").text(0));
        }
        boolean named = fits && facts.columns().get("sample_name") instanceof Frame.Texts;
        List<String> names = named ? Arrays.asList(((Frame.Texts) facts.columns().get("sample_name")).values())
            : ids.size() == y.length ? ids : Collections.nCopies(y.length, "");
        String kind = String.join(" ", e.texts("intensity_unit")) + (fits ? " " + common(facts, "intensity_units") : "");
        blocks.add(new Block(name.isEmpty() ? "spectra" : name, BlockKind.SPECTRUM, axis,
            Optional.of(modality.equals("raman") ? AxisUnit.RAMAN_SHIFT : AxisUnit.WAVENUMBER), "wavenumber", FrameSpectra.intensity(kind),
            kind.strip(), y, Facts.unique(names), metadata,
            fits ? Facts.rows(facts, List.copyOf(facts.columns().keySet())) : Collections.nCopies(y.length, Map.of())));
    }

    /// The value that all rows of a column share, in lower case; empty if they differ.
    private static String common(Frame facts, String column) {
        Frame.Column c = facts.columns().get(column);
        String first = c == null || facts.rows() == 0 ? "" : c.text(0);
        for (int i = 1; i < facts.rows() && !first.isEmpty(); i++) {
            first = c.text(i).equalsIgnoreCase(first) ? first : "";
        }
        return first.toLowerCase(Locale.ROOT);
    }

    /// ChemoSpec: a row of the matrix `data` over `freq`, whose unit and that of the ordinates are the two texts of `unit`.
    private void chemoSpec(String name, RValue.Elements e) {
        double[] axis = RFrames.doubles(e.get("freq"));
        RValue data = e.get("data");
        if (!RFrames.isMatrix(data) || data.dims()[1] != axis.length) {
            return;
        }
        double[][] y = RFrames.matrix(data);
        String[] units = e.get("unit") instanceof RValue.Texts t && t.length() == 2 ? t.values() : new String[] {"", ""};
        String x = Objects.toString(units[0], "");
        String label = Objects.toString(units[1], "");
        List<String> ids = e.get("names") instanceof RValue.Texts t && t.length() == y.length
            ? Arrays.stream(t.values()).map(n -> Objects.toString(n, "")).toList() : Collections.nCopies(y.length, "");
        Optional<AxisUnit> unit = Quantities.axis(x, false).unit();
        IntensityKind kind = Quantities.intensity(label);
        blocks.add(new Block(name.isEmpty() ? "spectra" : name, BlockKind.SPECTRUM, axis, unit.or(() -> ChannelNames.unitOf(x)), x,
            kind == IntensityKind.UNKNOWN ? FrameSpectra.intensity(label) : kind, label, y, Facts.unique(ids), Map.of(),
            Collections.nCopies(y.length, Map.of())));
    }

    /// hyperSpec: slot `wavelength`, and a data frame whose column `spc` is a matrix.
    private void hyperSpec(String name, RValue.S4 o, RValue.Elements data) {
        double[] axis = RFrames.doubles(o.attribute("wavelength"));
        Frame f = RFrames.frame(data);
        if (!(f.columns().get("spc") instanceof Frame.Matrix m) || m.rows() == 0 || m.values()[0].length != axis.length) {
            return;
        }
        RValue labels = o.attribute("label");
        String x = labels instanceof RValue.Elements l ? RText.of(l.get(".wavelength")) : "";
        String y = labels instanceof RValue.Elements l ? RText.of(l.get("spc")) : "";
        Optional<AxisUnit> unit = x.contains("Delta") && x.contains("cm") ? Optional.of(AxisUnit.RAMAN_SHIFT) : ChannelNames.unitOf(x);
        List<String> facts = f.columns().keySet().stream().filter(c -> !(f.columns().get(c) instanceof Frame.Matrix)).toList();
        List<String> ids = f.rowNames().isEmpty() ? Collections.nCopies(m.rows(), "") : f.rowNames();
        blocks.add(new Block(name.isEmpty() ? "spc" : name, BlockKind.SPECTRUM, axis, unit, x, FrameSpectra.intensity(y), y, m.values(),
            Facts.unique(ids), Map.of(), Facts.rows(f, facts)));
    }
}

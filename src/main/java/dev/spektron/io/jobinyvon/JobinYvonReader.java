package dev.spektron.io.jobinyvon;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.text.Quantities;
import dev.spektron.io.text.Quantities.AxisScale;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads XML of LabSpec. A map or line scan is one block with a row a spectrum and the place of each among its facts; of two coordinates
/// the one that the file names first runs faster.
public final class JobinYvonReader implements Reader {
    private static final int LOOK = 512;

    @Override
    public String format() {
        return "jobinyvon-xml";
    }

    @Override
    public String title() {
        return "Horiba LabSpec XML";
    }

    @Override
    public List<String> endings() {
        return List.of(".xml");
    }

    @Override
    public Match match(Content content) {
        return content.head(LOOK).contains("<LSX_Data") ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        String file = content.name();
        LsxDocument document = LsxDocument.parse(file, content.bytes());
        LsxNode tree = document.tree.children.isEmpty() ? null : document.tree.children.getFirst();
        if (tree == null || document.rows.isEmpty()) {
            throw new FormatException(file + ": expected the elements LSX_Tree and LSX_Row, found " + (tree == null ? "no tree" : "no row")
                + "; the file is cut off or of another kind");
        }
        List<LsxAxis> axes = LsxAxis.of(file, tree);
        Map<String, String> metadata = LsxMetadata.of(tree);
        Block block = block(file, axes, document.rows, metadata, tree);
        return new SpectralFile(file, format(), List.of(block), metadata, List.of());
    }

    private static Block block(String file, List<LsxAxis> axes, List<double[]> rows, Map<String, String> metadata, LsxNode tree)
        throws FormatException {
        LsxAxis intensity = axes.stream().filter(a -> a.type().equals("Intens")).findFirst().orElse(new LsxAxis("Intens", "",
            new double[0]));
        LsxAxis spectral = axes.stream().filter(a -> a.type().equals("Spectr")).findFirst().orElseThrow(() -> new FormatException(file
            + ": expected an axis of type Spectr, found " + axes.stream().map(LsxAxis::type).toList()));
        List<LsxAxis> places = axes.stream().filter(a -> a != spectral && a != intensity).toList();
        long cells = 1;
        for (LsxAxis a : places) {
            cells = Math.min(Integer.MAX_VALUE, cells * Math.max(1, a.values().length));
        }
        if (cells != rows.size()) {
            throw new FormatException(file + ": expected " + cells + " rows for " + places.stream().map(a -> a.type() + " of "
                + a.values().length).toList() + ", found " + rows.size());
        }
        double[][] y = rows.toArray(double[][]::new);
        for (int i = 0; i < y.length; i++) {
            if (y[i].length != spectral.values().length) {
                throw FormatException.at(file, "row " + (i + 1), "expected " + spectral.values().length + " numbers as on the axis, found "
                    + y[i].length);
            }
        }
        boolean raman = metadata.containsKey(MetadataKeys.LASER);
        AxisScale scale = Quantities.axis(spectral.unit(), raman);
        // Over wavelengths a laser excites luminescence too.
        if (scale.unit().filter(u -> u == AxisUnit.RAMAN_SHIFT).isPresent()) {
            metadata.put(MetadataKeys.MODALITY, "raman");
        }
        String title = tree.text(LsxNode.TITLE);
        String name = title.isEmpty() ? "spectrum" : title;
        List<Map<String, String>> facts = facts(places, y.length);
        List<String> ids = y.length == 1 ? List.of(name) : Facts.unique(facts.stream().map(m -> String.join(", ", m.values())).toList());
        return new Block(name, BlockKind.SPECTRUM, scale.apply(spectral.values()), scale.unit(), spectral.unit(), IntensityKind.COUNTS,
            intensity.unit(), y, ids, metadata, facts);
    }

    private static List<Map<String, String>> facts(List<LsxAxis> places, int rows) {
        List<Map<String, String>> facts = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            Map<String, String> fact = new LinkedHashMap<>();
            int rest = i;
            for (LsxAxis a : places) {
                int n = Math.max(1, a.values().length);
                if (a.values().length > 0) {
                    fact.put(a.unit().isEmpty() ? a.type() : a.type() + " " + a.unit().replace("µ", "u"),
                        Facts.number(a.values()[rest % n]));
                }
                rest /= n;
            }
            facts.add(fact);
        }
        return facts;
    }
}

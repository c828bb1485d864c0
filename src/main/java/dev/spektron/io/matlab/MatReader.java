package dev.spektron.io.matlab;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spectra in MATLAB files of versions 4, 5 (also called 6 and 7) and 7.3, which is HDF5.
public final class MatReader implements Reader {
    private static final int TEXT = 116;

    @Override
    public String format() {
        return "mat";
    }

    @Override
    public String title() {
        return "MATLAB";
    }

    @Override
    public List<String> endings() {
        return List.of(".mat");
    }

    @Override
    public Match match(Content c) {
        byte[] b = c.bytes();
        boolean marked = b.length >= 128 && (c.has(126, "IM") || c.has(126, "MI")) && (b[124] | b[125]) != 0;
        if (c.has(0, "MATLAB") || marked) {
            return Match.CERTAIN;
        }
        return Mat4Parser.fits(b) ? c.fileName().endsWith(".mat") ? Match.CERTAIN : Match.LIKELY : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Mat73.Found found = MatFile.found(content.name(), content.bytes());
        Map<String, MatValue> variables = found.variables();
        List<Block> blocks = MatSpectra.find(content.name(), variables);
        if (blocks.isEmpty()) {
            List<String> there = new ArrayList<>();
            variables.forEach((name, v) -> there.add(name + " (" + v.describe() + ")"));
            throw new FormatException(content.name() + ": expected a DataSet Object or a matrix of spectra, found " + (there.isEmpty()
                ? "no variable" : String.join(", ", there))
                + (found.warnings().isEmpty() ? "" : "; " + String.join("; ", found.warnings())));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        if (content.has(0, "MATLAB")) {
            metadata.put("header", content.head(TEXT).replace('\0', ' ').strip());
        }
        return new SpectralFile(content.name(), format(), blocks, metadata, found.warnings());
    }
}

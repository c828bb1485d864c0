package dev.spektron.io.perkinelmer;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.EvenAxis;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The text form `.asp` of an infrared spectrum: a line with the number of points, two with the first and last wavenumber, three with
/// codes, then one ordinate a line at even intervals. The file names no ordinate.
public final class AspReader implements Reader {
    private static final int HEADER = 6;
    private static final int LONGEST_LINE = 64;

    @Override
    public String format() {
        return "asp";
    }

    @Override
    public String title() {
        return "ASP text";
    }

    @Override
    public List<String> endings() {
        return List.of(".asp");
    }

    /// Only one number a line, and as many lines as the first says: too little of a mark to be certain.
    @Override
    public Match match(Content content) {
        try {
            lines(content);
            return Match.LIKELY;
        } catch (FormatException e) {
            return content.fileName().endsWith(".asp") && content.head(1).matches("[0-9]") ? Match.POSSIBLE : Match.NO;
        }
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        List<String> lines = lines(content);
        double[] v = new double[lines.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = number(content.name(), i, lines.get(i));
        }
        int n = (int) v[0];
        double[] x = EvenAxis.between(v[1], v[2], n);
        double[] y = Arrays.copyOfRange(v, HEADER, HEADER + n);
        Block block = Block.single("spectrum", BlockKind.SPECTRUM, x, Optional.of(AxisUnit.WAVENUMBER), "cm-1", IntensityKind.UNKNOWN, "",
            y, Map.of());
        return new SpectralFile(content.name(), format(), List.of(block), Map.of(), List.of());
    }

    /// Lines of the file, as many as it says.
    private static List<String> lines(Content content) throws FormatException {
        byte[] b = content.bytes();
        List<String> lines = new ArrayList<>();
        long wanted = HEADER;
        int from = 0;
        for (int i = 0; i <= b.length && lines.size() < wanted; i++) {
            if (i < b.length && b[i] != '\n') {
                if (i - from > LONGEST_LINE) {
                    throw FormatException.at(content.name(), "line " + (lines.size() + 1), "expected a number, found a longer line");
                }
                continue;
            }
            String line = new String(b, from, i - from, StandardCharsets.ISO_8859_1).strip();
            from = i + 1;
            if (line.isEmpty() && i == b.length) {
                break;
            }
            double value = number(content.name(), lines.size(), line);
            if (lines.isEmpty()) {
                if (value < 1 || !line.matches("\\d+") || value > b.length) {
                    throw FormatException.at(content.name(), "line 1", "expected the number of points, found '" + line + "'");
                }
                wanted = HEADER + (long) value;
            }
            lines.add(line);
        }
        if (lines.size() < wanted) {
            throw FormatException.at(content.name(), "line " + (lines.size() + 1), "expected " + wanted + " lines of one number, found "
                + lines.size() + "; the file is cut off, fetch it again");
        }
        // Any list of numbers may begin with a whole one: only the count tells that it is of this format.
        for (int i = from; i < b.length; i++) {
            if (b[i] > ' ' || b[i] < 0) {
                throw FormatException.at(content.name(), "line " + (wanted + 1), "expected the end of the file, since line 1 counts "
                    + (wanted - HEADER) + " points, found more; correct the count, or add the positions as a first column");
            }
        }
        return lines;
    }

    private static double number(String name, int line, String text) throws FormatException {
        try {
            double v = Double.parseDouble(text);
            if (Double.isFinite(v)) {
                return v;
            }
        } catch (NumberFormatException e) {
            throw new FormatException(name + ", line " + (line + 1) + ": expected a number, found '" + text + "'", e);
        }
        throw FormatException.at(name, "line " + (line + 1), "expected a finite number, found '" + text + "'");
    }
}

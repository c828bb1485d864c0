package dev.spektron.io.perkinelmer;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// PerkinElmer Spectrum `.sp`: one spectrum at even intervals, in nested blocks of members. Layout as PerkinElmer's own `spload.m` for
/// MATLAB reads it.
public final class SpReader implements Reader {
    private static final String MAGIC = "PEPE";
    private static final int DESCRIPTION = 40;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);

    @Override
    public String format() {
        return "perkinelmer-sp";
    }

    @Override
    public String title() {
        return "PerkinElmer SP";
    }

    @Override
    public List<String> endings() {
        return List.of(".sp");
    }

    @Override
    public Match match(Content content) {
        return content.has(0, MAGIC) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        if (!content.has(0, MAGIC)) {
            throw bytes.error(0, "expected the mark 'PEPE', found " + Bytes.show(content.bytes(), 0, 4) + "; is it a file of PerkinElmer?");
        }
        SpMembers members = SpMembers.read(bytes);
        int n = members.integer(SpMembers.POINTS, "number of points");
        double[] range = members.pair(SpMembers.RANGE, "range of the axis");
        if (n < 1 || n > bytes.size() / 8 || !Double.isFinite(range[0]) || !Double.isFinite(range[1])) {
            throw bytes.error(0, "expected points that fit into the file, found " + n + " from " + range[0] + " to " + range[1]
                + " in a file of " + bytes.size() + " bytes; it is damaged");
        }
        double[] y = members.array(SpMembers.DATA, n);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = n == 1 ? range[0] : range[0] + (range[1] - range[0]) * i / (n - 1);
        }
        double step = members.number(SpMembers.INTERVAL, "interval");
        double found = n == 1 ? step : (range[1] - range[0]) / (n - 1);
        List<String> warnings = Math.abs(step - found) > 1e-3 * Math.abs(found)
            ? List.of("the file states an interval of " + step + ", its range and points give " + found + "; the range was believed")
            : List.of();
        String name = members.text(SpMembers.NAME);
        String quantity = members.past(SpMembers.Y_NAME);
        PerkinElmerUnits.Ordinates o = PerkinElmerUnits.ordinates(members.text(SpMembers.Y_UNIT), quantity);
        PerkinElmerUnits.scale(y, o);
        String unit = members.text(SpMembers.X_UNIT);
        PerkinElmerUnits.toNanometres(x, unit);
        Block block = Block.single(name.isEmpty() ? "spectrum" : name, BlockKind.SPECTRUM, x, PerkinElmerUnits.axis(unit),
            (members.text(SpMembers.X_NAME) + " " + unit).strip(), o.kind(), o.label(), y, Map.of());
        return new SpectralFile(content.name(), format(), List.of(block), metadata(bytes, members, name), warnings);
    }

    private static Map<String, String> metadata(Bytes bytes, SpMembers members, String name) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            m.put(MetadataKeys.TITLE, name);
        }
        String date = date(members.past(SpMembers.DATE));
        if (!date.isEmpty()) {
            m.put(MetadataKeys.DATE, date);
        }
        if (!members.past(SpMembers.ANALYST).isEmpty()) {
            m.put(MetadataKeys.OPERATOR, members.past(SpMembers.ANALYST));
        }
        m.put("description", bytes.text(4, DESCRIPTION, "description"));
        String file = members.text(SpMembers.FILE);
        if (!file.isEmpty()) {
            m.put("original file", file);
        }
        String type = members.text(SpMembers.FILE_TYPE);
        if (!type.isEmpty()) {
            m.put("file type", type);
        }
        return m;
    }

    /// `Thu Mar 09 09:19:21 2006` as ISO 8601; empty if it is no such date.
    private static String date(String text) {
        try {
            return LocalDateTime.parse(text, DATE).toString();
        } catch (DateTimeParseException e) {
            // The date is no reason to refuse the numbers.
            return "";
        }
    }
}

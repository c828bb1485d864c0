package dev.spektron.io.perkinelmer;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.EvenAxis;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// PerkinElmer Spectrum (SP): nested blocks, the ordinates as doubles over an axis of constant interval. Layout as described by the readers
/// of specio and of PerkinElmer's IR file reader for Matlab; the maker publishes none.
public final class SpReader implements Reader {
    private static final String MAGIC = "PEPE";
    private static final int DATA_SET = 120;
    private static final int HISTORY = 121;
    private static final int INSTRUMENT = 123;
    private static final int MEASUREMENT = 124;
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder().parseCaseInsensitive()
        .appendPattern("EEE MMM d HH:mm:ss yyyy").toFormatter(Locale.ENGLISH);

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
        content.require(MAGIC, "PerkinElmer", "is it an SP file?");
        Bytes b = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        SpBlocks blocks = SpBlocks.read(b);
        List<String> warnings = new ArrayList<>();
        Map<String, String> metadata = metadata(blocks);
        metadata.put("description", b.text(4, 40, "description"));
        return new SpectralFile(content.name(), format(), List.of(block(b, blocks, warnings)), metadata, warnings);
    }

    private static Block block(Bytes b, SpBlocks blocks, List<String> warnings) throws FormatException {
        double[] ends = blocks.pair(35698, "the ends of the axis");
        int n = blocks.integer(35701, "the number of points");
        double[] y = blocks.doubles(35708, n, "the ordinates");
        double step = blocks.number(DATA_SET, 35700).orElse(Double.NaN);
        if (!Double.isFinite(ends[0]) || !Double.isFinite(ends[1]) || n > 1 && ends[0] == ends[1]) {
            throw b.error(SpBlocks.ROOT, "expected two different ends of the axis, found " + ends[0] + " and " + ends[1]
                + "; the file is damaged, fetch it again");
        }
        if (n > 1 && Math.abs(step - (ends[1] - ends[0]) / (n - 1)) > 1e-6 * Math.abs(step)) {
            warnings.add("the interval " + step + " does not fit " + n + " points from " + ends[0] + " to " + ends[1] + "; the ends were "
                + "believed");
        }
        double[] x = EvenAxis.between(ends[0], ends[1], n);
        String xUnit = blocks.text(DATA_SET, 35703);
        PerkinElmerUnits.toNanometres(x, xUnit);
        String yUnit = blocks.text(DATA_SET, 35704);
        PerkinElmerUnits.Ordinates o = PerkinElmerUnits.ordinates(yUnit, blocks.text(DATA_SET, 35699));
        PerkinElmerUnits.scale(y, o);
        boolean beam = yUnit.equalsIgnoreCase("EGY");
        return Block.single(beam ? "single beam" : "spectrum", beam ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM, x,
            PerkinElmerUnits.axis(xUnit), xUnit, o.kind(), o.label(), y, Map.of());
    }

    private static Map<String, String> metadata(SpBlocks blocks) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        put(m, MetadataKeys.SAMPLE, blocks.text(DATA_SET, 35713));
        put(m, MetadataKeys.TITLE, blocks.text(DATA_SET, 35713));
        put(m, "file", blocks.text(DATA_SET, 35709));
        put(m, MetadataKeys.OPERATOR, blocks.text(HISTORY, 35698));
        List<String> dates = blocks.texts(HISTORY, 35700);
        if (!dates.isEmpty()) {
            // Steps of the history nest inwards into the past; the innermost is the measurement.
            date(m, dates.getLast());
        }
        put(m, "history", String.join("; ", blocks.texts(HISTORY, 35699)));
        put(m, MetadataKeys.INSTRUMENT, blocks.text(INSTRUMENT, 35837));
        put(m, MetadataKeys.SERIAL, blocks.text(INSTRUMENT, 35838));
        put(m, MetadataKeys.SOFTWARE, blocks.text(INSTRUMENT, 35839));
        put(m, "detector", blocks.text(MEASUREMENT, 35841));
        put(m, "source", blocks.text(MEASUREMENT, 35842));
        put(m, "beam splitter", blocks.text(MEASUREMENT, 35843));
        put(m, "apodization", blocks.text(MEASUREMENT, 35845));
        put(m, "measurement", blocks.text(MEASUREMENT, 35846));
        put(m, "accessory", blocks.text(MEASUREMENT, 35854));
        blocks.number(MEASUREMENT, 35840).ifPresent(v -> m.put(MetadataKeys.SCANS, Long.toString((long) v)));
        blocks.number(MEASUREMENT, 35844).ifPresent(v -> m.put(MetadataKeys.RESOLUTION, Double.toString(v)));
        return m;
    }

    private static void put(Map<String, String> m, String key, String value) {
        if (!value.isEmpty()) {
            m.put(key, value);
        }
    }

    private static void date(Map<String, String> m, String text) {
        try {
            m.put(MetadataKeys.DATE, LocalDateTime.parse(text, DATE).toString());
        } catch (DateTimeParseException e) {
            m.put("date as written", text);
        }
    }
}

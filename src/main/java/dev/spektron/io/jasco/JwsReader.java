package dev.spektron.io.jasco;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JASCO Spectra Manager: an OLE compound file whose streams `DataInfo` and `Y-Data` hold one or several channels at even intervals.
/// Layout as jws2txt and Jasco_jws describe it; JASCO publishes none.
///
/// The codes of ordinates are not known for certain, so ordinates have no meaning here; export them as text if it matters.
public final class JwsReader implements Reader {
    private static final String INFO = "DataInfo";
    private static final String DATA = "Y-Data";
    private static final int WAVENUMBER = 0x10000100;
    private static final int WAVELENGTH = 0x10000103;
    private static final int INFO_SIZE = 64;
    private static final Pattern WORDS = Pattern.compile("[\\x20-\\x7e]{2,}");

    @Override
    public String format() {
        return "jasco-jws";
    }

    @Override
    public String title() {
        return "JASCO JWS";
    }

    @Override
    public List<String> endings() {
        return List.of(".jws");
    }

    @Override
    public Match match(Content content) {
        if (!content.has(0, CompoundFile.MAGIC)) {
            return Match.NO;
        }
        try {
            CompoundFile file = new CompoundFile(content);
            return file.has(INFO) && file.has(DATA) ? Match.CERTAIN : Match.NO;
        } catch (FormatException e) {
            return content.fileName().endsWith(".jws") ? Match.CERTAIN : Match.NO;
        }
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        if (!content.has(0, CompoundFile.MAGIC)) {
            throw bytes.error(0, "expected an OLE compound file, found " + Bytes.show(content.bytes(), 0, 8) + "; is it a JASCO file?");
        }
        CompoundFile file = new CompoundFile(content);
        Bytes info = new Bytes(new Content(content.name() + ", stream " + INFO, file.stream(INFO)), ByteOrder.LITTLE_ENDIAN);
        info.need(0, INFO_SIZE, "data info");
        Bytes data = new Bytes(new Content(content.name() + ", stream " + DATA, file.stream(DATA)), ByteOrder.LITTLE_ENDIAN);
        long channels = info.u32(12, "channels");
        long points = info.u32(20, "points");
        double first = info.f64(24, "first abscissa");
        double last = info.f64(32, "last abscissa");
        if (channels < 1 || points < 1 || channels > data.size() || channels * points != data.size() / 4 || data.size() % 4 != 0) {
            throw data.error(0, "expected " + channels + " channels of " + points + " points of 4 bytes, found " + data.size()
                + " bytes; the file is damaged");
        }
        if (!Double.isFinite(first) || !Double.isFinite(last)) {
            throw info.error(24, "expected a range of the axis, found " + first + " to " + last + "; the file is damaged");
        }
        List<Block> blocks = blocks(info, data, (int) channels, axis(first, last, (int) points));
        double step = info.f64(40, "interval");
        double found = points == 1 ? step : (last - first) / (points - 1);
        List<String> warnings = Math.abs(step - found) <= 1e-3 * Math.abs(found) ? List.of()
            : List.of("the file states an interval of " + step + ", its range and points give " + found + "; the range was believed");
        return new SpectralFile(content.name(), format(), blocks, metadata(file), warnings);
    }

    private static double[] axis(double first, double last, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = n == 1 ? first : first + (last - first) * i / (n - 1);
        }
        return x;
    }

    private static List<Block> blocks(Bytes info, Bytes data, int channels, double[] x) throws FormatException {
        int code = info.i32(48, "code of the axis");
        Optional<AxisUnit> unit = code == WAVENUMBER ? Optional.of(AxisUnit.WAVENUMBER)
            : code == WAVELENGTH ? Optional.of(AxisUnit.NANOMETRE) : Optional.empty();
        String label = unit.map(AxisUnit::symbol).orElse("axis code " + Integer.toHexString(code));
        List<Block> blocks = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            double[] y = data.f32s(4L * c * x.length, x.length, "channel " + (c + 1));
            blocks.add(Block.single("channel " + (c + 1), BlockKind.SPECTRUM, x, unit, label, IntensityKind.UNKNOWN, "", y, Map.of()));
        }
        return blocks;
    }

    private static Map<String, String> metadata(CompoundFile file) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        List<String> module = words(file, "ModuleInfo");
        if (!module.isEmpty()) {
            m.put(MetadataKeys.INSTRUMENT, module.getFirst());
        }
        if (module.size() > 1) {
            m.put(MetadataKeys.SERIAL, module.get(1));
        }
        List<String> sample = words(file, "SampleInfo");
        if (!sample.isEmpty()) {
            m.put(MetadataKeys.SAMPLE, sample.getFirst());
        }
        List<String> user = words(file, "UserInfo");
        if (!user.isEmpty()) {
            m.put("user", String.join(", ", user));
        }
        return m;
    }

    /// Texts of a stream, which are UTF-16 between binary numbers.
    private static List<String> words(CompoundFile file, String stream) throws FormatException {
        List<String> words = new ArrayList<>();
        if (file.has(stream)) {
            Matcher m = WORDS.matcher(new String(file.stream(stream), StandardCharsets.UTF_16LE));
            while (m.find()) {
                words.add(m.group().strip());
            }
        }
        return words;
    }
}

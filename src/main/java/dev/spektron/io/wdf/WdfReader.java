package dev.spektron.io.wdf;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.wdf.WdfChunks.Chunk;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Renishaw WiRE: single spectra, series, line scans and maps. A header of 512 bytes, then chunks; the data are 32-bit floats, spectrum
/// behind spectrum, on one axis that usually falls. Layout as py-wdf-reader (renishawWiRE) describes it; Renishaw publishes none.
///
/// Of a measurement that was stopped early only the spectra that it counts are read.
public final class WdfReader implements Reader {
    private static final String MAGIC = "WDF1";
    private static final int HEADER = 512;
    private static final int NM_PER_UM = 1000;
    private static final double NM_PER_CM = 1e7;
    private static final int MICROMETRES = 5;
    private static final int COUNTS = 6;
    private static final int ELECTRONS = 7;

    @Override
    public String format() {
        return "wdf";
    }

    @Override
    public String title() {
        return "Renishaw WDF";
    }

    @Override
    public List<String> endings() {
        return List.of(".wdf");
    }

    @Override
    public Match match(Content content) {
        return content.has(0, MAGIC) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        content.require(MAGIC, "Renishaw", "is it a WDF file?");
        bytes.need(0, HEADER, "header");
        long points = bytes.u32(60, "points");
        long capacity = bytes.i64(64, "capacity");
        long count = bytes.i64(72, "spectra");
        if (points == 0 || count <= 0 || count > capacity) {
            throw bytes.error(60, "expected at least one spectrum of at least one point, found " + count + " of " + capacity
                + " planned spectra of " + points + " points; the measurement was never made or the header is damaged");
        }
        WdfChunks chunks = WdfChunks.read(bytes);
        List<String> warnings = new ArrayList<>(chunks.warnings());
        if (count < capacity) {
            warnings.add("the measurement was stopped after " + count + " of " + capacity + " spectra");
        }
        Chunk data = chunks.need(bytes, "DATA");
        if (points > Integer.MAX_VALUE / 4 || count > Integer.MAX_VALUE || count * points > data.size() / 4) {
            throw bytes.error(data.at(), "expected " + count + " spectra of " + points + " points, found room for " + data.size() / 4
                + " numbers; the file is cut off or damaged, fetch it again");
        }
        int n = (int) points;
        double[][] y = new double[(int) count][];
        for (int i = 0; i < y.length; i++) {
            y[i] = bytes.f32s(data.at() + 4L * i * n, n, "spectrum " + (i + 1));
        }
        Block block = block(bytes, chunks, n, y, capacity);
        Map<String, String> metadata = metadata(bytes, chunks);
        if (block.unit().equals(Optional.of(AxisUnit.RAMAN_SHIFT))) {
            // Over wavelengths it is as often luminescence.
            metadata.put(MetadataKeys.MODALITY, "raman");
        }
        return new SpectralFile(content.name(), format(), List.of(block), metadata, warnings);
    }

    private static Block block(Bytes bytes, WdfChunks chunks, int n, double[][] y, long capacity) throws FormatException {
        Chunk axis = chunks.need(bytes, "XLST");
        int unit = bytes.i32(axis.at() + 4, "unit of the axis");
        if (axis.size() - 8 < 4L * n) {
            throw bytes.error(axis.at(), "expected an axis of " + n + " numbers, found " + (axis.size() - 8) / 4 + "; the file is damaged");
        }
        double[] x = bytes.f32s(axis.at() + 8, n, "axis");
        if (unit == MICROMETRES) {
            for (int i = 0; i < n; i++) {
                x[i] *= NM_PER_UM;
            }
        }
        int measured = bytes.i32(152, "unit of the ordinates");
        List<Map<String, String>> rows = WdfOrigins.read(bytes, chunks.first().get("ORGN"), y.length, capacity);
        List<String> ids = new ArrayList<>(y.length);
        for (int i = 1; i <= y.length; i++) {
            ids.add(Integer.toString(i));
        }
        String yUnit = WdfUnits.unit(measured);
        String name = unit == 1 ? "Raman shift" : "spectral";
        IntensityKind kind = measured == COUNTS || measured == ELECTRONS ? IntensityKind.COUNTS : IntensityKind.UNKNOWN;
        return new Block("spectra", BlockKind.SPECTRUM, x, WdfUnits.axis(unit), name + " / " + WdfUnits.unit(unit), kind,
            yUnit.isEmpty() ? "intensity" : yUnit, y, ids, map(bytes, chunks.first().get("WMAP")), rows);
    }

    /// Start, step and extent of a map, empty if there is none.
    private static Map<String, String> map(Bytes bytes, Chunk chunk) throws FormatException {
        if (chunk == null || chunk.size() < 44) {
            return Map.of();
        }
        Map<String, String> map = new LinkedHashMap<>();
        String[] axes = {"x", "y", "z"};
        for (int i = 0; i < axes.length; i++) {
            map.put("map start " + axes[i], Float.toString(bytes.f32(chunk.at() + 8 + 4L * i, "map")));
            map.put("map step " + axes[i], Float.toString(bytes.f32(chunk.at() + 20 + 4L * i, "map")));
            map.put("map size " + axes[i], Long.toString(bytes.u32(chunk.at() + 32 + 4L * i, "map")));
        }
        return map;
    }

    private static Map<String, String> metadata(Bytes bytes, WdfChunks chunks) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        put(m, MetadataKeys.TITLE, bytes.text(240, 160, StandardCharsets.UTF_8, "title"));
        put(m, MetadataKeys.OPERATOR, bytes.text(208, 32, StandardCharsets.UTF_8, "user"));
        put(m, MetadataKeys.DATE, WdfOrigins.date(bytes.i64(136, "start")));
        float laser = bytes.f32(156, "laser");
        if (laser > 0 && Float.isFinite(laser)) {
            m.put(MetadataKeys.LASER, Double.toString(NM_PER_CM / laser));
        }
        settings(bytes, chunks.first().get("WXDM"), m);
        String program = bytes.text(96, 24, "program");
        if (!program.isEmpty()) {
            m.put(MetadataKeys.SOFTWARE, program + " " + bytes.u16(120, "version") + "." + bytes.u16(122, "version") + "."
                + bytes.u16(124, "version") + "." + bytes.u16(126, "version"));
        }
        int type = bytes.i32(132, "kind of measurement");
        String[] types = {"", "single", "series", "map"};
        put(m, "measurement", type > 0 && type < types.length ? types[type] : "");
        Chunk text = chunks.first().get("TEXT");
        if (text != null) {
            put(m, "comment", bytes.text(text.at(), text.size(), StandardCharsets.UTF_8, "comment"));
        }
        return m;
    }

    /// Exposure and scans from the settings. The header counts the scans against cosmic rays too, so it speaks only where the settings are
    /// silent.
    private static void settings(Bytes bytes, Chunk chunk, Map<String, String> m) throws FormatException {
        String exposure = "Exposure Time";
        String scans = "Accumulations";
        Map<String, Integer> found = chunk == null ? Map.of() : WdfProperties.integers(bytes, chunk, Set.of(exposure, scans));
        if (found.getOrDefault(exposure, 0) > 0) {
            m.put(MetadataKeys.INTEGRATION_TIME, found.get(exposure).toString());
        }
        long all = bytes.u32(80, "accumulations");
        m.put(MetadataKeys.SCANS, found.getOrDefault(scans, 0) > 0 ? found.get(scans).toString() : Long.toString(all));
        m.put("scans with those against cosmic rays", Long.toString(all));
    }

    private static void put(Map<String, String> m, String key, String value) {
        if (!value.isEmpty()) {
            m.put(key, value);
        }
    }
}

package dev.spektron.io.xlsx;

import dev.spektron.io.FormatException;
import dev.spektron.io.csv.CsvDialect;
import dev.spektron.io.csv.CsvSpectra;
import dev.spektron.io.csv.CsvTable;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Spectra in Excel workbooks: every sheet is a table in one of the layouts of [CsvSpectra].
public final class XlsxReader implements Reader {
    private static final CsvDialect DIALECT = new CsvDialect(',', '.');

    @Override
    public String format() {
        return "xlsx";
    }

    @Override
    public String title() {
        return "Excel (xlsx)";
    }

    @Override
    public List<String> endings() {
        return List.of(".xlsx", ".xlsm");
    }

    @Override
    public Match match(Content c) {
        if (!c.has(0, "PK\u0003\u0004")) {
            return Match.NO;
        }
        return c.has(30, "[Content_Types].xml") || c.has(30, "xl/") || c.has(30, "_rels/") || c.has(30, "docProps/") ? Match.CERTAIN
            : c.fileName().endsWith(".xlsx") ? Match.LIKELY : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        List<Block> blocks = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, Sheet> sheet : Workbook.sheets(content.name(), content.bytes()).entrySet()) {
            String where = content.name() + ", sheet " + sheet.getKey();
            if (sheet.getValue().isEmpty()) {
                continue;
            }
            try {
                Block b = BlockTable.toBlock(sheet.getKey(), CsvSpectra.read(where, sheet.getValue().text(), DIALECT));
                blocks.add(explained(b, sheet.getValue().corner()));
            } catch (FormatException e) {
                warnings.add(e.getMessage());
            }
        }
        if (blocks.isEmpty()) {
            throw new FormatException(warnings.isEmpty() ? content.name() + ": expected a sheet with spectra, found only empty sheets"
                : warnings.getFirst());
        }
        return new SpectralFile(content.name(), format(), blocks, Map.of(), warnings);
    }

    /// A sheet as a table, whatever it holds.
    ///
    /// @param sheet its name; empty for the first that is not empty
    public static CsvTable table(String file, byte[] bytes, String sheet) throws FormatException {
        Map<String, Sheet> sheets = Workbook.sheets(file, bytes);
        for (Map.Entry<String, Sheet> s : sheets.entrySet()) {
            if (s.getKey().equals(sheet) || sheet.isEmpty() && !s.getValue().isEmpty()) {
                return CsvTable.parse(file + ", sheet " + s.getKey(), s.getValue().text(), DIALECT);
            }
        }
        throw new FormatException(sheet.isEmpty() ? file + ": expected a table, found only empty sheets"
            : Nearest.unknown("sheet", sheet, file, sheets.keySet()));
    }

    /// The block with what the corner cell says, such as `axis: wavelength (nm) / data: absorbance`: the first column then holds the ids.
    private static Block explained(Block b, String corner) {
        String[] parts = corner.split("/ *data", 2);
        Optional<AxisUnit> unit = ChannelNames.unitOf(parts[0]);
        if (b.rowMetadata().stream().anyMatch(m -> !m.containsKey(corner)) || unit.isEmpty()) {
            return b;
        }
        List<String> ids = Facts.unique(b.rowMetadata().stream().map(m -> m.get(corner)).toList());
        List<Map<String, String>> facts = new ArrayList<>();
        for (Map<String, String> row : b.rowMetadata()) {
            Map<String, String> others = new LinkedHashMap<>(row);
            others.remove(corner);
            facts.add(others);
        }
        IntensityKind kind = b.intensity() == IntensityKind.UNKNOWN ? FrameSpectra.intensity(corner) : b.intensity();
        return new Block(b.name(), b.kind(), b.x(), b.unit().isPresent() ? b.unit() : unit, parts[0].strip(), kind,
            parts.length > 1 ? parts[1].replaceFirst("^: *", "") : "", b.y(), ids, b.metadata(), facts);
    }
}

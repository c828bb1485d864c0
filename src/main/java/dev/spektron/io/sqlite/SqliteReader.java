package dev.spektron.io.sqlite;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Frame;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Spectra in SQLite databases: computed vibrations of ChEMBL as lists of peaks, and tables of numbers with columns named by channel or
/// in the long layout. The first [#MOST] molecules of a database are shown; [ChemblSpectra] reads databases of any size row by row.
public final class SqliteReader implements Reader {
    private static final String MAGIC = "SQLite format 3\0";
    private static final int MOST = 1000;
    private static final long FREE = 32L << 20;
    private static final int TIMES = 4;
    private static final int CELL = 64;

    @Override
    public String format() {
        return "sqlite";
    }

    @Override
    public String title() {
        return "SQLite";
    }

    @Override
    public List<String> endings() {
        return List.of(".db", ".sqlite", ".sqlite3");
    }

    @Override
    public Match match(Content c) {
        return c.has(0, MAGIC) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        content.require(MAGIC, "SQLite", "is it a database of SQLite 3?");
        try (Database db = Database.of(content.name(), content.bytes())) {
            List<Block> blocks = new ArrayList<>();
            List<String> warnings = new ArrayList<>();
            List<String> tables = db.tables();
            Allowance allowance = new Allowance(content.name(), content.bytes().length, "export fewer rows");
            for (String table : tables) {
                molecules(db, table, tables.size() == 1 ? "" : table + "/", allowance, blocks, warnings);
                if (blocks.isEmpty()) {
                    blocks.addAll(FrameSpectra.find(table, frame(db, table, FREE + TIMES * (long) content.bytes().length)));
                }
            }
            if (blocks.isEmpty()) {
                throw new FormatException(content.name()
                    + ": expected a table with pickled spectra or with columns named by wavelength, found "
                    + (tables.isEmpty() ? "no table" : "the tables " + String.join(", ", tables)));
            }
            // A damaged index gives the same number to two rows.
            return new SpectralFile(content.name(), format(), Block.unique(blocks), Map.of(), warnings);
        }
    }

    private static void molecules(Database db, String table, String prefix, Allowance allowance, List<Block> blocks,
        List<String> warnings) throws FormatException {
        int[] n = {0};
        try {
            ChemblSpectra.<FormatException>read(db, table, Long.MIN_VALUE, Long.MAX_VALUE, allowance, m -> {
                if (n[0]++ >= MOST) {
                    warnings.add("table " + table + ": only the first " + MOST + " molecules are shown");
                    return false;
                }
                add(prefix + m.row() + "/ir", "ir", "km/mol", m, m.infrared(), blocks);
                add(prefix + m.row() + "/raman", "raman", "activity", m, m.raman(), blocks);
                return true;
            });
        } catch (FormatException e) {
            if (n[0] > 0 || e.getMessage().contains("pickle")) {
                throw e;
            }
            // A table WITHOUT ROWID has no such rows; it is looked at as a table of numbers.
            warnings.add(e.getMessage());
        }
    }

    private static void add(String name, String modality, String label, ChemblSpectra.Molecule m, double[] y, List<Block> blocks) {
        if (y.length > 0) {
            Map<String, String> facts = new LinkedHashMap<>(m.facts());
            facts.put(MetadataKeys.MODALITY, modality);
            blocks.add(Block.single(name, BlockKind.PEAKS, m.frequency(), Optional.of(modality.equals("ir") ? AxisUnit.WAVENUMBER
                : AxisUnit.RAMAN_SHIFT), "frequency / cm-1", IntensityKind.UNKNOWN, label, y, facts));
        }
    }

    private static Frame frame(Database db, String table, long allowance) throws FormatException {
        try (Statement s = db.connection().createStatement(); ResultSet r = s.executeQuery("SELECT * FROM " + Database.quoted(table))) {
            int width = r.getMetaData().getColumnCount();
            List<Object[]> rows = new ArrayList<>();
            long left = allowance;
            while (r.next()) {
                Object[] row = new Object[width];
                left -= (long) width * CELL;
                for (int j = 0; j < width; j++) {
                    Object v = r.getObject(j + 1);
                    row[j] = v instanceof byte[] ? null : v;
                    left -= v instanceof String t ? 2L * t.length() : 0;
                }
                if (left < 0) {
                    throw new FormatException(db.name() + ", table " + table + ": more values than the size of the file justifies");
                }
                rows.add(row);
            }
            Map<String, Frame.Column> columns = new LinkedHashMap<>();
            for (int j = 0; j < width; j++) {
                int column = j;
                boolean numbers = rows.stream().allMatch(row -> row[column] == null || row[column] instanceof Number);
                columns.putIfAbsent(r.getMetaData().getColumnName(j + 1), numbers
                    ? new Frame.Numbers(rows.stream().mapToDouble(row -> row[column] == null ? Double.NaN
                    : ((Number) row[column]).doubleValue())
                        .toArray())
                    : new Frame.Texts(rows.stream().map(row -> row[column] == null ? null
                    : row[column].toString()).toArray(String[]::new)));
            }
            return new Frame(rows.size(), columns, List.of());
        } catch (SQLException e) {
            throw db.error(e);
        }
    }
}

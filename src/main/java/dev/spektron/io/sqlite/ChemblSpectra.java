package dev.spektron.io.sqlite;

import dev.spektron.io.Allowance;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.pickle.Pickle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/// The computed vibrational spectra of ChEMBL (Figshare 54662735, 54662885): a table whose rows hold a pickled dictionary, packed by zlib
/// or not, with the arrays `freq`, `IR Inten` and `Raman Activ`. Rows are taken by ranges of their number, which costs the same everywhere.
public final class ChemblSpectra {
    private static final long LARGEST = 64L << 20;

    private ChemblSpectra() {}

    /// Vibrations of a molecule.
    ///
    /// @param row number of the row
    /// @param frequency in cm-1
    /// @param infrared intensities, in km/mol as Gaussian gives them; empty if there are none
    /// @param raman activities in Å⁴/amu, which are not yet intensities; empty if there are none
    /// @param facts texts and numbers beside them, such as the SMILES
    public record Molecule(long row, double[] frequency, double[] infrared, double[] raman, Map<String, String> facts) {}

    /// Takes molecules one after the other.
    ///
    /// @param <E> what it may throw
    @FunctionalInterface
    public interface Sink<E extends IOException> {
        /// @return whether more are wanted
        boolean take(Molecule molecule) throws E;

        /// A row that cannot be read. It ends the reading, unless this is overridden.
        default void damaged(long row, FormatException why) throws E, FormatException {
            throw why;
        }
    }

    /// Reads the rows `[from, to)` of a table in their order. Rows without such a dictionary are passed over.
    ///
    /// @return number of molecules
    public static <E extends IOException> long read(Database database, String table, long from, long to, Sink<E> sink)
        throws E, FormatException {
        return read(database, table, from, to, Allowance.unlimited(database.name()), sink);
    }

    /// @param allowance for all rows together
    static <E extends IOException> long read(Database database, String table, long from, long to, Allowance allowance, Sink<E> sink)
        throws E, FormatException {
        String sql = "SELECT rowid, * FROM " + Database.quoted(table) + " WHERE rowid >= ? AND rowid < ? ORDER BY rowid";
        long n = 0;
        try (PreparedStatement s = database.connection().prepareStatement(sql)) {
            s.setLong(1, from);
            s.setLong(2, to);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    Molecule m = null;
                    try {
                        m = molecule(database.name() + ", table " + table + ", row " + r.getLong(1), r, allowance);
                    } catch (FormatException e) {
                        sink.damaged(r.getLong(1), e);
                    }
                    if (m != null) {
                        n++;
                        if (!sink.take(m)) {
                            break;
                        }
                    }
                }
            }
            return n;
        } catch (SQLException e) {
            throw database.error(e);
        }
    }

    private static Molecule molecule(String where, ResultSet r, Allowance allowance) throws SQLException, FormatException {
        ResultSetMetaData columns = r.getMetaData();
        Map<String, String> facts = new LinkedHashMap<>();
        Map<?, ?> found = null;
        for (int c = 2; c <= columns.getColumnCount(); c++) {
            Object v = r.getObject(c);
            if (v instanceof byte[] blob) {
                found = found == null ? dictionary(where, blob, allowance) : found;
            } else if (v != null) {
                facts.put(columns.getColumnName(c), v.toString());
            }
        }
        if (found == null || !found.containsKey("freq")) {
            return null;
        }
        double[] frequency = numbers(where, found, "freq");
        double[] infrared = numbers(where, found, "IR Inten");
        double[] raman = numbers(where, found, "Raman Activ");
        for (double[] v : List.of(infrared, raman)) {
            if (v.length != 0 && v.length != frequency.length) {
                throw new FormatException(where + ": " + frequency.length + " frequencies, but " + v.length + " intensities");
            }
        }
        found.forEach((k, v) -> {
            if (v instanceof String || v instanceof Long || v instanceof Double) {
                facts.put(String.valueOf(k), v.toString());
            }
        });
        return new Molecule(r.getLong(1), frequency, infrared, raman, facts);
    }

    /// The dictionary in a blob; null if the blob is no pickle at all.
    private static Map<?, ?> dictionary(String where, byte[] blob, Allowance allowance) throws FormatException {
        byte[] bytes = blob;
        if (blob.length > 2 && blob[0] == 0x78 && ((blob[0] & 0xff) << 8 | blob[1] & 0xff) % 31 == 0) {
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(blob))) {
                bytes = FileBytes.drain(where, in, blob.length, LARGEST);
                allowance.bytes("packed rows", 2L * bytes.length);
            } catch (FormatException e) {
                throw e;
            } catch (IOException e) {
                throw new FormatException(where + ": damaged packed data (" + e.getMessage() + ")", e);
            }
        }
        if (bytes.length < 2 || (bytes[0] & 0xff) != 0x80) {
            return null;
        }
        return Pickle.read(where, bytes) instanceof Map<?, ?> m ? m : null;
    }

    private static double[] numbers(String where, Map<?, ?> m, String key) throws FormatException {
        return switch (m.get(key)) {
            case null -> new double[0];
            case NpyArray a when a.shape().length <= 1 -> a.numbers();
            case List<?> l when l.stream().allMatch(v -> v instanceof Double || v instanceof Long) ->
                l.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
            default -> throw new FormatException(where + ": expected numbers under '" + key + "', found something else");
        };
    }
}

package dev.spektron.io.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.conformance.SqliteSamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReaderTest {
    @TempDir
    private Path dir;

    @Test
    void agreesWithPython() throws IOException {
        assertEquals(0, new SqliteSamples().maximumError(null));
        Block b = Readers.read(new Content("c.db", SqliteSamples.database())).block("3/raman");
        assertEquals(BlockKind.PEAKS, b.kind());
        assertEquals("CCC", b.metadata().get("smiles"));
        assertEquals("CHEMBL3", b.metadata().get("id"));
        assertEquals("raman", b.metadata().get("modality"));
    }

    @Test
    void streamsRangesOfRowsFromAFile() throws IOException {
        Path file = dir.resolve("c.db");
        Files.write(file, SqliteSamples.database());
        List<Long> rows = new ArrayList<>();
        try (Database db = Database.open(file)) {
            assertEquals(List.of("data"), db.tables());
            assertEquals(2, ChemblSpectra.read(db, "data", 2, 5, m -> rows.add(m.row())));
            assertEquals(List.of(3L, 4L), rows);
            assertEquals(1, ChemblSpectra.read(db, "data", 0, 100, m -> false));
        }
    }

    private byte[] database(String... statements) throws IOException, SQLException {
        Path file = dir.resolve(statements.hashCode() + ".db");
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file); Statement s = c.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
        return Files.readAllBytes(file);
    }

    @Test
    void readsTablesWithAColumnForEachChannel() throws IOException, SQLException {
        byte[] b = database("CREATE TABLE t (name TEXT, \"1000 nm\" REAL, \"1010 nm\" REAL, \"1020 nm\" REAL)",
            "INSERT INTO t VALUES ('a', 1, 2.5, NULL), ('b', 4, 5, 6)");
        Block block = new SqliteReader().read(new Content("t.db", b)).main();
        assertArrayEquals(new double[] {1, 2.5, Double.NaN}, block.y()[0]);
        assertEquals(List.of("a", "b"), block.ids());
    }

    @Test
    void badInputIsRefused() throws IOException, SQLException {
        byte[] b = database("CREATE TABLE t (name TEXT)");
        FormatException e = assertThrows(FormatException.class, () -> new SqliteReader().read(new Content("t.db", b)));
        assertTrue(e.getMessage().contains("the tables t"), e.getMessage());
        byte[] whole = SqliteSamples.database();
        assertThrows(FormatException.class, () -> new SqliteReader().read(new Content("t.db", Arrays.copyOf(whole, 100))));
        assertTrue(Damage.check(new SqliteReader(), whole) > 60);
    }
}

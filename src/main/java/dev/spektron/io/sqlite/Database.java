package dev.spektron.io.sqlite;

import dev.spektron.io.FormatException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/// An SQLite database that is only read: from a file of any size, or from bytes in memory.
public final class Database implements AutoCloseable {
    private static final int STEPS = 10_000;
    private static final long FREE_CALLS = 20_000;
    private final String name;
    private final Connection connection;

    private Database(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    /// Opens a file; nothing is read into memory.
    public static Database open(Path file) throws FormatException {
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            return new Database(file.toString(), config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
        } catch (SQLException e) {
            throw new FormatException(file + ": cannot be opened as SQLite database: " + e.getMessage(), e);
        }
    }

    /// Opens bytes, which are copied.
    static Database of(String name, byte[] bytes) throws FormatException {
        Connection c = null;
        try {
            c = DriverManager.getConnection("jdbc:sqlite::memory:");
            c.unwrap(SQLiteConnection.class).deserialize("main", bytes);
            try (Statement s = c.createStatement()) {
                // Nothing in the schema of a foreign file may do more than to describe tables.
                s.execute("PRAGMA trusted_schema = OFF");
                s.execute("PRAGMA cell_size_check = ON");
                s.execute("PRAGMA query_only = ON");
            }
            long[] left = {FREE_CALLS + bytes.length / STEPS};
            ProgressHandler.setHandler(c, STEPS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return left[0]-- > 0 ? 0 : 1;
                }
            });
            return new Database(name, c);
        } catch (SQLException e) {
            Database broken = new Database(name, c);
            broken.close();
            throw broken.error(e);
        }
    }

    Connection connection() {
        return connection;
    }

    String name() {
        return name;
    }

    FormatException error(SQLException e) {
        return new FormatException(name + ": damaged SQLite database: " + e.getMessage(), e);
    }

    /// Names of the tables in their order.
    public List<String> tables() throws FormatException {
        List<String> tables = new ArrayList<>();
        try (Statement s = connection.createStatement();
            ResultSet r = s.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                + "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid")) {
            while (r.next()) {
                tables.add(r.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw error(e);
        }
    }

    /// Number of the last row of a table, 0 without rows. Found in the index of the rows, not by reading them.
    public long lastRow(String table) throws FormatException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("SELECT max(rowid) FROM " + quoted(table))) {
            return r.next() ? r.getLong(1) : 0;
        } catch (SQLException e) {
            throw error(e);
        }
    }

    static String quoted(String table) {
        return '"' + table.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was only read.
            return;
        }
    }
}

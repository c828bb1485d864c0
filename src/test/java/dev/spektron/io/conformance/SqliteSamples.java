package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.sqlite.SqliteReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// A database in the layout of ChEMBL's computed spectra, made by Python's sqlite3 and pickle (`make_pickle.py`).
public final class SqliteSamples implements Samples {
    private static final double[] FREQUENCY = {512.25, 1033.5, 1700.125, 3011.75};
    private static final double[] INFRARED = {1.5, 0.0, 210.25, 12.125};

    @Override
    public String format() {
        return "sqlite";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return List.of();
    }

    @Override
    public String oracle() {
        return "values that Python's sqlite3, zlib, pickle and numpy wrote (make_pickle.py); no real shard of ChEMBL was at hand";
    }

    /// The database.
    public static byte[] database() throws IOException {
        try (InputStream in = SqliteSamples.class.getResourceAsStream("/golden/pickle/chembl.db")) {
            return in.readAllBytes();
        }
    }

    @Override
    public List<byte[]> made() throws IOException {
        return List.of(database());
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        SpectralFile f = new SqliteReader().read(new Content("chembl.db", database()));
        worst.same("blocks", List.of("1/ir", "1/raman", "3/ir", "3/raman", "4/ir"), f.blocks().stream().map(Block::name).toList());
        for (int row : new int[] {1, 3, 4}) {
            Block b = f.block(row + "/ir");
            int k = row == 3 ? 2 : 0;
            for (int i = 0; i < FREQUENCY.length; i++) {
                worst.add("frequency", FREQUENCY[i] + k, b.x()[i]);
                worst.add("intensity", INFRARED[i] * (k + 1), b.y()[0][i]);
            }
        }
        return worst.error();
    }

    @Override
    public List<String> gaps() {
        return List.of("the first 1000 molecules of a database are shown; corpora are built from the database row by row",
            "virtual tables and views are not read");
    }
}

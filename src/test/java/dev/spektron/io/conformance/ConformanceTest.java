package dev.spektron.io.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.SharedData;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.Readers;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every format against its samples, whole and damaged, and against what the sheet `docs/formats.md` claims.
class ConformanceTest {
    private static final int FILES = 4;
    private static final int CUTS = 16;
    private static final int FLIPS = 40;

    static Stream<String> formats() {
        return Sheet.all().stream().map(Samples::format);
    }

    private static Samples samples(String format) {
        return Sheet.all().stream().filter(s -> s.format().equals(format)).findFirst().orElseThrow();
    }

    @Test
    void everyReaderHasSamples() {
        Set<String> tested = formats().collect(Collectors.toSet());
        assertEquals(Readers.all().stream().map(Reader::format).collect(Collectors.toSet()), tested);
    }

    /// The number of files, the oracle and the error are those that the sheet states.
    @ParameterizedTest
    @MethodSource("formats")
    void sheetTellsTheTruth(String format) throws Exception {
        Path shared = SharedData.dir();
        Samples s = samples(format);
        String row = Sheet.row(Readers.named(format).title());
        assertFalse(row.isEmpty(), "docs/formats.md has no row of " + format + "; write it anew, see Sheet");
        String[] cells = row.split("\\s*\\|\\s*");
        assertEquals(Integer.toString(s.files(shared).size()), cells[2], "number of files");
        assertEquals(s.oracle(), cells[3]);
        double stated = cells[4].equals("exact") ? 0 : 1.06 * Double.parseDouble(cells[4]);
        double found = s.maximumError(shared);
        assertTrue(found <= stated, "largest error: the sheet states " + cells[4] + ", found " + found);
    }

    /// Nothing but values and typed errors.
    @ParameterizedTest
    @MethodSource("formats")
    void damagedFilesEndInValuesOrTypedErrors(String format) throws Exception {
        Samples s = samples(format);
        Damage d = Sheet.damage(s, SharedData.dir(), FILES, CUTS, FLIPS);
        // NumPy and SQLite have no real files, Parquet has a large one: their own tests damage what they make.
        assertEquals(Sheet.small(s, SharedData.dir()).isEmpty(), d.total() == 0);
    }

    /// The long run that fills the sheet: every small file, 64 cuts and 1,000 turned bits each, at most 40 files of a format.
    @Test
    void writeTheSheet() throws Exception {
        assumeTrue(Boolean.getBoolean("spektron.conformance.write"), "the long run is asked for with -Dspektron.conformance.write=true");
        Sheet.write(Sheet.text(SharedData.dir(), 40, 64, 1000));
    }
}

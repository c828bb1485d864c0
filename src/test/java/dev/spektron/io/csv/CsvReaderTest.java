package dev.spektron.io.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.CsvSamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.fuzz.ReaderPromise;
import dev.spektron.spectra.AxisUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    private final CsvSamples samples = new CsvSamples();

    @Test
    void realFilesAsPythonReadsThem() throws Exception {
        assertEquals(7, samples.files(SharedData.dir()).size());
        assertTrue(samples.maximumError(SharedData.dir()) < 1e-14);
        for (Path file : samples.files(SharedData.dir())) {
            assertEquals("csv", Readers.read(file).format(), file.toString());
        }
    }

    @Test
    void otherColumnsAreFactsOfTheRows() throws Exception {
        Block b = Readers.read(SharedData.dir().resolve("vendor-formats/text-exports/nirs4all/foss_xds_wheat2_sensAIfood.csv")).main();
        assertEquals("11332", b.ids().get(1));
        assertEquals("10.1000004", b.rowMetadata().get(0).get("Protein"));
        Block pufa = Readers.read(SharedData.dir().resolve("nir-single-instrument/raman_pufa.csv")).main();
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), pufa.unit());
    }

    @Test
    void longTablesAreRecognised() throws Exception {
        byte[] text = "sample,wavelength_nm,value\na,1,5\na,2,6\nb,1,7\nb,2,8\n".getBytes(StandardCharsets.UTF_8);
        Block b = Readers.read(new Content("a.csv", text)).main();
        assertEquals(2, b.rows());
        assertEquals(8, b.y()[1][1]);
    }

    @Test
    void damageIsToldWithItsLine() {
        byte[] bad = "ID,1100,1102,1104\na,1,2,3\nb,1,,3\n".getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(FormatException.class, () -> Readers.read(new Content("a.csv", bad))).getMessage();
        assertTrue(message.contains("a.csv, line 3, column 3 (1102): expected a finite number, found an empty field"), message);
    }

    /// Found by adding delimiters to lines of samples: 4 MB took 600 MB.
    @Test
    void linesOfMillionsOfColumnsAreRefusedBeforeTheyAreSplit() throws Exception {
        String table = "ID,1100,1102,1104\na,1,2,3" + ",1".repeat(2_000_000) + "\nb,1,2,3\n";
        byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
        assertFalse(ReaderPromise.check(new CsvReader(), bytes));
        String message = assertThrows(FormatException.class, () -> new CsvReader().read(new Content("a.csv", bytes))).getMessage();
        assertTrue(message.contains("a.csv, line 2: expected at most 262144 columns"), message);
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        long refused = 0;
        for (Path file : samples.files(SharedData.dir())) {
            byte[] whole = Files.readAllBytes(file);
            refused += Damage.check(new CsvReader(), java.util.Arrays.copyOf(whole, Math.min(whole.length, 16_000)));
        }
        assertTrue(refused > 100, refused + " refused");
    }
}

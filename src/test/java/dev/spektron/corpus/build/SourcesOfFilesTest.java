package dev.spektron.corpus.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Modality;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesOfFilesTest {
    @TempDir
    Path dir;

    private static final class Collected implements CorpusSource.Sink {
        private final List<RawSpectrum> spectra = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();

        @Override
        public void accept(RawSpectrum spectrum) {
            spectra.add(spectrum);
        }

        @Override
        public void reject(String id, Reason reason, String detail) {
            rejected.add(id + ": " + reason);
        }
    }

    private static Collected all(CorpusSource source) throws IOException {
        Collected c = new Collected();
        for (int t = 0; t < source.tasks(); t++) {
            source.read(t, c);
        }
        return c;
    }

    @Test
    void qm9sJoinsByTheIndex() throws IOException {
        Files.writeString(dir.resolve("ir_broaden.csv"), line(7, 1) + line(3, 2) + "4,1,2\n");
        Files.writeString(dir.resolve("raman_broaden.csv"), "index" + ",v".repeat(3501) + "\n" + line(3, 5));
        Collected c = all(new Qm9sSource("qm9s", dir));
        assertEquals(List.of("qm9s/7/ir", "qm9s/3/ir", "qm9s/3/raman"), c.spectra.stream().map(RawSpectrum::id).toList());
        assertEquals(c.spectra.get(1).group(), c.spectra.get(2).group());
        RawSpectrum raman = c.spectra.get(2);
        assertEquals(Modality.RAMAN, raman.modality());
        assertEquals(AxisUnit.RAMAN_SHIFT, raman.unit());
        assertArrayEquals(new double[] {500, 4000}, new double[] {raman.x()[0], raman.x()[3500]});
        assertArrayEquals(new double[] {5, 3505}, new double[] {raman.y()[0], raman.y()[3500]});
        assertEquals(1, c.rejected.size());
        assertTrue(c.rejected.getFirst().endsWith("UNREADABLE"), c.rejected.getFirst());
    }

    private static String line(int index, int offset) {
        StringBuilder s = new StringBuilder().append(index);
        for (int j = 0; j < 3501; j++) {
            s.append(',').append(offset + j);
        }
        return s.append('\n').toString();
    }

    /// The database is Python's (make_pickle.py): rows 1 and 3 with both spectra, row 4 with infrared only; row 2 is deleted. Line heights
    /// in closed form: far lines add less than 1e-3 of them.
    @Test
    void chemblBroadensTheLinesOfEachMolecule() throws IOException, SQLException {
        Path db = dir.resolve("part1.sqlite");
        try (InputStream in = getClass().getResourceAsStream("/golden/pickle/chembl.db")) {
            Files.copy(in, db);
        }
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + db); Statement s = c.createStatement()) {
            s.execute("INSERT INTO data VALUES ('CHEMBL5', x'789c00112233')");
        }
        Collected c = all(new ChemblSource("chembl", dir));
        String row = "chembl/part1.sqlite/";
        assertEquals(List.of(row + "1/ir", row + "1/raman", row + "3/ir", row + "3/raman", row + "4/ir"),
            c.spectra.stream().map(RawSpectrum::id).toList());
        assertEquals(List.of(row + "5: UNREADABLE"), c.rejected);
        assertEquals(List.of("chembl/C", "chembl/C", "chembl/CCC", "chembl/CCC", "chembl/CHEMBL4"),
            c.spectra.stream().map(RawSpectrum::group).toList());
        RawSpectrum ir = c.spectra.getFirst();
        assertArrayEquals(new double[] {400, 4000, 3601}, new double[] {ir.x()[0], ir.x()[3600], ir.x().length});
        assertEquals(210.25, ir.y()[1644 - 400], 0.21);
        RawSpectrum raman = c.spectra.get(1);
        assertEquals(Modality.RAMAN, raman.modality());
        assertEquals(33 * 0.99999, raman.y()[999 - 100], 0.2);
    }

    @Test
    void chemblNeedsADatabase() throws IOException {
        Files.writeString(dir.resolve("readme.txt"), "no database");
        assertTrue(assertThrows(FormatException.class, () -> new ChemblSource("chembl", dir)).getMessage().contains("found none"));
    }

    @Test
    void rruffGroupsByMineral() throws IOException {
        StringBuilder text = new StringBuilder("##NAMES=Quartz\n##RRUFFID=R040031\n");
        for (int i = 0; i < 20; i++) {
            text.append(100 + i).append(", ").append(i * i).append('\n');
        }
        String name = "Quartz__R040031__Raman__532__0__unoriented__Raman_Data_Processed__1";
        Files.writeString(dir.resolve(name + ".txt"), text + "##END=\n");
        Files.write(dir.resolve("damaged.txt"), "##NAMES=Half\n1, 2\n".getBytes(StandardCharsets.UTF_8));
        Collected c = all(new RruffSource("rruff", dir));
        RawSpectrum s = c.spectra.getFirst();
        assertEquals(List.of("rruff/Quartz", "rruff/R040031", "rruff/532nm", "rruff/" + name), List.of(s.group(), s.sample(),
            s.instrument(), s.id()));
        assertEquals(List.of("rruff/damaged: UNREADABLE"), c.rejected);
    }

    @Test
    void filesWithoutAReaderAreCounted() throws IOException {
        Files.write(dir.resolve("a.bin"), new byte[] {0, 1, 2, 3});
        Collected c = all(new FolderSource("mine", "", "", dir, AxisUnit.INDEX));
        assertTrue(c.spectra.isEmpty());
        assertEquals(1, c.rejected.size());
        assertTrue(c.rejected.getFirst().matches("mine/a.bin: (NO_READER|UNREADABLE)"), c.rejected.getFirst());
    }

    @Test
    void aUnitMayBeGivenForFilesThatDoNotSayIt() throws IOException {
        Files.writeString(dir.resolve("a.csv"), "id,1100,1102,1104\np1,1,2,3\n");
        Files.writeString(dir.resolve("b.csv"), "id,1100 cm-1,1102 cm-1,1104 cm-1\np1,1,2,3\n");
        FolderSource given = new FolderSource("mine", "", "", dir, AxisUnit.NANOMETRE);
        assertEquals(List.of(AxisUnit.NANOMETRE, AxisUnit.WAVENUMBER), all(given).spectra.stream().map(RawSpectrum::unit).toList());
        FolderSource plain = new FolderSource("mine", "", "", dir, AxisUnit.INDEX);
        assertEquals(List.of(AxisUnit.INDEX, AxisUnit.WAVENUMBER), all(plain).spectra.stream().map(RawSpectrum::unit).toList());
        assertNotEquals(plain.facts().digest(), given.facts().digest());
    }

    @Test
    void axesOfUsptoStandBesideTheColumns() throws IOException {
        Files.writeString(dir.resolve("meta_data_dict.json"), """
            {"ir_spectra": {"dimensions": [400, 402, 404.5], "unit": "cm^{-1}"}, "h_nmr": {"dimensions": [1, 2], "unit": "ppm"}}""");
        DescribedAxes axes = DescribedAxes.of(dir);
        assertArrayEquals(new double[] {400, 402, 404.5}, axes.of("ir_spectra", 3));
        assertNull(axes.of("ir_spectra", 4));
        assertNull(axes.of("h_nmr", 2));
        Files.writeString(dir.resolve("meta_data_dict.json"), "[1");
        assertTrue(assertThrows(FormatException.class, () -> DescribedAxes.of(dir)).getMessage().contains("meta_data_dict.json"));
    }
}

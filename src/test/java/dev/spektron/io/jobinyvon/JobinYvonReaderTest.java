package dev.spektron.io.jobinyvon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.JobinYvonSamples;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobinYvonReaderTest {
    private static final String MAP = """
        <?xml version="1.0" encoding="UTF-8"?>
        <LSX_Data><LSX_Tree ID="0x69746164"><LSX ID="0x7A74D9D6"><LSX ID="0x7B697861">
        <LSX ID="0x0"><LSX ID="0x6D707974">Intens</LSX></LSX>
        <LSX ID="0x1"><LSX ID="0x6D707974">Spectr</LSX><LSX ID="0x7C696E75">nm</LSX><LSX ID="0x7D6CD4DB">500 501 502</LSX></LSX>
        <LSX ID="0x2"><LSX ID="0x6D707974">Y</LSX><LSX ID="0x7D6CD4DB">0 0.5</LSX></LSX>
        <LSX ID="0x3"><LSX ID="0x6D707974">X</LSX><LSX ID="0x7D6CD4DB">7 8</LSX></LSX>
        </LSX></LSX></LSX_Tree><LSX_Matrix><LSX_Row>1 2 3</LSX_Row><LSX_Row>4 5 6</LSX_Row><LSX_Row>7 8 9</LSX_Row><LSX_Row>1 1 1</LSX_Row>
        </LSX_Matrix></LSX_Data>""";
    private final JobinYvonSamples samples = new JobinYvonSamples();

    private static SpectralFile read(String text) throws FormatException {
        return new JobinYvonReader().read(new Content("made.xml", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String refusal(String text) {
        return assertThrows(FormatException.class, () -> read(text)).getMessage();
    }

    @Test
    void realFilesAsElementTreeReadsThem() throws Exception {
        assertEquals(3, samples.files(SharedData.dir()).size());
        assertTrue(samples.maximumError(SharedData.dir()) < 1e-14);
    }

    @Test
    void factsOfRealFiles() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats/jobinyvon-xml");
        SpectralFile raman = Readers.read(dir.resolve("jobinyvon_test_spec_3s_cm-1.xml"));
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), raman.main().unit());
        assertEquals("632.817", raman.metadata().get("laser nm"));
        assertEquals("3000", raman.metadata().get("integration time ms"));
        assertEquals("2022-08-19T09:20:51", raman.metadata().get("date"));
        SpectralFile scan = Readers.read(dir.resolve("jobinyvon_test_linescan.xml"));
        assertEquals(3, scan.main().rows());
        assertEquals(Map.of("Y um", "0.5", "X um", "0"), scan.main().rowMetadata().get(1));
        assertEquals("LabRAM HR Evol", scan.metadata().get("instrument"));
    }

    @Test
    void theFirstCoordinateRunsFaster() throws Exception {
        SpectralFile f = read(MAP);
        assertEquals(Map.of("Y", "0.5", "X", "7"), f.main().rowMetadata().get(1));
        assertEquals(Map.of("Y", "0", "X", "8"), f.main().rowMetadata().get(2));
        assertEquals(6, f.main().y()[1][2]);
    }

    @Test
    void damageAndForeignEntitiesAreRefused() {
        assertTrue(refusal(MAP.replace("<LSX_Row>4 5 6</LSX_Row>", "")).contains("expected 4 rows for [Y of 2, X of 2], found 3"));
        assertTrue(refusal(MAP.replace("4 5 6", "4 5")).contains("row 2: expected 3 numbers as on the axis, found 2"));
        assertTrue(refusal(MAP.replace("4 5 6", "4 x 6")).contains("row 2, number 2: expected a number, found 'x 6'"));
        assertTrue(refusal(MAP.substring(0, 400)).contains("expected well-formed XML"));
        String evil = MAP.replace("<LSX_Data>", "<!DOCTYPE LSX_Data [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><LSX_Data>")
            .replace("4 5 6", "&e;");
        assertTrue(refusal(evil).contains("made.xml"), refusal(evil));
        assertTrue(refusal(evil).contains("document type") || refusal(evil).contains("well-formed"), refusal(evil));
        assertTrue(refusal("<LSX_Data>" + "<LSX>".repeat(100_000)).contains("nested to 64 levels"));
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        long refused = 0;
        for (Path file : samples.files(SharedData.dir())) {
            refused += Damage.check(new JobinYvonReader(), Files.readAllBytes(file));
        }
        assertTrue(refused > 300, refused + " refused");
    }
}

package dev.spektron.io.rruff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.RruffSamples;
import dev.spektron.io.conformance.TextDamage;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RruffReaderTest {
    private static SpectralFile read(String name, String text) throws FormatException {
        return Readers.read(new Content(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void realFilesAsAnotherProgramReadsThem() throws Exception {
        RruffSamples samples = new RruffSamples();
        assertEquals(0, samples.maximumError(SharedData.dir()));
        List<Path> files = samples.files(SharedData.dir());
        assertEquals(473, files.size());
        for (Path file : files) {
            assertEquals("rruff", Readers.read(file).format(), file.toString());
        }
    }

    /// Both ways into the same bytes; the older one leaves out what is not finite and sorts.
    @Test
    void theBlockHasWhatTheRecordHas() throws Exception {
        for (Path file : new RruffSamples().files(SharedData.dir()).subList(0, 40)) {
            Block b = Readers.read(file).main();
            RruffFile r = RruffFile.read(file);
            assertEquals(r.mineral(), b.metadata().get(MetadataKeys.SAMPLE));
            assertEquals(r.laser() == 0 ? null : Integer.toString(r.laser()), b.metadata().get(MetadataKeys.LASER));
            assertEquals(r.x().length, b.channels());
            assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), b.unit());
        }
    }

    @Test
    void techniqueComesFromTheName() throws Exception {
        String text = "##NAMES=Quartz\n##RRUFFID=R1\n100, 1\n101.5,  2\r\n##END=\n";
        SpectralFile ir = read("Quartz__R1__Infrared__Infrared_Data_Processed__1.txt", text);
        assertEquals("ir", ir.main().metadata().get(MetadataKeys.MODALITY));
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), ir.main().unit());
        SpectralFile xrd = read("Quartz__R1__Powder__Xray_Data_XY_Processed__1.txt", text);
        assertEquals(BlockKind.OTHER, xrd.main().kind());
        SpectralFile raman = read("Quartz__R1__Raman__785__0__unoriented__Raman_Data_RAW__1.txt", text);
        assertEquals("785", raman.main().metadata().get(MetadataKeys.LASER));
        assertEquals("raw", raman.main().metadata().get("processing"));
    }

    @Test
    void damageIsToldWithItsPlace() {
        String head = "##NAMES=Quartz\n##RRUFFID=R1\n100, 1\n";
        assertTrue(refusal(head + "101, x\n##END=").contains("a.txt, line 4: expected a Raman shift and an intensity"));
        assertTrue(refusal(head).contains("line 3: expected ##END= behind the points"));
        assertTrue(refusal("##NAMES=\n##RRUFFID=R1\n100, 1\n##END=").contains("##NAMES="));
        assertTrue(refusal("##NAMES=Quartz\n##END=").contains("expected lines with a position and an intensity, found none"));
    }

    private static String refusal(String text) {
        return assertThrows(FormatException.class, () -> read("a.txt", text)).getMessage();
    }

    @Test
    void anyDamageGivesAResultOrOneClearRefusal() throws Exception {
        TextDamage.check(new RruffReader(), new RruffSamples().files(SharedData.dir()).subList(0, 20), List.of("##NAMES=a\n##RRUFFID=b\n",
            "##NAMES=a\n1, 2\n"));
    }
}

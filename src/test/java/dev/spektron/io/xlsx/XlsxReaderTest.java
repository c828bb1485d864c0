package dev.spektron.io.xlsx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.XlsxSamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class XlsxReaderTest {
    @Test
    void readsEveryCell() throws IOException {
        assertEquals(0, new XlsxSamples().maximumError(SharedData.dir()));
        // PROVENANCE.md: 88 samples x 125 and 160 channels, 908-1676 and 1299-2604 nm.
        Block micro = Readers.read(new XlsxSamples().files(SharedData.dir()).get(0)).main();
        assertEquals(125, micro.channels());
        assertEquals(908, Math.floor(micro.x()[0]));
        assertEquals(1676, Math.floor(micro.x()[124]));
        assertEquals(Optional.of(AxisUnit.NANOMETRE), micro.unit());
        assertEquals(IntensityKind.ABSORBANCE, micro.intensity());
        assertEquals("K1", micro.ids().getFirst());
        Block neo = Readers.read(new XlsxSamples().files(SharedData.dir()).get(1)).main();
        assertEquals(160, neo.channels());
        assertEquals(1299, Math.floor(neo.x()[0]));
        assertEquals(micro.ids(), neo.ids());
    }

    private static byte[] book(String sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String[] part : new String[][] {{"[Content_Types].xml", "<Types/>"},
                {"xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" sheetId=\"1\"/></sheets></workbook>"},
                {"xl/worksheets/sheet1.xml", sheet}}) {
                zip.putNextEntry(new ZipEntry(part[0]));
                zip.write(part[1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static String refusal(String sheet) throws IOException {
        byte[] b = book(sheet);
        return assertThrows(FormatException.class, () -> new XlsxReader().read(new Content("b.xlsx", b))).getMessage();
    }

    @Test
    void readsInlineTextsAndGaps() throws IOException {
        byte[] b = book("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>id</t></is></c><c><v>1000</v></c><c><v>1010</v></c>"
            + "<c><v>1020</v></c></row><row r=\"3\"><c r=\"A3\" t=\"str\"><v>a</v></c><c r=\"B3\"><v>1</v></c><c r=\"C3\"><v>2.5E-1</v></c>"
            + "<c r=\"D3\"><v>3</v></c></row></sheetData></worksheet>");
        Block block = new XlsxReader().read(new Content("b.xlsx", b)).main();
        assertArrayEquals(new double[] {1000, 1010, 1020}, block.x());
        assertArrayEquals(new double[] {1, 0.25, 3}, block.y()[0]);
        assertEquals("a", block.ids().getFirst());
    }

    @Test
    void badInputIsRefused() throws IOException {
        assertTrue(refusal("<worksheet><row><c r=\"A1\" t=\"s\"><v>7</v></c></row></worksheet>").contains("cell A1: text 7 of 0"),
            refusal("<worksheet><row><c r=\"A1\" t=\"s\"><v>7</v></c></row></worksheet>"));
        assertTrue(refusal("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet><row><c r=\"A1\"><v>&e;</v></c></row>"
            + "</worksheet>").contains("damaged XML"));
        assertTrue(refusal("<worksheet><row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row></worksheet>").contains("out of order"));
        assertTrue(refusal("<worksheet><row>").contains("damaged XML"));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        assertTrue(Damage.check(new XlsxReader(), Files.readAllBytes(new XlsxSamples().files(SharedData.dir()).get(0))) > 60);
    }
}

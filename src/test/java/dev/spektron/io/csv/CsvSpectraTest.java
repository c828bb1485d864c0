package dev.spektron.io.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same three spectra in every layout and dialect, and every way to be wrong.
class CsvSpectraTest {
    private static final double[] AXIS = {1100, 1102.5, 1105, 1107.5};
    private static final double[][] ROWS = {{0.1, 0.25, -0.5, 1e-3}, {0.2, 0.35, 0.5, 7}, {1.5, 1.25, 1, 0.75}};
    private static final String WIDE = """
        ID,SampleType,moisture,1100,1102.5,1105,1107.5
        a,Train,10.5,0.1,0.25,-0.5,1e-3
        b,Test,,0.2,0.35,0.5,7
        c,Test,9.25,1.5,1.25,1,0.75
        """;

    private static SpectraTable read(String text) throws FormatException {
        return CsvSpectra.read("t.csv", text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static void assertSpectra(SpectraTable t) {
        assertArrayEquals(AXIS, t.axis());
        assertTrue(Arrays.deepEquals(ROWS, t.rows()), Arrays.deepToString(t.rows()));
        assertEquals(List.of("a", "b", "c"), t.ids());
    }

    @Test
    void wide() throws FormatException {
        SpectraTable t = read(WIDE);
        assertSpectra(t);
        assertEquals(Map.of("SampleType", List.of("Train", "Test", "Test"), "moisture", List.of("10.5", "", "9.25")), t.columns());
        SpectrumSet set = t.toSet(AxisUnit.NANOMETRE);
        assertArrayEquals(new double[] {10.5, Double.NaN, 9.25}, set.property("moisture"));
        assertEquals("Test", set.metadata().get(1).get("SampleType"));
        assertTrue(assertThrows(FormatException.class, () -> t.toSet(null)).getMessage().contains("unit of its axis"));
    }

    @Test
    void dialects() throws FormatException {
        assertSpectra(read(WIDE.replace(',', '\t')));
        assertSpectra(read(WIDE.replace(',', '|')));
        assertSpectra(read(WIDE.replace("\n", "\r\n")));
        assertSpectra(read(WIDE.replace("\n", "\r")));
        assertSpectra(read("\uFEFF" + WIDE));
        assertSpectra(read(WIDE.replace(",", ", ")));
        assertSpectra(read(WIDE.replace(',', ';').replace('.', ',')));
        assertSpectra(read(WIDE.replace(',', '\t').replace('.', ',')));
        assertSpectra(read(WIDE.replaceAll("([^,\n]+)", "\"$1\"")));
        assertSpectra(read("# made by hand\n# instrument: m5\n" + WIDE));
        assertSpectra(read("Report of the spectrometer\nOperator: nobody\n" + WIDE));
        assertSpectra(read(WIDE + "\n\n"));
        Charset utf16 = StandardCharsets.UTF_16;
        assertSpectra(CsvSpectra.read("u.csv", WIDE.getBytes(utf16), null));
        assertEquals("10.5", read(WIDE.replace(',', ';').replace('.', ',')).columns().get("moisture").getFirst());
        assertEquals("m5", read("# instrument: m5\n" + WIDE).notes().get("instrument"));
    }

    @Test
    void blanksSeparate() throws FormatException {
        String text = "ID type 1100 1102.5 1105 1107.5\n a  x  0.1 0.25 -0.5 1e-3\n b  x  0.2 0.35 0.5 7 \n c\tx  1.5 1.25 1 0.75\n";
        assertSpectra(read(text));
    }

    @ParameterizedTest
    @CsvSource({"%scm-1, WAVENUMBER", "%s cm^-1, WAVENUMBER", "%s nm, NANOMETRE", "shift %s cm-1, RAMAN_SHIFT", "X%s,", "absorbance_%s,",
        "abs.%s,"})
    void axisNames(String pattern, AxisUnit unit) throws FormatException {
        String head = WIDE;
        for (double v : AXIS) {
            head = head.replaceFirst("(?<=,)" + (v == Math.rint(v) ? Integer.toString((int) v) : Double.toString(v)) + "(?=[,\n])",
                String.format(pattern, v));
        }
        SpectraTable t = read(head);
        assertSpectra(t);
        assertEquals(Optional.ofNullable(unit), t.unit());
    }

    @Test
    void namesWithExponentsCountsAndMicrometres() throws FormatException {
        SpectraTable t = read("id,1.76200e+03cm-1,1.76100e+03cm-1,675.00000cm-1\nx,1,2,3\ny,1,2,4\n");
        assertArrayEquals(new double[] {1762, 1761, 675}, t.axis());
        assertEquals(Optional.of(AxisUnit.INDEX), read("id,absorbance_1,absorbance_2,absorbance_3\nx,1,2,3\n").unit());
        assertArrayEquals(new double[] {2500, 2250, 2000}, read("id,2.5um,2.25um,2um\nx,1,2,3\ny,1,2,4\n").axis());
    }

    @Test
    void fallingAxesStayAsTheyAre() throws FormatException {
        SpectraTable t = read("id,4000,3998,3996\nx,1,2,3\ny,4,5,6\n");
        assertArrayEquals(new double[] {4000, 3998, 3996}, t.axis());
        assertArrayEquals(new double[] {1, 2, 3}, t.rows()[0]);
    }

    @Test
    void points() throws FormatException {
        StringBuilder s = new StringBuilder("sample;wavelength_nm;absorbance\n");
        for (int i = 0; i < ROWS.length; i++) {
            for (int j = 0; j < AXIS.length; j++) {
                s.append("abc".charAt(i)).append(';').append(AXIS[j]).append(';').append(ROWS[i][j]).append('\n');
            }
        }
        SpectraTable t = read(s.toString());
        assertSpectra(t);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), t.unit());
        assertRefused(s.toString().replace("b;1105.0", "b;1105.5"), "line 8", "1105.5");
        assertRefused(s.toString().replace("b;1105.0;0.5\n", ""), "sample 'b' has 3 points");
        assertRefused(s + "a;1100;1\n", "line 14", "stands already in line 2");
    }

    /// Samples may be counted as channels are; then the first column decides.
    @Test
    void countedSamplesBesideAnAxisAreColumns() throws FormatException {
        SpectraTable t = read("wavelength_nm,s1,s2,s3\n1100,1,2,3\n1102,4,5,6\n1104,7,8,9\n");
        assertEquals(List.of("s1", "s2", "s3"), t.ids());
        assertArrayEquals(new double[] {1100, 1102, 1104}, t.axis());
        assertArrayEquals(new double[] {2, 5, 8}, t.rows()[1]);
        assertEquals(3, read("sample,s1,s2,s3\n1,1,2,3\n2,4,5,6\n3,7,8,9\n").axis()[2]);
        assertEquals("[1, 3, 2]", read("x,s1,s2,s3\n1,1,2,3\n3,4,5,6\n2,7,8,9\n").columns().get("x").toString());
    }

    /// Names of samples may end with numbers that run one way; many columns beside them and an axis before them tell what they are.
    @Test
    void samplesNamedByNumbersAreNoChannels() throws FormatException {
        SpectraTable t = CsvSpectra.read("f", "angle,DIV100,DIV101,DIV102,RPE7,RPE9\n5.00,1,2,3,4,5\n5.02,6,7,8,9,10\n5.03,11,12,13,14,15\n"
            .getBytes(StandardCharsets.UTF_8), null);
        assertArrayEquals(new double[] {5, 5.02, 5.03}, t.axis());
        assertEquals(List.of("DIV100", "DIV101", "DIV102", "RPE7", "RPE9"), t.ids());
    }

    /// Orange writes types and roles below its header, SCiO notes above it as well, filled up with empty fields.
    @Test
    void notesAndDeclarationsAreNoSpectra() throws FormatException {
        SpectraTable orange = CsvSpectra.read("f", "type,1800,1799,1798\nd,c,c,c\nclass\na,1,2,3\nb,4,5,6\n"
            .getBytes(StandardCharsets.UTF_8), null);
        assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, orange.rows());
        assertEquals(List.of("a", "b"), orange.columns().get("type"));
        SpectraTable scio = CsvSpectra.read("f", ("name, CHEESE,,,,,,,\nnum,2,,,,,,,\nid, brand, spectrum_740.0, spectrum_741.0, "
            + "spectrum_742.0, raw_740.0, raw_741.0, raw_742.0, fat\nint, unicode, float, float, float, float, float, float, int\n"
            + "1, C,0.1,0.2,0.3,7,8,9,23\n2, A,0.4,0.5,0.6,7,8,9,30\n").getBytes(StandardCharsets.UTF_8), null);
        assertArrayEquals(new double[] {740, 741, 742}, scio.axis());
        assertArrayEquals(new double[][] {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}}, scio.rows());
        assertEquals(List.of("1", "2"), scio.ids());
    }

    @Test
    void columns() throws FormatException {
        StringBuilder s = new StringBuilder("Wavelength (nm),a,b,c\n");
        for (int j = 0; j < AXIS.length; j++) {
            s.append(AXIS[j]).append(',').append(ROWS[0][j]).append(',').append(ROWS[1][j]).append(',').append(ROWS[2][j]).append('\n');
        }
        SpectraTable t = read(s.toString());
        assertSpectra(t);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), t.unit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y\n1100,0.1\n1102.5,0.25\n1105,-0.5\n1107.5,1e-3\n", "1100 0.1\n1102.5 0.25\n1105 -0.5\n1107.5 1e-3",
        "1100,0 0,1\n1102,5 0,25\n1105,0 -0,5\n1107,5 0,001\n", "1100, 0.1\n1102.5, 0.25\n1105, -0.5\n1107.5, 1e-3\n",
        "##NAMES=Quartz\n#x y\n1100\t0.1\n1102.5\t0.25\n1105\t-0.5\n1107.5\t1e-3\n"})
    void twoColumnsAreOneSpectrum(String text) throws FormatException {
        SpectraTable t = read(text);
        assertArrayEquals(AXIS, t.axis());
        assertArrayEquals(ROWS[0], t.rows()[0]);
        assertEquals(1, t.rows().length);
    }

    private static void assertRefused(String text, String... says) {
        FormatException e = assertThrows(FormatException.class, () -> read(text));
        for (String s : says) {
            assertTrue(e.getMessage().contains(s), e.getMessage());
        }
        assertTrue(e.getMessage().contains("t.csv"), e.getMessage());
    }

    @Test
    void errorsNameLineColumnAndToken() {
        assertRefused(WIDE.replace("0.35", "oops"), "line 3", "column 5 (1102.5)", "'oops'");
        assertRefused(WIDE.replace("0.35", "NaN"), "line 3", "column 5", "'NaN'");
        assertRefused(WIDE.replace("0.35", "inf"), "line 3", "'inf'");
        assertRefused(WIDE.replace("0.35", "1e999"), "line 3", "'1e999'");
        assertRefused(WIDE.replace("0.35", ""), "line 3", "column 5", "an empty field");
        assertRefused(WIDE.replace(",0.35", ""), "line 3", "expected 7 columns", "found 6");
        assertRefused(WIDE.substring(0, WIDE.length() - 10), "line 4", "found 5", "cut off");
        assertRefused(WIDE.replace("ID,", ""), "line 1", "expected 7 columns", "found 6");
        assertRefused(WIDE.replace("c,Test", "a,Test"), "line 4", "'a' stands already in line 2");
        assertRefused(WIDE.replace("b,Test", ",Test"), "line 3", "sample id");
        assertRefused(WIDE.replace("1105", "1101"), "header line, column 6", "'1101' after '1102.5'");
        assertRefused(WIDE.replace("b,", "\"b,"), "line 3", "quote");
        assertRefused("x,y\n1,2\n2,3\n2,4\n", "line 4", "column 1", "strictly one way");
        assertRefused("", "empty file");
        assertRefused("# only\n", "comment lines only");
        assertRefused("name,comment\na,b\n", "expected spectra below the header");
        assertRefused("a,b\n1,2\n2,3\n", "no layout fits the 2 lines of 2 columns");
        assertRefused("\u0000\u0001", "zero byte");
    }

    private static SpectrumSet set(AxisUnit unit) {
        return new SpectrumSet("m5", new Axis(unit, AXIS), IntensityKind.ABSORBANCE, Modality.NIR, List.of("a,1", "b \"2\"", "#c"),
            new double[][] {{0.1, 1.0 / 3, -0.5, 1e-300}, {0.2, 0.35, 0.5, 7}, {1.5, 1.25, 1, Math.PI}},
            Map.of("moisture", new double[] {1, Double.NaN, 3}), List.of(Map.of("note", "x;y"), Map.of(), Map.of("note", "7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NANOMETRE", "WAVENUMBER", "RAMAN_SHIFT", "INDEX"})
    void whatIsWrittenComesBack(AxisUnit unit) throws FormatException {
        SpectrumSet set = set(unit);
        SpectraTable t = CsvSpectra.read("w.csv", CsvSpectraWriter.wide(set, Map.of("moisture", "%")), null);
        SpectrumSet back = t.toSet(null);
        assertEquals(set.axis(), back.axis());
        assertTrue(Arrays.deepEquals(set.rows(), back.rows()));
        assertEquals(set.sampleIds(), back.sampleIds());
        assertArrayEquals(set.property("moisture"), back.property("moisture"));
        assertEquals(List.of("x;y", "", "7"), back.metadata().stream().map(m -> m.get("note")).toList());
        assertEquals(set.instrument(), back.instrument());
        assertEquals(set.kind(), back.kind());
        assertEquals(set.modality(), back.modality());
        assertEquals(Map.of("moisture", "%"), t.units());
        SpectrumSet points = CsvSpectra.read("p.csv", CsvSpectraWriter.points(set), null).toSet(null);
        assertEquals(set.axis(), points.axis());
        assertTrue(Arrays.deepEquals(set.rows(), points.rows()));
        assertEquals(set.sampleIds(), points.sampleIds());
    }

    private static Object value(byte[] bytes) throws FormatException {
        SpectraTable t = CsvSpectra.read("d.csv", bytes, null);
        return Arrays.toString(t.axis()) + Arrays.deepToString(t.rows()) + t.ids() + t.columns();
    }

    @Test
    void bitFlipsGiveFormatExceptionsOrValues() {
        Damage.flip(WIDE.getBytes(StandardCharsets.UTF_8), CsvSpectraTest::value);
        Damage.flip(CsvSpectraWriter.points(set(AxisUnit.NANOMETRE)), CsvSpectraTest::value);
    }

    /// Text has no end mark: a cut between two lines, or inside the last number, leaves a shorter but whole table. Whatever is still
    /// read before the last line must be what stood there.
    @Test
    void truncatedFilesGiveTheRowsThatAreLeft() throws FormatException {
        StringBuilder s = new StringBuilder("ID,1100,1102,1104,1106\n");
        for (int i = 0; i < 20; i++) {
            s.append('s').append(i).append(",0.").append(1000 + i).append(",0.25,0.5,0.").append(7000 + 13 * i).append('\n');
        }
        byte[] whole = s.toString().getBytes(StandardCharsets.UTF_8);
        SpectraTable expected = CsvSpectra.read("d.csv", whole, null);
        int refused = 0;
        for (int k = 1; k < 64; k++) {
            byte[] part = Arrays.copyOf(whole, whole.length * k / 64);
            try {
                SpectraTable t = CsvSpectra.read("d.csv", part, null);
                for (int i = 0; i < t.rows().length - 1; i++) {
                    assertArrayEquals(expected.rows()[i], t.rows()[i]);
                }
                assertArrayEquals(expected.axis(), t.axis());
            } catch (FormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 30, "refused " + refused);
    }

    @Test
    void axesMayBeginBelowZero() throws FormatException {
        SpectraTable t = CsvSpectra.read("shift.csv", "ID,shift -3.0 cm-1,shift -1.0 cm-1,shift 1.0 cm-1,shift 3.0 cm-1\na,1,2,3,4\n"
            .getBytes(StandardCharsets.UTF_8), null);
        assertArrayEquals(new double[] {-3, -1, 1, 3}, t.axis());
        assertArrayEquals(new double[] {1, 2, 3, 4}, t.rows()[0]);
    }
}

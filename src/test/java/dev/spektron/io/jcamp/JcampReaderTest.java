package dev.spektron.io.jcamp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.JcampSamples;
import dev.spektron.io.conformance.TextDamage;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JcampReaderTest {
    private static final String HEAD = "##TITLE=t\n##JCAMP-DX=4.24\n##DATA TYPE=INFRARED SPECTRUM\n##XUNITS=1/CM\n##YUNITS=ABSORBANCE\n";
    /// Section 5.9 of JCAMP-DX 4.24: the same numbers in five forms.
    private static final double[] STANDARD = {0, 0, 0, 0, 2, 4, 4, 4, 7, 5, 4, 4, 5, 5, 7, 10, 11, 11, 6, 5, 7, 6, 9, 9, 7, 10, 10, 9, 10,
        11, 12, 15, 16, 16, 14, 17, 38, 38, 35, 38, 42, 47, 54, 59, 66, 75, 78, 88, 96, 104, 110, 121, 128};

    static SpectralFile read(String text) throws FormatException {
        return new JcampReader().read(new Content("a.jdx", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String refusal(String text) {
        return assertThrows(FormatException.class, () -> read(text)).getMessage();
    }

    private static Path file(String name) {
        return SharedData.dir().resolve("jcamp-corpus").resolve(name);
    }

    @Test
    void realFilesAsOtherProgramsReadThem() throws Exception {
        double error = new JcampSamples().maximumError(SharedData.dir());
        assertTrue(error <= 1e-6, "largest relative error " + error);
        assertEquals(99, new JcampSamples().files(SharedData.dir()).size());
        for (Path f : new JcampSamples().files(SharedData.dir())) {
            assertEquals("jcamp-dx", Readers.read(f).format(), f.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "4 0 0 0 0 2 4 4 4 7 5 4 4 5 5 7 10 11 11 6 5 7 6 9 9 7 10 10 9 10 11 12 15 16 16 14 17 38 38 35 38 42 47 54 59 66 75 78 88 96 104 "
            + "110 121 128",
        "4+0+0+0+0+2+4+4+4+7+5+4+4+5+5+7+10+11+11+6+5+7+6+9+9+7\n29+10+10+9+10+11+12+15+16+16+14+17+38+38+35+38+42+47+54+59\n48+66+75+78+88"
            + "+96+104+110+121+128",
        "4@@@@BDDDGEDDEEGA0A1A1FEGFIIGA0A0IA0A1A2A5A6A6A4A7C8C8C5C8D2D7E4E9F6G5G8H8I6A04A10A21A28",
        "4@VKT%TLkj%J%KLJ%njKjL%kL%jJULJ%kLK1%lLMNPNPRLJ0QTOJ1P\n56A28"})
    void formsOfTheStandard(String table) throws Exception {
        SpectralFile f = read(HEAD + "##FIRSTX=4\n##LASTX=56\n##NPOINTS=53\n##XFACTOR=1\n##YFACTOR=0.1\n##XYDATA=(X++(Y..Y))\n" + table
            + "\n##END=\n");
        assertArrayEquals(Arrays.stream(STANDARD).map(v -> v * 0.1).toArray(), f.main().y()[0]);
        assertEquals(List.of(), f.warnings());
        assertEquals(5, f.main().x()[1]);
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), f.main().unit());
        assertEquals(IntensityKind.ABSORBANCE, f.main().intensity());
    }

    @Test
    void oneSpectrumInFourForms() throws Exception {
        double[] affn = Readers.read(file("official/BRUKAFFN.DX")).main().y()[0];
        assertArrayEquals(affn, Readers.read(file("official/BRUKPAC.DX")).main().y()[0]);
        assertArrayEquals(affn, Readers.read(file("official/BRUKSQZ.DX")).main().y()[0]);
        double[] packed = Readers.read(file("cheminfo/jcamp-packed.dx")).main().y()[0];
        // The SQZ file goes on for eight points more.
        assertArrayEquals(packed, Arrays.copyOf(Readers.read(file("cheminfo/jcamp-squeezed.dx")).main().y()[0], packed.length));
        assertArrayEquals(packed, Readers.read(file("cheminfo/jcamp-difdup.dx")).main().y()[0]);
        assertArrayEquals(Readers.read(file("nzhagen/noencoding_example.jdx")).main().y()[0],
            Readers.read(file("nzhagen/difdup_example.jdx")).main().y()[0]);
    }

    @Test
    void blocksPagesAndGroups() throws Exception {
        SpectralFile pages = Readers.read(file("cheminfo/ntuples.jdx"));
        assertArrayEquals(new double[][] {{2, 3, 4}, {3, 4, 5}, {4, 5, 6}, {5, 6, 7}}, pages.main().y());
        assertArrayEquals(new double[] {4, 5, 6}, pages.main().x());
        assertEquals(List.of("F1=0", "F1=1", "F1=2", "F1=3"), pages.main().ids());
        SpectralFile own = read("##TITLE=t\n##JCAMP-DX=5\n##DATA TYPE=NMR SPECTRUM\n##NTUPLES=a\n##SYMBOL=F1,F2,Y\n"
            + "##UNITS=HZ,HZ,\n##VAR_DIM=2,3,3\n##FIRST=0,100,1\n##LAST=1,104,6\n##MIN=0,100,1\n##MAX=1,104,6\n##FACTOR=1,1,1\n"
            + "##PAGE=F1=0\n##FIRST=0,104,1\n##LAST=1,100,3\n##DATA TABLE=(F2++(Y..Y)), PROFILE\n104 1 2 3\n"
            + "##PAGE=F1=1\n##FIRST=0,104,4\n##LAST=1,100,6\n##DATA TABLE=(F2++(Y..Y)), PROFILE\n104 4 5 6\n##END NTUPLES=\n##END=\n");
        assertArrayEquals(new double[] {104, 102, 100}, own.main().x(), "what a page says of its axis holds");
        assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, own.main().y());
        assertEquals(List.of(), own.warnings(), "extremes of all pages are none of one");
        SpectralFile assigned = Readers.read(file("cheminfo/assigned.jdx"));
        assertArrayEquals(new double[] {2, 3}, assigned.blocks().get(0).y()[0]);
        assertEquals("3\n5", assigned.blocks().get(0).metadata().get("assignments"));
        assertEquals(BlockKind.PEAKS, assigned.main().kind());
        assertArrayEquals(new double[] {2, 3, 4}, assigned.block("peaks").y()[0]);
        assertArrayEquals(new double[] {3, 4, 5}, assigned.block("peaks W").y()[0]);
        SpectralFile ocean = Readers.read(file("oceanoptics/OceanOptics_period.jdx"));
        assertEquals(3, ocean.blocks().size());
        assertEquals(328.22795, ocean.main().y()[0][0], 1e-9, "stated in percent");
        SpectralFile ims = Readers.read(file("official/IMSDEMO.DX"));
        assertEquals(1000, ims.main().channels());
        assertArrayEquals(new double[] {20.31, 24.5, 36}, ims.blocks().get(0).x());
    }

    @Test
    void metadataHaveTheirCommonNames() throws Exception {
        SpectralFile o = Readers.read(file("lancashire/o02.jdx"));
        assertEquals("1997-08-29T16:47:44.00+05:00", o.main().metadata().get(MetadataKeys.DATE));
        assertEquals("32", o.main().metadata().get(MetadataKeys.SCANS));
        assertEquals("Bruker A3000", o.main().metadata().get(MetadataKeys.INSTRUMENT));
        SpectralFile tannic = Readers.read(file("nzhagen/tannic_acid.jdx"));
        assertEquals("raman", tannic.main().metadata().get(MetadataKeys.MODALITY));
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), tannic.main().unit());
        SpectralFile comma = read(HEAD.replace("1/CM", "NANOMETERS") + "##FIRSTX=176,36\n##NPOINTS=2\n##XYPOINTS=(XY..XY)\n"
            + "176,36, 32822,795\n176,58, 5\n##END=");
        assertArrayEquals(new double[] {176.36, 176.58}, comma.main().x());
        assertArrayEquals(new double[] {32822.795, 5}, comma.main().y()[0]);
    }

    @Test
    void disagreementsAreTold() throws Exception {
        String table = "##XYDATA=(X++(Y..Y))\n100 1 2 3\n106 4 5 6\n##END=\n";
        SpectralFile step = read(HEAD + "##FIRSTX=100\n##LASTX=110\n##DELTAX=3\n##NPOINTS=6\n##MAXY=9\n" + table);
        assertArrayEquals(new double[] {100, 102, 104, 106, 108, 110}, step.main().x());
        assertEquals(2, step.warnings().size(), step.warnings().toString());
        assertTrue(step.warnings().get(0).contains("DELTAX = 3.0 does not fit"), step.warnings().toString());
        assertTrue(step.warnings().get(1).contains("MAXY = 9.0 is stated, the table has 6.0"), step.warnings().toString());
        SpectralFile last = read(HEAD + "##FIRSTX=100\n##LASTX=210\n##DELTAX=2\n##NPOINTS=6\n" + table);
        assertEquals(110, last.main().x()[5]);
        assertTrue(last.warnings().getFirst().contains("the step is believed"), last.warnings().toString());
        SpectralFile count = read(HEAD + "##FIRSTX=100\n##LASTX=112\n##NPOINTS=7\n" + table);
        assertArrayEquals(step.main().x(), count.main().x());
        assertTrue(count.warnings().getFirst().contains("7 points are stated, 6 found"), count.warnings().toString());
        SpectralFile check = read(HEAD + "##FIRSTX=1\n##LASTX=4\n##NPOINTS=4\n##XYDATA=(X++(Y..Y))\n1A0J\n2A1J\n3A5J\n4A6\n##END=\n");
        assertTrue(check.warnings().getFirst().contains("1 of 3 Y-checks are wrong, the ordinate "
            + "before is kept; line 12 begins with the ordinate 15.0"),
            check.warnings().toString());
        SpectralFile unchecked = read(HEAD + "##FIRSTX=1\n##LASTX=6\n##NPOINTS=6\n##XYDATA=(X++(Y..Y))\n1AJ\n3EJ\n5IJ\n##END=\n");
        assertArrayEquals(new double[] {1, 2, 5, 6, 9, 10}, unchecked.main().y()[0], "differences without Y-checks");
        SpectralFile lost = read(HEAD + "##FIRSTX=100\n##LASTX=118\n##NPOINTS=10\n##XYDATA=(X++(Y..Y))\n100 1 2 3\n114 4 5 6\n##END=\n");
        assertArrayEquals(new double[] {100, 102, 104, 114, 116, 118}, lost.main().x());
        assertTrue(lost.warnings().get(1).contains("lines are missing"), lost.warnings().toString());
        SpectralFile odd = read(HEAD + "##FIRSTX=110\n##LASTX=100\n##DELTAX=-2\n##NPOINTS=7\n##XYDATA=(X++(Y..Y))\n"
            + "0 1 2 3\n3 4 5 6\n##END=\n");
        assertArrayEquals(new double[] {110, 108, 106, 104, 102, 100}, odd.main().x(), "ends, step and table agree against the count");
        SpectralFile open = read(HEAD + "##FIRSTX=100\n##LASTX=110\n##NPOINTS=6\n" + table.replace("##END=\n", ""));
        assertTrue(open.warnings().getFirst().contains("has no ##END="), open.warnings().toString());
    }

    /// Programs write percent and say `TRANSMITTANCE`: what is stated is done, what it looks like is told.
    @Test
    void percentThatIsNotStatedIsTold() throws Exception {
        String table = "##FIRSTX=1\n##LASTX=3\n##NPOINTS=3\n##MAXY=98\n##XYDATA=(X++(Y..Y))\n1 %s\n##END=\n";
        String head = HEAD.replace("ABSORBANCE", "TRANSMITTANCE");
        SpectralFile unstated = read(head + table.formatted("98 12 55"));
        assertArrayEquals(new double[] {98, 12, 55}, unstated.main().y()[0]);
        assertTrue(unstated.warnings().getFirst().contains("the transmittance reaches 98.0, which looks like percent"),
            unstated.warnings().toString());
        SpectralFile header = read(head + table.formatted("0.98 0.12 0.55"));
        assertTrue(header.warnings().getFirst().contains("the table is believed, the header seems to count in percent"),
            header.warnings().toString());
        String stated = HEAD.replace("ABSORBANCE", "% TRANSMITTANCE");
        assertArrayEquals(new double[] {0.98, 0.12, 0.55}, read(stated + table.formatted("98 12 55")).main().y()[0]);
        SpectralFile doubtful = read(stated + table.replace("98", "0.98").formatted("0.98 0.12 0.55"));
        assertTrue(doubtful.warnings().getFirst().contains("states percent, but the largest value is 0.98"),
            doubtful.warnings().toString());
    }

    /// A repetition can ask for any number of points in a few bytes: the memory is bounded by the size of the file.
    @Test
    void memoryIsBoundedByTheFile() throws Exception {
        StringBuilder table = new StringBuilder(HEAD).append("##FIRSTX=0\n##LASTX=1\n##NPOINTS=2000000000\n##XYDATA=(X++(Y..Y))\n");
        for (int i = 0; i < 40_000; i++) {
            table.append("0A%S99S99S99S99S99\n");
        }
        assertTrue(refusal(table.append("##END=\n").toString()).contains("points in a file of"));
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            labels.append("##").append(i).append("=\n");
        }
        assertTrue(refusal(labels.toString()).contains("labels in a file of"));
    }

    @Test
    void damageIsToldWithItsPlace() {
        String table = HEAD + "##FIRSTX=100\n##LASTX=110\n##NPOINTS=6\n##XYDATA=(X++(Y..Y))\n";
        assertTrue(refusal(table + "100 1 2 3\n").contains("line 10: expected 6 points and ##END=, found 3 points and the end of"));
        assertTrue(refusal(table + "100 1 2 ~3\n##END=").contains("line 10, column 9: expected a finite ordinate, found '~3'"));
        assertTrue(refusal(table + "100AS99999999\n##END=").contains("line 10: expected at most 1048"));
        assertTrue(refusal(table + "100S9\n##END=").contains("line 10: expected an ordinate before the first repetition 'S'"));
        assertTrue(refusal(table + "100J9\n##END=").contains("found a difference"));
        assertTrue(refusal(table + "1AJ\n2EJ\n3IJ\n4AJ\n##END=").contains("expected 6 points whose Y-checks agree"));
        assertTrue(refusal(HEAD + "##XYPOINTS=(XY..XY)\n1,2 3\n##END=").contains("line 7: expected 2 numbers a point, found 1"));
        assertTrue(refusal("##TITLE=a\n##TITLE=b\n##END=\n##END=").contains("found 2 blocks without one"));
        assertTrue(refusal(HEAD + "##FIRSTX=1e308\n##DELTAX=1e308\n##XYDATA=(X++(Y..Y))\n1 2 3 4 5\n##END=").contains("finite abscissae"));
        assertTrue(refusal("1 2\n3 4\n").contains("line 1: expected ##TITLE=, found"));
    }

    @Test
    void anyDamageGivesAResultOrOneClearRefusal() throws Exception {
        TextDamage.check(new JcampReader(), new JcampSamples().files(SharedData.dir()), List.of("##TITLE=a\n##XYDATA=(X++(Y..Y))\n",
            "##TITLE=a\n##PEAK ASSIGNMENTS=(XYMA)\n", "##TITLE=a\n##NTUPLES=a\n##SYMBOL=X,Y,N\n##PAGE=N=1\n##DATA TABLE=(XY..XY)\n"));
    }
}

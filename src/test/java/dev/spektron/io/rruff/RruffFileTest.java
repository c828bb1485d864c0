package dev.spektron.io.rruff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RruffFileTest {
    private static final String NAME = "Calcite__R040070__Raman__532__0__unoriented__Raman_Data_Processed__1.txt";
    private static final String HEAD = "##NAMES=Calcite\n##RRUFFID=R040070\n##IDEAL CHEMISTRY=Ca(CO_3_)\n";

    private static String points(int n) {
        return IntStream.range(0, n).mapToObj(i -> (100 + i) + ".5, " + i + ".0E+00\r\n").collect(Collectors.joining());
    }

    private static RruffFile parse(String text) throws FormatException {
        return RruffFile.parse(NAME, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        return assertThrows(FormatException.class, () -> parse(text)).getMessage();
    }

    @Test
    void headerAndPoints() throws Exception {
        RruffFile r = parse(HEAD + points(12) + "##END=\n\n\n");
        assertEquals("Calcite", r.mineral());
        assertEquals("R040070", r.rruffId());
        assertEquals(532, r.laser());
        assertEquals("Ca(CO_3_)", r.header().get("IDEAL CHEMISTRY"));
        assertEquals(12, r.x().length);
        assertEquals(111.5, r.x()[11]);
        assertEquals(11, r.y()[11]);
    }

    @Test
    void pointsAreSortedAndDoublesLeftOut() throws Exception {
        RruffFile r = parse(HEAD + "99 -3\n98;7\n99, 8\n97.5, NaN\n" + points(10) + "##END=\n");
        assertEquals(12, r.x().length);
        assertArrayEquals(new double[] {98, 99, 100.5}, java.util.Arrays.copyOf(r.x(), 3));
        assertArrayEquals(new double[] {7, -3, 0}, java.util.Arrays.copyOf(r.y(), 3));
    }

    @Test
    void damageIsToldWithItsLine() {
        String bad = refusal(HEAD + points(3) + "103.5, 1.0, 7\n" + points(12) + "##END=");
        assertTrue(bad.contains(NAME + ", line 7: expected a Raman shift and an intensity") && bad.contains("'103.5, 1.0, 7'"), bad);
        assertTrue(refusal(HEAD + "100, abc\n##END=").contains("line 4"));
        assertTrue(refusal(HEAD + "100\n##END=").contains("line 4"));
        assertTrue(refusal(HEAD + points(12)).contains("expected ##END= behind the points, found the end of the file"));
        assertTrue(refusal(HEAD + points(12) + "##NAMES=Quartz\n" + points(12) + "##END=").contains("line 16"));
        assertTrue(refusal(HEAD + points(12) + "##END=\n1, 2\n").contains("line 17: expected nothing after ##END="));
        assertTrue(refusal("##NAMES\n" + points(12) + "##END=").contains("line 1: expected ##KEY=value"));
        assertTrue(refusal(points(12) + "##END=").contains("##NAMES="));
        assertTrue(refusal(HEAD + points(9) + "##END=").contains("at least 10 points with different shifts, found 9"));
        assertTrue(refusal("").contains("##END="));
    }

    @Property(tries = 200)
    void anyBytesGiveASpectrumOrOneClearRefusal(@ForAll byte[] bytes) {
        try {
            RruffFile.parse(NAME, bytes);
        } catch (FormatException e) {
            assertTrue(e.getMessage().startsWith(NAME), e.getMessage());
        }
    }

    /// `expected.csv` was made with another program (Python).
    @Test
    void realFilesAsAnotherProgramReadsThem() throws Exception {
        Path dir = SharedData.dir().resolve("rruff-raman");
        List<String> lines = Files.readAllLines(dir.resolve("expected.csv"));
        int checked = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] want = line.split(",");
            Path file = dir.resolve("txt").resolve(want[0]);
            if (!Files.exists(file)) {
                continue;
            }
            RruffFile r = RruffFile.read(file);
            int n = r.x().length;
            assertEquals(Integer.parseInt(want[1]), n, want[0]);
            assertEquals(Double.parseDouble(want[2]), r.x()[0], want[0]);
            assertEquals(Double.parseDouble(want[3]), r.x()[n - 1], want[0]);
            assertEquals(Double.parseDouble(want[4]), java.util.Arrays.stream(r.y()).min().orElseThrow(), want[0]);
            assertEquals(Double.parseDouble(want[5]), java.util.Arrays.stream(r.y()).max().orElseThrow(), want[0]);
            assertTrue(List.of(514, 532, 780, 785).contains(r.laser()), want[0]);
            checked++;
        }
        assertEquals(472, checked);
    }
}

package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFolderTest {
    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... args) {
        String[] all = Stream.concat(Stream.of("data", "simulate"), Stream.of(args)).toArray(String[]::new);
        return Main.commandLine().setErr(new PrintWriter(errors)).setOut(new PrintWriter(new StringWriter())).execute(all);
    }

    private static List<String> names(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile).map(p -> dir.relativize(p).toString().replace('\\', '/')).sorted().toList();
        }
    }

    @Test
    void writesTheDataSetAndTheTruth() throws Exception {
        Path out = folder.resolve("deep/tablets");
        assertEquals(0, run("raman", "--out", out.toString(), "--samples", "6", "--truth"), errors.toString());
        assertEquals(List.of("manifest.yaml", "r532.csv", "r785.csv", "truth/instruments.csv", "truth/noise-free-r532.csv",
            "truth/noise-free-r785.csv", "truth/pure.csv", "truth/samples.csv"), names(out));
        List<String> lines = Files.readAllLines(out.resolve("r785.csv"));
        assertEquals(7, lines.size());
        assertTrue(lines.get(0).startsWith("sample,paracetamol,lactose,200,202,204,"), lines.get(0));
        assertEquals(3 + 801, lines.get(1).split(",").length);
        assertEquals(List.of("deep/tablets"), List.of(folder.relativize(out).toString().replace('\\', '/')));
        try (Stream<Path> beside = Files.list(out.getParent())) {
            assertEquals(1, beside.count(), "temporary folders must be gone");
        }
    }

    @Test
    void keepsANonEmptyFolderUnlessForced() throws Exception {
        Path out = folder.resolve("tablets");
        assertEquals(0, run("raman", "--out", out.toString(), "--samples", "3"));
        String before = Files.readString(out.resolve("r785.csv"));
        assertEquals(2, run("raman", "--out", out.toString(), "--samples", "4"));
        assertTrue(errors.toString().contains("--force"), errors.toString());
        assertEquals(before, Files.readString(out.resolve("r785.csv")));
        assertEquals(0, run("raman", "--out", out.toString(), "--samples", "4", "--force"));
        assertEquals(5, Files.readAllLines(out.resolve("r785.csv")).size());
        try (Stream<Path> beside = Files.list(folder)) {
            assertEquals(1, beside.count());
        }
    }

    @Test
    void neverReplacesAFolderThatIsNoDataSet() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertEquals(2, run("raman", "--out", folder.toString(), "--samples", "3", "--force"));
        assertTrue(errors.toString().contains("no data set"), errors.toString());
        assertEquals(List.of("thesis.txt"), names(folder));
    }

    @Test
    void wrongUseIsToldInOneLine() {
        assertEquals(2, run("raman"));
        assertEquals(2, run("ramen", "--out", folder.resolve("x").toString()));
        assertTrue(errors.toString().contains("did you mean 'raman'?"), errors.toString());
        assertEquals(2, run("raman", "--out", folder.resolve("x").toString(), "--samples", "0"));
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void fixedDecimalsAgreeWithBigDecimal() {
        double[] values = {0, -0.0, 1e-7, -1e-7, 0.123456, -0.123454, 12.99999951, 999.5, -3.00000001, 1e12};
        for (double v : values) {
            StringBuilder out = new StringBuilder();
            CsvText.fixed(out, v, 5);
            assertEquals(new BigDecimal(v).setScale(5, RoundingMode.HALF_EVEN).toPlainString(), out.toString());
        }
    }
}

package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.cli.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names and numbers on the command line that do not fit: exit code 2, one line and a pointer to the help, nothing on stdout, no file.
class BadNamesTest {
    @TempDir
    private Path dir;

    private void assertUsage(Run run, String... says) throws IOException {
        assertEquals(2, run.code(), run.err());
        for (String s : says) {
            assertTrue(run.err().contains(s), run.err());
        }
        assertTrue(run.err().contains("--help"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals("", run.out());
        assertFalse(Files.exists(dir.resolve("out/results.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "--data; corm; did you mean 'corn'",
        "--data; no/such/folder; there is no file or folder 'no/such/folder'",
        "--source; primry; did you mean 'primary'",
        "--target; secndary; did you mean 'secondary'",
        "--property; protien; did you mean 'protein'",
        "--methods; bias,pdds; did you mean 'pds'",
        "--preprocessing; snw; did you mean 'snv'",
        "--preprocessing; @|snv|@; stands twice",
        "--standards; 200; ask for at most 77",
        "--standards; 0; standards: expected at least 1, found [0]",
        "--standards; ten; 'ten' is not an int",
        "--repeats; 0; repeats: expected at least 1, found 0",
        "--threads; 0; --threads: expected at least 1, found 0",
        "--test-fraction; 1.5; expected a number between 0 and 1, found 1.5",
        "--select; best; expected random or kennard-stone, found 'best'",
        "--protocol; ct9; found 'ct9'",
        "--repeat; 5; Unknown option"})
    void ofTransfer(String option, String value, String says) throws IOException {
        assertUsage(Cli.run("transfer", option, value, "--out", dir.resolve("out").toString()), says);
    }

    @Test
    void tooManyStandardsNamesTheNumbers() throws IOException {
        assertUsage(Cli.transfer(dir, "--preprocessing", "snv", "--standards", "10,200"), "200 standards", "only 80 samples",
            "80 samples on the source, 80 on the target");
    }

    @Test
    void sourceIsTarget() throws IOException {
        assertUsage(Cli.run("transfer", "--source", "primary", "--target", "primary"), "both 'primary'", "differ");
    }

    @Test
    void saveTakesOnePair() throws IOException {
        Path save = dir.resolve("b.spektron");
        assertUsage(Cli.transfer(dir, "--source", "all", "--target", "all", "--save", save.toString()), "one pair of instruments",
            "found 2 pairs", "--source and --target");
        assertUsage(Cli.transfer(dir, "--save", save.toString(), "--save-method", "pdz"), "--save-method", "did you mean 'pds'");
        assertFalse(Files.exists(save));
    }

    @Test
    void ofTheOtherCommands() throws IOException {
        String out = dir.resolve("c.spektron").toString();
        assertUsage(Cli.run("transfr"), "spektron transfer");
        assertUsage(Cli.run("calibrate", "--instrument", "primry", "--out", out), "did you mean 'primary'");
        assertUsage(Cli.run("calibrate", "--property", "protien", "--out", out), "did you mean 'protein'");
        assertUsage(Cli.run("calibrate"), "--out");
        assertUsage(Cli.run("predict", "x.csv"), "--model");
        assertUsage(Cli.run("predict", "--model", out, "--level", "1", "x.csv"), "--level: expected a number between 0 and 1, found 1.0");
        assertUsage(Cli.run("data"), "simulate", "spektron data list");
        assertUsage(Cli.run("data", "simulate", "two-instrument", "--out", out), "did you mean 'two-instruments'");
    }

    @Test
    void withoutArgumentsTheUsageIsShown() {
        Run run = Cli.run();
        assertEquals(2, run.code());
        assertTrue(run.err().contains("Usage: spektron") && run.err().contains("calibrate"), run.err());
        assertEquals("", run.out());
    }
}

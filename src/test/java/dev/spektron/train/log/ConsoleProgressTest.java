package dev.spektron.train.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Map<String, Double> METRICS = Map.of("train/loss", 1.25, "train/msrp", 0.0412, "train/moe_balance", 1.02,
        "train/lr", 3e-4, "train/grad_norm", 12.3456, "perf/eta_minutes", 5.0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now = 77 * SECOND;

    private ConsoleProgress progress(boolean terminal, long first, long total) {
        return new ConsoleProgress(out, terminal, () -> now, "pretrain", first, total);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return printed().lines().toList();
    }

    @Test
    void elsewhereALineAtMostEveryTenSeconds() {
        ConsoleProgress p = progress(false, 0, 1000);
        for (int i = 1; i <= 100; i++) {
            now += SECOND / 2;
            p.step(i, 32, METRICS);
        }
        p.close();
        assertEquals(5, lines().size(), printed());
        assertTrue(lines().getFirst().startsWith("pretrain 1/1000 "), "the first step at once");
        assertEquals("pretrain 21/1000  8 min 10 s left  64.00 spectra/s  loss 1.250  msrp 0.0412  moe 1.020  lr 3.00e-04  |g| 12.35",
            lines().get(1));
        assertFalse(printed().contains("\u001b"), "no control sequences outside of a terminal");
    }

    @Test
    void onATerminalOneLineIsRewrittenAndTakenOff() {
        ConsoleProgress p = progress(true, 0, 10);
        for (int i = 1; i <= 9; i++) {
            now += SECOND / 10;
            p.step(i, 8, METRICS);
        }
        assertEquals(5, printed().split("pretrain", -1).length - 1, "five times a second");
        assertFalse(printed().contains("\n"), "stays on its line");
        p.message("saved checkpoint");
        assertTrue(printed().endsWith("\r\u001b[Ksaved checkpoint" + System.lineSeparator()), "the message takes the place of the line");
        p.step(10, 8, METRICS);
        p.close();
        assertTrue(printed().contains("pretrain 10/10") && printed().endsWith("\r\u001b[K"));
        assertEquals(printed().split("\\Q\u001b[?7l\\E", -1).length, printed().split("\\Q\u001b[?7h\\E", -1).length,
            "wrapping is on again");
    }

    @Test
    void throughputIsThatOfTheLastWindowAndOfThisProcess() {
        ConsoleProgress p = progress(false, 5000, 10_000);
        now += 100 * SECOND;
        p.step(5001, 10, METRICS);
        assertTrue(lines().getLast().contains("  0.1000 spectra/s"), printed());
        for (int i = 2; i <= 101; i++) {
            now += SECOND;
            p.step(5000 + i, 10, Map.of());
        }
        String last = lines().getLast();
        // The slow first step is out of the window of throughput, and within that of the time left: about 2 s a step.
        assertTrue(last.contains("  10.00 spectra/s") && last.contains("loss 1.250"), last);
        assertTrue(last.matches(".* 2 h 4\\d min left .*"), last);
        for (int i = 102; i <= 900; i++) {
            now += SECOND;
            p.step(5000 + i, 10, METRICS);
        }
        last = lines().getLast();
        assertTrue(last.matches(".* 1 h 08 min left .*"), last);
    }

    @Test
    void theLastStepIsAlwaysShown() {
        progress(false, 0, 3).step(3, 1, Map.of());
        assertEquals("pretrain 3/3", printed().strip());
    }

    @Test
    void badNumbersAndTextsDoNoHarm() {
        ConsoleProgress p = progress(false, 0, 1);
        Map<String, Double> odd = new HashMap<>();
        odd.put("train/loss", Double.NaN);
        odd.put("train/msrp", Double.POSITIVE_INFINITY);
        odd.put("train/vib", null);
        p.step(1, 0, odd);
        assertEquals("pretrain 1/1  loss nan  msrp inf", printed().strip());
        new ConsoleProgress(null, true, () -> now, "x", 0, 1).step(1, 1, METRICS);
        progress(false, 0, 1).message("a\u00e9b");
        assertTrue(printed().contains("a\u00e9b"));
    }

    @Test
    void numbersAndDurations() {
        assertEquals(List.of("0.0000", "1.23e-04", "0.1235", "-1.235", "12.35", "123.5", "1235", "1.23e+05"),
            List.of(ConsoleProgress.number(0), ConsoleProgress.number(1.2345e-4), ConsoleProgress.number(0.123456),
                ConsoleProgress.number(-1.2346), ConsoleProgress.number(12.346), ConsoleProgress.number(123.46),
                ConsoleProgress.number(1234.6), ConsoleProgress.number(123_456)));
        assertEquals(List.of("12 s", "3 min 20 s", "2 h 05 min", "1 d 02 h"), List.of(ConsoleProgress.duration(12.2),
            ConsoleProgress.duration(200), ConsoleProgress.duration(7500), ConsoleProgress.duration(93_700)));
    }
}

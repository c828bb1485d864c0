package dev.spektron.io.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast path against the JDK.
class DecimalParserTest {
    private static void assertSame(String text) {
        byte[] b = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
        double got = DecimalParser.parse(b, 1, b.length - 1, (byte) '.');
        assertEquals(Double.doubleToRawLongBits(Double.parseDouble(text)), Double.doubleToRawLongBits(got), text);
    }

    @Property
    void equalsParseDoubleForEveryDouble(@ForAll double v) {
        assertSame(Double.toString(v));
    }

    @Property
    void equalsParseDoubleForEveryFloat(@ForAll float v) {
        assertSame(Double.toString(v));
        assertSame(Float.toString(v));
    }

    @org.junit.jupiter.api.Test
    void equalsParseDoubleForDecimalsOfEveryLength() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200_000; i++) {
            String digits = Long.toString(random.nextLong(Long.MAX_VALUE / 10, Long.MAX_VALUE)).substring(0, 1 + random.nextInt(18));
            int point = random.nextInt(digits.length() + 1);
            String text = (random.nextBoolean() ? "-" : "") + "0".repeat(random.nextInt(3)) + digits.substring(0, point) + "."
                + digits.substring(point) + "0".repeat(random.nextInt(4));
            assertSame(text);
            assertSame(text + String.format(Locale.ROOT, "e%+03d", random.nextInt(-30, 31)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "1.", ".5", "+7", "9007199254740993", "9007199254740992", "1e22", "1e23", "1e400", "1e-400",
        "123456789012345678901234567890", "0.000000000000000000000000000001234567890123456789", "1.76200e+03", "1E5", "4.9e-324"})
    void equalsParseDoubleAtTheEdges(String text) {
        assertSame(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e5", "1e", "1e+", "NaN", "Infinity", "-inf", "1,5", "1.2.3", "0x10", "1f", "1 2", "1e5.5",
        "--1"})
    void whatIsNoNumberIsRefused(String text) {
        assertTrue(Double.isNaN(DecimalParser.parse(text)), text);
    }

    @org.junit.jupiter.api.Test
    void readsCommasAndFortransExponents() {
        byte[] comma = "-1234,5678901".getBytes(StandardCharsets.US_ASCII);
        assertEquals(-1234.5678901, DecimalParser.parse(comma, 0, comma.length, (byte) ','));
        byte[] slow = "0,12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0.12345678901234567890, DecimalParser.parse(slow, 0, slow.length, (byte) ','));
        assertEquals(1.5e3, DecimalParser.parse("1.5D+03"));
        assertEquals(1.5e-30, DecimalParser.parse("1.5d-30"));
    }
}

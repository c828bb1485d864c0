package dev.spektron.io.rds;

import dev.spektron.io.FormatException;
import java.util.Locale;
import java.util.Map;

/// Vectors in a shorter form (R 3.5 and later): sequences given by start and step, numbers not yet turned into texts, and wrappers.
final class Altrep {
    /// Elements that sequences may have in all without bytes that justify them.
    private static final long FREE = 1 << 20;
    private static final int DIGITS = 15;
    private final RdsParser parser;
    private long left;

    Altrep(RdsParser parser, long bytes) {
        this.parser = parser;
        left = FREE + bytes;
    }

    RValue read() throws FormatException {
        RValue info = parser.item();
        RValue state = parser.item();
        Map<String, RValue> attributes = RdsParser.pairMap(parser.item());
        String kind = info instanceof RValue.Elements e && e.length() > 0 && e.values()[0] instanceof RValue.Symbol(String name) ? name
            : "";
        return switch (kind) {
            case "compact_intseq" -> sequence(state, true, attributes);
            case "compact_realseq" -> sequence(state, false, attributes);
            case "deferred_string" -> deferred(first(state, kind), attributes);
            case "wrap_real", "wrap_integer", "wrap_logical", "wrap_string", "wrap_complex", "wrap_raw", "wrap_list" ->
                with(first(state, kind), attributes);
            default -> throw parser.error("expected a compact vector of a known class, found '" + kind
                + "'; save it in R with version = 2");
        };
    }

    private RValue first(RValue state, String kind) throws FormatException {
        if (state instanceof RValue.Elements e && e.length() > 0) {
            return e.values()[0];
        }
        throw parser.error("expected the state of a " + kind + ", found " + state.describe());
    }

    private RValue sequence(RValue state, boolean whole, Map<String, RValue> attributes) throws FormatException {
        double[] s = state instanceof RValue.Doubles d && d.length() == 3 ? d.values() : null;
        if (s == null || !(s[0] >= 0) || s[0] != Math.rint(s[0])) {
            throw parser.error("expected length, start and step of a sequence, found " + state.describe());
        }
        if (s[0] > left) {
            throw parser.error("a sequence of " + s[0] + " elements is out of proportion to the file");
        }
        left -= (long) s[0];
        int n = (int) s[0];
        if (!whole) {
            double[] v = new double[n];
            for (int i = 0; i < n; i++) {
                v[i] = s[1] + s[2] * i;
            }
            return new RValue.Doubles(v, attributes);
        }
        int[] v = new int[n];
        for (int i = 0; i < n; i++) {
            v[i] = (int) (s[1] + s[2] * i);
        }
        return new RValue.Ints("integer", v, attributes);
    }

    private RValue deferred(RValue of, Map<String, RValue> attributes) throws FormatException {
        String[] v = new String[of.length()];
        left -= v.length;
        if (left < 0) {
            throw parser.error("deferred texts are out of proportion to the file");
        }
        for (int i = 0; i < v.length; i++) {
            v[i] = switch (of) {
                case RValue.Ints n -> n.values()[i] == RValue.Ints.NA ? null : Integer.toString(n.values()[i]);
                case RValue.Doubles d -> d.isNa(i) ? null : text(d.values()[i]);
                default -> throw parser.error("expected numbers that are to become texts, found " + of.describe());
            };
        }
        return new RValue.Texts(v, attributes);
    }

    /// As R writes a number: the fewest digits that give it back, at most 15, fixed unless the form with exponent is shorter.
    static String text(double v) {
        if (Double.isNaN(v)) {
            return "NaN";
        }
        if (Double.isInfinite(v)) {
            return v > 0 ? "Inf" : "-Inf";
        }
        if (v == 0) {
            return "0";
        }
        String longest = String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", v);
        int e = longest.indexOf('e');
        String digits = longest.substring(0, e).replaceAll("0+$", "").replaceAll("\\.$", "");
        int exponent = Integer.parseInt(longest.substring(e + 1));
        int significant = digits.replaceAll("[^0-9]", "").length();
        String scientific = digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        String fixed = exponent > DIGITS || exponent < -300 ? null : new java.math.BigDecimal(longest)
            .setScale(Math.max(0, significant - 1 - exponent), java.math.RoundingMode.HALF_EVEN).toPlainString();
        return fixed != null && fixed.length() <= scientific.length() ? fixed : scientific;
    }

    private static RValue with(RValue v, Map<String, RValue> a) {
        return switch (v) {
            case RValue.Ints x -> new RValue.Ints(x.type(), x.values(), a);
            case RValue.Doubles x -> new RValue.Doubles(x.values(), a);
            case RValue.Complex x -> new RValue.Complex(x.re(), x.im(), a);
            case RValue.Texts x -> new RValue.Texts(x.values(), a);
            case RValue.Raw x -> new RValue.Raw(x.values(), a);
            case RValue.Elements x -> new RValue.Elements(x.type(), x.values(), a);
            default -> v;
        };
    }
}

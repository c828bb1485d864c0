package dev.spektron.io.config;

import dev.spektron.spectra.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Turns scalars into values. Throws [IllegalArgumentException] with what was expected and found.
final class Scalars {
    /// YAML 1.2, core schema.
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private Scalars() {}

    static boolean isNull(ScalarNode node) {
        return node.getTag().equals(Tag.NULL);
    }

    static Object value(ScalarNode node, Class<?> type) {
        String text = node.getValue();
        if (type == String.class) {
            if (isNull(node)) {
                throw expected("a text (write '' for an empty one)", node);
            }
            return text;
        }
        // A quoted number is a text.
        if (node.getScalarStyle() != ScalarStyle.PLAIN && !type.isEnum()) {
            throw expected(name(type), node);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw expected("true or false", node);
            }
            return text.equalsIgnoreCase("true");
        }
        return type.isEnum() ? constant(text, type) : number(node, text, type);
    }

    private static Object number(ScalarNode node, String text, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return (int) whole(node, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return whole(node, text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == float.class || type == Float.class) {
            float v = special(text) ? (float) special(node, text) : Float.parseFloat(decimal(node, text));
            checkRange(node, text, v, "a float");
            return v;
        }
        if (type == double.class || type == Double.class) {
            double v = special(text) ? special(node, text) : Double.parseDouble(decimal(node, text));
            checkRange(node, text, v, "a double");
            return v;
        }
        throw new IllegalStateException("components of type " + type.getName() + " cannot stand in a file");
    }

    private static long whole(ScalarNode node, String text, long low, long high) {
        try {
            if (WHOLE.matcher(text).matches()) {
                long v = Long.parseLong(text);
                if (v >= low && v <= high) {
                    return v;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected("a whole number from " + low + " to " + high, node).getMessage(), e);
        }
        throw expected("a whole number from " + low + " to " + high, node);
    }

    private static String decimal(ScalarNode node, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw expected("a number", node);
        }
        return text;
    }

    private static boolean special(String text) {
        return text.startsWith(".") && Stream.of(".inf", ".nan").anyMatch(text::equalsIgnoreCase) || text.matches("[-+]\\.(inf|Inf|INF)");
    }

    private static double special(ScalarNode node, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> throw expected("a number", node);
        };
    }

    /// What became infinite or 0 without being it is out of range.
    private static void checkRange(ScalarNode node, String text, double v, String kind) {
        boolean zero = v == 0 && text.split("[eE]")[0].matches(".*[1-9].*");
        if (zero || Double.isInfinite(v) && !special(text)) {
            throw expected("a number that " + kind + " can hold", node);
        }
    }

    private static Object constant(String text, Class<?> type) {
        for (Object c : type.getEnumConstants()) {
            if (((Enum<?>) c).name().equalsIgnoreCase(text)) {
                return c;
            }
        }
        throw new IllegalArgumentException(Nearest.unknown("value", text, "it", names(type)));
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getEnumConstants()).map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT)).toList();
    }

    static String name(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        return type.isEnum() ? "one of " + names(type) : "a number";
    }

    private static IllegalArgumentException expected(String what, ScalarNode node) {
        String found = isNull(node) ? "nothing"
            : node.getScalarStyle() == ScalarStyle.PLAIN ? "'" + node.getValue() + "'" : "the text '" + node.getValue() + "'";
        return new IllegalArgumentException("expected " + what + ", found " + found);
    }
}

package dev.spektron.chem.preprocess;

import java.util.List;
import java.util.Locale;

/// The arguments of one step in the notation.
///
/// @param step name of the step
/// @param usage how the step is written, for messages
/// @param texts arguments as they stand
record Arguments(String step, String usage, List<String> texts) {
    Arguments {
        texts = List.copyOf(texts);
    }

    int count() {
        return texts.size();
    }

    void expect(int least, int most) {
        if (count() < least || count() > most) {
            String wanted = most == 0 ? "no arguments" : least == most ? least + " arguments" : least + " to " + most + " arguments";
            throw new IllegalArgumentException(step + " takes " + wanted + ", found " + count() + "; it is written " + usage);
        }
    }

    int integer(int i, int absent) {
        if (i >= count()) {
            return absent;
        }
        try {
            return Integer.parseInt(texts.get(i));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(step + ": expected a whole number as argument " + (i + 1) + ", found '" + texts.get(i)
                + "'; it is written " + usage, e);
        }
    }

    double number(int i) {
        try {
            return Double.parseDouble(texts.get(i));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(step + ": expected a number as argument " + (i + 1) + ", found '" + texts.get(i)
                + "'; it is written " + usage, e);
        }
    }

    /// A constant of an enum by its lower-case name.
    <E extends Enum<E>> E word(int i, Class<E> type, E absent) {
        if (i >= count()) {
            return absent;
        }
        List<String> names = java.util.Arrays.stream(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
        int at = names.indexOf(texts.get(i).toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException(step + ": expected " + String.join(" or ", names) + " as argument " + (i + 1) + ", found '"
                + texts.get(i) + "'; it is written " + usage);
        }
        return type.getEnumConstants()[at];
    }

    static void range(String step, String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(step + ": expected " + what + " from " + least + " to " + most + ", found " + value);
        }
    }

    /// A number as short as it can be read back.
    static String text(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }
}

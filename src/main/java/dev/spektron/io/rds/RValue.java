package dev.spektron.io.rds;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A value of R, with its attributes. Arrays run column by column, as in R. Arrays are not copied, do not write.
public sealed interface RValue {
    /// Attributes by name: `names`, `dim`, `class`, `levels` ... and the slots of S4 objects.
    Map<String, RValue> attributes();

    /// What R's `typeof` says.
    String type();

    /// What R's `length` says.
    int length();

    /// An attribute, null if there is none.
    default RValue attribute(String name) {
        return attributes().get(name);
    }

    /// Texts of an attribute, empty if there is none.
    default List<String> texts(String attribute) {
        return attribute(attribute) instanceof Texts t ? Arrays.asList(t.values()) : List.of();
    }

    /// Whether the class attribute names `name`.
    default boolean is(String name) {
        return texts("class").contains(name);
    }

    /// Names of the elements, empty if they have none.
    default List<String> names() {
        return texts("names");
    }

    /// Extents of a matrix or array, empty for others.
    default int[] dims() {
        return attribute("dim") instanceof Ints d ? d.values() : new int[0];
    }

    /// For messages: `data.frame of 2`, `double 60x401`.
    default String describe() {
        String shape = dims().length == 0 ? length() + "" : String.join("x", Arrays.stream(dims()).mapToObj(Integer::toString).toList());
        List<String> classes = texts("class");
        return (classes.isEmpty() ? type() : String.join("/", classes)) + " of " + shape;
    }

    /// R's `NULL`.
    record Null() implements RValue {
        static final Null VALUE = new Null();

        @Override
        public Map<String, RValue> attributes() {
            return Map.of();
        }

        @Override
        public String type() {
            return "NULL";
        }

        @Override
        public int length() {
            return 0;
        }
    }

    /// Integers, logicals (0, 1) and codes of factors.
    ///
    /// @param type `integer` or `logical`
    /// @param values [#NA] where R has `NA`
    record Ints(String type, int[] values, Map<String, RValue> attributes) implements RValue {
        /// R's `NA` among integers and logicals.
        public static final int NA = Integer.MIN_VALUE;

        @Override
        public int length() {
            return values.length;
        }
    }

    /// Numbers; `NA` and `NaN` are both `NaN`, [#isNa] tells them apart.
    record Doubles(double[] values, Map<String, RValue> attributes) implements RValue {
        private static final int NA_WORD = 1954;

        @Override
        public String type() {
            return "double";
        }

        @Override
        public int length() {
            return values.length;
        }

        /// Whether a value is R's `NA`, a `NaN` with the lower word 1954.
        public boolean isNa(int i) {
            return Double.isNaN(values[i]) && (int) Double.doubleToRawLongBits(values[i]) == NA_WORD;
        }
    }

    /// Complex numbers.
    record Complex(double[] re, double[] im, Map<String, RValue> attributes) implements RValue {
        @Override
        public String type() {
            return "complex";
        }

        @Override
        public int length() {
            return re.length;
        }
    }

    /// Texts.
    ///
    /// @param values null where R has `NA`
    record Texts(String[] values, Map<String, RValue> attributes) implements RValue {
        @Override
        public String type() {
            return "character";
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    /// Bytes.
    record Raw(byte[] values, Map<String, RValue> attributes) implements RValue {
        @Override
        public String type() {
            return "raw";
        }

        @Override
        public int length() {
            return values.length;
        }
    }

    /// A list; a data frame is one of class `data.frame`.
    ///
    /// @param type `list`, `pairlist`, `expression`, or `language` for a call, which is kept as the list of its parts and never evaluated
    record Elements(String type, RValue[] values, Map<String, RValue> attributes) implements RValue {
        @Override
        public int length() {
            return values.length;
        }

        /// The element of a name, null if there is none.
        public RValue get(String name) {
            int at = names().indexOf(name);
            return at < 0 || at >= values.length ? null : values[at];
        }
    }

    /// A name in the language R.
    record Symbol(String name) implements RValue {
        @Override
        public Map<String, RValue> attributes() {
            return Map.of();
        }

        @Override
        public String type() {
            return "symbol";
        }

        @Override
        public int length() {
            return 1;
        }
    }

    /// An object whose slots are its attributes.
    record S4(Map<String, RValue> attributes) implements RValue {
        @Override
        public String type() {
            return "S4";
        }

        @Override
        public int length() {
            return 1;
        }
    }

    /// Something of a running R that means nothing in a file: an environment, an external pointer, a weak reference.
    record Opaque(String type, Map<String, RValue> attributes) implements RValue {
        @Override
        public int length() {
            return 0;
        }
    }
}

package dev.spektron.io.jcamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variable list of a data table: `(X++(Y..Y))`, `(XY..XY)`, `(XYWA)`.
///
/// @param symbols variables in the order of a group, such as `X` and `Y`; at least two
/// @param shape how the numbers are laid out
record TableForm(List<String> symbols, Shape shape) {
    enum Shape {
        /// One abscissa a line, then ordinates at even steps.
        EVEN,
        /// Groups of numbers.
        GROUPS,
        /// Groups in parentheses with a text.
        ASSIGNMENTS
    }

    private static final Pattern BLANK = Pattern.compile("\\s");
    private static final Pattern EVEN = Pattern.compile("\\(([A-Z]\\d*)\\+\\+?\\(([A-Z]\\d*)\\.\\..*");
    private static final Pattern LIST = Pattern.compile("\\(((?:[A-Z]\\d*){2,12})(\\.\\.|\\)).*");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z]\\d*");

    static final TableForm XY_EVEN = new TableForm(List.of("X", "Y"), Shape.EVEN);
    static final TableForm XY_GROUPS = new TableForm(List.of("X", "Y"), Shape.GROUPS);
    static final TableForm XY_ASSIGNED = new TableForm(List.of("X", "Y", "A"), Shape.ASSIGNMENTS);

    /// @param text first line behind the label
    /// @param otherwise the form if the text states none
    static TableForm of(String text, TableForm otherwise) {
        String t = BLANK.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        Matcher m = EVEN.matcher(t);
        if (m.matches()) {
            return new TableForm(List.of(m.group(1), m.group(2)), Shape.EVEN);
        }
        m = LIST.matcher(t);
        if (!m.matches()) {
            return otherwise;
        }
        List<String> symbols = new ArrayList<>();
        Matcher s = SYMBOL.matcher(m.group(1));
        while (s.find()) {
            symbols.add(s.group());
        }
        boolean assigned = m.group(2).equals(")") && (symbols.contains("A") || otherwise.shape == Shape.ASSIGNMENTS);
        return new TableForm(List.copyOf(symbols), assigned ? Shape.ASSIGNMENTS : Shape.GROUPS);
    }
}

package dev.spektron.io.csv;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.TextBytes;
import dev.spektron.io.text.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds where the text before a table ends, and whether its first line names the columns.
final class TableStart {
    /// What Orange and SCiO write below their header: types and roles of the columns.
    private static final Set<String> DECLARATIONS = Set.of("continuous", "c", "discrete", "d", "string", "s", "text", "time", "t", "class",
        "meta", "m", "ignore", "i", "int", "float", "str", "unicode", "nonetype", "bool");
    private static final int MOST_DECLARATIONS = 2;

    private TableStart() {}

    /// The first line of the table: the first one with `width` columns that is not followed by another line without any number.
    ///
    /// @throws FormatException if a line above it looks like part of the table but has another number of columns
    static int find(String file, byte[] b, TextLines lines, int first, int width, CsvDialect d) throws FormatException {
        int start = first;
        while (CsvFields.split(b, lines.start(start), lines.end(start), d.delimiter()).size() != width) {
            start++;
        }
        while (width > 3 && start + 1 < lines.size() && isPadded(b, lines, start, d)) {
            start++;
        }
        while (width > 1 && start + 1 < lines.size() && !names(b, lines, start, d)
            && isText(b, lines, start, d) && isText(b, lines, start + 1, d)
            && CsvFields.split(b, lines.start(start + 1), lines.end(start + 1), d.delimiter()).size() == width) {
            start++;
        }
        for (int i = first; i < start; i++) {
            CsvFields fields = CsvFields.split(b, lines.start(i), lines.end(i), d.delimiter());
            int numbers = numbers(b, fields, d);
            boolean row = numbers > 1 && 2 * numbers > fields.size() || width > 3 && 2 * fields.size() > width;
            // As many texts as there are columns are one more line of the header, such as units.
            if (row && fields.size() != width) {
                throw FormatException.at(file, "line " + lines.number(i), "expected " + width + " columns like the lines below, found "
                    + fields.size());
            }
        }
        return start;
    }

    /// Notes above a table that a spreadsheet has filled up to its width with empty fields.
    private static boolean isPadded(byte[] b, TextLines lines, int line, CsvDialect d) {
        CsvFields f = CsvFields.split(b, lines.start(line), lines.end(line), d.delimiter());
        int filled = 0;
        for (int j = 0; j < f.size(); j++) {
            filled += f.end(j) > f.start(j) && b[f.start(j)] != ' ' ? 1 : 0;
        }
        return 4 * filled < f.size() && filled <= 2;
    }

    private static boolean names(byte[] b, TextLines lines, int line, CsvDialect d) {
        return ChannelNames.find(texts(b, lines, line, d)).isPresent();
    }

    private static List<String> texts(byte[] b, TextLines lines, int line, CsvDialect d) {
        CsvFields f = CsvFields.split(b, lines.start(line), lines.end(line), d.delimiter());
        List<String> texts = new ArrayList<>(f.size());
        for (int j = 0; j < f.size(); j++) {
            texts.add(TextBytes.decode(b, f.start(j), f.end(j)).strip());
        }
        return texts;
    }

    /// Number of lines below the header that only declare its columns.
    static int declarations(byte[] b, TextLines lines, int header, CsvDialect d) {
        int n = 0;
        while (n < MOST_DECLARATIONS && header + n + 2 < lines.size()) {
            List<String> texts = texts(b, lines, header + n + 1, d);
            boolean declares = texts.stream().allMatch(t -> t.isEmpty() || DECLARATIONS.contains(t.toLowerCase(Locale.ROOT)));
            if (!declares || texts.stream().allMatch(String::isEmpty)) {
                break;
            }
            n++;
        }
        return n;
    }

    private static boolean isText(byte[] b, TextLines lines, int line, CsvDialect d) {
        return numbers(b, CsvFields.split(b, lines.start(line), lines.end(line), d.delimiter()), d) == 0;
    }

    private static int numbers(byte[] b, CsvFields fields, CsvDialect d) {
        int n = 0;
        for (int j = 0; j < fields.size(); j++) {
            n += Double.isNaN(DecimalParser.parse(b, fields.start(j), fields.end(j), (byte) d.decimal())) ? 0 : 1;
        }
        return n;
    }

    /// Whether row 0 names the columns. It does if it holds a text where the row below has a number, or if all of it are numbers that
    /// run one way over more columns than the first column runs over rows.
    static boolean hasHeader(CsvTable t) {
        if (t.rows() == 1 && !t.isNumber(0, t.columns() - 1)) {
            return true;
        }
        boolean numbersOnly = true;
        for (int j = 0; j < t.columns(); j++) {
            if (!t.isNumber(0, j)) {
                numbersOnly = false;
                // "NaN" or nothing among the values of a table without header is a defect of the data, not a name.
                boolean name = t.text(0, j).chars().anyMatch(Character::isLetter) && !t.text(0, j).equalsIgnoreCase("nan");
                if (name && t.rows() > 1 && t.isNumber(1, j)) {
                    return true;
                }
            }
        }
        if (!numbersOnly) {
            int run = AxisNames.runLength(t);
            return run >= 3 && 2 * run >= t.columns();
        }
        return t.columns() >= 3 && AxisNames.runLength(t) == t.columns() && t.columns() >= monotoneRows(t);
    }

    private static int monotoneRows(CsvTable t) {
        int n = 1;
        double sign = 0;
        while (n < t.rows() && t.isNumber(n - 1, 0) && t.isNumber(n, 0)) {
            double step = Math.signum(parse(t, n) - parse(t, n - 1));
            if (step == 0 || sign != 0 && step != sign) {
                break;
            }
            sign = step;
            n++;
        }
        return n == t.rows() ? n : 1;
    }

    private static double parse(CsvTable t, int row) {
        return DecimalParser.parse(t.text(row, 0).replace(t.dialect().decimal(), '.'));
    }
}

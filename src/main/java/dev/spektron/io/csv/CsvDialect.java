package dev.spektron.io.csv;

import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.TextLines;

/// How a text table is written.
///
/// @param delimiter byte between the columns; a blank stands for any run of blanks and tabs
/// @param decimal decimal mark, `.` or `,`
public record CsvDialect(char delimiter, char decimal) {
    /// What may stand between columns.
    static final String DELIMITERS = ",;\t |";

    /// @throws IllegalArgumentException if the two do not go together
    public CsvDialect {
        if (DELIMITERS.indexOf(delimiter) < 0 || ".,".indexOf(decimal) < 0 || delimiter == decimal) {
            throw new IllegalArgumentException("CSV dialect: expected a delimiter out of comma, semicolon, tab, blank and |, and a decimal "
                + "mark . or , that differs from it; found delimiter '" + delimiter + "' and decimal mark '" + decimal + "'");
        }
    }

    /// The dialect in which most of `lines` have the same number of columns, more than one. Tab and semicolon win over the comma, because
    /// a comma beside them is a decimal mark; blanks come last.
    static CsvDialect detect(byte[] bytes, TextLines lines, int from, int to) {
        int best = -1;
        char delimiter = ',';
        for (char candidate : new char[] {'\t', ';', '|', ',', ' '}) {
            int score = agreement(bytes, lines, from, to, candidate);
            // A later candidate must be clearly better: ", " in every line is a comma, not a blank.
            if (score > best) {
                best = score;
                delimiter = candidate;
            }
        }
        if (delimiter == ',') {
            // "1100,5 0,234": by commas three columns, by blanks two numbers with decimal commas.
            CsvDialect blanks = new CsvDialect(' ', ',');
            int last = to - 1;
            CsvFields fields = CsvFields.split(bytes, lines.start(last), lines.end(last), ' ');
            if (fields.size() > 1 && allNumbers(bytes, fields, blanks.decimal) && commas(bytes, fields) > 0) {
                return blanks;
            }
            return new CsvDialect(',', '.');
        }
        return new CsvDialect(delimiter, decimal(bytes, lines, from, to, delimiter));
    }

    /// Number of lines that have the most frequent column count above one.
    private static int agreement(byte[] bytes, TextLines lines, int from, int to, char delimiter) {
        int[] counts = new int[to - from];
        int best = 0;
        for (int i = from; i < to; i++) {
            counts[i - from] = CsvFields.split(bytes, lines.start(i), lines.end(i), delimiter).size();
            int same = 0;
            for (int j = 0; j <= i - from; j++) {
                same += counts[j] == counts[i - from] && counts[j] > 1 ? 1 : 0;
            }
            best = Math.max(best, same);
        }
        return best;
    }

    private static char decimal(byte[] bytes, TextLines lines, int from, int to, char delimiter) {
        int points = 0;
        int commas = 0;
        for (int i = from; i < to; i++) {
            CsvFields fields = CsvFields.split(bytes, lines.start(i), lines.end(i), delimiter);
            for (int j = 0; j < fields.size(); j++) {
                boolean point = !Double.isNaN(DecimalParser.parse(bytes, fields.start(j), fields.end(j), (byte) '.'));
                boolean comma = !Double.isNaN(DecimalParser.parse(bytes, fields.start(j), fields.end(j), (byte) ','));
                points += point && !comma ? 1 : 0;
                commas += comma && !point ? 1 : 0;
            }
        }
        return commas > points ? ',' : '.';
    }

    private static boolean allNumbers(byte[] bytes, CsvFields fields, char mark) {
        for (int j = 0; j < fields.size(); j++) {
            if (Double.isNaN(DecimalParser.parse(bytes, fields.start(j), fields.end(j), (byte) mark))) {
                return false;
            }
        }
        return true;
    }

    private static int commas(byte[] bytes, CsvFields fields) {
        int n = 0;
        for (int i = fields.start(0); i < fields.end(fields.size() - 1); i++) {
            n += bytes[i] == ',' ? 1 : 0;
        }
        return n;
    }
}

package dev.spektron.experiment.report;

import java.io.IOException;
import java.io.Writer;

/// Comma-separated values after RFC 4180: CRLF, fields with a comma, quote or line end in quotes, quotes doubled. Undefined and infinite
/// numbers are empty fields. Texts are written as they are: a spreadsheet that takes `=` for a formula must import the column as text.
final class Csv {
    private final Writer out;
    private boolean first = true;

    Csv(Writer out) {
        this.out = out;
    }

    Csv field(String text) throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
        out.write(quoted(text));
        return this;
    }

    Csv field(double v) throws IOException {
        return field(Double.isFinite(v) ? Double.toString(v) : "");
    }

    Csv field(int v) throws IOException {
        return field(Integer.toString(v));
    }

    void end() throws IOException {
        out.write("\r\n");
        first = true;
    }

    void header(String names) throws IOException {
        for (String name : names.split(",")) {
            field(name);
        }
        end();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

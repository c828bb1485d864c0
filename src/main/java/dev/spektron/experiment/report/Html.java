package dev.spektron.experiment.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Builds markup that is HTML 5 and well-formed XML at once. Every text and attribute is escaped here, so no name from a file can become
/// markup; elements are closed by what opened them.
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens an element; attributes are names and values in turn, a `null` value leaves its attribute out.
    Html open(String tag, String... attributes) {
        start(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /// Closes the innermost open element.
    Html close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /// An element with nothing but text.
    Html leaf(String tag, String text, String... attributes) {
        start(tag, attributes).append('>');
        escape(out, text);
        out.append("</").append(tag).append('>');
        return this;
    }

    /// An element without content: only for void elements of HTML and for SVG.
    Html empty(String tag, String... attributes) {
        start(tag, attributes).append("/>");
        return this;
    }

    Html text(String text) {
        escape(out, text);
        return this;
    }

    /// Markup of this package, as it is. Never a text from outside.
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /// @throws IllegalStateException if an element is still open
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("markup: <" + open.peek() + "> is still open");
        }
        return out.toString();
    }

    static String escape(String text) {
        StringBuilder b = new StringBuilder(text.length() + 16);
        escape(b, text);
        return b.toString();
    }

    private StringBuilder start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(out, attributes[i + 1]);
                out.append('"');
            }
        }
        return out;
    }

    /// Code points that XML 1.0 does not allow, lone surrogates among them, become U+FFFD.
    private static void escape(StringBuilder b, String text) {
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> b.append("&lt;");
                case '>' -> b.append("&gt;");
                case '&' -> b.append("&amp;");
                case '"' -> b.append("&quot;");
                case '\'' -> b.append("&#39;");
                default -> b.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        }
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}

package dev.spektron.experiment.report;

/// One drawing. Colours and line styles come from the classes of the page's style sheet, so that it follows light, dark and print.
final class Svg {
    private final Html out = new Html();

    /// @param id unique in the page
    /// @param title what it is, read by screen readers
    /// @param description what it shows, read by screen readers
    Svg(String id, String title, String description, double width, double height) {
        out.open("svg", "class", "plot", "role", "img", "aria-labelledby", id + "-t " + id + "-d", "viewBox",
            "0 0 " + number(width) + " " + number(height), "width", number(width), "height", number(height));
        out.leaf("title", title, "id", id + "-t").leaf("desc", description, "id", id + "-d");
    }

    /// A small drawing beside a number that says the same: hidden from screen readers.
    Svg(double width, double height) {
        out.open("svg", "class", "spark", "aria-hidden", "true", "viewBox", "0 0 " + number(width) + " " + number(height), "width",
            number(width), "height", number(height));
    }

    void line(String cls, double x1, double y1, double x2, double y2) {
        out.empty("path", "class", cls, "d", new Trace().move(x1, y1).line(x2, y2).toString());
    }

    void trace(String cls, Trace trace) {
        if (!trace.isEmpty()) {
            out.empty("path", "class", cls, "d", trace.toString());
        }
    }

    void rectangle(String cls, double x, double y, double width, double height) {
        out.empty("rect", "class", cls, "x", number(x), "y", number(y), "width", number(Math.max(0, width)), "height", number(height));
    }

    /// @param anchor `start`, `middle` or `end`
    void text(String cls, double x, double y, String anchor, String text) {
        out.leaf("text", text, "class", cls, "x", number(x), "y", number(y), "text-anchor", anchor);
    }

    /// Text that reads upwards, for the label of a vertical axis.
    void upward(String cls, double x, double y, String text) {
        out.leaf("text", text, "class", cls, "text-anchor", "middle", "transform",
            "translate(" + number(x) + " " + number(y) + ") rotate(-90)");
    }

    String finish() {
        return out.close().toString();
    }

    /// A coordinate with one decimal, which is a tenth of a pixel.
    static String number(double v) {
        StringBuilder b = new StringBuilder(8);
        append(b, v);
        return b.toString();
    }

    private static void append(StringBuilder b, double v) {
        long tenths = Math.round(v * 10);
        if (tenths < 0) {
            b.append('-');
            tenths = -tenths;
        }
        b.append(tenths / 10);
        if (tenths % 10 != 0) {
            b.append('.').append(tenths % 10);
        }
    }

    /// The data of a path. Thousands of points are one path: a point is a line of no length with round ends.
    static final class Trace {
        private final StringBuilder d = new StringBuilder();

        Trace move(double x, double y) {
            return add('M', x, y);
        }

        Trace line(double x, double y) {
            return add('L', x, y);
        }

        Trace point(double x, double y) {
            add('M', x, y);
            d.append("h0");
            return this;
        }

        boolean isEmpty() {
            return d.isEmpty();
        }

        private Trace add(char command, double x, double y) {
            d.append(command);
            append(d, x);
            d.append(' ');
            append(d, y);
            return this;
        }

        @Override
        public String toString() {
            return d.toString();
        }
    }
}

package dev.spektron.io.jcamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the header says of one variable of a table. Numbers that are not there are `NaN`.
///
/// @param symbol such as `X`
/// @param name what the file calls it, empty if it does not
/// @param units its unit as written
/// @param factor what the table's numbers are multiplied with, 1 if not stated
/// @param delta step between the points
/// @param points number of points, negative if not stated
record Variable(String symbol, String name, String units, double factor, double first, double last, double delta, double min, double max,
                int points) {
    /// The variable of XYDATA, XYPOINTS, PEAK TABLE and RADATA: `FIRSTX`, `XUNITS` and so on.
    static Variable ofBlock(JcampBlock b, String symbol) {
        return new Variable(symbol, b.text(symbol + "LABEL"), b.text(symbol + "UNITS"), factor(b.number(symbol + "FACTOR")),
            b.number("FIRST" + symbol), b.number("LAST" + symbol), b.number("DELTA" + symbol), b.number("MIN" + symbol),
            b.number("MAX" + symbol), count(b.number("NPOINTS")));
    }

    /// The variable of NTUPLES, out of the lists `SYMBOL`, `FIRST`, `FACTOR` and so on.
    ///
    /// @param own lists of the page, which hold before those of the block
    static Variable ofTuples(JcampBlock b, Map<String, String> own, String symbol) {
        List<String> symbols = list(b.text("SYMBOL")).stream().map(s -> s.toUpperCase(java.util.Locale.ROOT)).toList();
        int at = symbols.indexOf(symbol);
        if (at < 0) {
            return ofBlock(b, symbol);
        }
        return new Variable(symbol, item(b, "VARNAME", at), item(b, "UNITS", at), factor(number(b, own, "FACTOR", at)),
            number(b, own, "FIRST", at), number(b, own, "LAST", at), Double.NaN, number(b, own, "MIN", at), number(b, own, "MAX", at),
            count(number(b, own, "VARDIM", at)));
    }

    Variable withPoints(int n) {
        return new Variable(symbol, name, units, factor, first, last, delta, min, max, n);
    }

    /// Without factor and number of points, which are those of another table.
    Variable ofPeaks() {
        return new Variable(symbol, name, units, 1, first, last, delta, min, max, -1);
    }

    private static double factor(double f) {
        return Double.isNaN(f) || f == 0 ? 1 : f;
    }

    private static int count(double n) {
        return n >= 0 && n <= Integer.MAX_VALUE ? (int) n : -1;
    }

    /// Without what is said of all pages together.
    Variable ofOnePage(Map<String, String> own) {
        return new Variable(symbol, name, units, factor, own.containsKey("FIRST") ? first : Double.NaN, last, delta,
            own.containsKey("MIN") ? min : Double.NaN, own.containsKey("MAX") ? max : Double.NaN, points);
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String s : text.split(",", 64)) {
            items.add(s.strip());
        }
        return items;
    }

    private static String item(JcampBlock b, String key, int at) {
        return item(b.text(key), at);
    }

    private static String item(String text, int at) {
        List<String> items = list(text);
        return at < items.size() ? items.get(at) : "";
    }

    private static double number(JcampBlock b, Map<String, String> own, String key, int at) {
        double v = JcampBlock.number(item(own.getOrDefault(key, ""), at), '.');
        return Double.isNaN(v) ? JcampBlock.number(item(b, key, at), '.') : v;
    }

    /// Name with unit, as people read it.
    String label() {
        return name.isEmpty() ? units : units.isEmpty() || name.contains(units) ? name : name + " (" + units + ")";
    }
}

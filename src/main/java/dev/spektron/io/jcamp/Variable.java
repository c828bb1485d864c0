package dev.spektron.io.jcamp;

import java.util.ArrayList;
import java.util.List;

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
    static Variable ofTuples(JcampBlock b, String symbol) {
        List<String> symbols = list(b, "SYMBOL").stream().map(s -> s.toUpperCase(java.util.Locale.ROOT)).toList();
        int at = symbols.indexOf(symbol);
        if (at < 0) {
            return ofBlock(b, symbol);
        }
        return new Variable(symbol, item(b, "VARNAME", at), item(b, "UNITS", at), factor(number(b, "FACTOR", at)), number(b, "FIRST", at),
            number(b, "LAST", at), Double.NaN, number(b, "MIN", at), number(b, "MAX", at), count(number(b, "VARDIM", at)));
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

    private static List<String> list(JcampBlock b, String key) {
        List<String> items = new ArrayList<>();
        for (String s : b.text(key).split(",", 64)) {
            items.add(s.strip());
        }
        return items;
    }

    private static String item(JcampBlock b, String key, int at) {
        List<String> items = list(b, key);
        return at < items.size() ? items.get(at) : "";
    }

    private static double number(JcampBlock b, String key, int at) {
        return JcampBlock.number(item(b, key, at), '.');
    }

    /// Name with unit, as people read it.
    String label() {
        return name.isEmpty() ? units : units.isEmpty() || name.contains(units) ? name : name + " (" + units + ")";
    }
}

package dev.spektron.io.csv;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Axis positions out of column names: `1100`, `675.00000cm-1`, `1.76200e+03cm-1`, `absorbance_1`, `X1100`, `1100 nm`.
final class AxisNames {
    private static final Pattern NAME = Pattern.compile(
        "([A-Za-z][A-Za-z ()/]*(?:[ ._]|(?<! )-)?)?([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?) ?(cm-1|cm\\^-1|1/cm|cm⁻¹|nm|um|µm|μm)?");
    private static final int SHORTEST = 3;
    private static final double NM_PER_UM = 1000;

    private AxisNames() {}

    /// A run of neighbouring columns that carry the spectrum.
    ///
    /// @param from first column
    /// @param axis position of every column
    /// @param unit unit as the names say
    /// @param counted whether the names are a word and a count, such as `s1`, `s2`, `s3`; a word that says channel is none
    record Run(int from, double[] axis, Optional<AxisUnit> unit, boolean counted) {
        int to() {
            return from + axis.length;
        }
    }

    private record Name(String prefix, double value, String unit) {
        boolean sameKind(Name o) {
            return prefix.equals(o.prefix) && unit.equals(o.unit);
        }
    }

    /// The longest run of at least three names that are one prefix, one rising or falling number and one unit.
    ///
    /// @return empty if there is none
    /// @throws FormatException if its numbers do not run strictly one way
    static Optional<Run> find(CsvTable t) throws FormatException {
        List<Name> names = parse(t.header(), t.dialect().decimal());
        int bestFrom = 0;
        int best = 0;
        int from = 0;
        for (int j = 1; j <= names.size(); j++) {
            boolean joined = j < names.size() && names.get(j) != null && names.get(from) != null
                && names.get(j).sameKind(names.get(from));
            if (!joined) {
                if (names.get(from) != null && j - from > best) {
                    best = j - from;
                    bestFrom = from;
                }
                from = j;
            }
        }
        if (best < SHORTEST) {
            return Optional.empty();
        }
        double[] axis = new double[best];
        for (int j = 0; j < best; j++) {
            axis[j] = names.get(bestFrom + j).value;
        }
        requireMonotone(t, axis, bestFrom);
        return Optional.of(withUnit(bestFrom, axis, names.get(bestFrom)));
    }

    private static Run withUnit(int from, double[] axis, Name first) {
        return switch (first.unit) {
            case "" -> {
                boolean channel = first.prefix.startsWith("channel");
                boolean counted = counts(axis) && !first.prefix.isEmpty();
                yield new Run(from, axis, channel || counted ? Optional.of(AxisUnit.INDEX) : Optional.empty(), counted && !channel);
            }
            case "nm" -> new Run(from, axis, Optional.of(AxisUnit.NANOMETRE), false);
            case "um", "µm", "μm" -> {
                for (int j = 0; j < axis.length; j++) {
                    axis[j] *= NM_PER_UM;
                }
                yield new Run(from, axis, Optional.of(AxisUnit.NANOMETRE), false);
            }
            default -> new Run(from, axis, first.prefix.toLowerCase(Locale.ROOT).contains("shift")
                ? Optional.of(AxisUnit.RAMAN_SHIFT) : Optional.of(AxisUnit.WAVENUMBER), false);
        };
    }

    /// Whether the values are 0, 1, 2, ... or 1, 2, 3, ...
    private static boolean counts(double[] axis) {
        for (int j = 0; j < axis.length; j++) {
            if (axis[j] != axis[0] + j) {
                return false;
            }
        }
        return axis[0] == 0 || axis[0] == 1;
    }

    private static void requireMonotone(CsvTable t, double[] axis, int from) throws FormatException {
        for (int j = 1; j < axis.length; j++) {
            if ((axis[j] - axis[j - 1]) * (axis[1] - axis[0]) <= 0) {
                throw FormatException.at(t.file(), "header line, column " + (from + j + 1), "expected an axis that runs strictly one way, "
                    + "found '" + t.header().get(from + j) + "' after '" + t.header().get(from + j - 1) + "'");
            }
        }
    }

    /// Length of the longest strictly monotone run of axis-like fields in row 0 of a table whose header is not yet known.
    static int runLength(CsvTable t) {
        List<String> fields = new ArrayList<>(t.columns());
        for (int j = 0; j < t.columns(); j++) {
            fields.add(t.text(0, j));
        }
        List<Name> names = parse(fields, t.dialect().decimal());
        int best = 0;
        int run = 0;
        double step = 0;
        for (int j = 0; j < names.size(); j++) {
            Name name = names.get(j);
            double next = name == null || j == 0 || names.get(j - 1) == null ? 0 : Math.signum(name.value - names.get(j - 1).value);
            boolean joined = next != 0 && (step == 0 || next == step);
            run = name == null ? 0 : joined ? run + 1 : 1;
            step = joined ? next : 0;
            best = Math.max(best, run);
        }
        return best;
    }

    private static List<Name> parse(List<String> fields, char decimal) {
        List<Name> names = new ArrayList<>(fields.size());
        for (String field : fields) {
            Matcher m = NAME.matcher(decimal == ',' ? field.replace(',', '.') : field);
            names.add(m.matches() ? new Name(m.group(1) == null ? "" : m.group(1), Double.parseDouble(m.group(2)),
                m.group(3) == null ? "" : m.group(3)) : null);
        }
        return names;
    }
}

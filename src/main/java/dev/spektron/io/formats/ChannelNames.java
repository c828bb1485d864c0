package dev.spektron.io.formats;

import dev.spektron.spectra.AxisUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Axis positions in names of columns: `1100`, `X1100`, `1100 nm`, `675.0cm-1`, `absorbance_1100`.
///
/// @param from first column of the run
/// @param axis position of every column of it
/// @param unit unit that the names state
public record ChannelNames(int from, double[] axis, Optional<AxisUnit> unit) {
    /// Characters of a unit that are written in many ways or not at all.
    private static final Pattern BESIDE = Pattern.compile("[\\s_^{}()\\[\\]/*⁻¯¹]");
    private static final Pattern NAME = Pattern.compile(
        "([A-Za-z][A-Za-z ()/]{0,40}(?:[ ._]|(?<! )-)?)?([-+]?\\d{1,18}(?:\\.\\d{1,20})?(?:[eE][-+]?\\d{1,3})?)"
            + " ?(cm-1|cm\\^-1|1/cm|cm⁻¹|nm|um|µm|μm)?");
    private static final int LONGEST = 80;
    private static final int FEWEST = 3;
    private static final double NM_PER_UM = 1000;

    /// One past the last column of the run.
    public int to() {
        return from + axis.length;
    }

    /// The longest run of at least three neighbouring names of one form whose numbers run strictly one way.
    public static Optional<ChannelNames> find(List<String> names) {
        int best = 0;
        int bestFrom = 0;
        Matcher[] parsed = new Matcher[names.size()];
        double[] value = new double[names.size()];
        for (int j = 0; j < parsed.length; j++) {
            String name = names.get(j);
            Matcher m = name == null || name.length() > LONGEST ? null : NAME.matcher(name.strip());
            parsed[j] = m != null && m.matches() ? m : null;
            value[j] = parsed[j] == null ? 0 : Double.parseDouble(m.group(2));
        }
        for (int from = 0; from < parsed.length;) {
            int to = from + 1;
            double direction = 0;
            while (to < parsed.length && sameForm(parsed[from], parsed[to])
                && (direction == 0 || Math.signum(value[to] - value[to - 1]) == direction) && value[to] != value[to - 1]) {
                direction = Math.signum(value[to] - value[to - 1]);
                to++;
            }
            if (parsed[from] != null && to - from > best) {
                best = to - from;
                bestFrom = from;
            }
            // A run that turned back may begin anew at its last column.
            from = to > from + 2 && to < parsed.length && sameForm(parsed[from], parsed[to]) ? to - 1 : to;
        }
        return best < FEWEST ? Optional.empty() : Optional.of(of(bestFrom, best, value, parsed[bestFrom]));
    }

    private static boolean sameForm(Matcher a, Matcher b) {
        return a != null && b != null && prefix(a).equals(prefix(b)) && unit(a).equals(unit(b));
    }

    private static String prefix(Matcher m) {
        return m.group(1) == null ? "" : m.group(1);
    }

    private static String unit(Matcher m) {
        return m.group(3) == null ? "" : m.group(3);
    }

    private static ChannelNames of(int from, int n, double[] value, Matcher first) {
        double[] axis = new double[n];
        boolean micrometres = unit(first).endsWith("m") && !unit(first).equals("nm") && !unit(first).equals("1/cm");
        for (int j = 0; j < n; j++) {
            axis[j] = value[from + j] * (micrometres ? NM_PER_UM : 1);
        }
        boolean shift = prefix(first).toLowerCase(Locale.ROOT).contains("shift");
        AxisUnit unit = switch (unit(first)) {
            case "" -> null;
            case "nm", "um", "µm", "μm" -> AxisUnit.NANOMETRE;
            default -> shift ? AxisUnit.RAMAN_SHIFT : AxisUnit.WAVENUMBER;
        };
        return new ChannelNames(from, axis, Optional.ofNullable(unit));
    }

    /// The unit that a label of an axis names: `Wavelength (nm)`, `raman shift / cm-1`, `wavenumber`. A bare `wavelength` names none.
    public static Optional<AxisUnit> unitOf(String label) {
        String key = label == null ? "" : BESIDE.matcher(label.toLowerCase(Locale.ROOT)).replaceAll("");
        boolean reciprocal = key.contains("cm-1") || key.contains("1cm") || key.contains("cm1") || key.contains("wavenumber")
            || key.endsWith("cm") && label.indexOf('¹') >= 0;
        if (key.contains("shift") || key.contains("rel.1cm") || key.contains("rel1cm")) {
            return Optional.of(AxisUnit.RAMAN_SHIFT);
        }
        if (reciprocal) {
            return Optional.of(AxisUnit.WAVENUMBER);
        }
        return key.endsWith("nm") || key.contains("nanomet") ? Optional.of(AxisUnit.NANOMETRE) : Optional.empty();
    }
}

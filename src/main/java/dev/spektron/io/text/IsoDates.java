package dev.spektron.io.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as programs write them, as ISO 8601. What can be read in two ways is not read at all.
public final class IsoDates {
    private static final Pattern TIME = Pattern.compile(
        "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?:\\s*([AaPp])\\.?[Mm]\\.?)?");
    private static final Pattern ZONE = Pattern.compile("\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\b.*", Pattern.DOTALL);
    private static final Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)");
    private static final Pattern SHORT_YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{2})[-/](\\d{1,2})[-/](\\d{1,2})(?!\\d)");
    private static final Pattern YEAR_LAST = Pattern.compile("(?<!\\d)(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?!\\d)");
    private static final Pattern NAMED = Pattern.compile("(?<![A-Za-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?");
    private static final Pattern NUMBER = Pattern.compile("(?<![:\\d.])(\\d{4}|\\d{1,2})(?![:\\d])");
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int LONGEST = 100;
    private static final int CENTURY = 70;

    private IsoDates() {}

    /// The order of day and month where both are numbers up to twelve and the year stands last.
    public enum Order { DAY_FIRST, MONTH_FIRST, UNKNOWN }

    /// The date in a text, with its time if there is one.
    ///
    /// @return empty if there is none, or if day and month cannot be told apart
    public static Optional<String> parse(String text, Order order) {
        String t = text.strip();
        if (t.isEmpty() || t.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return date(t, order).map(d -> d + time(t));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// As [#parse(String, Order)] for a text with the year in two digits first, as JCAMP-DX 4.24 asks for (`97/08/14`).
    public static Optional<String> parseYearFirst(String text) {
        Optional<String> full = parse(text, Order.UNKNOWN);
        Matcher m = SHORT_YEAR_FIRST.matcher(text);
        if (full.isPresent() || text.length() > LONGEST || !m.find()) {
            return full;
        }
        try {
            return Optional.of(LocalDate.of(century(m.group(1)), number(m.group(2)), number(m.group(3))) + time(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String t, Order order) {
        Matcher m = YEAR_FIRST.matcher(t);
        if (m.find()) {
            return Optional.of(LocalDate.of(number(m.group(1)), number(m.group(2)), number(m.group(3))));
        }
        m = YEAR_LAST.matcher(t);
        if (m.find()) {
            return yearLast(number(m.group(1)), number(m.group(3)), number(m.group(4)), m.group(2).equals(".") ? Order.DAY_FIRST : order);
        }
        m = NAMED.matcher(t.toLowerCase(Locale.ROOT));
        return m.find() ? named(TIME.matcher(t).replaceAll(" "), MONTHS.indexOf(m.group(1)) + 1) : Optional.empty();
    }

    private static Optional<LocalDate> yearLast(int a, int b, int year, Order order) {
        boolean dayFirst = a > 12 || a == b || order == Order.DAY_FIRST;
        if (!dayFirst && b <= 12 && order == Order.UNKNOWN) {
            return Optional.empty();
        }
        boolean swap = dayFirst && !(b > 12);
        return Optional.of(swap ? LocalDate.of(year, b, a) : LocalDate.of(year, a, b));
    }

    private static Optional<LocalDate> named(String t, int month) {
        int day = -1;
        int year = -1;
        Matcher m = NUMBER.matcher(t);
        while (m.find()) {
            String n = m.group(1);
            if (n.length() == 4) {
                year = year < 0 ? number(n) : year;
            } else if (day < 0) {
                day = number(n);
            } else if (year < 0) {
                year = century(n);
            }
        }
        return day < 0 || year < 0 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
    }

    private static int century(String twoDigits) {
        int y = number(twoDigits);
        return y < CENTURY ? 2000 + y : 1900 + y;
    }

    private static String time(String t) {
        Matcher m = TIME.matcher(t);
        if (!m.find()) {
            return "";
        }
        int hour = number(m.group(1));
        if (m.group(5) != null) {
            hour = hour % 12 + (m.group(5).equalsIgnoreCase("p") ? 12 : 0);
        }
        // Checked here, printed as precisely as it stands.
        LocalTime.of(hour, number(m.group(2)), m.group(3) == null ? 0 : number(m.group(3)));
        Matcher zone = ZONE.matcher(t.substring(m.end()));
        return String.format(Locale.ROOT, "T%02d:%s", hour, m.group(2)) + (m.group(3) == null ? "" : ":" + m.group(3))
            + (m.group(4) == null ? "" : "." + m.group(4)) + (zone.matches() ? zone(zone.group(1)) : "");
    }

    private static String zone(String z) {
        return Character.isLetter(z.charAt(0)) ? "Z" : z.length() == 5 ? z.substring(0, 3) + ":" + z.substring(3) : z;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}

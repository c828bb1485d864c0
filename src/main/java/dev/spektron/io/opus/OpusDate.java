package dev.spektron.io.opus;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates of OPUS: `06/11/2015` (day first) or `2012/11/09`, and times `14:38:14.100 (GMT+1)`.
final class OpusDate {
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[/.-](\\d{1,2})[/.-](\\d{1,2})");
    private static final Pattern TIME =
        Pattern.compile("(\\d{1,2}):(\\d{2}):(\\d{2})(\\.\\d{1,9})?(?: *\\((?:GMT|UTC)([+-]\\d{1,2})(?::?(\\d{2}))?\\))?.*");

    private OpusDate() {}

    /// ISO 8601, empty if the date is none.
    static String iso(String date, String time) {
        Matcher d = DAY_FIRST.matcher(date.length() > 20 ? "" : date);
        Matcher y = YEAR_FIRST.matcher(date.length() > 20 ? "" : date);
        try {
            LocalDate day;
            if (d.matches()) {
                day = LocalDate.of(Integer.parseInt(d.group(3)), Integer.parseInt(d.group(2)), Integer.parseInt(d.group(1)));
            } else if (y.matches()) {
                day = LocalDate.of(Integer.parseInt(y.group(1)), Integer.parseInt(y.group(2)), Integer.parseInt(y.group(3)));
            } else {
                return "";
            }
            return day + time(time.length() > 60 ? "" : time);
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static String time(String text) {
        Matcher m = TIME.matcher(text);
        if (!m.matches()) {
            return "";
        }
        LocalTime t = LocalTime.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        String fraction = m.group(4) == null ? "" : m.group(4);
        String zone = "";
        if (m.group(5) != null) {
            int hours = Integer.parseInt(m.group(5));
            int minutes = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
            zone = ZoneOffset.ofHoursMinutes(hours, m.group(5).startsWith("-") ? -minutes : minutes).getId();
        }
        return "T" + t.format(DateTimeFormatter.ofPattern("HH:mm:ss")) + fraction + zone;
    }
}

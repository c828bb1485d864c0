package dev.spektron.io.perkinelmer;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The members of the data set: a number, a length, a code of the type, a value. Some numbers stand for two members of different types, so
/// members are found by both.
///
/// @param places  members of the data set
/// @param history members of its history
record SpMembers(Bytes bytes, Map<Long, Integer> places, Map<Long, Integer> history) {
    static final int RANGE = 35698;
    static final int INTERVAL = 35700;
    static final int POINTS = 35701;
    static final int X_NAME = 35702;
    static final int X_UNIT = 35703;
    static final int Y_UNIT = 35704;
    static final int FILE_TYPE = 35707;
    static final int DATA = 35708;
    static final int FILE = 35709;
    static final int NAME = 35713;
    /// In the history.
    static final int ANALYST = 35698;
    static final int Y_NAME = 35699;
    static final int DATE = 35700;
    private static final int ROOT = 44;
    private static final int HEADER = 6;
    private static final int DATA_SET = 120;
    private static final int PAIR = 0x751d;
    private static final int NUMBER = 0x751b;
    private static final int INTEGER = 0x752b;
    private static final int TEXT = 0x7523;
    private static final int ARRAY = 0x7516;
    private static final int HISTORY = 35711;

    static SpMembers read(Bytes bytes) throws FormatException {
        int kind = bytes.u16(ROOT, "data set");
        if (kind != DATA_SET) {
            throw bytes.error(ROOT, "expected a data set of one dimension and even spacing (120), found block " + kind
                + "; images (.fsm) and other data sets are not read, save the spectrum as .sp or .asp");
        }
        long end = ROOT + HEADER + bytes.u32(ROOT + 2, "length of the data set");
        bytes.need(ROOT, end - ROOT, "the data set");
        Map<Long, Integer> places = new HashMap<>();
        Map<Long, Integer> history = new HashMap<>();
        walk(bytes, ROOT + HEADER, end, places, history);
        return new SpMembers(bytes, places, history);
    }

    /// @param history where the members of the history go, null within it
    private static void walk(Bytes bytes, long from, long end, Map<Long, Integer> places, Map<Long, Integer> history)
        throws FormatException {
        long at = from;
        while (at + HEADER <= end) {
            int id = bytes.u16(at, "member");
            long size = bytes.u32(at + 2, "length of member " + id);
            if (size > end - at - HEADER) {
                throw bytes.error(at, "member " + id + " claims " + size + " bytes, " + (end - at - HEADER) + " are left; the file is cut "
                    + "off or damaged, fetch it again");
            }
            if (id == HISTORY && history != null && size >= HEADER) {
                // One block further down.
                walk(bytes, at + 2L * HEADER, at + HEADER + size, history, null);
            } else if (size >= 2) {
                places.putIfAbsent(key(id, bytes.u16(at + HEADER, "type")), (int) at + HEADER + 2);
            }
            at += HEADER + size;
        }
    }

    private static long key(int id, int type) {
        return (long) id << 16 | type;
    }

    private int need(int id, int type, String field) throws FormatException {
        Integer at = places.get(key(id, type));
        if (at == null) {
            throw bytes.error(bytes.size(), "expected a member " + id + " (" + field + "), found none; the file is damaged");
        }
        return at;
    }

    double[] pair(int id, String field) throws FormatException {
        return bytes.f64s(need(id, PAIR, field), 2, field);
    }

    double number(int id, String field) throws FormatException {
        return bytes.f64(need(id, NUMBER, field), field);
    }

    int integer(int id, String field) throws FormatException {
        return bytes.i32(need(id, INTEGER, field), field);
    }

    /// Empty if there is no such member.
    String text(int id) throws FormatException {
        return text(places.get(key(id, TEXT)), id);
    }

    /// As [#text(int)], from the history.
    String past(int id) throws FormatException {
        return text(history.get(key(id, TEXT)), id);
    }

    private String text(Integer at, int id) throws FormatException {
        return at == null ? "" : bytes.text(at + 2, bytes.u16(at, "length of a text"), StandardCharsets.UTF_8, "text of member " + id);
    }

    /// @param n numbers that there must be
    double[] array(int id, int n) throws FormatException {
        int at = need(id, ARRAY, "ordinates");
        long size = bytes.u32(at, "bytes of ordinates");
        if (size != 8L * n) {
            throw bytes.error(at, "expected " + n + " ordinates of 8 bytes, found " + size + " bytes; the file is damaged");
        }
        return bytes.f64s(at + 4L, n, "ordinates");
    }
}

package dev.spektron.io.jcamp;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.LineScanner;
import dev.spektron.io.text.TextBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Splits a file into blocks and records. Blocks within blocks are kept flat, in the order in which they begin, so that any depth is read.
final class JcampParser {
    private static final Map<String, TableForm> TABLES = Map.of("XYDATA", TableForm.XY_EVEN, "XYPOINTS", TableForm.XY_GROUPS,
        "PEAKTABLE", TableForm.XY_GROUPS, "PEAKASSIGNMENTS", TableForm.XY_ASSIGNED, "PEAKASSIGNMENT", TableForm.XY_ASSIGNED,
        "DATATABLE", TableForm.XY_EVEN, "RADATA", new TableForm(List.of("R", "A"), TableForm.Shape.EVEN));
    private static final Set<String> OF_PAGE = Set.of("FIRST", "LAST", "MIN", "MAX", "FACTOR", "VARDIM");
    private static final int MOST_TEXT = 1 << 16;
    /// A record takes some 300 bytes of memory however short it is.
    private static final int BYTES_A_RECORD = 48;
    private static final int FREE_RECORDS = 1 << 16;

    private final String name;
    private final byte[] bytes;
    private final int most;
    private int records;
    private final List<JcampBlock> blocks = new ArrayList<>();
    private final Deque<JcampBlock> open = new ArrayDeque<>();
    private String page = "";
    /// What the page says of its table, in place of what NTUPLES says of all.
    private Map<String, String> own = Map.of();
    private int npoints = -1;
    // The record that is being read.
    private String label;
    private StringBuilder text;
    private TableForm form;
    private int dataFrom;
    private int dataTo;
    private int dataLine;

    private JcampParser(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        most = FREE_RECORDS + bytes.length / BYTES_A_RECORD;
    }

    /// @throws FormatException if there are so many records that they cannot be those of spectra
    static List<JcampBlock> parse(String name, byte[] bytes) throws FormatException {
        return new JcampParser(name, bytes).run();
    }

    private List<JcampBlock> run() throws FormatException {
        LineScanner lines = new LineScanner(bytes);
        while (lines.next()) {
            int at = lines.content();
            if (at + 1 < lines.end() && bytes[at] == '#' && bytes[at + 1] == '#') {
                finish();
                if (++records > most) {
                    throw FormatException.at(name, "line " + lines.number(), "expected at most " + most + " labels in a file of "
                        + bytes.length + " bytes, found more");
                }
                record(lines, at);
            } else if (form != null) {
                dataTo = lines.end();
            } else if (label != null && text.length() < MOST_TEXT) {
                text.append('\n').append(TextBytes.decode(bytes, lines.start(), comment(bytes, lines.start(), lines.end())));
            }
        }
        finish();
        return blocks;
    }

    /// Where `$$` begins, or the end.
    static int comment(byte[] b, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (b[i] == '$' && b[i + 1] == '$') {
                return i;
            }
        }
        return to;
    }

    private void record(LineScanner lines, int at) {
        int equals = at + 2;
        while (equals < lines.end() && bytes[equals] != '=') {
            equals++;
        }
        String written = TextBytes.decode(bytes, at + 2, equals);
        String key = JcampBlock.key(written);
        // Some programs leave out the '=' of a record without a value.
        int end = Math.min(equals + 1, lines.end());
        int stop = comment(bytes, end, lines.end());
        String value = TextBytes.decode(bytes, end, stop).strip();
        switch (key) {
            case "TITLE" -> begin(lines.number(), value);
            case "END" -> {
                if (!open.isEmpty()) {
                    open.pop().end();
                }
                page = "";
            }
            case "PAGE" -> {
                page = value.isEmpty() ? "page" : value;
                own = new HashMap<>();
                npoints = -1;
            }
            default -> plain(written, key, value, lines, stop);
        }
    }

    private void plain(String written, String key, String value, LineScanner lines, int stop) {
        if (key.equals("JCAMPDX") && stop < lines.end()) {
            current(lines.number()).put("SOFTWARE", TextBytes.decode(bytes, stop + 2, lines.end()).strip());
        }
        TableForm otherwise = TABLES.get(key);
        if (otherwise == null) {
            label = written;
            text = new StringBuilder(value);
            current(lines.number());
            return;
        }
        label = written;
        form = TableForm.of(value, otherwise);
        dataFrom = lines.following();
        dataTo = dataFrom;
        dataLine = lines.number() + 1;
    }

    private void begin(int line, String title) {
        JcampBlock block = new JcampBlock(line);
        blocks.add(block);
        open.push(block);
        page = "";
        label = "TITLE";
        text = new StringBuilder(title);
    }

    /// The block that records belong to; some files begin without a title.
    private JcampBlock current(int line) {
        if (open.isEmpty()) {
            JcampBlock block = new JcampBlock(line);
            blocks.add(block);
            open.push(block);
        }
        return open.peek();
    }

    private void finish() {
        if (label == null) {
            return;
        }
        JcampBlock block = current(dataLine);
        if (form != null) {
            block.add(new DataTable(JcampBlock.key(label), form, dataFrom, dataTo, dataLine, page,
                page.isEmpty() ? Map.of() : Map.copyOf(own), npoints));
        } else if (JcampBlock.key(label).equals("NPOINTS") && !page.isEmpty()) {
            double n = DecimalParser.parse(text.toString());
            npoints = n >= 0 && n < Integer.MAX_VALUE ? (int) n : -1;
        } else if (!page.isEmpty() && OF_PAGE.contains(JcampBlock.key(label))) {
            own.put(JcampBlock.key(label), text.toString());
        } else {
            block.put(label, text.toString());
        }
        label = null;
        form = null;
    }
}

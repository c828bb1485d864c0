package dev.spektron.io.horiba;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the tree of a LabSpec 6 file.
///
/// A node is a record of 24 bytes: its type (2 bytes: the number of the type, and a bit that says whether its content stands elsewhere), a
/// number, its name, two places of 4 bytes where it stood in memory, and a size; or instead of the last two the content itself. The
/// content of a node that stands elsewhere follows the records of all its brothers: for a tree the records of its children, then their
/// contents in turn. A node whose place in memory was written before shares its content and has none of its own, and nodes named
/// "temporary" have none.
///
/// Types and names are those of LabSpec's XML files. This order was found from files of LabSpec 6, which it explains to their last byte.
final class LabSpecTree {
    private static final int ROOT = 0x4c;
    private static final int RECORD = 24;
    private static final int ELSEWHERE = 0x1000;
    private static final int INTEGER = 4;
    private static final int DOUBLE = 5;
    private static final int FLOATS = 6;
    private static final int TEXT = 7;
    private static final int WIDE_TEXT = 8;
    private static final int TREE = 9;
    private static final int INSIDE = 8;
    private static final int DEEPEST = 64;
    private static final int MOST = 1_000_000;
    private static final int LONGEST_TEXT = 1 << 16;

    private final Bytes b;
    private final Map<Integer, LabSpecNode> written = new HashMap<>();
    private long at = ROOT;
    private int count;

    private LabSpecTree(Bytes b) {
        this.b = b;
    }

    static LabSpecNode read(Bytes b) throws FormatException {
        LabSpecTree tree = new LabSpecTree(b);
        tree.at += RECORD;
        b.need(ROOT, RECORD, "the root of the tree");
        if ((b.i32(ROOT, "type of the root") & 0xff) != TREE) {
            throw b.error(ROOT, "expected the root of a tree (type 9), found type " + (b.i32(ROOT, "type of the root") & 0xff)
                + "; the file is damaged or of another version of LabSpec, export it as text or XML");
        }
        return tree.content(ROOT, 0);
    }

    /// The node of the record at that place, with its content.
    private LabSpecNode content(long record, int depth) throws FormatException {
        int flags = b.i32(record, "type of a node");
        int type = flags & 0xff;
        LabSpecNode node = new LabSpecNode(b.i32(record + 8, "name of a node"));
        if ((flags & ELSEWHERE) == 0) {
            inside(node, type, record + RECORD - INSIDE);
            return node;
        }
        int place = b.i32(record + 16, "place of a node");
        if (node.id() == LabSpecNode.TEMPORARY) {
            return node;
        }
        LabSpecNode shared = written.get(place);
        if (shared != null) {
            copy(shared, node);
            return node;
        }
        written.put(place, node);
        elsewhere(node, type, b.u32(record + 20, "size of a node"), depth);
        return node;
    }

    private void inside(LabSpecNode node, int type, long value) throws FormatException {
        switch (type) {
            case INTEGER -> node.number(b.i32(value, "number"));
            case DOUBLE -> node.number(b.f64(value, "number"));
            case TEXT -> node.text(b.text(value, INSIDE, "text"));
            case WIDE_TEXT -> node.text(wide(value, INSIDE / 2));
            default -> {
                // Empty, or of no use for spectra.
            }
        }
    }

    private static void copy(LabSpecNode from, LabSpecNode to) {
        to.text(from.text());
        to.number(from.number());
        to.floats(from.at(), from.floats());
    }

    private void elsewhere(LabSpecNode node, int type, long size, int depth) throws FormatException {
        switch (type) {
            case FLOATS -> {
                b.need(at, 4 * size, "an array of " + size + " floats");
                node.floats(at, (int) size);
                at += 4 * size;
            }
            case TEXT -> {
                b.need(at, size, "a text");
                node.text(b.text(at, (int) Math.min(size, LONGEST_TEXT), "text"));
                at += size;
            }
            case WIDE_TEXT -> {
                b.need(at, 2 * size, "a text");
                node.text(wide(at, (int) Math.min(size, LONGEST_TEXT)));
                at += 2 * size;
            }
            case TREE -> children(node, size, depth);
            default -> throw b.error(at, "expected a node of type 6 to 9, found type " + type
                + "; the file is damaged or of a kind not seen yet, export it as text or XML");
        }
    }

    private void children(LabSpecNode node, long size, int depth) throws FormatException {
        b.need(at, RECORD * size, "the records of " + size + " nodes");
        count += (int) size;
        if (depth >= DEEPEST || count > MOST) {
            throw b.error(at, "expected at most " + MOST + " nodes in " + DEEPEST
                + " levels, found more; the file is damaged, fetch it again");
        }
        long first = at;
        at += RECORD * size;
        List<LabSpecNode> children = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            children.add(content(first + (long) RECORD * i, depth + 1));
        }
        node.children().addAll(children);
    }

    private String wide(long from, int letters) throws FormatException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            char c = (char) b.u16(from + 2L * i, "text");
            if (c == 0) {
                break;
            }
            text.append(c);
        }
        return text.toString().strip();
    }
}

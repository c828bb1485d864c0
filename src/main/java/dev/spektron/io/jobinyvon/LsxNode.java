package dev.spektron.io.jobinyvon;

import java.util.ArrayList;
import java.util.List;

/// One element `LSX`: a value, or a list of others.
final class LsxNode {
    static final long TYPE = 0x6D707974L;
    static final long UNIT = 0x7C696E75L;
    static final long NAME = 0x6D6D616EL;
    static final long VALUE = 0x7D6C61DBL;
    /// The exact number behind a text such as `633 ` for a laser of 632.817 nm.
    static final long EXACT = 0x8736F70L;
    static final long NUMBERS = 0x7D6CD4DBL;
    static final long DATA = 0x7A74D9D6L;
    static final long AXES = 0x7B697861L;
    static final long PARAMETERS = 0x6C62D4D9L;
    static final long TITLE = 0x6C7469D9L;

    final long id;
    final List<LsxNode> children = new ArrayList<>(2);
    StringBuilder text = new StringBuilder(8);

    LsxNode(long id) {
        this.id = id;
    }

    /// The first child of an id, or null.
    LsxNode child(long wanted) {
        for (LsxNode c : children) {
            if (c.id == wanted) {
                return c;
            }
        }
        return null;
    }

    /// Text of the first child of an id, or empty.
    String text(long wanted) {
        LsxNode c = child(wanted);
        return c == null ? "" : c.text.toString().strip();
    }
}

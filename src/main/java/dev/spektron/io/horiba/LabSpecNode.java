package dev.spektron.io.horiba;

import java.util.ArrayList;
import java.util.List;

/// A node of the tree: a number, a text, an array of floats or further nodes.
final class LabSpecNode {
    /// Axes and their parts, found under these names in the XML files of LabSpec too.
    static final int AXES = 0x7B697861;
    static final int AXES_PARENT = 0x7A74D9D6;
    static final int TYPE = 0x6D707974;
    static final int UNIT = 0x7C696E75;
    static final int VALUE = 0x7D6CD4DB;
    static final int SETTING = 0x7D6C61DB;
    static final int NAME = 0x6D6D616E;
    static final int POSITION = 0x08736F70;
    static final int TEMPORARY = 0x786D6574;

    private final int id;
    private final List<LabSpecNode> children = new ArrayList<>(0);
    private String text = "";
    private double number = Double.NaN;
    private long at = -1;
    private int floats;

    LabSpecNode(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    List<LabSpecNode> children() {
        return children;
    }

    /// The child of that name, an empty node if there is none.
    LabSpecNode child(int name) {
        for (LabSpecNode c : children) {
            if (c.id == name) {
                return c;
            }
        }
        return new LabSpecNode(name);
    }

    /// Empty for other nodes.
    String text() {
        return text;
    }

    /// `NaN` for other nodes.
    double number() {
        return number;
    }

    /// Place of the floats, negative for other nodes.
    long at() {
        return at;
    }

    int floats() {
        return floats;
    }

    void text(String value) {
        text = value;
    }

    void number(double value) {
        number = value;
    }

    void floats(long place, int count) {
        at = place;
        floats = count;
    }
}

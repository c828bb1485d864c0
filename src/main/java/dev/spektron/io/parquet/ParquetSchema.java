package dev.spektron.io.parquet;

import dev.spektron.io.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The leaves of a schema.
final class ParquetSchema {
    static final int BOOLEAN = 0;
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int BYTES = 6;
    private static final int DEEPEST = 32;
    private final String file;
    private final List<Map<Integer, Object>> elements;
    private final List<Leaf> leaves = new ArrayList<>();
    private int next;

    private ParquetSchema(String file, List<Map<Integer, Object>> elements) {
        this.file = file;
        this.elements = elements;
    }

    /// @param name name of the column at the top
    /// @param type physical type
    /// @param definition largest definition level
    /// @param repetition largest repetition level: 0 for one value a row, 1 for a list
    /// @param listed definition level from which on a list has an element
    /// @param column position among the leaves
    /// @param plain whether nothing but lists lies between the top and the leaf, so that the leaf is the whole column
    record Leaf(String name, int type, int definition, int repetition, int listed, int column, boolean plain) {}

    static List<Leaf> leaves(String file, List<Map<Integer, Object>> elements) throws FormatException {
        if (elements.isEmpty()) {
            throw new FormatException(file + ": the footer has no schema");
        }
        ParquetSchema s = new ParquetSchema(file, elements);
        s.next = 1;
        long top = Thrift.number(elements.getFirst(), 5, 0);
        for (long i = 0; i < top; i++) {
            s.node("", 0, 0, 0, true, 0);
        }
        return s.leaves;
    }

    private void node(String top, int definition, int repetition, int listed, boolean plain, int depth) throws FormatException {
        if (next >= elements.size() || depth > DEEPEST) {
            throw new FormatException(file + ": the schema announces more columns than it has, or nests them deeper than " + DEEPEST);
        }
        Map<Integer, Object> e = elements.get(next++);
        long kind = Thrift.number(e, 3, 0);
        int d = definition + (kind == 0 ? 0 : 1);
        int r = repetition + (kind == 2 ? 1 : 0);
        int l = kind == 2 ? d : listed;
        String name = depth == 0 ? Thrift.text(e, 4) : top;
        long children = Thrift.number(e, 5, 0);
        if (children == 0) {
            leaves.add(new Leaf(name, (int) Thrift.number(e, 1, -1), d, r, l, leaves.size(), plain));
        }
        for (long i = 0; i < children; i++) {
            node(name, d, r, l, plain && children == 1, depth + 1);
        }
    }
}

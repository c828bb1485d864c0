package dev.spektron.corpus.simulator;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One mapping of a YAML file, read strictly: a key that is not known, stands twice or holds the wrong kind of value is an error with its
/// line. The known keys are the components of the record that the mapping becomes, written in snake case.
final class Fields {
    private final String file;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /// Makes a record from a mapping.
    interface Maker<T> {
        T make(Fields fields) throws FormatException;
    }

    private Fields(String file, Node node, List<String> known) throws FormatException {
        this.file = file;
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, "expected 'key: value' pairs, found " + kind(node));
        }
        this.node = mapping;
        for (NodeTuple pair : mapping.getValue()) {
            String key = pair.getKeyNode() instanceof ScalarNode s ? s.getValue() : "";
            if (!known.isEmpty() && !known.contains(key)) {
                throw error(pair.getKeyNode(), Nearest.unknown("key", key, "this mapping", known));
            }
            if (values.put(key, pair.getValueNode()) != null) {
                throw error(pair.getKeyNode(), "the key '" + key + "' stands twice");
            }
        }
    }

    /// Parses `text` and makes a record of its top-level mapping.
    static <T> T parse(String file, String text, Class<T> type, Maker<T> maker) throws FormatException {
        Node root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text)
                .orElseThrow(() -> FormatException.at(file, "line 1", "expected a preset, found an empty file"));
        } catch (YamlEngineException e) {
            throw new FormatException(file + ": not readable as YAML: " + e.getMessage(), e);
        }
        return make(file, root, type, maker);
    }

    private static <T> T make(String file, Node node, Class<T> type, Maker<T> maker) throws FormatException {
        Fields fields = new Fields(file, node, keysOf(type));
        try {
            return maker.make(fields);
        } catch (Checks.Refused e) {
            throw fields.error(fields.values.getOrDefault(e.key(), fields.node), e.getMessage());
        }
    }

    /// `temperatureShift` becomes `temperature_shift`.
    static List<String> keysOf(Class<?> type) {
        List<String> keys = new ArrayList<>();
        for (java.lang.reflect.RecordComponent c : type.getRecordComponents()) {
            keys.add(c.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT));
        }
        return keys;
    }

    private static String kind(Node node) {
        return switch (node) {
            case ScalarNode s -> "'" + s.getValue() + "'";
            case SequenceNode s -> "a list";
            default -> "a mapping";
        };
    }

    private FormatException error(Node at, String what) {
        return FormatException.at(file, "line " + at.getStartMark().map(m -> m.getLine() + 1).orElse(0), what);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    private Node required(String key) throws FormatException {
        Node value = values.get(key);
        if (value == null) {
            throw error(node, "the key '" + key + "' is missing");
        }
        return value;
    }

    private String scalar(String key, String expected) throws FormatException {
        Node value = required(key);
        if (!(value instanceof ScalarNode s)) {
            throw error(value, key + ": expected " + expected + ", found " + kind(value));
        }
        return s.getValue();
    }

    String text(String key) throws FormatException {
        return scalar(key, "a text");
    }

    String text(String key, String fallback) throws FormatException {
        return has(key) ? text(key) : fallback;
    }

    double number(String key) throws FormatException {
        String s = scalar(key, "a number");
        try {
            double v = Double.parseDouble(s);
            if (Double.isFinite(v)) {
                return v;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are not finite.
        }
        throw error(required(key), key + ": expected a finite number, found '" + s + "'");
    }

    double number(String key, double fallback) throws FormatException {
        return has(key) ? number(key) : fallback;
    }

    long integer(String key, long fallback) throws FormatException {
        if (!has(key)) {
            return fallback;
        }
        String s = scalar(key, "a whole number");
        try {
            return Long.parseLong(s);
        } catch (NumberFormatException e) {
            throw error(required(key), key + ": expected a whole number, found '" + s + "'");
        }
    }

    /// A whole number that fits a count of things in memory.
    int count(String key, int fallback) throws FormatException {
        long v = integer(key, fallback);
        if (v != (int) v) {
            throw error(required(key), key + ": expected a whole number below 2147483648, found " + v);
        }
        return (int) v;
    }

    <T> T map(String key, Class<T> type, Maker<T> maker) throws FormatException {
        return make(file, required(key), type, maker);
    }

    <T> List<T> list(String key, Class<T> type, Maker<T> maker) throws FormatException {
        List<T> all = new ArrayList<>();
        if (has(key)) {
            if (!(required(key) instanceof SequenceNode sequence)) {
                throw error(required(key), key + ": expected a list, found " + kind(required(key)));
            }
            for (Node item : sequence.getValue()) {
                all.add(make(file, item, type, maker));
            }
        }
        return all;
    }

    /// A mapping with free keys and whole numbers, as in `{stretch: 1, bend: 1}`.
    Map<String, Integer> counts(String key) throws FormatException {
        Fields inner = new Fields(file, required(key), List.of());
        Map<String, Integer> all = new LinkedHashMap<>();
        for (String name : inner.values.keySet()) {
            all.put(name, inner.count(name, 0));
        }
        return all;
    }

    /// Refuses the value of a key with the message of `e`.
    FormatException refuse(String key, IllegalArgumentException e) {
        return error(values.getOrDefault(key, node), key + ": " + e.getMessage());
    }
}

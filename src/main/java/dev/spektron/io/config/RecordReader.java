package dev.spektron.io.config;

import dev.spektron.io.FormatException;
import dev.spektron.io.YamlNodes;
import dev.spektron.spectra.Nearest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Turns nodes into records. Paths are the keys from the root on, with points between them.
final class RecordReader {
    private final String file;

    RecordReader(String file) {
        this.file = file;
    }

    private FormatException error(Node node, String path, String what) {
        return YamlNodes.error(file, YamlNodes.line(node), (path.isEmpty() ? "" : "'" + path + "': ") + what);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Object record(String path, Node node, Class<?> type, Object defaults) throws FormatException {
        return record(path, node, mapping(path, node), type, defaults);
    }

    private Map<String, Node> mapping(String path, Node node) throws FormatException {
        if (node instanceof ScalarNode s && Scalars.isNull(s)) {
            // A key with nothing behind it: all is as by default.
            return Map.of();
        }
        if (node instanceof ScalarNode || node instanceof SequenceNode) {
            throw error(node, path, "expected a mapping (key: value), found " + shown(node));
        }
        return YamlNodes.entries(file, node);
    }

    private static String shown(Node node) {
        return node instanceof ScalarNode s ? "'" + s.getValue() + "'" : node instanceof SequenceNode ? "a list" : "a mapping";
    }

    private Object record(String path, Node node, Map<String, Node> entries, Class<?> type, Object given) throws FormatException {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names = Stream.of(components).map(RecordComponent::getName).toList();
        for (Map.Entry<String, Node> e : entries.entrySet()) {
            if (!names.contains(e.getKey())) {
                throw error(e.getValue(), join(path, e.getKey()),
                    Nearest.unknown("key", e.getKey(), path.isEmpty() ? "the configuration" : "'" + path + "'", names));
            }
        }
        Object defaults = given == null ? Variants.standard(type) : given;
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            RecordComponent c = components[i];
            Node value = entries.get(c.getName());
            Object standard = defaults == null ? null : Components.get(defaults, c);
            if (value != null) {
                values[i] = value(join(path, c.getName()), value, c.getGenericType(), standard);
            } else if (defaults == null) {
                throw error(node, path, "the key '" + c.getName() + "' is missing and has no default; "
                    + (path.isEmpty() ? "the configuration" : "'" + path + "'") + " needs " + String.join(", ", names));
            } else {
                values[i] = standard;
            }
        }
        return make(path, node, entries, type, values);
    }

    private Object make(String path, Node node, Map<String, Node> entries, Class<?> type, Object... values) throws FormatException {
        try {
            return Components.make(type, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException bad) {
                throw new FormatException(error(culprit(bad.getMessage(), node, entries), path, bad.getMessage()).getMessage(), bad);
            }
            throw new IllegalStateException(type.getName() + " cannot be made of " + Arrays.toString(values), e.getCause());
        }
    }

    /// Records name the component that they refuse in front of a colon; its line is better than that of the whole record.
    private static Node culprit(String message, Node node, Map<String, Node> entries) {
        for (String word : message.split(":", 2)[0].split("[^\\w]+")) {
            if (entries.containsKey(word)) {
                return entries.get(word);
            }
        }
        return node;
    }

    private Object value(String path, Node node, Type type, Object defaults) throws FormatException {
        Class<?> raw = Components.raw(type);
        if (raw == Optional.class) {
            return optional(path, node, type, defaults);
        }
        if (raw == List.class) {
            return list(path, node, type);
        }
        if (raw == Map.class) {
            return map(path, node, type);
        }
        if (raw.isRecord()) {
            return record(path, node, raw, defaults);
        }
        if (raw.isSealed()) {
            return variant(path, node, raw, defaults);
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, path, "expected " + Scalars.name(raw) + ", found " + shown(node));
        }
        try {
            return Scalars.value(scalar, raw);
        } catch (IllegalArgumentException e) {
            throw new FormatException(error(node, path, e.getMessage()).getMessage(), e);
        }
    }

    private Object optional(String path, Node node, Type type, Object defaults) throws FormatException {
        if (node instanceof ScalarNode s && Scalars.isNull(s)) {
            return Optional.empty();
        }
        Object inner = defaults instanceof Optional<?> o ? o.orElse(null) : null;
        return Optional.of(value(path, node, Components.argument(type, 0), inner));
    }

    private Object list(String path, Node node, Type type) throws FormatException {
        if (!(node instanceof SequenceNode sequence)) {
            throw error(node, path, "expected a list, found " + shown(node));
        }
        List<Object> out = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            out.add(value(path + "[" + out.size() + "]", item, Components.argument(type, 0), null));
        }
        return List.copyOf(out);
    }

    private Object map(String path, Node node, Type type) throws FormatException {
        if (Components.raw(Components.argument(type, 0)) != String.class) {
            throw new IllegalArgumentException("components of type " + type + " need texts as keys");
        }
        Map<String, Object> out = new LinkedHashMap<>();
        for (Map.Entry<String, Node> e : mapping(path, node).entrySet()) {
            out.put(e.getKey(), value(join(path, e.getKey()), e.getValue(), Components.argument(type, 1), null));
        }
        return Collections.unmodifiableMap(out);
    }

    private Object variant(String path, Node node, Class<?> sealed, Object defaults) throws FormatException {
        Map<String, Node> entries = new LinkedHashMap<>(mapping(path, node));
        Map<String, Class<?>> variants = Variants.of(sealed);
        Node chosen = entries.remove(Variants.KEY);
        if (chosen == null) {
            if (defaults == null) {
                throw error(node, path, "the key '" + Variants.KEY + "' is missing; expected one of "
                    + String.join(", ", variants.keySet()));
            }
            return record(path, node, entries, defaults.getClass(), defaults);
        }
        String name = String.valueOf(value(join(path, Variants.KEY), chosen, String.class, null)).toLowerCase(Locale.ROOT);
        Class<?> type = variants.get(name);
        if (type == null) {
            throw error(chosen, join(path, Variants.KEY), Nearest.unknown("type", name, "'" + path + "'", variants.keySet()));
        }
        return record(path, node, entries, type, type.isInstance(defaults) ? defaults : null);
    }
}

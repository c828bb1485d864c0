package dev.spektron.io.dataset;

import dev.spektron.io.FormatException;
import dev.spektron.io.YamlNodes;
import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A YAML mapping that remembers its lines, so that every error can name one. Scalars stay text until they are asked for.
final class YamlMap {
    private final String file;
    private final int line;
    private final Map<String, Node> entries;

    private YamlMap(String file, Node node) throws FormatException {
        this.file = file;
        this.line = lineOf(node);
        this.entries = YamlNodes.entries(file, node);
    }

    static YamlMap parse(String file, byte[] bytes) throws FormatException {
        return new YamlMap(file, YamlNodes.parse(file, "a manifest", bytes));
    }

    private static int lineOf(Node node) {
        return YamlNodes.line(node);
    }

    private FormatException at(int where, String what) {
        return YamlNodes.error(file, where, what);
    }

    FormatException error(String key, String what) {
        Node node = entries.get(key);
        return at(node == null ? line : lineOf(node), (key.isEmpty() ? "" : "'" + key + "': ") + what);
    }

    /// Refuses keys that mean nothing here.
    void allow(Set<String> keys) throws FormatException {
        for (Map.Entry<String, Node> e : entries.entrySet()) {
            if (!keys.contains(e.getKey())) {
                throw at(lineOf(e.getValue()), Nearest.unknown("key", e.getKey(), "a manifest", keys.stream().sorted().toList()));
            }
        }
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String text(String key, String otherwise) throws FormatException {
        return has(key) ? scalar(key, entries.get(key)) : otherwise;
    }

    String require(String key) throws FormatException {
        if (!has(key) || text(key, "").isBlank()) {
            throw error("", "the key '" + key + "' is missing or empty");
        }
        return text(key, "");
    }

    private String scalar(String key, Node node) throws FormatException {
        if (node instanceof ScalarNode s) {
            return s.getValue().strip();
        }
        throw at(lineOf(node), "'" + key + "': expected a text or number");
    }

    /// A scalar turned into a value.
    <T> T value(String key, String otherwise, Function<String, T> parse) throws FormatException {
        String text = text(key, otherwise);
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new FormatException(error(key, "expected a number, found '" + text + "'").getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new FormatException(error(key, e.getMessage()).getMessage(), e);
        }
    }

    boolean isMap(String key) {
        return entries.get(key) instanceof MappingNode;
    }

    boolean isList(String key) {
        return entries.get(key) instanceof SequenceNode;
    }

    YamlMap map(String key) throws FormatException {
        if (!has(key)) {
            throw error("", "the key '" + key + "' is missing");
        }
        return new YamlMap(file, entries.get(key));
    }

    List<YamlMap> maps(String key) throws FormatException {
        List<YamlMap> out = new ArrayList<>();
        for (Node node : sequence(key)) {
            out.add(new YamlMap(file, node));
        }
        return out;
    }

    List<String> texts(String key) throws FormatException {
        List<String> out = new ArrayList<>();
        for (Node node : sequence(key)) {
            out.add(scalar(key, node));
        }
        return out;
    }

    private List<Node> sequence(String key) throws FormatException {
        if (!has(key)) {
            return List.of();
        }
        if (entries.get(key) instanceof SequenceNode s) {
            return s.getValue();
        }
        throw error(key, "expected a list");
    }
}

package dev.spektron.io;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Parses YAML into nodes that know their lines, so that every error can name one.
public final class YamlNodes {
    private static final int MOST_BYTES = 4 << 20;

    private YamlNodes() {}

    /// The root of a file.
    ///
    /// @param what what the file is, for errors: "a manifest"
    public static Node parse(String file, String what, byte[] bytes) throws FormatException {
        if (bytes.length > MOST_BYTES) {
            throw new FormatException(file + ": " + bytes.length + " bytes is too long for " + what);
        }
        try {
            // Duplicates are found by `entries`, which says it better.
            LoadSettings settings =
                LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(20).setAllowDuplicateKeys(true).build();
            Optional<Node> root = new Compose(settings).composeString(new String(bytes, StandardCharsets.UTF_8));
            return root.orElseThrow(() -> new FormatException(file + ": the file is empty"));
        } catch (MarkedYamlEngineException e) {
            throw new FormatException(file + e.getProblemMark().map(m -> ", line " + (m.getLine() + 1)).orElse("") + ": no valid YAML ("
                + e.getProblem() + ")", e);
        } catch (StackOverflowError e) {
            throw new FormatException(file + ": the YAML is nested too deeply", e);
        } catch (YamlEngineException e) {
            throw new FormatException(file + ": no valid YAML (" + e.getMessage() + ")", e);
        }
    }

    /// Line of a node, from 1.
    public static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    /// An error at a line.
    public static FormatException error(String file, int line, String what) {
        return FormatException.at(file, "line " + line, what);
    }

    /// Keys and values of a mapping.
    ///
    /// @throws FormatException if the node is no mapping, a key is no scalar, or one stands twice
    public static Map<String, Node> entries(String file, Node node) throws FormatException {
        if (!(node instanceof MappingNode map)) {
            throw error(file, line(node), "expected a mapping (key: value)");
        }
        Map<String, Node> out = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw error(file, line(tuple.getKeyNode()), "expected a plain key");
            }
            if (out.put(key.getValue(), tuple.getValueNode()) != null) {
                throw error(file, line(key), "key '" + key.getValue() + "' stands twice");
            }
        }
        return out;
    }
}

package dev.spektron.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The kernel bodies keep to what a compiler for GPUs takes (kernels/README.md).
class KernelRulesTest {
    private static final Path SOURCES = Path.of("kernels/java");
    /// What must not stand in a body, outside of comments.
    private static final Pattern FORBIDDEN = Pattern.compile("^\\s*import\\b|>>>|\\bnew\\b|\\bthrow\\b|\\btry\\b|->|::|\\bdouble\\b(?!\\))"
        + "|\\bString\\b|\\bFloat\\.NaN\\b|\\bstatic final \\w+\\[\\]|\\bMath\\.(?!(exp|log|sin|cos|tan|tanh|pow|sqrt|min|max|abs)\\()");

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(p -> p.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static List<String> violations(String source, String name) {
        List<String> out = new ArrayList<>();
        String[] lines = source.split("\n");
        for (int i = 0; i < lines.length; i++) {
            String code = lines[i].replaceFirst("//.*", "");
            boolean choice = code.strip().startsWith("case ") || code.strip().startsWith("default ");
            Matcher m = FORBIDDEN.matcher(choice ? code.replaceFirst("->", "") : code);
            if (m.find()) {
                out.add(name + ":" + (i + 1) + ": " + m.group() + " in " + lines[i].strip());
            }
        }
        return out;
    }

    @Test
    void bodiesKeepToTheRules() throws IOException {
        List<Path> files = files();
        assertTrue(files.size() > 20, files.toString());
        List<String> all = new ArrayList<>();
        for (Path p : files) {
            all.addAll(violations(Files.readString(p), p.getFileName().toString()));
        }
        assertEquals(List.of(), all);
    }

    @Test
    void theRulesFindWhatTheyForbid() {
        for (String bad : List.of("import java.util.List;", "int a = b >>> 1;", "float[] t = new float[4];", "x = Math.fma(a, b, c);",
            "throw e;", "y = Float.NaN;", "private static final float[] TABLE = {1};", "double d = 0;", "f = x -> x;")) {
            assertEquals(1, violations(bad, "T").size(), bad);
        }
        assertEquals(List.of(), violations("y = (float) Math.exp(x); // new, import", "T"));
    }
}

package dev.spektron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Imports go one way: `cli -> experiment -> train, eval, chem, corpus, io -> model -> nn -> autograd -> backend -> kernels`, with `tensor`
/// and `spectra` as ground floor.
class PackageOrderTest {
    /// Floors from the top; a package imports only from floors below its own, or what `SAME_FLOOR` allows.
    private static final List<List<String>> FLOORS = List.of(List.of("cli"), List.of("experiment"),
        List.of("train", "eval", "chem", "corpus", "io"), List.of("model"), List.of("nn"), List.of("autograd"), List.of("backend"),
        List.of("kernels"), List.of("tensor", "spectra"));
    private static final Map<String, List<String>> SAME_FLOOR = Map.of("eval", List.of("chem", "corpus", "io"),
        "corpus", List.of("chem", "io"), "train", List.of("eval", "chem", "corpus", "io"));
    /// Imports and fully qualified names in the text.
    private static final Pattern NAME = Pattern.compile("\\bdev\\.spektron\\.([a-z]+)\\.");

    private static int floor(String part) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError("package dev.spektron." + part + " has no floor; give it one here and in the architecture");
    }

    static boolean allowed(String from, String to) {
        return from.equals(to) || floor(to) > floor(from) || SAME_FLOOR.getOrDefault(from, List.of()).contains(to);
    }

    private static List<String> violations(Path root) throws IOException {
        List<String> out = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String from = root.relativize(file).getName(2).toString();
                for (String line : Files.readAllLines(file)) {
                    // Documentation and resource names may point anywhere.
                    Matcher m = NAME.matcher(line.strip().startsWith("///") ? "" : line);
                    while (m.find()) {
                        if (!allowed(from, m.group(1))) {
                            out.add(file + ": " + from + " uses " + line.strip());
                        }
                    }
                }
            }
        }
        return out;
    }

    @Test
    void importsGoDown() throws IOException {
        List<String> violations = new ArrayList<>(violations(Path.of("src/main/java")));
        for (Path kernels : List.of(Path.of("kernels/java"), Path.of("kernels/tornado"))) {
            if (Files.isDirectory(kernels)) {
                violations.addAll(violations(kernels));
            }
        }
        assertEquals(List.of(), violations);
    }

    @Test
    void theRuleForbidsWhatItShould() {
        assertTrue(allowed("cli", "io") && allowed("experiment", "chem") && allowed("eval", "chem") && allowed("io", "spectra"));
        for (String pair : List.of("chem eval", "io chem", "io eval", "chem experiment", "spectra io", "experiment cli", "backend nn")) {
            String[] p = pair.split(" ");
            assertEquals(false, allowed(p[0], p[1]), pair);
        }
    }
}

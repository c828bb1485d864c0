package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The launchers keep to what TornadoVM's compiler takes, and to what it gets right.
class LauncherRulesTest {
    private static final Path SOURCES = Path.of("kernels/tornado/dev/spektron/backend/tornado");
    private static final Pattern FORBIDDEN = Pattern.compile(
        ">>>|\\bnew\\b|\\bthrow\\b|\\btry\\b|\\bbreak\\b|->|::|\\bdouble\\b|\\bString\\b"
        + "|\\bMath\\.(?!(exp|log|sin|cos|tan|tanh|pow|sqrt|min|max|abs)\\()|@Reduce|\\bKernelContext\\b|\\bstatic final \\w+\\[\\]");
    private static final Pattern METHOD =
        Pattern.compile("^    (?:public |private )?static \\w+ (\\w+)\\(([^)]*)\\) \\{", Pattern.MULTILINE);
    /// Words that a parameter of a kernel cannot have as a name in OpenCL or CUDA; TornadoVM keeps the names.
    private static final Pattern RESERVED = Pattern.compile(
        "\\b(kernel|half|global|local|constant|generic|pipe|event_t|sampler_t|bool|signed"
        + "|unsigned|inline|register|extern|sizeof|struct|union|typedef|uint|ulong|uchar|size_t)\\b");
    /// Parameters of a task.
    private static final int MOST_PARAMETERS = 20;

    private static List<Path> launchers() throws IOException {
        try (Stream<Path> all = Files.list(SOURCES)) {
            return all.filter(p -> p.toString().endsWith("Kernels.java")).sorted().toList();
        }
    }

    private static List<String> violations(String source) {
        List<String> out = new ArrayList<>();
        for (String line : source.split("\n")) {
            Matcher m = FORBIDDEN.matcher(line.replaceFirst("//.*", ""));
            if (m.find()) {
                out.add(m.group() + " in " + line.strip());
            }
        }
        Matcher m = METHOD.matcher(source);
        while (m.find()) {
            String name = m.group(1);
            if (!name.matches("k[A-Z]\\w*")) {
                out.add(name + ": the name of a kernel begins with k");
            }
            if (m.group(2).split(",").length > MOST_PARAMETERS) {
                out.add(name + ": more than " + MOST_PARAMETERS + " parameters");
            }
            Matcher word = RESERVED.matcher(m.group(2));
            if (word.find()) {
                out.add(name + ": the parameter " + word.group() + " is a word of OpenCL or CUDA");
            }
            String body = source.substring(m.end(), source.indexOf("\n    }\n", m.end()));
            if (!body.strip().startsWith("for (@Parallel int ")) {
                out.add(name + ": expected a parallel loop");
            }
        }
        return out;
    }

    @Test
    void launchersKeepToTheRules() throws IOException {
        assertTrue(launchers().size() > 8, launchers().toString());
        for (Path p : launchers()) {
            String source = Files.readString(p);
            boolean groups = p.toString().endsWith("TileKernels.java");
            assertEquals(List.of(), groups ? TileRules.violations(source) : violations(source), p.toString());
        }
    }

    /// Names of kernels are names on the device: no two launchers have the same.
    @Test
    void namesAreUniqueAndThoseOfTheLaunches() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path p : launchers()) {
            Matcher m = METHOD.matcher(Files.readString(p));
            while (m.find()) {
                assertTrue(names.add(m.group(1)), m.group(1));
            }
        }
        Set<String> launched = new HashSet<>();
        Pattern launch = Pattern.compile("Launch\\.of\\(\"(\\w+)\", \\(g, id\\) -> g\\.task\\(id, \\w+Kernels::(\\w+),");
        try (Stream<Path> all = Files.list(SOURCES)) {
            for (Path p : all.toList()) {
                Matcher m = launch.matcher(Files.readString(p).replaceAll("\\s+", " "));
                while (m.find()) {
                    assertEquals(m.group(2), m.group(1), p.toString());
                    launched.add(m.group(2));
                }
            }
        }
        assertEquals(names, launched);
    }

    /// A message names the line at which a launcher begins.
    @Test
    void theSourceOfEveryLauncherIsKnown() throws IOException {
        for (Path p : launchers()) {
            List<String> lines = Files.readAllLines(p);
            Matcher m = METHOD.matcher(String.join("\n", lines));
            while (m.find()) {
                String source = KernelSource.of(m.group(1));
                String file = "kernels/tornado, " + p.getFileName() + ":";
                assertTrue(source.startsWith(file), m.group(1) + ": " + source);
                String line = lines.get(Integer.parseInt(source.substring(file.length())) - 1);
                assertTrue(line.strip().startsWith("for (@Parallel") || line.contains(" = ctx."), source + ": " + line);
            }
        }
        assertEquals("kernels/tornado", KernelSource.of("kNone"));
    }

    @Test
    void theRulesFindWhatTheyForbid() {
        String head = "    static void ";
        String loop = "        for (@Parallel int i = 0; i < padded; i++) {\n            m[i] = 0;\n        }\n    }\n";
        assertEquals(List.of(), violations(head + "kGood(float[] m) {\n" + loop));
        for (String bad : List.of(head + "rsqrt(float[] m) {\n" + loop, head + "kGood(float[] m) {\n        m[0] = 1;\n    }\n",
            head + "kGood(float[] m) {\n" + loop.replace("0;\n        }", "b >>> 1;\n        }"),
            head + "kGood(float[] m) {\n" + loop.replace("m[i] = 0", "m[i] = Math.fma(1, 2, 3)"),
            head + "kGood(float[] m) {\n" + loop.replace("m[i] = 0", "float[] r = new float[3]"),
            head + "kGood(float[] m, int half) {\n" + loop,
            head + "kGood(" + "int a, ".repeat(20) + "int b) {\n" + loop)) {
            assertEquals(1, violations(bad).size(), bad);
        }
    }
}

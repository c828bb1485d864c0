package dev.spektron.io.fuzz;

import dev.spektron.io.FormatException;
import dev.spektron.io.conformance.Samples;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fuzzes every reader for some time, each in a JVM of its own with a heap of 256 MiB, from the small sample files of its format.
/// Arguments: seconds for each, then formats (all, if none is named). Findings, with Jazzer's report, end up in `target/fuzz/FORMAT`.
public final class FuzzReaders {
    private static final Path OUT = Path.of("target/fuzz");
    private static final int LARGEST = 1 << 17;
    /// Bytes of a text, at most: a hundred lines show what a hundred thousand do, and are read a thousand times as often.
    private static final int LARGEST_TEXT = 1 << 13;
    private static final Set<String> TEXTS = Set.of("asp", "csv", "jcamp-dx", "jobinyvon-xml", "rruff", "text-export");
    /// What of the code is traced: branches and divisors, and in binary formats comparisons.
    private static final String TRACE = "cov:div";
    /// Jazzer's search for injections, of which a reader has none; in a table of texts it took nine tenths of the time.
    private static final List<String> SANITIZERS = List.of("BigDecimal", "ClojureLangHooks", "Deserialization",
        "ExpressionLanguageInjection", "FilePathTraversal", "LdapInjection", "NamingContextLookup", "OsCommandInjection",
        "ReflectiveCall", "RegexInjection", "RegexRoadblocks", "ScriptEngineInjection", "ServerSideRequestForgery", "SqlInjection",
        "TemplateInjection", "UnsafeSanitizer", "XPathInjection", "XmlParserSsrfGuidance");
    /// Follows comparisons of texts; of a text that is a file of numbers there are so many that their memory is held against the reader.
    private static final String TEXT_COMPARISONS = ":com.code_intelligence.jazzer.runtime.TraceCmpHooks";

    private FuzzReaders() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(args[0]);
        List<String> wanted = List.of(args).subList(1, args.length);
        long found = 0;
        for (Reader reader : Readers.all()) {
            if (wanted.isEmpty() || wanted.contains(reader.format())) {
                found += fuzz(reader, seconds);
            }
        }
        System.exit(found == 0 ? 0 : 1);
    }

    private static long fuzz(Reader reader, int seconds) throws IOException, InterruptedException {
        boolean text = TEXTS.contains(reader.format());
        int largest = text ? LARGEST_TEXT : LARGEST;
        Path dir = Files.createDirectories(OUT.resolve(reader.format()));
        Path corpus = Files.createDirectories(dir.resolve("corpus"));
        int seeds = seeds(reader, corpus, largest);
        Path log = dir.resolve("log.txt");
        Process jazzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx256m", "-Xss1m",
            "--enable-native-access=ALL-UNNAMED", "-D" + ReaderFuzz.FORMAT + "=" + reader.format(), "-cp",
            System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + ReaderFuzz.class.getName(),
            "--instrumentation_includes=dev.spektron.io.**:io.jhdf.**", "--trace=" + (text ? TRACE : TRACE + ":cmp"),
            "--disabled_hooks=" + hooks() + (text ? TEXT_COMPARISONS : ""),
            "--reproducer_path=" + dir, "-artifact_prefix=" + dir + "/", "-max_total_time=" + seconds, "-max_len=" + largest,
            "-timeout=20", "-report_slow_units=20", corpus.toString())
            .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!jazzer.waitFor(seconds + 120L, TimeUnit.SECONDS)) {
            jazzer.destroyForcibly().waitFor();
        }
        long found = findings(dir);
        String last = Files.readAllLines(log).stream().filter(l -> l.startsWith("Done")).reduce("stopped", (a, b) -> b).strip();
        System.out.printf("%-16s %3d seeds, %d findings, exit code %d, %s%n", reader.format(), seeds, found, jazzer.exitValue(), last);
        return found + (found == 0 && jazzer.exitValue() != 0 ? 1 : 0);
    }

    private static String hooks() {
        return SANITIZERS.stream().map(s -> "com.code_intelligence.jazzer.sanitizers." + s).collect(Collectors.joining(":"));
    }

    private static long findings(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.getFileName().toString().matches("(crash|timeout|oom)-.*")).count();
        }
    }

    /// Real files, and those that the tests make where real ones are missing or large; of texts the beginning.
    private static int seeds(Reader reader, Path corpus, int largest) throws IOException {
        int n = 0;
        for (Samples s : ServiceLoader.load(Samples.class)) {
            if (!s.format().equals(reader.format())) {
                continue;
            }
            for (byte[] made : s.made()) {
                Files.write(corpus.resolve("made" + n++), Arrays.copyOf(made, Math.min(made.length, largest)));
            }
            String set = System.getenv("SPEKTRON_SHARED_DATA");
            Path shared = Path.of(set == null || set.isBlank() ? "../shared/data" : set);
            for (Path file : Files.isDirectory(shared) ? s.files(shared) : List.<Path>of()) {
                if (file.toFile().length() <= LARGEST) {
                    n += seed(file, corpus.resolve("seed" + n), largest);
                }
            }
        }
        return n;
    }

    private static int seed(Path file, Path to, int largest) throws IOException {
        try {
            byte[] bytes = Content.read(file).unpacked().bytes();
            if (bytes.length > LARGEST) {
                return 0;
            }
            Files.write(to, Arrays.copyOf(bytes, Math.min(bytes.length, largest)));
            return 1;
        } catch (FormatException e) {
            // A sample that cannot be unpacked.
            return 0;
        }
    }
}

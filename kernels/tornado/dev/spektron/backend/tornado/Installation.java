package dev.spektron.backend.tornado;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The TornadoVM that the environment names, whether or not the JVM was started with it.
final class Installation {
    /// Variable with the SDK's folder.
    static final String VARIABLE = "TORNADOVM_HOME";
    /// The first two parts of the versions whose behaviour is known.
    static final String VERSION = "5.2";
    private static final String MODULES = "share/java/tornado";
    private static final Pattern JAR = Pattern.compile("tornado-api-((\\d+\\.\\d+)[^/]*)\\.jar$");

    private Installation() {}

    /// The version in the name of the API's jar; empty if it has none.
    static Optional<String> version(String jar) {
        Matcher m = JAR.matcher(jar);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /// True for a version whose behaviour is known.
    static boolean isKnown(String version) {
        return version.equals(VERSION) || version.startsWith(VERSION + ".") || version.startsWith(VERSION + "-");
    }

    /// What keeps an installation from being used; empty if nothing does.
    ///
    /// @param home value of [#VARIABLE], null if it is not set
    static Optional<String> problem(String home) {
        if (home == null || home.isBlank()) {
            return Optional.of(VARIABLE + " is not set; install TornadoVM " + VERSION
                + " and set it to the folder of the SDK (docs/gpu.md)");
        }
        List<String> jars;
        try (Stream<Path> all = Files.list(Path.of(home, MODULES))) {
            jars = all.map(p -> p.getFileName().toString()).filter(n -> JAR.matcher(n).find()).sorted().toList();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(VARIABLE + "=" + home + ": expected the SDK of TornadoVM " + VERSION + " with the folder " + MODULES
                + ", found none");
        }
        if (jars.isEmpty()) {
            return Optional.of(VARIABLE + "=" + home + ": expected " + MODULES + "/tornado-api-" + VERSION + "*.jar, found none");
        }
        if (jars.stream().anyMatch(j -> isKnown(version(j).orElseThrow()))) {
            return Optional.empty();
        }
        return Optional.of(VARIABLE + "=" + home + ": expected TornadoVM " + VERSION + ", found " + String.join(", ", jars));
    }
}

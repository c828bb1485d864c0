package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./spektron` hands to Java, with a JDK that only prints its arguments and a TornadoVM of empty files, in folders with spaces.
class StartScriptTest {
    private static final List<String> PLAIN = List.of("--device", "cpu");

    @TempDir
    private Path dir;

    private Path home;
    private Path sdk;
    private Path jdk;

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
        home = Files.createDirectories(dir.resolve("the program"));
        sdk = dir.resolve("the sdk");
        jdk = dir.resolve("the jdk");
        copy("spektron");
        copy(".mvn/find-jdk.sh");
        for (String name : new String[] {"tornado", "opencl", "cuda", "ptx"}) {
            copy("tornado-config/" + name + ".args");
        }
        write(home.resolve("target/spektron.jar"), "");
        write(home.resolve("target/.archive-tried"), "");
        // Newer than the jar, so that nothing is built or recorded.
        Files.setLastModifiedTime(home.resolve("target/spektron.jar"),
            java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() - 60_000));
        write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        program(jdk.resolve("bin/javac"), "");
        program(jdk.resolve("bin/java"), "for a in \"$@\"; do printf '%s\\n' \"$a\"; done\n");
    }

    private void copy(String name) throws IOException {
        Path to = home.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(Path.of(name), to);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void program(Path file, String lines) throws IOException {
        write(file, "#!/bin/sh\n" + lines);
        assertTrue(file.toFile().setExecutable(true));
    }

    private void driver(String name, String version) throws IOException {
        write(sdk.resolve("share/java/tornado/tornado-api-" + version + ".jar"), "");
        write(sdk.resolve("share/java/tornado/tornado-drivers-" + name + "-" + version + ".jar"), "");
        write(sdk.resolve("etc/exportLists/common-exports"), "");
        write(sdk.resolve("etc/exportLists/" + name + "-exports"), "");
    }

    /// Arguments of Java, one a line.
    private List<String> start(String... args) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", home.resolve("spektron").toString()));
        line.addAll(List.of(args));
        ProcessBuilder b = new ProcessBuilder(line).redirectErrorStream(true);
        b.environment().putAll(Map.of("JAVA_HOME", jdk.toString(), "TORNADOVM_HOME", sdk.toString(), "SPEKTRON_JAVA_OPTS", "-Dmine=1"));
        Process p = b.start();
        List<String> out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, p.waitFor(), out.toString());
        return out;
    }

    private static boolean withTornado(List<String> line) {
        return line.contains("--upgrade-module-path");
    }

    @Test
    void theLineHasThePathsOfTheSdkAndTheSettingsOfTheDriver() throws IOException, InterruptedException {
        driver("opencl", "5.2.0-jdk25");
        List<String> line = start("smoke", "--device", "tornado");
        assertTrue(line.containsAll(List.of("@" + home.resolve("tornado-config/tornado.args"),
            "@" + home.resolve("tornado-config/opencl.args"), "-Djava.library.path=" + sdk.resolve("lib"),
            sdk.resolve("share/java/tornado").toString(), sdk.resolve("share/java/graalJars").toString(),
            "@" + sdk.resolve("etc/exportLists/common-exports"), "@" + sdk.resolve("etc/exportLists/opencl-exports"))), line.toString());
        assertTrue(line.stream().anyMatch(a -> a.startsWith("ALL-SYSTEM,jdk.incubator.vector,tornado.runtime,")
            && a.endsWith(",tornado.drivers.opencl")), line.toString());
        int end = line.size();
        assertEquals(List.of("-Dmine=1", "-jar", home.resolve("target/spektron.jar").toString(), "smoke", "--device", "tornado"),
            line.subList(end - 6, end), "options of the user come behind the settings, so that they count");
    }

    @Test
    void theSettingsAreThoseOfTheDriverThatIsAskedForOrPreferred() throws IOException, InterruptedException {
        driver("opencl", "5.2.0-jdk25");
        driver("cuda", "5.2.0-jdk25");
        for (String[] c : new String[][] {{"tornado", "cuda"}, {"tornado:opencl:1", "opencl"}, {"tornado:cuda", "cuda"}, {"auto", "cuda"},
            {"tornado:none", "opencl"}}) {
            List<String> line = start("bench", "--plan", "--device=" + c[0]);
            assertTrue(line.contains("@" + home.resolve("tornado-config/" + c[1] + ".args")), c[0] + ": " + line);
        }
    }

    /// A folder of bench/pack.sh, on a machine where nothing is installed or named.
    @Test
    void aPackedFolderBringsItsOwnJavaAndTornado() throws IOException, InterruptedException {
        driver("opencl", "5.2.0-jdk25");
        Files.move(jdk, home.resolve("java"));
        Files.move(sdk, home.resolve("tornadovm"));
        ProcessBuilder b = new ProcessBuilder("/bin/sh", home.resolve("spektron").toString(), "bench", "--device", "all")
            .redirectErrorStream(true);
        b.environment().keySet().removeAll(List.of("JAVA_HOME", "TORNADOVM_HOME", "SPEKTRON_JAVA_OPTS"));
        Process p = b.start();
        List<String> line = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, p.waitFor(), line.toString());
        assertTrue(line.contains("-Djava.library.path=" + home.resolve("tornadovm/lib")), line.toString());
    }

    @Test
    void whatNeedsNoDeviceStartsWithoutTornado() throws IOException, InterruptedException {
        driver("opencl", "5.2.0-jdk25");
        assertTrue(withTornado(start("doctor")));
        assertTrue(withTornado(start("bench", "--device", "all")));
        assertTrue(withTornado(start("pretrain", "--steps", "3")));
        assertFalse(withTornado(start("transfer")));
        assertFalse(withTornado(start(Stream.concat(Stream.of("smoke"), PLAIN.stream()).toArray(String[]::new))));
        assertFalse(withTornado(start()));
    }

    @Test
    void anSdkThatDoesNotSuitIsLeftToTheProgram() throws IOException, InterruptedException {
        assertFalse(withTornado(start("smoke", "--device", "tornado")));
        driver("opencl", "7.0.1-jdk22plus");
        assertFalse(withTornado(start("smoke", "--device", "tornado")));
        driver("opencl", "5.20.0");
        assertFalse(withTornado(start("smoke", "--device", "tornado")));
    }
}

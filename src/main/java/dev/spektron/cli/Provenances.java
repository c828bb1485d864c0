package dev.spektron.cli;

import dev.spektron.experiment.StudyResult.Provenance;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import picocli.CommandLine;

/// What is needed to repeat a run.
final class Provenances {
    private Provenances() {}

    static Provenance of(CommandLine command, long seed, Map<String, String> sha256, Map<String, String> settings) {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
            + Runtime.getRuntime().availableProcessors() + " processors";
        return new Provenance(command(command), version(), System.getProperty("spektron.commit", ""),
            System.getProperty("java.vm.name") + " " + Runtime.version(), machine, seed,
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(), sha256, settings);
    }

    /// The command line as it was typed, quoted where a shell needs it.
    static String command(CommandLine command) {
        CommandLine.ParseResult parsed = command.getCommandSpec().root().commandLine().getParseResult();
        StringBuilder text = new StringBuilder("spektron");
        for (String arg : parsed.originalArgs()) {
            text.append(' ').append(quoted(arg));
        }
        return text.toString();
    }

    /// An argument as a shell takes it.
    static String quoted(String arg) {
        return arg.matches("[\\w@%+=:,./~-]+") ? arg : "'" + arg.replace("'", "'\\''") + "'";
    }

    static String version() {
        String v = Main.class.getPackage().getImplementationVersion();
        return v == null ? "development" : v;
    }
}

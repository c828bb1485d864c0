package dev.spektron.cli;

import dev.spektron.experiment.StudyResult.Provenance;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// What is needed to repeat a run.
final class Provenances {
    private Provenances() {}

    static Provenance of(List<String> args, long seed, Map<String, String> sha256, Map<String, String> settings) {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
            + Runtime.getRuntime().availableProcessors() + " processors";
        return new Provenance("spektron " + String.join(" ", args), version(), System.getProperty("spektron.commit", ""),
            System.getProperty("java.vm.name") + " " + Runtime.version(), machine, seed,
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(), sha256, settings);
    }

    static String version() {
        String v = Main.class.getPackage().getImplementationVersion();
        return v == null ? "development" : v;
    }
}

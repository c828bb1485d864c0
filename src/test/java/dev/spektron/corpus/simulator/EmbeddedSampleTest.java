package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The sample in the repository is what `spektron data simulate two-instruments --gzip` writes today.
class EmbeddedSampleTest {
    private static final String FOLDER = "/dev/spektron/data/samples/two-instruments/";
    private static final int MOST_BYTES = 400_000;

    private static byte[] stored(String name) throws IOException {
        try (InputStream in = EmbeddedSampleTest.class.getResourceAsStream(FOLDER + name)) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String withoutDigests(byte[] manifest) {
        return new String(manifest, StandardCharsets.UTF_8).replaceAll("sha256: [0-9a-f]{64}, bytes: [0-9]+", "");
    }

    @Test
    void isRegeneratedIdentically() throws Exception {
        Preset preset = Presets.load("two-instruments");
        Simulation simulation = new Simulator(preset, preset.seed()).run(preset.samples());
        Map<String, byte[]> made = DatasetFolder.files(simulation, preset.decimals(), new DatasetFolder.Options(true, false, false));
        for (String name : new String[] {"primary.csv.gz", "secondary.csv.gz"}) {
            assertEquals(text(stored(name)), text(made.get(name)), name);
        }
        // Compressed bytes may differ between versions of zlib, and with them their digests.
        assertEquals(withoutDigests(stored("manifest.yaml")), withoutDigests(made.get("manifest.yaml")));
    }

    @Test
    void manifestKnowsItsFiles() throws Exception {
        String manifest = new String(stored("manifest.yaml"), StandardCharsets.UTF_8);
        int total = 0;
        for (String name : new String[] {"primary.csv.gz", "secondary.csv.gz"}) {
            byte[] bytes = stored(name);
            String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertTrue(manifest.contains("{path: \"" + name + "\", sha256: " + sha + ", bytes: " + bytes.length + "}"), name);
            total += bytes.length;
        }
        assertTrue(total < MOST_BYTES, "the sample has grown to " + total + " bytes");
    }
}

package dev.spektron.experiment.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.experiment.StudyResult;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.spectra.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Published figures and published training samples (`spec/data.md` section 4, `spec/evaluation.md` section 4).
class ReferenceProtocolTest {
    @Test
    void permutationIsThatOfTheLegacyGenerator() {
        Map<Integer, String> published = Map.of(
            42, "30 0 22 31 18 28 10 70 4 12 49 33 67 35 68 45 73 61 55 40 9 64 5 47 34 62 42 54 16 39",
            43, "23 39 69 74 0 1 38 45 72 63 8 13 15 41 54 5 56 55 31 6 46 18 43 33 14 62 19 22 42 37",
            46, "47 78 36 51 44 13 10 75 11 24 72 34 33 45 21 66 37 42 20 6 25 41 14 53 4 3 35 15 9 29");
        published.forEach((seed, text) -> assertArrayEquals(Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray(),
            Arrays.copyOf(LegacyPermutation.of(80, seed), 30)));
    }

    @Test
    void publishedFiguresAreRepeated() throws Exception {
        String shared = System.getenv("SPEKTRON_SHARED_DATA");
        Path dir = Path.of(shared == null ? "../shared/data" : shared);
        Assumptions.assumeTrue(Files.isRegularFile(dir.resolve("corn/corn.mat")), "no shared data (corn/corn.mat) under " + dir);
        Dataset corn = DatasetLoader.load("corn", dir);
        TransferOptions options = new TransferOptions(List.of(new TransferOptions.Pair("m5", "mp6")), corn.properties(), List.of(30), 1,
            List.of("none"), List.of("raw"), TransferOptions.Selection.RANDOM, 0.25, 42, 1);
        StudyResult result = ReferenceProtocol.run(corn, options, null);
        double[][] r2 = {{-21.459, 0.693, -5.497, 0.384, 0.689}, {-18.632, 0.412, -137.0, 0.736, -0.173},
            {-13.551, 0.725, -5.60, 0.887, 0.117}, {-12.985, 0.559, -3.70, 0.750, 0.262}};
        double[][] digits = {{1e-3, 1e-3, 1e-3, 1e-3, 1e-3}, {1e-3, 1e-3, 0.1, 1e-3, 1e-3}, {1e-3, 1e-3, 1e-2, 1e-3, 1e-3},
            {1e-3, 1e-3, 1e-2, 1e-3, 1e-3}};
        List<String> methods = List.of("none", "target", "pds", "sbc", "ds");
        for (int k = 0; k < r2.length; k++) {
            String property = corn.properties().get(k);
            for (int m = 0; m < methods.size(); m++) {
                String method = methods.get(m);
                double found = result.cells().stream().filter(c -> c.property().equals(property) && c.method().equals(method)).findFirst()
                    .orElseThrow().r2().mean();
                assertEquals(r2[k][m], found, digits[k][m], property + " " + method);
            }
        }
    }
}

package dev.spektron.chem.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.transfer.compat.CompatBaselines;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published single-seed R² of corn m5 to mp6, N = 30, permutation of seed 42.
class PublishedBaselinesTest {
    private static final String TRAIN = "30 0 22 31 18 28 10 70 4 12 49 33 67 35 68 45 73 61 55 40 9 64 5 47 34 62 42 54 16 39";
    private static final String[] OTHER_SEEDS = {
        "23 39 69 74 0 1 38 45 72 63 8 13 15 41 54 5 56 55 31 6 46 18 43 33 14 62 19 22 42 37",
        "49 43 38 46 79 24 19 62 56 73 32 77 39 7 63 42 66 4 54 26 27 47 78 5 74 0 37 30 33 25",
        "55 25 10 19 45 1 73 21 54 2 20 33 29 62 7 77 48 47 5 23 49 41 37 56 0 74 28 9 18 26",
        "47 78 36 51 44 13 10 75 11 24 72 34 33 45 21 66 37 42 20 6 25 41 14 53 4 3 35 15 9 29"};

    @ParameterizedTest
    @CsvSource({"0, -21.459, 0.693, -5.497, 0.384, 0.689", "1, -18.632, 0.412, -137.038, 0.736, -0.173",
        "2, -13.551, 0.725, -5.603, 0.887, 0.117", "3, -12.985, 0.559, -3.701, 0.750, 0.262"})
    void reproducesR2(int property, double none, double target, double pds, double sbc, double ds) {
        double[] y = Corn.column(Corn.properties(), property);
        DMatrixRMaj m5 = Corn.spectra("m5");
        DMatrixRMaj mp6 = Corn.spectra("mp6");
        int[] test = others(indices(TRAIN));
        Map<String, double[]> p = CompatBaselines.predictions(m5, mp6, y, indices(TRAIN), test);
        double[] expected = Matrices.pick(y, test);
        assertEquals(none, r2(expected, p.get("none")), 1e-3);
        assertEquals(target, r2(expected, p.get("target")), 1e-3);
        assertEquals(pds, r2(expected, p.get("pds")), 1e-3);
        assertEquals(sbc, r2(expected, p.get("sbc")), 1e-3);
        assertEquals(ds, r2(expected, p.get("ds")), 1e-3);
    }

    /// Means and population standard deviations over the seeds 42 to 46.
    @ParameterizedTest
    @CsvSource({"none, -17.28, 2.56", "target, 0.719, 0.071", "pds, -1.55, 2.01",
        "sbc, 0.354, 0.065", "ds, 0.666, 0.052", "cca, 0.687, 0.095"})
    void reproducesFiveSeeds(String method, double mean, double deviation) {
        double[] y = Corn.column(Corn.properties(), 0);
        DMatrixRMaj m5 = Corn.spectra("m5");
        DMatrixRMaj mp6 = Corn.spectra("mp6");
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < 5; seed++) {
            int[] train = indices(seed == 0 ? TRAIN : OTHER_SEEDS[seed - 1]);
            int[] test = others(train);
            double r2 = r2(Matrices.pick(y, test), CompatBaselines.predictions(m5, mp6, y, train, test).get(method));
            sum += r2 / 5;
            squares += r2 * r2 / 5;
        }
        double places = mean < -1 ? 0.005 : 0.0005;
        assertEquals(mean, sum, places + 1e-9);
        assertEquals(deviation, Math.sqrt(squares - sum * sum), places + 1e-9);
    }

    /// The samples that are not in `train`.
    private static int[] others(int[] train) {
        return IntStream.range(0, 80).filter(i -> Arrays.stream(train).noneMatch(t -> t == i)).toArray();
    }

    private static int[] indices(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static double r2(double[] y, double[] p) {
        double mean = Arrays.stream(y).average().orElseThrow();
        double residual = 0;
        double total = 0;
        for (int i = 0; i < y.length; i++) {
            residual += (y[i] - p[i]) * (y[i] - p[i]);
            total += (y[i] - mean) * (y[i] - mean);
        }
        return 1 - residual / total;
    }
}

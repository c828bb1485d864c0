package dev.spektron.experiment.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.auto.Strategies;
import dev.spektron.chem.auto.Strategy;
import dev.spektron.chem.auto.TransferProblem;
import dev.spektron.chem.auto.WeightedChains;
import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.regress.ComponentSelection;
import dev.spektron.experiment.bundle.ModelBundle.PropertyModel;
import dev.spektron.io.FormatException;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read back predicts the same to the bit.
class BundleFileTest {
    private static final int SAMPLES = 25;

    private static DMatrixRMaj spectra(int n, double gain, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj x = new DMatrixRMaj(n, 40);
        for (int i = 0; i < n; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            for (int j = 0; j < 40; j++) {
                x.set(i, j, gain * (1 + a * Math.sin(j / 7.0) + b * Math.cos(j / 11.0)) + 1e-3 * random.nextDouble());
            }
        }
        return x;
    }

    /// An axis in wavelength that is even, or one that is not, so that the strategy goes by the channels.
    private static Axis axis(boolean even) {
        double[] v = new double[40];
        for (int j = 0; j < v.length; j++) {
            v[j] = even ? 1000 + 3 * j : 1e7 / (9000 - 100 * j);
        }
        return new Axis(AxisUnit.NANOMETRE, v);
    }

    private static ModelBundle bundle(String strategy, boolean even, boolean limits) {
        DMatrixRMaj source = spectra(SAMPLES, 1, 1);
        double[][] y = new double[1][SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            y[0][i] = 10 + source.get(i, 3) - 2 * source.get(i, 30);
        }
        TransferProblem problem = new TransferProblem(axis(even), source, y, new int[] {0, 1, 2, 3, 4, 5}, spectra(6, 1.1, 1));
        Strategy.Fit fit = Strategies.byName(strategy).fit(problem);
        WeightedChains model = fit.predictors().getFirst();
        WeightedChains kept = limits ? model : new WeightedChains(model.members(), model.weights());
        OutlierModel outliers = OutlierModel.of(problem, Pipeline.raw(), ComponentSelection.standard(1));
        return new ModelBundle("t", "B", "A", problem.axis(), problem.axis(), IntensityKind.ABSORBANCE,
            List.of(new PropertyModel("p", "%", kept, fit.residuals()[0], 1, 2, fit.descriptions().getFirst())), outliers,
            Map.of("seed", "1"));
    }

    private static void roundTrip(ModelBundle bundle, Path folder) throws IOException {
        Path file = folder.resolve("b.spektron");
        BundleFile.write(bundle, file);
        ModelBundle back = BundleFile.read(file);
        DMatrixRMaj unknown = spectra(8, 1.1, 7);
        unknown.set(0, 5, 300);
        WeightedChains expected = bundle.properties().getFirst().model();
        WeightedChains found = back.properties().getFirst().model();
        assertArrayEquals(expected.predict(unknown), found.predict(unknown), 0.0);
        assertEquals(expected.low(), found.low());
        assertEquals(expected.high(), found.high());
        assertArrayEquals(bundle.properties().getFirst().residuals(), back.properties().getFirst().residuals(), 0.0);
        for (int m = 0; m < expected.members().size(); m++) {
            assertEquals(expected.members().get(m).before().inputAxis(), found.members().get(m).before().inputAxis());
            assertEquals(expected.members().get(m).after().inputAxis(), found.members().get(m).after().inputAxis());
        }
        assertEquals(bundle.axis(), back.axis());
    }

    @Test
    void ensembleWithLimits(@TempDir Path folder) throws IOException {
        ModelBundle bundle = bundle("ensemble", true, true);
        assertTrue(Double.isFinite(bundle.properties().getFirst().model().low()));
        assertTrue(bundle.properties().getFirst().model().members().stream()
            .anyMatch(c -> c.before().pipeline().notation().startsWith("blocks(")), "no blocks among the members");
        roundTrip(bundle, folder);
    }

    @Test
    void withoutLimits(@TempDir Path folder) throws IOException {
        roundTrip(bundle("auto", true, false), folder);
    }

    @Test
    void preprocessingByChannel(@TempDir Path folder) throws IOException {
        roundTrip(bundle("ensemble", false, true), folder);
    }

    @Test
    void otherFilesAreNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.spektron"), "not a zip");
        var e = assertThrows(FormatException.class, () -> BundleFile.read(file));
        assertTrue(e.getMessage().contains("x.spektron") && e.getMessage().contains("expected a Spektron model bundle"), e.getMessage());
    }
}

package dev.spektron.chem.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every step and every pipeline promises.
class StepContractTest {
    private static final int CHANNELS = 80;
    private static final Axis RISING = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, CHANNELS);

    private static DMatrixRMaj spectra(int n, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj x = new DMatrixRMaj(n, CHANNELS);
        for (int i = 0; i < n; i++) {
            double gain = 0.5 + random.nextDouble();
            for (int j = 0; j < CHANNELS; j++) {
                x.set(i, j, 1 + gain * (Math.exp(-Math.pow((j - 30) / 8.0, 2)) + 0.01 * j) + 0.01 * random.nextDouble());
            }
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "snv", "msc", "msc(median)", "emsc(0)", "emsc(2)", "sg(15,2,1)", "sg(7,3,0,nearest)", "sg(9,2,2,mirror)",
        "sg(9,4,3,crop)", "detrend(0)", "detrend(2)", "center", "autoscale", "crop(1110,1200)", "resample(1102,1250.5,40)",
        "resample(1250.5,1102,40)", "resample(1090,1262,90,extrapolate)", "absorbance", "norm", "minmax",
        "blocks(raw)", "blocks(sg(15,2,1);snv|msc(median)|center;crop(1110,1200))", "snv|blocks(autoscale;blocks(raw;msc)|center)|center",
        "absorbance|sg(15,2,1,crop)|snv|center", "crop(1104,1240)|resample(1104,1240,50)|msc|autoscale"})
    void holds(String notation) {
        for (Axis axis : new Axis[] {RISING, RISING.reversed()}) {
            Pipeline pipeline = Pipeline.parse(notation);
            assertEquals(notation, pipeline.notation());
            assertEquals(pipeline, Pipeline.parse(pipeline.notation()));
            inputStays(pipeline, axis);
            restoredIsEqualToTheBit(pipeline, axis);
            rowsAreIndependent(pipeline, axis);
            wrongChannelsAndValuesAreErrors(pipeline, axis);
        }
    }

    private static void inputStays(Pipeline pipeline, Axis axis) {
        DMatrixRMaj x = spectra(6, 1);
        double[] before = x.data.clone();
        DMatrixRMaj out = pipeline.fit(x, axis).apply(x);
        assertArrayEquals(before, x.data, 0.0);
        assertTrue(out != x && out.data != x.data, "the result shares memory with the argument");
    }

    private static void restoredIsEqualToTheBit(Pipeline pipeline, Axis axis) {
        FittedPipeline fitted = pipeline.fit(spectra(6, 1), axis);
        FittedPipeline restored = pipeline.restore(fitted.state(), axis);
        DMatrixRMaj x = spectra(4, 2);
        assertEquals(fitted.axis(), restored.axis());
        assertEquals(fitted.axis().size(), fitted.apply(x).numCols);
        assertArrayEquals(fitted.apply(x).data, restored.apply(x).data, 0.0);
        // what a caller does to a state that was handed out does not reach the fitted pipeline
        double[] first = fitted.apply(x).data.clone();
        fitted.state().forEach(s -> s.values().forEach(v -> java.util.Arrays.fill(v, 99)));
        assertArrayEquals(first, fitted.apply(x).data, 0.0);
    }

    private static void rowsAreIndependent(Pipeline pipeline, Axis axis) {
        FittedPipeline fitted = pipeline.fit(spectra(6, 1), axis);
        DMatrixRMaj x = spectra(3, 3);
        DMatrixRMaj all = fitted.apply(x);
        for (int i = 0; i < 3; i++) {
            DMatrixRMaj one = dev.spektron.chem.Matrices.rows(x, new int[] {i});
            assertArrayEquals(dev.spektron.chem.Matrices.row(all, i), fitted.apply(one).data, 0.0);
        }
    }

    private static void wrongChannelsAndValuesAreErrors(Pipeline pipeline, Axis axis) {
        FittedPipeline fitted = pipeline.fit(spectra(6, 1), axis);
        var e = assertThrows(IllegalArgumentException.class, () -> fitted.apply(new DMatrixRMaj(2, CHANNELS - 1)));
        assertTrue(e.getMessage().contains("80 channels, found 79"), e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> pipeline.fit(new DMatrixRMaj(2, CHANNELS + 1), axis));
        assertTrue(e.getMessage().contains("80 channels, found 81"), e.getMessage());
        DMatrixRMaj x = spectra(3, 4);
        x.set(2, 5, Double.NaN);
        e = assertThrows(IllegalArgumentException.class, () -> fitted.apply(x));
        assertTrue(e.getMessage().contains("row 2, channel 5"), e.getMessage());
    }
}

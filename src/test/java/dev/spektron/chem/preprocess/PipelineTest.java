package dev.spektron.chem.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
    private static final Axis AXIS = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 50);

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "sg(15,2,1)|snw;step 2 of;did you mean 'snv'?",
        "detrnd(1);step 1 of;did you mean 'detrend'?",
        "sg(15,2);step 1 of;3 to 4 arguments, found 2",
        "sg(14,2,1);step 1 of;odd window, found 14; take 15",
        "sg(15,15,1);step 1 of;order from 0 to 9, found 15",
        "sg(5,5,1);step 1 of;order from 0 to 4, found 5",
        "sg(15,2,3);step 1 of;derivative from 0 to 2, found 3",
        "sg(15,x,1);step 1 of;whole number as argument 2, found 'x'",
        "sg(15,2,1,wrap);step 1 of;interp or nearest or mirror or crop",
        "snv(2);step 1 of;no arguments, found 1",
        "snv||msc;step 2 of;found nothing",
        "snv|raw;step 2 of;stands alone",
        "snv|msc(median;step 2 of;parentheses",
        "\"blocks(snv;snw)\";step 1 of;did you mean 'snv'?",
        "\"blocks(snv;sg(15,2)\";step 1 of;parentheses",
        "blocks(snv,msc);step 1 of;no step 'snv,msc'",
        "blocks();step 1 of;1 to 20 arguments, found 0",
        "snv)|msc;step 1 of;snv)",
        "crop(20,10);step 1 of;lo < hi",
        "resample(1,2,1);step 1 of;n from 2"})
    void errorsSayWhereAndWhat(String text, String where, String what) {
        var e = assertThrows(IllegalArgumentException.class, () -> Pipeline.parse(text));
        assertTrue(e.getMessage().startsWith(where) && e.getMessage().contains(what), e.getMessage());
    }

    @Test
    void blanksCaseAndDefaults() {
        assertEquals("sg(15,2,1)|snv|emsc(2)|detrend(1)", Pipeline.parse(" SG( 15, 2,1 ,interp) | snv|emsc|Detrend()").notation());
        assertEquals(Pipeline.raw(), Pipeline.parse("RAW"));
        assertEquals("crop(1100.5,2500)", Pipeline.parse("crop(1100.50,2.5e3)").notation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"snv", "msc", "emsc(1)", "norm", "minmax"})
    void flatSpectraAreNamed(String notation) {
        DMatrixRMaj x = noise(5, 50, 1);
        FittedPipeline fitted = Pipeline.parse(notation).fit(x, AXIS);
        for (double level : new double[] {0, 1e-5, 1, 3e7}) {
            for (int j = 0; j < 50; j++) {
                // rounding noise on a level is flat as well
                x.set(3, j, level * (1 + (j % 2) * 1e-15));
            }
            var e = assertThrows(IllegalArgumentException.class, () -> fitted.apply(x), "level " + level);
            assertTrue(e.getMessage().contains("row 3") && e.getMessage().contains("flat"), e.getMessage());
        }
    }

    @Test
    void absorbanceNamesTheDeadChannel() {
        DMatrixRMaj x = noise(2, 50, 2);
        FittedPipeline fitted = Pipeline.parse("absorbance").fit(x, AXIS);
        x.set(0, 0, 0.01);
        assertEquals(2, fitted.apply(x).get(0, 0), 1e-15);
        x.set(1, 7, 0);
        var e = assertThrows(IllegalArgumentException.class, () -> fitted.apply(x));
        assertTrue(e.getMessage().contains("row 1, channel 7 (1114.0 nm)"), e.getMessage());
    }

    @Test
    void unevenAxesNeedResamplingBeforeDerivatives() {
        double[] v = new double[50];
        for (int j = 0; j < 50; j++) {
            v[j] = 1e7 / (1100 + 2 * j);
        }
        Axis uneven = new Axis(AxisUnit.WAVENUMBER, v);
        DMatrixRMaj x = noise(2, 50, 3);
        var e = assertThrows(IllegalArgumentException.class, () -> Pipeline.parse("sg(5,2,1)").fit(x, uneven));
        assertTrue(e.getMessage().contains("resample("), e.getMessage());
        String mended = e.getMessage().substring(e.getMessage().indexOf("resample("));
        assertEquals(50, Pipeline.parse(mended).fit(x, uneven).axis().size());
    }

    @Test
    void roundedAxesAreEven() {
        double[] v = new double[50];
        for (int j = 0; j < 50; j++) {
            v[j] = Math.rint(10 * (4000 - 1.928 * j)) / 10;
        }
        Pipeline.parse("sg(15,2,1)").fit(noise(2, 50, 3), new Axis(AxisUnit.WAVENUMBER, v));
    }

    @Test
    void derivativesFollowTheStoredOrder() {
        DMatrixRMaj x = new DMatrixRMaj(1, 50);
        for (int j = 0; j < 50; j++) {
            x.data[j] = 3 * j;
        }
        double[] slope = Pipeline.parse("sg(7,2,1)").fit(x, AXIS.reversed()).apply(x).data;
        for (double s : slope) {
            assertEquals(3, s, 1e-12);
        }
    }

    @Test
    void cropKeepsBothEnds() {
        Axis axis = Pipeline.parse("crop(1110,1120)").fit(noise(1, 50, 1), AXIS.reversed()).axis();
        assertEquals(1120, axis.first());
        assertEquals(1110, axis.last());
        var e = assertThrows(IllegalArgumentException.class, () -> Pipeline.parse("crop(2000,2100)").fit(noise(1, 50, 1), AXIS));
        assertTrue(e.getMessage().contains("1100 to 1198 nm"), e.getMessage());
    }

    @Test
    void wrongStatesAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> Pipeline.parse("snv|center").restore(List.of(Map.of()), AXIS));
        assertThrows(IllegalArgumentException.class, () -> Pipeline.parse("center").restore(List.of(Map.of()), AXIS));
        assertThrows(IllegalArgumentException.class,
            () -> Pipeline.parse("snv").restore(List.of(Map.of("mean", new double[50])), AXIS));
        assertThrows(IllegalArgumentException.class,
            () -> Pipeline.parse("center").restore(List.of(Map.of("mean", new double[49])), AXIS));
    }

    @Test
    void autoscaledTrainingDataHaveUnitVariance() {
        DMatrixRMaj x = noise(9, 50, 5);
        DMatrixRMaj z = Pipeline.parse("autoscale").fit(x, AXIS).apply(x);
        for (int j = 0; j < 50; j++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 9; i++) {
                sum += z.get(i, j);
                squares += z.get(i, j) * z.get(i, j);
            }
            assertEquals(0, sum, 1e-12);
            assertEquals(8, squares, 1e-10);
        }
        x.zero();
        assertThrows(IllegalArgumentException.class, () -> Pipeline.parse("autoscale").fit(x, AXIS));
    }

    @Test
    void blocksHaveUnitTotalVarianceOnTheTrainingData() {
        DMatrixRMaj x = noise(9, 50, 6);
        FittedPipeline fitted = Pipeline.parse("blocks(raw;sg(7,2,1);snv|crop(1110,1150))").fit(x, AXIS);
        DMatrixRMaj z = fitted.apply(x);
        assertEquals(AxisUnit.INDEX, fitted.axis().unit());
        assertEquals(50 + 50 + 21, z.numCols);
        double[] mean = dev.spektron.chem.Matrices.columnMeans(z);
        int[] ends = {0, 50, 100, 121};
        for (int b = 0; b < 3; b++) {
            double sum = 0;
            for (int i = 0; i < 9; i++) {
                for (int j = ends[b]; j < ends[b + 1]; j++) {
                    sum += Math.pow(z.get(i, j) - mean[j], 2);
                }
            }
            assertEquals(9, sum, 1e-10, "block " + b);
        }
        // a block is its own pipeline but for one factor
        DMatrixRMaj alone = Pipeline.parse("sg(7,2,1)").fit(x, AXIS).apply(x);
        double factor = z.get(0, 50) / alone.get(0, 0);
        for (int j = 0; j < 50; j++) {
            assertEquals(factor * alone.get(4, j), z.get(4, 50 + j), 1e-12);
        }
        DMatrixRMaj one = noise(1, 50, 7);
        var e = assertThrows(IllegalArgumentException.class, () -> Pipeline.parse("blocks(snv;raw)").fit(one, AXIS));
        assertTrue(e.getMessage().contains("do not differ"), e.getMessage());
    }

    private static DMatrixRMaj noise(int n, int p, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj x = new DMatrixRMaj(n, p);
        for (int i = 0; i < n * p; i++) {
            x.data[i] = 0.1 + random.nextDouble();
        }
        return x;
    }
}

package dev.spektron.chem.preprocess;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.golden;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CubicSplineTest {
    private static DMatrixRMaj resample(double[] knots, double[] target, DMatrixRMaj y, boolean extrapolate) {
        Resampler r = new Resampler(new Axis(AxisUnit.WAVENUMBER, knots), new Axis(AxisUnit.WAVENUMBER, target), extrapolate);
        DMatrixRMaj out = new DMatrixRMaj(y.numRows, target.length);
        for (int i = 0; i < y.numRows; i++) {
            r.row(y.data, i * y.numCols, out.data, i * target.length);
        }
        return out;
    }

    @Test
    void isScipysNotAKnotSpline() {
        double[] knots = golden("preprocess/spline_knots").data;
        DMatrixRMaj y = golden("preprocess/spline_values");
        double[] target = golden("preprocess/spline_target").data;
        assertClose("inside", golden("preprocess/spline_result"), resample(knots, target, y, false), 1e-11, 1e-11);
        double[] wide = golden("preprocess/spline_wide").data;
        assertClose("outside", golden("preprocess/spline_extrapolated"), resample(knots, wide, y, true), 1e-10, 1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void fewKnots(int n) {
        double[] knots = java.util.Arrays.copyOf(golden("preprocess/spline_knots").data, n);
        DMatrixRMaj all = golden("preprocess/spline_values");
        DMatrixRMaj y = new DMatrixRMaj(all.numRows, n);
        for (int i = 0; i < all.numRows; i++) {
            System.arraycopy(all.data, i * all.numCols, y.data, i * n, n);
        }
        double[] target = new double[9];
        for (int j = 0; j < 9; j++) {
            target[j] = j == 8 ? knots[n - 1] : knots[0] + j * (knots[n - 1] - knots[0]) / 8;
        }
        assertClose(n + " knots", golden("preprocess/spline_short_" + n), resample(knots, target, y, false), 1e-11, 1e-11);
    }

    @Test
    void cubicsAreExactAndKnotsKeepTheirBits() {
        double[] knots = golden("preprocess/spline_knots").data;
        DMatrixRMaj y = new DMatrixRMaj(1, knots.length);
        for (int j = 0; j < knots.length; j++) {
            y.data[j] = cubic(knots[j]);
        }
        double[] target = golden("preprocess/spline_target").data;
        double[] found = resample(knots, target, y, false).data;
        for (int j = 0; j < target.length; j++) {
            assertEquals(cubic(target[j]), found[j], 1e-9 * (1 + Math.abs(found[j])));
        }
        assertArrayEquals(y.data, resample(knots, knots, y, false).data, 0.0);
    }

    private static double cubic(double v) {
        return 3 - v + 0.2 * v * v - 0.01 * v * v * v;
    }

    @Test
    void fallingAxesGiveTheSameSpectrumBackwards() {
        double[] knots = golden("preprocess/spline_knots").data;
        DMatrixRMaj y = golden("preprocess/spline_values");
        double[] target = golden("preprocess/spline_target").data;
        DMatrixRMaj forward = resample(knots, target, y, false);
        DMatrixRMaj backward = resample(reversed(knots), reversed(target), reversedRows(y), false);
        assertClose("reversed", reversedRows(forward), backward, 0, 0);
    }

    private static double[] reversed(double[] v) {
        return new Axis(AxisUnit.INDEX, v).reversed().values();
    }

    private static DMatrixRMaj reversedRows(DMatrixRMaj m) {
        DMatrixRMaj out = new DMatrixRMaj(m.numRows, m.numCols);
        for (int i = 0; i < m.numRows; i++) {
            for (int j = 0; j < m.numCols; j++) {
                out.set(i, j, m.get(i, m.numCols - 1 - j));
            }
        }
        return out;
    }

    @Test
    void refusesExtrapolationAndOtherUnits() {
        Axis from = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 50);
        Axis wider = Axis.linear(AxisUnit.NANOMETRE, 1090, 2, 50);
        var e = assertThrows(IllegalArgumentException.class, () -> new Resampler(from, wider, false));
        assertTrue(e.getMessage().contains("reaches beyond"), e.getMessage());
        Axis other = Axis.linear(AxisUnit.WAVENUMBER, 1110, 2, 20);
        e = assertThrows(IllegalArgumentException.class, () -> new Resampler(from, other, false));
        assertTrue(e.getMessage().contains("cm-1"), e.getMessage());
    }

    @Test
    void setsKeepWhatIsKnownOfTheirSamples() {
        SpectrumSet set = new SpectrumSet("a", Axis.linear(AxisUnit.NANOMETRE, 1000, 1, 5), IntensityKind.ABSORBANCE, Modality.values()[0],
            List.of("s1"), new double[][] {{0, 1, 4, 9, 16}}, Map.of("y", new double[] {7}), List.of(Map.of("k", "v")));
        SpectrumSet out = Resampler.onto(set, new Axis(AxisUnit.NANOMETRE, new double[] {1003.5, 1001.5}));
        assertArrayEquals(new double[] {12.25, 2.25}, out.rows()[0], 1e-12);
        assertEquals(set.sampleIds(), out.sampleIds());
        assertEquals(7, out.property("y")[0]);
    }
}

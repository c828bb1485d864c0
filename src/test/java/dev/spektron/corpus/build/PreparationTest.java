package dev.spektron.corpus.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.spektron.corpus.store.ShardRow;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final int POINTS = 64;

    private static double[] axis(double first, double step, int n) {
        return IntStream.range(0, n).mapToDouble(i -> first + i * step).toArray();
    }

    private static RawSpectrum raw(double[] x, double[] y, AxisUnit unit, IntensityKind kind) {
        return new RawSpectrum(x, y, unit, Modality.RAMAN, kind, "t/i", "t/g", "t/s", "t/id");
    }

    private static RawSpectrum raw(double[] x, DoubleUnaryOperator y) {
        return raw(x, DoubleStream.of(x).map(y).toArray(), AxisUnit.RAMAN_SHIFT, IntensityKind.COUNTS);
    }

    private static Reason reason(RawSpectrum r) {
        return new Preparation("t", POINTS).prepare(r).reason();
    }

    private static ShardRow row(RawSpectrum r) {
        Preparation.Outcome o = new Preparation("t", POINTS).prepare(r);
        assertNull(o.reason());
        return o.row();
    }

    private static double smooth(double v) {
        return Math.sin(v / 60) + 0.001 * v;
    }

    @Test
    void aCubicComesBackFromMeanAndDeviation() {
        ShardRow r = row(raw(axis(100, 10, 30), v -> 5 + v * (0.3 + v * (1e-3 - 2e-6 * v))));
        assertEquals(100, r.spectrum().first());
        assertEquals(390, r.spectrum().last());
        for (int j = 0; j < POINTS; j++) {
            double v = r.spectrum().axis(j);
            assertEquals(5 + v * (0.3 + v * (1e-3 - 2e-6 * v)), r.mean() + r.deviation() * r.spectrum().values()[j], 1e-5 * 200);
        }
    }

    @Test
    void meanIsZeroAndVarianceOne() {
        float[] v = row(raw(axis(100, 10, 30), PreparationTest::smooth)).spectrum().values();
        double sum = 0;
        double squares = 0;
        for (float f : v) {
            sum += f;
            squares += f * f;
        }
        assertEquals(0, sum / POINTS, 1e-6);
        assertEquals(1, squares / POINTS, 1e-6);
    }

    @Test
    void fallingAxesDuplicatesAndHolesChangeNothing() {
        double[] x = axis(100, 10, 40);
        float[] expected = row(raw(x, PreparationTest::smooth)).spectrum().values();
        double[] falling = IntStream.range(0, 42).mapToDouble(i -> i < 40 ? 490 - 10 * i : i == 40 ? 200 : Double.NaN).toArray();
        double[] y = IntStream.range(0, 42).mapToDouble(i -> i < 40 ? smooth(falling[i]) : 99).toArray();
        ShardRow r = row(raw(falling, y, AxisUnit.RAMAN_SHIFT, IntensityKind.COUNTS));
        assertArrayEquals(expected, r.spectrum().values());
        assertEquals(40, r.original().length);
    }

    @Test
    void transmittanceBecomesAbsorbance() {
        double[] x = axis(1000, 10, 40);
        double[] a = DoubleStream.of(x).map(v -> 0.5 + 0.4 * Math.sin(v / 60)).toArray();
        double[] t = DoubleStream.of(a).map(v -> Math.pow(10, -v)).toArray();
        ShardRow r = row(raw(x, t, AxisUnit.WAVENUMBER, IntensityKind.TRANSMITTANCE));
        assertEquals(IntensityKind.ABSORBANCE, r.spectrum().kind());
        assertArrayEquals(row(raw(x, a, AxisUnit.WAVENUMBER, IntensityKind.ABSORBANCE)).spectrum().values(), r.spectrum().values(), 1e-5f);
    }

    @Test
    void eachFilterHasItsReason() {
        double[] x = axis(100, 10, 40);
        assertNull(reason(raw(x, PreparationTest::smooth)));
        assertEquals(Reason.TOO_FEW_POINTS, reason(raw(axis(100, 10, 9), PreparationTest::smooth)));
        assertEquals(Reason.TOO_FEW_POINTS, reason(raw(DoubleStream.of(x).map(v -> v % 50).toArray(), PreparationTest::smooth)));
        assertEquals(Reason.NOT_FINITE, reason(raw(axis(100, 1, 40), v -> v % 3 != 1 ? Double.NaN : smooth(v))));
        assertNull(reason(raw(axis(100, 10, 100), v -> v > 300 ? Double.NaN : smooth(v))));
        assertEquals(Reason.NO_PHYSICAL_AXIS, reason(raw(x, x, AxisUnit.INDEX, IntensityKind.UNKNOWN)));
        assertEquals(Reason.IMPLAUSIBLE_AXIS, reason(raw(axis(5, 1, 40), axis(1, 1, 40), AxisUnit.NANOMETRE, IntensityKind.UNKNOWN)));
        assertEquals(Reason.IMPLAUSIBLE_AXIS, reason(raw(axis(9000, 100, 40), PreparationTest::smooth)));
        assertEquals(Reason.FLAT, reason(raw(x, _ -> 7)));
        assertEquals(Reason.NOISE, reason(raw(x, new Random(1).doubles(40).toArray(), AxisUnit.RAMAN_SHIFT, IntensityKind.COUNTS)));
        assertEquals(Reason.SATURATED, reason(raw(axis(100, 1, 200), v -> Math.min(0.9, smooth(v)))));
        assertEquals(Reason.NO_FRACTION, reason(raw(x, DoubleStream.of(x).map(v -> 80 + smooth(v)).toArray(), AxisUnit.WAVENUMBER,
            IntensityKind.TRANSMITTANCE)));
        double[] hole = DoubleStream.concat(DoubleStream.of(axis(100, 1, 100)), DoubleStream.of(axis(240, 1, 100))).toArray();
        assertEquals(Reason.GAP, reason(raw(hole, PreparationTest::smooth)));
    }
}

package dev.spektron.corpus.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniformGridTest {
    private static float[] apply(Axis axis, double[] y, int channels) {
        return new UniformGrid(axis, channels).apply(new SpectrumSet("i", axis, IntensityKind.ABSORBANCE, Modality.NIR, List.of("s"),
            new double[][] {y}, Map.of(), List.of(Map.of())))[0];
    }

    private static double[] values(Axis axis, DoubleUnaryOperator f) {
        return Arrays.stream(axis.values()).map(f).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "thin2", "thin5"})
    void asScipyDoesIt(String name) throws Exception {
        Map<String, NpyArray> golden = Npz.read(Path.of("src/test/resources/golden/corpus/grid.npz"));
        Axis axis = new Axis(AxisUnit.NANOMETRE, golden.get(name + "_x").numbers());
        double[] y = golden.get(name + "_y").numbers();
        double[] want = golden.get(name + "_grid").numbers();
        assertEquals(golden.get(name + "_factor").numbers()[0], new UniformGrid(axis, want.length).factor());
        float[] got = apply(axis, y, want.length);
        double[] back = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            back[j] = y[y.length - 1 - j];
        }
        float[] falling = apply(axis.reversed(), back, want.length);
        for (int j = 0; j < want.length; j++) {
            assertEquals(want[j], got[j], 2e-7 * Math.max(1, Math.abs(want[j])), name + " " + j);
            assertEquals(got[j], falling[j], name + " falling " + j);
        }
    }

    @Property(tries = 100)
    void cubicPolynomialsAreKept(@ForAll @IntRange(min = 20, max = 200) int points, @ForAll @DoubleRange(min = -2, max = 2) double a,
                                 @ForAll @DoubleRange(min = -2, max = 2) double b, @ForAll @DoubleRange(min = -2, max = 2) double c) {
        Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1000, 2, points);
        DoubleUnaryOperator f = x -> {
            double t = (x - 1000) / (2 * points);
            return 1 + t * (a + t * (b + t * c));
        };
        float[] got = apply(axis, values(axis, f), 256);
        for (int j = 0; j < got.length; j++) {
            assertEquals(f.applyAsDouble(axis.first() + j * (axis.last() - axis.first()) / 255), got[j], 2e-6);
        }
    }

    @Test
    void oldChannelsKeepTheirValues() {
        Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 65);
        double[] y = values(axis, x -> Math.sin(x / 7));
        float[] got = apply(axis, y, 129);
        for (int j = 0; j < y.length; j++) {
            assertEquals((float) y[j], got[2 * j]);
        }
    }

    @Test
    void whatTheNewGridCannotShowIsGone() {
        Axis axis = Axis.linear(AxisUnit.RAMAN_SHIFT, 100, 1, 2001);
        // 201 channels are 10 cm-1 apart: a wave of 6 cm-1 would come back as one of 15 cm-1, one of 60 cm-1 is kept
        float[] fast = apply(axis, values(axis, x -> Math.sin(2 * Math.PI * x / 6)), 201);
        float[] slow = apply(axis, values(axis, x -> Math.sin(2 * Math.PI * x / 60)), 201);
        for (int j = 12; j < 189; j++) {
            assertEquals(0, fast[j], 2e-3);
            assertEquals(Math.sin(2 * Math.PI * (100 + 10 * j) / 60.0), slow[j], 2e-3);
        }
    }

    @Test
    void endsKeepTheirValuesAndTheAxisItsEnds() {
        Axis axis = Axis.linear(AxisUnit.RAMAN_SHIFT, 100, 1, 2001);
        UniformGrid grid = new UniformGrid(axis, 201);
        float[] y = apply(axis, values(axis, x -> x * x / 1e6), 201);
        assertEquals(10, grid.factor());
        assertEquals(0.01f, y[0], 1e-7);
        assertEquals(4.41f, y[200], 1e-6);
        assertEquals(100, grid.axis().first());
        assertEquals(2100, grid.axis().last());
    }

    @Test
    void tooFewChannelsAreRefused() {
        Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 65);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new UniformGrid(axis, 15)).getMessage()
            .contains("channels: expected at least 16, found 15"));
        assertThrows(IllegalArgumentException.class, () -> new UniformGrid(Axis.linear(AxisUnit.NANOMETRE, 1, 1, 1), 16));
    }
}

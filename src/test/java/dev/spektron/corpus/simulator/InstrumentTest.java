package dev.spektron.corpus.simulator;

import static dev.spektron.corpus.simulator.Lab.argmax;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Closed forms of what an instrument does. There is a band of component a at 6250 cm-1 (1600 nm) and one of b at 5000 cm-1 (2000 nm).
class InstrumentTest {
    private static final int AT_1600 = 200;

    private static Simulator simulator(String instrument) throws Exception {
        return new Simulator(Lab.preset(instrument), 1);
    }

    @Test
    void absorbanceIsExactlyLinearInTheFractions() throws Exception {
        Simulator s = simulator("bandwidth: 10");
        double[][] pure = new double[2][];
        Sample first = s.sample(0);
        for (int k = 0; k < 2; k++) {
            double[] c = {1 - k, k};
            pure[k] = s.measure(new Sample(0, "x", c, c, first.reference(), 1, 0, 0, 0, 0), 0);
        }
        for (int i = 0; i < 5; i++) {
            Sample sample = s.sample(i);
            double[] y = s.measure(sample, 0);
            for (int j = 0; j < y.length; j++) {
                assertEquals(sample.fractions()[0] * pure[0][j] + sample.fractions()[1] * pure[1][j], y[j], 1e-15);
            }
        }
    }

    @Test
    void bandHasTheConfiguredHeightAtTheConfiguredPosition() throws Exception {
        Simulator s = simulator("bandwidth: 0");
        Sample sample = s.sample(0);
        double expected = sample.fractions()[0] * 2 + sample.fractions()[1] * s.preset().components().get(1).at(6250, 0);
        double[] y = s.measure(sample, 0);
        assertEquals(AT_1600, argmax(y));
        assertEquals(expected, y[AT_1600], 1e-12);
    }

    @Test
    void channelsBetweenGridPointsAreInterpolatedClosely() throws Exception {
        Simulator s = simulator("bandwidth: 0");
        Sample sample = s.sample(0);
        double[] y = s.measure(sample, 0);
        for (int j = 0; j < y.length; j++) {
            double v = 1e7 / (1400 + j);
            double exact = sample.fractions()[0] * s.preset().components().get(0).at(v, 0)
                + sample.fractions()[1] * s.preset().components().get(1).at(v, 0);
            assertEquals(exact, y[j], 1e-6);
        }
    }

    @Test
    void shiftMovesTheMaximumByTheStatedNanometres() throws Exception {
        Simulator s = simulator("shift: 3");
        assertEquals(AT_1600 + 3, argmax(s.measure(s.sample(0), 0)));
    }

    @Test
    void stretchMovesBandsAwayFromTheMiddle() throws Exception {
        Simulator s = simulator("stretch: 0.02");
        // The middle is 1800 nm: 1600 nm moves by 0.02 * (1600 - 1800) = -4 nm.
        assertEquals(AT_1600 - 4, argmax(s.measure(s.sample(0), 0)));
    }

    /// Gaussian band seen through a Gaussian line shape: widths add in squares, the area stays. On a wavenumber axis this is exact.
    @Test
    void lineShapeConvolvesGaussianBands() throws Exception {
        Preset p = Presets.parse("ir.yaml", """
            name: ir
            modality: ir
            grid: {from: 900, to: 2100, step: 0.5}
            balance: a
            components: [{name: a, lines: [{position: 1500, height: 1, width: 30, lorentzian: 0}]}]
            instruments: [{name: i, axis: {first: 1200, last: 1800, step: 1}, bandwidth: 40}]
            """);
        Simulator s = new Simulator(p, 1);
        double[] y = s.measure(s.sample(0), 0);
        for (int j = 0; j < y.length; j++) {
            double u = (1200 + j - 1500) / 50.0;
            assertEquals(30.0 / 50 * Math.exp(-4 * Math.log(2) * u * u), y[j], 1e-4);
        }
    }

    @Test
    void strayLightLimitsTheAbsorbance() throws Exception {
        Simulator s = new Simulator(Lab.preset("stray_light: 0.01", "background: {baseline: 20}\n"), 1);
        for (double y : s.measure(s.sample(0), 0)) {
            assertEquals(2, y, 1e-12);
        }
    }

    @Test
    void gainOffsetAndNonLinearityActAsStated() throws Exception {
        Simulator plain = simulator("gain: 1");
        Simulator bent = simulator("gain: 0.9, offset: 0.05, nonlinearity: -0.1");
        double[] a = plain.measure(plain.sample(0), 0);
        double[] y = bent.measure(bent.sample(0), 0);
        for (int j = 0; j < a.length; j++) {
            assertEquals(0.05 + 0.9 * (a[j] - 0.1 * a[j] * a[j]), y[j], 1e-15);
        }
    }

    @Test
    void scatterFallsWithItsPowerOfTheWavelength() throws Exception {
        Simulator with = new Simulator(Lab.preset("gain: 1", "background: {scatter: 0.1, exponent: 2, reference: 1600}\n"), 1);
        Simulator without = simulator("gain: 1");
        double[] a = with.measure(with.sample(0), 0);
        double[] b = without.measure(without.sample(0), 0);
        assertEquals(0.1, a[AT_1600] - b[AT_1600], 1e-12);
        assertEquals(0.1 * 0.64, a[600] - b[600], 1e-12);
    }

    @Test
    void noiseHasItsStandardDeviationAndIsWorseAtTheEnds() throws Exception {
        Simulator s = new Simulator(Lab.preset("noise: 0.001, edge_noise: 2", "background: {baseline: 0.3}\n"), 5);
        int n = 4000;
        double[] sum = new double[801];
        for (int i = 0; i < n; i++) {
            Sample sample = s.sample(i);
            double[] y = s.measure(sample, 0);
            double[] clean = s.measureWithoutNoise(sample, 0);
            for (int j = 0; j < y.length; j++) {
                double e = (y[j] - clean[j]) * Math.pow(10, -clean[j]);
                sum[j] += e * e / n;
            }
        }
        // Standard error of a standard deviation: sd / sqrt(2 n); five of them.
        double tolerance = 5 / Math.sqrt(2.0 * n);
        assertEquals(0.001, Math.sqrt(sum[400]), 0.001 * tolerance);
        assertEquals(0.003, Math.sqrt(sum[0]), 0.003 * tolerance);
        assertEquals(0.003, Math.sqrt(sum[800]), 0.003 * tolerance);
        assertEquals(0.0015, Math.sqrt(sum[200]), 0.0015 * tolerance);
    }

    @Test
    void patternIsTheSameForEverySample() throws Exception {
        Simulator with = simulator("pattern: 0.01, pattern_length: 2");
        Simulator without = simulator("gain: 1");
        double[] p0 = difference(with, without, 0);
        double[] p1 = difference(with, without, 1);
        double power = 0;
        for (int j = 0; j < p0.length; j++) {
            assertEquals(p0[j], p1[j], 1e-15);
            power += p0[j] * p0[j] / p0.length;
        }
        // About 801 / (2 sqrt(pi) 2) = 113 independent values: standard error of the standard deviation 7 %, four of them.
        assertEquals(0.01, Math.sqrt(power), 0.0028);
    }

    private static double[] difference(Simulator a, Simulator b, int i) {
        double[] x = a.measure(a.sample(i), 0);
        double[] y = b.measure(b.sample(i), 0);
        double[] d = new double[x.length];
        for (int j = 0; j < d.length; j++) {
            d[j] = x[j] - y[j];
        }
        return d;
    }

    @Test
    void instrumentBeyondTheGridIsRefused() throws Exception {
        Preset p = Presets.parse("lab.yaml", Lab.COMPONENTS + "instruments: [{name: i, axis: {first: 1000, last: 2000, step: 2}}]\n");
        var e = assertThrows(IllegalArgumentException.class, () -> new Simulator(p, 1));
        assertTrue(e.getMessage().contains("widen the grid"), e.getMessage());
    }
}

package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.spectra.SpectrumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {
    @ParameterizedTest
    @ValueSource(strings = {"two-instruments", "raman", "many-instruments"})
    void samplesDoNotDependOnHowManyAreAskedFor(String name) throws Exception {
        Simulator s = new Simulator(Presets.load(name), 11);
        Simulation few = s.run(10);
        Simulation many = new Simulator(Presets.load(name), 11).run(100);
        for (String instrument : few.dataset().instruments()) {
            SpectrumSet a = few.dataset().instrument(instrument);
            SpectrumSet b = many.dataset().instrument(instrument);
            for (int i = 0; i < 10; i++) {
                assertArrayEquals(a.rows()[i], b.rows()[i]);
                for (String property : a.properties().keySet()) {
                    assertEquals(a.property(property)[i], b.property(property)[i]);
                }
            }
        }
    }

    @Test
    void samplesDoNotDependOnTheOrderInWhichTheyAreAskedFor() throws Exception {
        Simulator s = new Simulator(Presets.load("raman"), 4);
        double[] late = s.measure(s.sample(7), 1);
        s.measure(s.sample(0), 0);
        assertArrayEquals(late, s.measure(s.sample(7), 1));
    }

    @Test
    void anotherSeedChangesEverything() throws Exception {
        Preset p = Presets.load("many-instruments");
        Simulator a = new Simulator(p, 1);
        Simulator b = new Simulator(p, 2);
        for (int i = 0; i < 5; i++) {
            double[] x = a.measure(a.sample(i), 0);
            double[] y = b.measure(b.sample(i), 0);
            for (int j = 0; j < x.length; j++) {
                assertTrue(x[j] != y[j], "sample " + i + ", channel " + j);
            }
            for (int k = 0; k < 4; k++) {
                assertTrue(a.sample(i).fractions()[k] != b.sample(i).fractions()[k]);
            }
        }
        assertTrue(a.instruments().get(0).shift() != b.instruments().get(0).shift());
    }

    @Test
    void virtualInstrumentsDoNotDependOnTheirNumber() throws Exception {
        VirtualInstruments v = Presets.load("many-instruments").virtual().orElseThrow();
        VirtualInstruments more = new VirtualInstruments(500, v.base(), v.shiftSd(), v.stretchSd(), v.gainSd(), v.offsetSd(),
            v.nonlinearitySd(), v.bandwidthSpread(), v.strayLightSpread(), v.patternSpread(), v.noiseSpread());
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < 500; k++) {
            InstrumentModel m = more.draw(9, k);
            if (k < v.count()) {
                assertEquals(v.draw(9, k), m);
            }
            sum += m.shift() / 500;
            squares += m.shift() * m.shift() / 500;
        }
        assertEquals(0, sum, 5 * v.shiftSd() / Math.sqrt(500));
        assertEquals(v.shiftSd(), Math.sqrt(squares), 5 * v.shiftSd() / Math.sqrt(1000));
    }

    @Test
    void fractionsSumToOneAndFollowThePopulation() throws Exception {
        Preset p = Presets.load("two-instruments");
        Simulator s = new Simulator(p, 3);
        int n = 20_000;
        double[][] c = new double[n][];
        for (int i = 0; i < n; i++) {
            c[i] = s.sample(i).fractions();
            double sum = 0;
            for (double f : c[i]) {
                assertTrue(f >= 0, "sample " + i);
                sum += f;
            }
            assertEquals(1, sum, 1e-14);
        }
        for (Constituent one : p.constituents()) {
            double[] x = column(c, p.position(one.component()));
            // The limits lie beyond 3.5 standard deviations, which changes mean and SD by less than these tolerances.
            assertEquals(one.mean(), mean(x), one.sd() * 0.05);
            assertEquals(one.sd(), Math.sqrt(covariance(x, x)), one.sd() * 0.04);
        }
        for (Correlation r : p.correlations()) {
            double[] x = column(c, p.position(r.first()));
            double[] y = column(c, p.position(r.second()));
            assertEquals(r.value(), covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y)), 0.04);
        }
    }

    private static double[] column(double[][] c, int k) {
        double[] x = new double[c.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = 100 * c[i][k];
        }
        return x;
    }

    private static double mean(double[] x) {
        double s = 0;
        for (double v : x) {
            s += v;
        }
        return s / x.length;
    }

    private static double covariance(double[] x, double[] y) {
        double mx = mean(x);
        double my = mean(y);
        double s = 0;
        for (int i = 0; i < x.length; i++) {
            s += (x[i] - mx) * (y[i] - my);
        }
        return s / (x.length - 1);
    }

    @Test
    void laboratoryErrorHasItsStandardDeviation() throws Exception {
        int n = 2000;
        Simulation run = new Simulator(Presets.load("two-instruments"), 3).run(n);
        for (Constituent one : Presets.load("two-instruments").constituents()) {
            double[] y = run.dataset().instrument("primary").property(one.property());
            double[] truth = run.truth().properties().get(one.property());
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (y[i] - truth[i]) * (y[i] - truth[i]) / n;
            }
            assertEquals(one.labSd(), Math.sqrt(sum), 5 * one.labSd() / Math.sqrt(2.0 * n));
        }
    }

    /// Between the three temperatures of the grid, a parabola stands for the shifted bands; compare with bands computed at 3.3 kelvin.
    @Test
    void temperatureIsInterpolatedClosely() throws Exception {
        Preset p = Presets.load("two-instruments");
        Component water = p.components().get(0);
        Simulator s = new Simulator(undisturbed(p, List.of(ideal(p.instruments().get(0)))), 1);
        double[] c = {1, 0, 0, 0, 0};
        double[] y = s.measure(new Sample(0, "x", c, c, new double[4], 1, 0, 0, 3.3, 0), 0);
        for (int j = 0; j < y.length; j++) {
            assertEquals(water.at(1e7 / (1100 + 2 * j), 3.3), y[j], 2e-5);
        }
    }

    private static Preset undisturbed(Preset p, List<InstrumentModel> instruments) {
        return new Preset(p.name(), p.title(), p.modality(), 1, 1, p.grid(), p.components(), p.balance(), p.constituents(),
            p.correlations(), p.background(), Disturbance.NONE, Disturbance.NONE, instruments, p.virtual(), p.decimals());
    }

    private static InstrumentModel ideal(InstrumentModel m) {
        return new InstrumentModel("ideal", "", m.axis(), 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// The emission band belongs to the sample, not to the laser: at the same absolute wavelength both instruments see the same height.
    @Test
    void fluorescenceIsABandInAbsoluteWavelength() throws Exception {
        Preset p = Presets.load("raman");
        Simulator s = new Simulator(undisturbed(p, p.instruments()), 1);
        double[] none = {0, 0, 0};
        for (int k = 0; k < 2; k++) {
            double[] y = s.measureWithoutNoise(new Sample(0, "x", none, none, new double[2], 1, 0, 0, 0, 1000), k);
            InstrumentModel m = s.instruments().get(k);
            for (int j = 0; j < y.length; j++) {
                double nm = 1e7 / (1e7 / m.laser() - m.truePosition(j));
                double height = m.gain() * 1000 * Math.exp(-4 * Math.log(2) * Math.pow((nm - 600) / 180, 2));
                // The rest is the fixed pattern, relative to the signal.
                assertEquals(m.offset() + height, y[j], 5 * m.pattern() * height);
            }
        }
    }

    @Test
    void asksForSensibleNumbers() throws Exception {
        Simulator s = new Simulator(Presets.load("raman"), 1);
        assertThrows(IllegalArgumentException.class, () -> s.run(0));
        assertThrows(IllegalArgumentException.class, () -> s.sample(-1));
    }
}

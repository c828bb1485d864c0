package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole chain from bands to the reported ordinate against an independent implementation in numpy (`make_simulator_golden.py`).
class GoldenSpectraTest {
    private static final int EVERY = 25;

    private static List<String> golden(String preset) throws Exception {
        try (InputStream in = GoldenSpectraTest.class.getResourceAsStream("/golden/simulator/" + preset + ".csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static InstrumentModel withoutPattern(InstrumentModel m) {
        return new InstrumentModel(m.name(), m.description(), m.axis(), m.laser(), m.shift(), m.stretch(), m.bandwidth(), m.gain(),
            m.offset(), m.nonlinearity(), m.strayLight(), 0, 0, m.noise(), m.edgeNoise(), m.shotNoise());
    }

    private static void compare(String name, Sample sample, double tolerance) throws Exception {
        Preset p = Presets.load(name);
        Simulator s = new Simulator(new Preset(p.name(), p.title(), p.modality(), 1, 1, p.grid(), p.components(), p.balance(),
            p.constituents(), p.correlations(), p.background(), Disturbance.NONE, Disturbance.NONE,
            p.instruments().stream().map(GoldenSpectraTest::withoutPattern).toList(), p.virtual(), p.decimals()), 1);
        List<String> lines = golden(name);
        assertEquals(s.instruments().size(), lines.size());
        for (int k = 0; k < lines.size(); k++) {
            String[] fields = lines.get(k).split(",");
            assertEquals(s.instruments().get(k).name(), fields[0]);
            double[] y = s.measureWithoutNoise(sample, k);
            assertEquals((y.length + EVERY - 1) / EVERY, fields.length - 1);
            for (int j = 1; j < fields.length; j++) {
                double expected = Double.parseDouble(fields[j]);
                assertEquals(expected, y[(j - 1) * EVERY], tolerance, fields[0] + ", channel " + (j - 1) * EVERY);
            }
        }
    }

    /// Tolerance: cubic interpolation on the grid, the parabola over temperature and the line shape cut at four sigma together.
    @Test
    void nearInfrared() throws Exception {
        double[] c = {0.1, 0.09, 0.04, 0.64, 0.13};
        compare("two-instruments", new Sample(0, "x", c, c, new double[4], 1.1, 0.03, 0.06, 2.5, 0), 1e-5);
    }

    @Test
    void raman() throws Exception {
        double[] c = {0.3, 0.5, 0.2};
        compare("raman", new Sample(0, "x", c, c, new double[2], 0.9, 12, 0, 0, 5000), 1);
    }
}

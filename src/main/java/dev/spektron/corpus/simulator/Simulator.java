package dev.spektron.corpus.simulator;

import dev.spektron.corpus.simulator.Philox.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Simulates vibrational spectra of one preset as several instruments see them; `docs/simulator.md` has the equations. Immutable and
/// thread-safe. Sample i is a pure function of the preset, the seed and i: the same numbers to the bit on every machine, whatever is asked
/// for besides.
public final class Simulator {
    private static final double LN10 = 2.302585092994046;

    private final Preset preset;
    private final long seed;
    private final List<InstrumentModel> instruments;
    private final List<View> views = new ArrayList<>();
    private final Population population;
    private final PureSpectra pure;

    /// @throws IllegalArgumentException if the preset's parts do not fit together (grid too narrow or coarse, impossible correlations)
    public Simulator(Preset preset, long seed) {
        this.preset = preset;
        this.seed = seed;
        instruments = List.copyOf(preset.instrumentsFor(seed));
        population = new Population(preset);
        pure = new PureSpectra(preset.grid(), preset.components());
        for (int k = 0; k < instruments.size(); k++) {
            views.add(new View(instruments.get(k), pure, preset.background(), seed, k));
        }
    }

    public Preset preset() {
        return preset;
    }

    public long seed() {
        return seed;
    }

    /// The instruments, those of the preset first, then the virtual ones.
    public List<InstrumentModel> instruments() {
        return instruments;
    }

    /// Spectra of the pure components at the reference temperature on the preset's grid, `[component][point]`.
    public double[][] pureSpectra() {
        double[][] out = new double[pure.components()][];
        for (int k = 0; k < out.length; k++) {
            out[k] = pure.of(k)[0].clone();
        }
        return out;
    }

    /// The true state of sample `i`, counted from 0.
    ///
    /// @throws IllegalArgumentException if `i` is negative
    public Sample sample(int i) {
        if (i < 0) {
            throw new IllegalArgumentException("sample: expected a position from 0, found " + i);
        }
        double[] c = population.draw(seed, i);
        Disturbance d = preset.sample();
        Background b = preset.background();
        Philox random = new Philox(seed, Purpose.SAMPLE, i, 0);
        double path = StrictMath.exp(d.pathSd() * random.gaussian());
        double baseline = b.baseline() + d.baselineSd() * random.gaussian();
        double scatter = b.scatter() + d.scatterSd() * random.gaussian();
        double kelvin = d.temperatureSd() * random.gaussian();
        double fluorescence = b.fluorescence() * StrictMath.exp(b.fluorescenceSpread() * random.gaussian());
        return new Sample(i, String.format(Locale.ROOT, "s%04d", i + 1), c, portion(c, d.compositionSd(), random), reference(c, i), path,
            baseline, scatter, kelvin, fluorescence);
    }

    /// Fractions times `exp(N(0, sd^2))`, closed again.
    private static double[] portion(double[] fractions, double sd, Philox random) {
        if (sd == 0) {
            return fractions;
        }
        double[] c = fractions.clone();
        double sum = 0;
        for (int k = 0; k < c.length; k++) {
            c[k] *= StrictMath.exp(sd * random.gaussian());
            sum += c[k];
        }
        for (int k = 0; k < c.length; k++) {
            c[k] /= sum;
        }
        return c;
    }

    private double[] reference(double[] fractions, int i) {
        List<Constituent> all = preset.constituents();
        Philox random = new Philox(seed, Purpose.LABORATORY, i, 0);
        double[] y = new double[all.size()];
        for (int k = 0; k < y.length; k++) {
            Constituent one = all.get(k);
            double value = 100 * fractions[preset.position(one.component())] + one.labSd() * random.gaussian();
            double scale = StrictMath.pow(10, one.decimals());
            y[k] = StrictMath.rint(value * scale) / scale;
        }
        return y;
    }

    /// The spectrum of a sample on instrument number `k`, as the instrument reports it.
    public double[] measure(Sample sample, int k) {
        View view = views.get(k);
        double[] y = signal(sample, view, k);
        double[] z = new Philox(seed, Purpose.NOISE, sample.index(), k).gaussians(y.length);
        detect(view, y, z);
        return y;
    }

    /// The same without detector noise: packing, scatter and the instrument's own distortions remain.
    public double[] measureWithoutNoise(Sample sample, int k) {
        double[] y = signal(sample, views.get(k), k);
        detect(views.get(k), y, null);
        return y;
    }

    /// What falls on the detector: `path sum_k c_k e_k(T) + baseline + scatter s_j`, or the Raman signal with its fluorescence.
    private double[] signal(Sample sample, View view, int k) {
        Disturbance d = preset.packing();
        Philox random = new Philox(seed, Purpose.PACKING, sample.index(), k);
        double path = sample.path() * StrictMath.exp(d.pathSd() * random.gaussian());
        double baseline = sample.baseline() + d.baselineSd() * random.gaussian();
        double scatter = sample.scatter() + d.scatterSd() * random.gaussian();
        double t = (sample.kelvin() + d.temperatureSd() * random.gaussian()) / PureSpectra.STEP_KELVIN;
        double[] c = portion(sample.presented(), d.compositionSd(), random);
        double[] y = new double[view.scatter.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = baseline + scatter * view.scatter[j] + sample.fluorescence() * view.fluorescence[j];
        }
        for (int m = 0; m < c.length; m++) {
            double[][] e = view.pure[m];
            double f = path * c[m];
            if (e.length == 1) {
                for (int j = 0; j < y.length; j++) {
                    y[j] += f * e[0][j];
                }
            } else {
                for (int j = 0; j < y.length; j++) {
                    y[j] += f * (e[0][j] + t * (e[1][j] + t * e[2][j]));
                }
            }
        }
        return y;
    }

    /// Turns the signal in `y` into what the instrument reports; `z` are standard normal numbers, null for no noise.
    private static void detect(View view, double[] y, double[] z) {
        if (view.instrument.laser() > 0) {
            detectCounts(view, y, z);
        } else {
            detectAbsorbance(view, y, z);
        }
    }

    private static void detectAbsorbance(View view, double[] y, double[] z) {
        InstrumentModel m = view.instrument;
        double s = m.strayLight();
        boolean needsLight = s > 0 || z != null && m.noise() > 0;
        for (int j = 0; j < y.length; j++) {
            double a = y[j];
            double light = 1;
            if (needsLight) {
                light = StrictMath.exp(-LN10 * a);
                if (s > 0) {
                    light = (1 - s) * light + s;
                    a = -StrictMath.log(light) / LN10;
                }
            }
            y[j] = m.offset() + m.gain() * (a + m.nonlinearity() * a * a) + view.pattern[j];
            if (z != null) {
                y[j] += view.noise[j] / light * z[j];
            }
        }
    }

    private static void detectCounts(View view, double[] y, double[] z) {
        InstrumentModel m = view.instrument;
        for (int j = 0; j < y.length; j++) {
            double i = y[j];
            y[j] = m.offset() + m.gain() * (1 + view.pattern[j]) * (i + m.nonlinearity() * i * i);
            if (z != null) {
                y[j] += Math.sqrt(view.noise[j] * view.noise[j] + m.shotNoise() * Math.max(0, y[j])) * z[j];
            }
        }
    }

    /// Simulates samples 0 to `samples - 1` on every instrument.
    ///
    /// @throws IllegalArgumentException if `samples` is not positive
    public Simulation run(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("samples: expected at least 1, found " + samples);
        }
        return Simulation.of(this, samples);
    }
}

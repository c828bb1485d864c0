package dev.spektron.corpus.simulator;

import dev.spektron.corpus.simulator.Philox.Purpose;
import dev.spektron.spectra.AxisUnit;

/// What one instrument sees of the pure components and of the background, on its own channels: shifted, stretched and convolved with its
/// line shape. Computed once; a spectrum is then a weighted sum of these rows.
final class View {
    private static final int NODES = 33;
    private static final double REACH_SIGMA = 4;
    private static final double FWHM_PER_SIGMA = 2.3548200450309493;
    private static final double FOUR_LN2 = 4 * 0.6931471805599453;

    final InstrumentModel instrument;
    /// `[component][0..2][channel]`: value, slope and curvature over temperature in units of [PureSpectra#STEP_KELVIN].
    final double[][][] pure;
    final double[] scatter;
    final double[] fluorescence;
    final double[] pattern;
    final double[] noise;

    View(InstrumentModel instrument, PureSpectra spectra, Background background, long seed, int number) {
        this.instrument = instrument;
        int p = instrument.axis().size();
        scatter = new double[p];
        fluorescence = new double[p];
        noise = new double[p];
        for (int j = 0; j < p; j++) {
            double at = instrument.truePosition(j);
            double nm = nanometres(at);
            scatter[j] = StrictMath.pow(nm / background.reference(), -background.exponent());
            double u = (nm - background.fluorescenceCentre()) / background.fluorescenceWidth();
            fluorescence[j] = instrument.laser() == 0 ? 0 : StrictMath.exp(-FOUR_LN2 * u * u);
            noise[j] = instrument.noise() * instrument.noiseWeight(j);
        }
        pattern = drawPattern(instrument, seed, number);
        pure = new double[spectra.components()][][];
        for (int k = 0; k < pure.length; k++) {
            pure[k] = taylor(see(spectra.of(k), spectra.grid()));
        }
    }

    /// Absolute wavelength in nm of the light at a position of the axis.
    private double nanometres(double at) {
        return switch (instrument.axis().unit()) {
            case NANOMETRE -> at;
            case WAVENUMBER -> 1e7 / at;
            case RAMAN_SHIFT -> 1e7 / (1e7 / instrument.laser() - at);
            case INDEX -> throw new IllegalArgumentException("instrument '" + instrument.name() + "': an index axis has no wavelength");
        };
    }

    private double wavenumber(double at) {
        return instrument.axis().unit() == AxisUnit.NANOMETRE ? 1e7 / at : at;
    }

    /// Scattered intensity goes with the fourth power of the absolute wavenumber, relative to the laser line.
    private double ramanFactor(double at) {
        if (instrument.laser() == 0) {
            return 1;
        }
        double r = 1 - at * instrument.laser() / 1e7;
        return r * r * r * r;
    }

    private double[][] see(double[][] rows, Grid grid) {
        double[] node = {0};
        double[] weight = {1};
        if (instrument.bandwidth() > 0) {
            node = new double[NODES];
            weight = new double[NODES];
            gaussian(node, weight);
        }
        double[][] seen = new double[rows.length][instrument.axis().size()];
        for (int j = 0; j < instrument.axis().size(); j++) {
            for (int m = 0; m < node.length; m++) {
                double at = instrument.truePosition(j) + node[m];
                double place = (wavenumber(at) - grid.from()) / grid.step();
                int i = (int) Math.floor(place);
                if (!(i >= 1 && i + 2 < grid.size())) {
                    throw new IllegalArgumentException("instrument '" + instrument.name() + "' sees light at " + wavenumber(at)
                        + " cm-1 (its axis with shift, stretch and bandwidth), outside the grid of " + grid.from() + " to " + grid.to()
                        + " cm-1; widen the grid");
                }
                double f = weight[m] * ramanFactor(at);
                for (int t = 0; t < rows.length; t++) {
                    seen[t][j] += f * cubic(rows[t], i, place - i);
                }
            }
        }
        return seen;
    }

    /// Trapezoid rule over the Gaussian line shape: for it, this rule converges faster than any power of the step.
    private void gaussian(double[] node, double[] weight) {
        double sigma = instrument.bandwidth() / FWHM_PER_SIGMA;
        double sum = 0;
        for (int m = 0; m < NODES; m++) {
            double u = REACH_SIGMA * (2.0 * m / (NODES - 1) - 1);
            node[m] = sigma * u;
            weight[m] = StrictMath.exp(-0.5 * u * u);
            sum += weight[m];
        }
        for (int m = 0; m < NODES; m++) {
            weight[m] /= sum;
        }
    }

    /// Lagrange interpolation through points i-1 to i+2, `f` being the fraction between i and i+1.
    private static double cubic(double[] y, int i, double f) {
        return y[i - 1] * (-f * (f - 1) * (f - 2) / 6) + y[i] * ((f + 1) * (f - 1) * (f - 2) / 2)
            + y[i + 1] * (-(f + 1) * f * (f - 2) / 2) + y[i + 2] * ((f + 1) * f * (f - 1) / 6);
    }

    private static double[][] taylor(double[][] seen) {
        if (seen.length == 1) {
            return seen;
        }
        int p = seen[0].length;
        double[][] out = {seen[0], new double[p], new double[p]};
        for (int j = 0; j < p; j++) {
            out[1][j] = 0.5 * (seen[2][j] - seen[1][j]);
            out[2][j] = 0.5 * (seen[2][j] + seen[1][j]) - seen[0][j];
        }
        return out;
    }

    /// White numbers, smoothed with a Gaussian of the pattern's length and brought back to the stated standard deviation.
    private static double[] drawPattern(InstrumentModel instrument, long seed, int number) {
        int p = instrument.axis().size();
        double sigma = instrument.patternLength();
        int reach = (int) Math.ceil(3 * sigma);
        double[] white = new Philox(seed, Purpose.PATTERN, number, 0).gaussians(p + 2 * reach);
        double[] weight = new double[2 * reach + 1];
        double power = 0;
        for (int m = 0; m < weight.length; m++) {
            double u = sigma == 0 ? 0 : (m - reach) / sigma;
            weight[m] = StrictMath.exp(-0.5 * u * u);
            power += weight[m] * weight[m];
        }
        double scale = instrument.pattern() / Math.sqrt(power);
        double[] out = new double[p];
        for (int j = 0; j < p; j++) {
            double s = 0;
            for (int m = 0; m < weight.length; m++) {
                s += weight[m] * white[j + m];
            }
            out[j] = scale * s;
        }
        return out;
    }
}

package dev.spektron.corpus.simulator;

import dev.spektron.corpus.simulator.Philox.Purpose;
import java.util.Locale;

/// Instruments drawn at random around a model. Instrument k depends on the seed and on k alone, so the first ten of a hundred are the
/// same as ten. Signed settings are drawn from a normal distribution about the model's value, positive ones (bandwidth, stray light,
/// pattern, noise) are the model's value times `exp(N(0, spread^2))`.
///
/// @param count how many
/// @param base the model
/// @param shiftSd standard deviation of the shift, in axis units
/// @param stretchSd standard deviation of the stretch
/// @param gainSd standard deviation of the gain's logarithm
/// @param offsetSd standard deviation of the offset
/// @param nonlinearitySd standard deviation of the non-linearity
/// @param bandwidthSpread standard deviation of the logarithm of the bandwidth
/// @param strayLightSpread standard deviation of the logarithm of the stray light
/// @param patternSpread standard deviation of the logarithm of the fixed pattern
/// @param noiseSpread standard deviation of the logarithm of the noise
public record VirtualInstruments(int count, InstrumentModel base, double shiftSd, double stretchSd, double gainSd, double offsetSd,
                                 double nonlinearitySd, double bandwidthSpread, double strayLightSpread, double patternSpread,
                                 double noiseSpread) {
    public VirtualInstruments {
        Checks.range("count", count, 1, 10_000);
        Checks.range("shift_sd", shiftSd, 0, 20);
        Checks.range("stretch_sd", stretchSd, 0, 0.003);
        Checks.range("gain_sd", gainSd, 0, 0.5);
        Checks.range("offset_sd", offsetSd, 0, 1e5);
        Checks.range("nonlinearity_sd", nonlinearitySd, 0, 0.08);
        Checks.range("bandwidth_spread", bandwidthSpread, 0, 1);
        Checks.range("stray_light_spread", strayLightSpread, 0, 1);
        Checks.range("pattern_spread", patternSpread, 0, 1);
        Checks.range("noise_spread", noiseSpread, 0, 2);
    }

    /// Instrument `k`, counted from 0.
    InstrumentModel draw(long seed, int k) {
        double[] g = new Philox(seed, Purpose.INSTRUMENT, k, 0).gaussians(9);
        return new InstrumentModel(String.format(Locale.ROOT, "%s-%03d", base.name(), k + 1), base.description(), base.axis(),
            base.laser(), base.shift() + shiftSd * g[0], base.stretch() + stretchSd * g[1],
            base.bandwidth() * factor(bandwidthSpread, g[2]), base.gain() * factor(gainSd, g[3]),
            base.offset() + offsetSd * g[4], base.nonlinearity() + nonlinearitySd * g[5],
            Math.min(0.5, base.strayLight() * factor(strayLightSpread, g[6])), Math.min(0.5, base.pattern() * factor(patternSpread, g[7])),
            base.patternLength(), base.noise() * factor(noiseSpread, g[8]), base.edgeNoise(), base.shotNoise());
    }

    private static double factor(double spread, double g) {
        return StrictMath.exp(spread * g);
    }
}

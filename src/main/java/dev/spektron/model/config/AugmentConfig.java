package dev.spektron.model.config;

/// Distortions as instruments make them. They act on spectra with mean 0 and standard deviation 1; what is random is drawn anew for each
/// spectrum, uniform up to the limit or normal with the deviation that is given. Each distortion comes with `probability`; 0 as limit
/// leaves it out.
///
/// @param probability    of each distortion
/// @param shift          greatest shift of the axis, as a fraction of its range
/// @param stretch        greatest relative stretch about the middle of the axis
/// @param resolution     greatest deviation of the Gaussian line shape, as a fraction of the range
/// @param baselineDegree degree of the baseline polynomial over u in [-1, 1]
/// @param baseline       deviation of each of its coefficients from degree 1 on
/// @param gain           greatest relative change of the gain
/// @param offset         deviation of the offset
/// @param noise          deviation of the detector noise
/// @param shot           s of the photon noise, whose variance is s^2 (x - min x)
/// @param spikes         mean number of cosmic spikes in a Raman spectrum
/// @param spikeHeight    mean height of a spike
public record AugmentConfig(float probability, float shift, float stretch, float resolution, int baselineDegree, float baseline,
                            float gain, float offset, float noise, float shot, float spikes, float spikeHeight) {
    /// Nothing is changed.
    public static final AugmentConfig NONE = new AugmentConfig(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    /// A second view of a spectrum, as another instrument might give it. The shift is 3 channels of 2048.
    public static final AugmentConfig VIEW = new AugmentConfig(0.8f, 0.0015f, 0.002f, 0.001f, 3, 0.1f, 0.05f, 0.1f, 0.01f, 0, 0.5f, 3);
    /// What denoising has to remove.
    public static final AugmentConfig NOISE = new AugmentConfig(1, 0, 0, 0, 3, 0.03f, 0, 0, 0.01f, 0.01f, 1, 3);

    public AugmentConfig {
        range("probability", probability, 1);
        range("shift", shift, 0.1f);
        range("stretch", stretch, 0.1f);
        range("resolution", resolution, 0.05f);
        Require.that(baselineDegree >= 0 && baselineDegree <= 8, "augment.baselineDegree: expected a number from 0 to 8, found "
            + baselineDegree);
        range("baseline", baseline, 10);
        range("gain", gain, 0.9f);
        range("offset", offset, 10);
        range("noise", noise, 10);
        range("shot", shot, 10);
        range("spikes", spikes, 100);
        range("spikeHeight", spikeHeight, 1000);
    }

    private static void range(String field, float found, float most) {
        Require.that(found >= 0 && found <= most, "augment." + field + ": expected a number from 0 to " + most + ", found " + found);
    }

    /// Whether nothing is ever changed.
    public boolean none() {
        return probability == 0 || shift == 0 && stretch == 0 && resolution == 0 && baseline == 0 && gain == 0 && offset == 0 && noise == 0
            && shot == 0 && spikes == 0;
    }
}

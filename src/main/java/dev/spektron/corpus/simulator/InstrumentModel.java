package dev.spektron.corpus.simulator;

import dev.spektron.spectra.Axis;

/// One spectrometer: what it does to the true spectrum. The equations stand in `docs/simulator.md`, section 4.
///
/// @param name name of the instrument
/// @param description maker and model, in words
/// @param axis nominal channel positions
/// @param laser wavelength of the laser in nm; 0 for absorption instruments
/// @param shift error of the axis in axis units: a band at x shows up at x + shift
/// @param stretch relative error of the axis about its middle: a band at x shows up at x + stretch (x - middle)
/// @param bandwidth full width at half maximum of the Gaussian line shape, in axis units
/// @param gain photometric gain
/// @param offset photometric offset, in units of the ordinate
/// @param nonlinearity coefficient q of `y + q y^2`, per unit of the ordinate
/// @param strayLight share of stray light (or specular reflection) in the detected light, 0 to 1; absorption only
/// @param pattern standard deviation of the fixed pattern over the channels: additive in absorbance, relative in counts
/// @param patternLength correlation length of the fixed pattern in channels; 0 makes every channel independent
/// @param noise standard deviation of the detector noise in the middle of the axis: in absorbance at full transmittance, or in counts
/// @param edgeNoise relative increase of the noise from the middle of the axis to its ends
/// @param shotNoise variance of the shot noise per count; Raman only
public record InstrumentModel(String name, String description, Axis axis, double laser, double shift, double stretch,
                              double bandwidth, double gain, double offset, double nonlinearity, double strayLight, double pattern,
                              double patternLength, double noise, double edgeNoise, double shotNoise) {
    public InstrumentModel {
        Checks.name("name", name);
        Checks.range("laser", laser, 0, 5_000);
        Checks.range("shift", shift, -100, 100);
        Checks.range("stretch", stretch, -0.02, 0.02);
        Checks.range("bandwidth", bandwidth, 0, 200);
        Checks.positive("gain", gain, 1e6);
        Checks.range("offset", offset, -1e6, 1e6);
        Checks.range("nonlinearity", nonlinearity, -0.5, 0.5);
        Checks.range("stray_light", strayLight, 0, 0.5);
        Checks.range("pattern", pattern, 0, 0.5);
        Checks.range("pattern_length", patternLength, 0, 500);
        Checks.range("noise", noise, 0, 1e6);
        Checks.range("edge_noise", edgeNoise, 0, 100);
        Checks.range("shot_noise", shotNoise, 0, 1e6);
    }

    /// Middle of the nominal axis.
    public double middle() {
        return 0.5 * (axis.first() + axis.last());
    }

    /// The position, in axis units, of the light that truly falls on channel `j`: the solution x of
    /// `nominal = x + shift + stretch (x - middle)`.
    public double truePosition(int j) {
        return middle() + (axis.get(j) - shift - middle()) / (1 + stretch);
    }

    /// `1 + edgeNoise u^2`, where u runs from -1 to 1 along the axis.
    double noiseWeight(int j) {
        double half = 0.5 * (axis.last() - axis.first());
        double u = half == 0 ? 0 : (axis.get(j) - middle()) / half;
        return 1 + edgeNoise * u * u;
    }
}

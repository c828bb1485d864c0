package dev.spektron.corpus.simulator;

/// The true state of one sample. Arrays are not copied, do not write.
///
/// @param index position in the simulation, from 0
/// @param id name
/// @param fractions mass fraction of each component, sum 1
/// @param presented what of each component lies before the instruments: the fractions with the sample's inhomogeneity, sum 1
/// @param reference what the laboratory reports for each constituent, in %
/// @param path path length relative to the mean
/// @param baseline additive baseline, in units of the ordinate
/// @param scatter scatter coefficient, in units of the ordinate
/// @param kelvin temperature above the reference
/// @param fluorescence height of the emission band in counts
public record Sample(int index, String id, double[] fractions, double[] presented, double[] reference, double path, double baseline,
                     double scatter, double kelvin, double fluorescence) {}

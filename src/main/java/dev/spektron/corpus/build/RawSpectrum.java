package dev.spektron.corpus.build;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;

/// A spectrum as a source gives it, before any check. Names are unique over all sources: they begin with the source's.
///
/// @param x positions in any order
/// @param y ordinates, as many
/// @param unit unit of x
/// @param modality kind of spectroscopy
/// @param kind meaning of y
/// @param instrument name of the instrument, empty when unknown
/// @param group what no split may divide: a mineral, a molecule, a physical sample with all its measurements
/// @param sample the physical sample
/// @param id name of the spectrum
public record RawSpectrum(double[] x, double[] y, AxisUnit unit, Modality modality, IntensityKind kind, String instrument, String group,
                          String sample, String id) {}

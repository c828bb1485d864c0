package dev.spektron.io.omnic;

import java.util.Map;

/// One spectrum of a file.
///
/// @param y ordinates as stored
/// @param sample interferogram of the sample, null if the file has none
/// @param background interferogram of the background, null if the file has none
record OmnicSpectrum(OmnicHeader header, String title, double[] y, double[] sample, double[] background, Map<String, String> metadata) {}

package dev.spektron.chem.auto;

import java.util.List;

/// How the target standards enter the calibration. Their row weight against a source row is `weight (n/N)^exponent`.
///
/// @param alignment map that brings target spectra to the source
/// @param weight w0; 0 leaves the target rows out of the regression
/// @param exponent 0 or 1
/// @param separate whether source and target rows are centred by themselves
/// @param ratio weight of the target error against the source error in the inner score
record Mode(Alignment alignment, double weight, double exponent, boolean separate, double ratio) {
    static final List<Mode> ALL = List.of(
        new Mode(Alignment.SHIFT, 0, 0, false, 1), new Mode(Alignment.SHIFT, 1, 0, false, 1), new Mode(Alignment.SHIFT, 1, 1, false, 1),
        new Mode(Alignment.SHIFT, 100, 1, true, 5), new Mode(Alignment.GAIN, 0, 0, false, 1), new Mode(Alignment.GAIN, 1, 0, false, 1),
        new Mode(Alignment.PDS, 0, 0, false, 1), new Mode(Alignment.PDS, 1, 0, false, 1));

    /// Row weight with n source samples and N standards.
    double rowWeight(int n, int standards) {
        return weight * (exponent == 0 ? 1 : (double) n / standards);
    }

    String describe() {
        String w = (weight == (long) weight ? Long.toString((long) weight) : Double.toString(weight)) + (exponent == 0 ? "" : " n/N");
        return alignment.label() + ", " + (weight == 0 ? "source rows only" : "target weight " + w) + (separate ? ", centred apart" : "");
    }
}

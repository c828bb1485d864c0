package dev.spektron.corpus.build;

import dev.spektron.io.formats.EvenAxis;

/// Broadens the lines of a computed vibrational spectrum with Lorentzians, S(v) = sum_k I_k g^2 / ((v - v_k)^2 + g^2): height I_k at the
/// line, half of it at v_k +- g. Lines outside the range but within reach of it count too.
///
/// Raman activities A_k become intensities I_k = c (v_0 - v_k)^4 / (v_k (1 - exp(-h c v_k / (k_B T)))) A_k, where c makes the factor 1 at
/// 1000 cm-1 (Long, The Raman Effect, 2002, doi:10.1002/0470845767).
///
/// @param first     first wavenumber in cm-1
/// @param last      last wavenumber in cm-1
/// @param points    number of points, equally far apart
/// @param halfWidth g, half width at half maximum in cm-1
/// @param scale     factor of the computed frequencies, such as 0.967 for B3LYP
/// @param laser     wavenumber v_0 of the laser in cm-1
/// @param kelvin    temperature T
public record Lorentz(double first, double last, int points, double halfWidth, double scale, double laser, double kelvin) {
    /// h c / k_B in cm K (CODATA 2018).
    private static final double SECOND_RADIATION = 1.438776877;
    private static final double REFERENCE = 1000;
    /// Half widths beyond the range in which lines are kept.
    private static final double REACH = 50;

    /// Infrared of the computed spectra of ChEMBL: 400 to 4000 cm-1, 10 cm-1, B3LYP.
    public static Lorentz infrared(int points) {
        return new Lorentz(400, 4000, points, 10, 0.967, 9398.5, 298.15);
    }

    /// Raman of the computed spectra of ChEMBL: 100 to 4000 cm-1, 10 cm-1, B3LYP, laser of 1064 nm.
    public static Lorentz raman(int points) {
        return new Lorentz(100, 4000, points, 10, 0.967, 9398.5, 298.15);
    }

    /// The wavenumbers.
    public double[] axis() {
        return EvenAxis.between(first, last, points);
    }

    /// What turns the activity of a line at `v` cm-1 into intensity, 1 at 1000 cm-1.
    public double ramanFactor(double v) {
        return factor(v) / factor(REFERENCE);
    }

    private double factor(double v) {
        return Math.pow(laser - v, 4) / (v * -Math.expm1(-SECOND_RADIATION * v / kelvin));
    }

    /// The spectrum of infrared lines.
    ///
    /// @param frequency frequencies as computed, in cm-1; those that are not positive (no vibration) and lines without intensity are left
    ///                  out
    /// @param intensity their intensities
    public double[] infrared(double[] frequency, double[] intensity) {
        return broaden(frequency, intensity, false);
    }

    /// The spectrum of Raman lines, from their activities.
    public double[] raman(double[] frequency, double[] activity) {
        return broaden(frequency, activity, true);
    }

    private double[] broaden(double[] frequency, double[] strength, boolean raman) {
        if (frequency.length != strength.length) {
            throw new IllegalArgumentException("lines: expected as many strengths as frequencies, found " + strength.length + " and "
                + frequency.length);
        }
        double[] x = axis();
        double[] y = new double[points];
        double g2 = halfWidth * halfWidth;
        for (int k = 0; k < frequency.length; k++) {
            double v = scale * frequency[k];
            if (!(v > 0 && strength[k] > 0 && v > first - REACH * halfWidth && v < last + REACH * halfWidth)) {
                continue;
            }
            double height = strength[k] * (raman ? ramanFactor(v) : 1) * g2;
            for (int j = 0; j < points; j++) {
                y[j] += height / ((x[j] - v) * (x[j] - v) + g2);
            }
        }
        return y;
    }
}

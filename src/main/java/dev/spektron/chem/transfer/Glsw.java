package dev.spektron.chem.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Generalised least squares weighting: spectra of both instruments are multiplied by W = V D⁻¹ Vᵀ, D = (S²/α + I)^½, where S² and V are
/// the eigenvalues and eigenvectors of the covariance of the difference spectra of the standards; the calibration is refitted on weighted
/// source spectra. Directions without difference keep weight 1.
///
/// α is relative to the largest eigenvalue, so it has no unit: the leading direction is divided by (1/α + 1)^½. Unless given, it is
/// chosen from {10, 1, 0.1, 0.01, 0.001, 0.0001} by leave-one-standard-out (see [DifferenceFilter]).
///
/// Martens, Høy, Wise, Bro, Brockhoff, J. Chemometrics 17 (2003) 153, doi 10.1002/cem.780.
///
/// @param alpha α, positive
/// @param centred true: each instrument is centred on its standards, so that the mean difference is removed exactly and only the rest is
///     down-weighted; false: the mean difference is one of the differences
public record Glsw(OptionalDouble alpha, boolean centred) implements TransferMethod {
    private static final double[] ALPHAS = {10, 1, 0.1, 0.01, 0.001, 0.0001};

    public Glsw {
        if (!(alpha.orElse(1) > 0)) {
            throw new IllegalArgumentException("glsw: alpha must be positive, found " + alpha.getAsDouble());
        }
    }

    @Override
    public String name() {
        return "glsw";
    }

    @Override
    public String title() {
        return "Generalised least squares weighting";
    }

    @Override
    public String reference() {
        return "Martens et al. 2003, doi 10.1002/cem.780";
    }

    @Override
    public int minimumStandards() {
        return 3;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        List<DifferenceFilter.Shrinkage> candidates = new ArrayList<>();
        for (double a : alpha.isPresent() ? new double[] {alpha.getAsDouble()} : ALPHAS) {
            candidates.add(squared -> factors(squared, a));
        }
        return new DifferenceFilter(data, centred, candidates);
    }

    private static double[] factors(double[] squared, double a) {
        double[] d = new double[squared.length];
        for (int k = 0; k < d.length; k++) {
            d[k] = 1 / Math.sqrt(squared[k] / (a * squared[0]) + 1);
        }
        return d;
    }
}

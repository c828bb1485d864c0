package dev.spektron.model.linoss;

import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Linoss.Scheme;
import dev.spektron.nn.Rng;

/// First values of steps, dampings and frequencies, so that the eigenvalues are spread evenly over a ring: |lambda|^2 uniform between the
/// squared radii, theta uniform between 0 and its bound (arXiv:2505.12171, appendix on initialisation).
///
/// G = (1 - m^2) / (Delta m^2) gives |lambda| = S^(-1/2) = m; A = (1 + S - 2 sqrt(S) cos(theta)) / Delta^2 gives theta. G and A depend on
/// the step (and A on the radius), so their streams draw those again. The implicit scheme couples radius and angle; its A is uniform in
/// (0, 1) (arXiv:2410.03943).
record OscillatorInit(String name, Linoss config) {
    private static final float STEP_DEVIATION = 0.5f;

    void steps(float[] out, Rng rng) {
        for (int i = 0; i < out.length; i++) {
            out[i] = STEP_DEVIATION * rng.normal();
        }
    }

    /// The steps Delta that [#steps(float[], Rng)] stands for.
    private double[] deltas(int n, Rng rng) {
        float[] s = new float[n];
        steps(s, rng.of(name + ".s"));
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = 1 / (1 + Math.exp(-s[i]));
        }
        return out;
    }

    /// m^2.
    private double squaredRadius(Rng rng) {
        double low = (double) config.radiusLow() * config.radiusLow();
        double high = (double) config.radiusHigh() * config.radiusHigh();
        return low + (high - low) * rng.uniform();
    }

    void dampings(float[] out, Rng rng) {
        double[] delta = deltas(out.length, rng);
        for (int i = 0; i < out.length; i++) {
            double m2 = squaredRadius(rng);
            out[i] = (float) ((1 - m2) / (delta[i] * m2));
        }
    }

    void frequencies(float[] out, Rng rng) {
        double[] delta = deltas(out.length, rng);
        Rng radii = rng.of(name + ".g");
        for (int i = 0; i < out.length; i++) {
            double s = config.scheme() == Scheme.DAMPED ? 1 / squaredRadius(radii) : 1;
            double u = rng.uniform();
            out[i] = (float) (config.scheme() == Scheme.IM ? u
                : (1 + s - 2 * Math.sqrt(s) * Math.cos(config.angleHigh() * u)) / (delta[i] * delta[i]));
        }
    }
}

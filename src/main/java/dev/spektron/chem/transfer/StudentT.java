package dev.spektron.chem.transfer;

/// Student's t distribution for whole degrees of freedom.
final class StudentT {
    private StudentT() {}

    /// P(|T| > |t|) by the finite sums of Abramowitz and Stegun 26.7.3 (odd ν) and 26.7.4 (even ν), θ = atan(t/√ν).
    static double twoSided(double t, int degrees) {
        double theta = Math.atan(Math.abs(t) / Math.sqrt(degrees));
        double sin = Math.sin(theta);
        double cos = Math.cos(theta);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cos : 1;
        double sum = 0;
        for (int k = odd ? 1 : 0; k <= degrees - 2; k += 2) {
            sum += term;
            term *= cos * cos * (k + 1) / (k + 2);
        }
        double inside = odd ? 2 / Math.PI * (theta + sin * sum) : sin * sum;
        return Math.clamp(1 - inside, 0, 1);
    }
}

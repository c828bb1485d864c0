package dev.spektron.model.linoss;

/// The eigenvalues of one oscillator in discrete time.
///
/// @param bank       name of the bank
/// @param oscillator number inside the bank
/// @param modulus    the greatest |lambda|; below 1: the oscillator forgets
/// @param angle      angle theta of the pair in radians per token; 0 or pi for two real eigenvalues
public record OscillatorMode(String bank, int oscillator, double modulus, double angle) {
    /// Of M with this trace and determinant.
    static OscillatorMode of(String bank, int oscillator, double trace, double determinant) {
        double half = trace / 2;
        double d = half * half - determinant;
        if (d < 0) {
            double modulus = Math.sqrt(determinant);
            return new OscillatorMode(bank, oscillator, modulus, Math.acos(half / modulus));
        }
        return new OscillatorMode(bank, oscillator, Math.abs(half) + Math.sqrt(d), half < 0 ? Math.PI : 0);
    }
}

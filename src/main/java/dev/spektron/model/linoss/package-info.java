/// Oscillatory state spaces: LinOSS (Rusch and Rus, arXiv:2410.03943) and its damped form (Boyer, Rusch and Rus, arXiv:2505.12171).
///
/// | letter | meaning |
/// |---|---|
/// | P | oscillators of a block |
/// | A, G | squared frequency and damping of each: x'' = -A x - G x' + B u, y = Re(C x) + D u |
/// | B, C, D | input (P, d) and output (d, P), complex; skip (d) |
/// | Delta | step of time, sigmoid(s) |
/// | S | 1 + Delta G |
/// | alpha | Delta^2 A / S; stable for 0 < alpha < 2 (1 + 1 / S) (Jury) |
///
/// Frequencies live in the discrete time of the tokens; they are no wavenumbers.
package dev.spektron.model.linoss;

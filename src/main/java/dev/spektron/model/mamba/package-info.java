/// The selective state-space model Mamba (Gu and Dao, arXiv:2312.00752).
///
/// | letter | meaning | |
/// |---|---|---|
/// | B, L | batch, sequence length | |
/// | d | width of the model | `width` |
/// | E | inner width, expand d | `inner(width)` |
/// | N | states of each channel | `states` |
/// | R | rank of the step projection, ceil(d / 16) unless set | `rank(width)` |
/// | Delta | step of time, depends on the input (section 3.2) | |
/// | A, B, C, D | state matrix (diagonal), input, output, skip | |
///
/// B is discretised by Euler's rule, as the published code does; the exact zero-order hold is an option of the configuration.
package dev.spektron.model.mamba;

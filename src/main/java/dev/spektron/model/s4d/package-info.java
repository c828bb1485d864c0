/// Diagonal state spaces (Gu et al., arXiv:2206.11893).
///
/// | letter | meaning |
/// |---|---|
/// | d, N | channels, states of each (conjugate pairs where A is complex) |
/// | A, B, C, D | poles (diagonal), input, output, skip |
/// | Delta | step of time of each channel, exp(log_dt) |
package dev.spektron.model.s4d;

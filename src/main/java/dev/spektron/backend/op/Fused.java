package dev.spektron.backend.op;

/// An operation with kernels of its own. Its meaning is its reference, a composition of primitives
/// (`dev.spektron.autograd.References`), with which the tests compare values and gradients.
public sealed interface Fused extends Op permits Attention, Attention.Weights, Conv1d, CrossEntropy, DepthwiseConv, DiagonalScan,
    Dropout, Dwt,
    Dwt.Inverse, LayerNorm, Linear, LogSumExp, Normalize, OscillatoryScan, Resample, SelectiveScan, Sinkhorn, Softmax, SpectralConv,
    SplineBasis,
    SquaredDistance, TopKGate {}

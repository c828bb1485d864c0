package dev.spektron.backend.op;

/// The hand-written backward pass of a fused operation. It has no gradient itself: second derivatives are not supported.
public sealed interface Adjoint extends Op permits Attention.Grad, Conv1d.InputGrad, Conv1d.WeightGrad, CrossEntropy.Grad,
    DepthwiseConv.Grad,
    DiagonalScan.Grad, Dwt.Grad, Dwt.InverseGrad, LayerNorm.Grad, Normalize.Grad, OscillatoryScan.Grad, Resample.Grad, SelectiveScan.Grad,
    Softmax.Grad, SpectralConv.Grad, SplineBasis.Grad {}

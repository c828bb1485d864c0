package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Adjoint;
import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of the backward passes.
final class ScalarAdjoints {
    private ScalarAdjoints() {}

    static List<Task> lower(Adjoint a, Bound s) {
        return switch (a) {
            case Conv1d.InputGrad op -> ScalarConv1d.inputGrad(op, s);
            case Conv1d.WeightGrad op -> ScalarConv1d.weightGrad(op, s);
            case DepthwiseConv.Grad op -> ScalarConvs.depthwiseGrad(op, s);
            case LayerNorm.Grad op -> ScalarRows.layerNormGrad(op, s);
            case Normalize.Grad op -> ScalarRows.normalizeGrad(op, s);
            case Softmax.Grad op -> ScalarRows.softmaxGrad(s);
            case CrossEntropy.Grad op -> ScalarRows.crossEntropyGrad(s);
            case Attention.Grad op -> ScalarAttention.grad(op, s);
            case SelectiveScan.Grad op -> ScalarScans.selectiveGrad(op, s);
            case OscillatoryScan.Grad op -> ScalarScans.oscillatoryGrad(s);
            case DiagonalScan.Grad op -> ScalarScans.diagonalGrad(s);
            case SplineBasis.Grad op -> ScalarSignals.splineBasisGrad(op, s);
            case SpectralConv.Grad op -> ScalarSignals.spectralConvGrad(s);
            case Dwt.Grad op -> ScalarSignals.dwtGrad(op, s);
            case Dwt.InverseGrad op -> ScalarSignals.inverseDwtGrad(op, s);
            case Resample.Grad op -> ScalarSignals.resampleGrad(op, s);
        };
    }

    static int scratch(Adjoint a, List<Shape> in, List<Shape> out) {
        return switch (a) {
            case Attention.Grad op -> ScalarAttention.gradScratch(op, in);
            case SelectiveScan.Grad op -> ScalarScans.selectiveGradScratch(in);
            case OscillatoryScan.Grad op -> ScalarScans.oscillatoryGradScratch(in);
            case DiagonalScan.Grad op -> ScalarScans.diagonalGradScratch(in);
            case SpectralConv.Grad op -> ScalarSignals.spectralGradScratch(in);
            default -> 0;
        };
    }
}

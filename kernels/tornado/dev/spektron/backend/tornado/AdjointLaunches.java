package dev.spektron.backend.tornado;

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

/// Kernels of the backward passes.
final class AdjointLaunches {
    private AdjointLaunches() {}

    static List<Launch> lower(Adjoint a, Site s) {
        return switch (a) {
            case Conv1d.InputGrad op -> DenseLaunches.convInputGrad(op, s);
            case Conv1d.WeightGrad op -> DenseLaunches.convWeightGrad(op, s);
            case DepthwiseConv.Grad op -> DenseLaunches.depthwiseGrad(op, s);
            case LayerNorm.Grad op -> RowLaunches.layerNormGrad(op, s);
            case Normalize.Grad op -> RowLaunches.normalizeGrad(op, s);
            case Softmax.Grad op -> RowLaunches.softmaxGrad(s);
            case CrossEntropy.Grad op -> RowLaunches.crossEntropyGrad(s);
            case Attention.Grad op -> AttentionLaunches.grad(op, s);
            case SelectiveScan.Grad op -> ScanLaunches.selectiveGrad(op, s);
            case OscillatoryScan.Grad op -> ScanLaunches.oscillatoryGrad(s);
            case DiagonalScan.Grad op -> ScanLaunches.diagonalGrad(s);
            case SplineBasis.Grad op -> SignalLaunches.splineBasisGrad(op, s);
            case SpectralConv.Grad op -> SpectralLaunches.grad(s);
            case Dwt.Grad op -> SignalLaunches.dwtGrad(op, s);
            case Dwt.InverseGrad op -> SignalLaunches.inverseDwtGrad(op, s);
            case Resample.Grad op -> SignalLaunches.resampleGrad(op, s);
        };
    }

    static int scratch(Adjoint a, List<Shape> in, Tuning tuning) {
        return switch (a) {
            case Attention.Grad op -> AttentionLaunches.gradScratch(op, in);
            case SelectiveScan.Grad op -> ScanLaunches.selectiveGradScratch(in, tuning);
            case OscillatoryScan.Grad op -> ScanLaunches.oscillatoryGradScratch(in, tuning);
            case DiagonalScan.Grad op -> ScanLaunches.diagonalGradScratch(in, tuning);
            case SpectralConv.Grad op -> SpectralLaunches.gradScratch(in);
            default -> 0;
        };
    }
}

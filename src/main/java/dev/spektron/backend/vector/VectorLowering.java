package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Lowering;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Adjoint;
import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.SquaredDistance;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.backend.scalar.ScalarLowering;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over vector kernels; operations for which there is none run on the scalar bodies.
final class VectorLowering implements Lowering {
    private final Lowering scalar = new ScalarLowering();

    @Override
    public List<Task> lower(Bound s) {
        List<Task> own = switch (s.op()) {
            case Chain op -> VectorChains.lower(s);
            case Primitive op -> VectorPrimitives.lower(op, s);
            case Fused op -> fused(op, s);
            case Adjoint op -> adjoint(op, s);
            case Effect op -> VectorEffects.lower(op, s);
            default -> null;
        };
        return own != null ? own : scalar.lower(s);
    }

    private static List<Task> fused(Fused f, Bound s) {
        return switch (f) {
            case Linear op -> VectorDense.linear(op, s);
            case Conv1d op -> VectorConv1d.forward(op, s);
            case DepthwiseConv op -> VectorDepthwise.forward(op, s);
            case LayerNorm op -> VectorRows.layerNorm(op, s);
            case Normalize op -> VectorRows.normalize(op, s);
            case Softmax op -> VectorRows.softmax(s);
            case LogSumExp op -> VectorRows.logSumExp(s);
            case CrossEntropy op -> VectorRows.crossEntropy(s);
            case TopKGate op -> VectorRows.topKGate(op, s);
            case Attention op -> VectorAttention.attention(op, s);
            case Attention.Weights op -> VectorAttention.weights(op, s);
            case SelectiveScan op -> VectorScans.selective(op, s);
            case OscillatoryScan op -> VectorScans.oscillatory(s);
            case DiagonalScan op -> VectorScans.diagonal(s);
            case SplineBasis op -> VectorSignals.splineBasis(op, s);
            case SpectralConv op -> VectorSignals.spectralConv(s);
            case Dwt op -> VectorSignals.dwt(op, s);
            case Dwt.Inverse op -> VectorSignals.inverseDwt(op, s);
            case Resample op -> VectorSignals.resample(op, s);
            case Sinkhorn op -> VectorTransport.sinkhorn(op, s);
            case SquaredDistance op -> VectorTransport.squaredDistance(s);
            case Dropout op -> VectorRandom.dropout(op, s);
        };
    }

    private static List<Task> adjoint(Adjoint a, Bound s) {
        return switch (a) {
            case Conv1d.InputGrad op -> VectorConv1d.inputGrad(op, s);
            case Conv1d.WeightGrad op -> VectorConv1d.weightGrad(op, s);
            case DepthwiseConv.Grad op -> VectorDepthwise.grad(op.conv(), s);
            case LayerNorm.Grad op -> VectorRows.layerNormGrad(op, s);
            case Normalize.Grad op -> VectorRows.normalizeGrad(op, s);
            case Softmax.Grad op -> VectorRows.softmaxGrad(s);
            case CrossEntropy.Grad op -> VectorRows.crossEntropyGrad(s);
            case Attention.Grad op -> VectorAttention.grad(op, s);
            case SelectiveScan.Grad op -> VectorScans.selectiveGrad(op, s);
            case OscillatoryScan.Grad op -> VectorScans.oscillatoryGrad(s);
            case DiagonalScan.Grad op -> VectorScans.diagonalGrad(s);
            case SplineBasis.Grad op -> VectorSignals.splineBasisGrad(op, s);
            case SpectralConv.Grad op -> VectorSignals.spectralConvGrad(s);
            case Dwt.Grad op -> VectorSignals.dwtGrad(op, s);
            case Dwt.InverseGrad op -> VectorSignals.inverseDwtGrad(op, s);
            case Resample.Grad op -> VectorSignals.resampleGrad(op, s);
        };
    }

    @Override
    public int scratch(Op op, List<Shape> in, List<Shape> out) {
        int own = switch (op) {
            case Chain c -> VectorChains.scratch(c);
            case Primitive p -> VectorPrimitives.scratch(p, in, out);
            case Linear l -> VectorDense.scratch(l, in);
            case DepthwiseConv d -> VectorDepthwise.scratch(in, out.getFirst());
            case Conv1d c -> VectorConv1d.scratch(c, in);
            case Conv1d.InputGrad c -> VectorConv1d.inputGradScratch(c, in);
            case Conv1d.WeightGrad c -> VectorConv1d.weightGradScratch(c, in);
            case DepthwiseConv.Grad d -> VectorDepthwise.gradScratch(in);
            case LayerNorm.Grad n -> VectorRows.layerNormGradScratch(in);
            case Normalize n -> VectorRows.normalizeScratch(n, in);
            case Normalize.Grad n -> VectorRows.normalizeGradScratch(n, in);
            case Attention a -> VectorAttention.scratch(a, in);
            case Attention.Weights a -> VectorAttention.weightsScratch(a, in);
            case Attention.Grad a -> VectorAttention.gradScratch(a, in);
            case SelectiveScan a -> VectorScans.selectiveScratch(in);
            case SelectiveScan.Grad a -> VectorScans.selectiveGradScratch(in);
            case OscillatoryScan a -> VectorScans.oscillatoryScratch(in);
            case OscillatoryScan.Grad a -> VectorScans.oscillatoryGradScratch(in);
            case DiagonalScan a -> VectorScans.diagonalScratch(in);
            case DiagonalScan.Grad a -> VectorScans.diagonalGradScratch(in);
            case Dwt a -> VectorSignals.dwtScratch(a, in);
            case Dwt.Grad a -> VectorSignals.dwtGradScratch(a, in);
            case Dwt.Inverse a -> VectorSignals.inverseDwtScratch(a, in);
            case Dwt.InverseGrad a -> VectorSignals.inverseDwtGradScratch(a, in);
            case Resample a -> VectorSignals.resampleScratch(a, in);
            case Resample.Grad a -> VectorSignals.resampleGradScratch(a, in);
            case SpectralConv a -> VectorSignals.spectralScratch(in);
            case SpectralConv.Grad a -> VectorSignals.spectralGradScratch(in);
            case Sinkhorn a -> VectorTransport.sinkhornScratch(in);
            case Effect e -> VectorEffects.scratch(e, in);
            default -> NOT_OWN;
        };
        return own != NOT_OWN ? own : scalar.scratch(op, in, out);
    }

    /// Returned by families for operations that they leave to the scalar bodies.
    static final int NOT_OWN = -1;
}

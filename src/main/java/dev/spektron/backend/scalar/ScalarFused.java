package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.SquaredDistance;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of the fused operations.
final class ScalarFused {
    private ScalarFused() {}

    static List<Task> lower(Fused f, Bound s) {
        return switch (f) {
            case Linear op -> ScalarDense.linear(op, s);
            case Conv1d op -> ScalarConv1d.forward(op, s);
            case DepthwiseConv op -> ScalarConvs.depthwise(op, s);
            case LayerNorm op -> ScalarRows.layerNorm(op, s);
            case Normalize op -> ScalarRows.normalize(op, s);
            case Softmax op -> ScalarRows.softmax(s);
            case LogSumExp op -> ScalarRows.logSumExp(s);
            case CrossEntropy op -> ScalarRows.crossEntropy(s);
            case TopKGate op -> ScalarRows.topKGate(op, s);
            case Attention op -> ScalarAttention.attention(op, s);
            case Attention.Weights op -> ScalarAttention.weights(op, s);
            case SelectiveScan op -> ScalarScans.selective(op, s);
            case OscillatoryScan op -> ScalarScans.oscillatory(s);
            case DiagonalScan op -> ScalarScans.diagonal(s);
            case SplineBasis op -> ScalarSignals.splineBasis(op, s);
            case SpectralConv op -> ScalarSignals.spectralConv(s);
            case Dwt op -> ScalarSignals.dwt(op, s);
            case Dwt.Inverse op -> ScalarSignals.inverseDwt(op, s);
            case Resample op -> ScalarSignals.resample(op, s);
            case Sinkhorn op -> ScalarTransport.sinkhorn(op, s);
            case SquaredDistance op -> ScalarTransport.squaredDistance(s);
            case Dropout op -> ScalarRandom.dropout(op, s);
        };
    }

    static int scratch(Fused f, List<Shape> in, List<Shape> out) {
        return switch (f) {
            case Attention op -> ScalarAttention.scratch(op, in);
            case SelectiveScan op -> ScalarScans.selectiveScratch(in);
            case OscillatoryScan op -> ScalarScans.oscillatoryScratch(in);
            case DiagonalScan op -> ScalarScans.diagonalScratch(in);
            case SpectralConv op -> ScalarSignals.spectralScratch(in);
            case Sinkhorn op -> ScalarTransport.sinkhornScratch(in);
            default -> 0;
        };
    }
}

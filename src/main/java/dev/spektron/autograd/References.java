package dev.spektron.autograd;

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
import java.util.List;

/// What fused operations mean: each as a composition of primitives. Tests hold kernels and hand-written backward passes to it, in double
/// precision; it is slow and takes much memory, and no plan contains it.
public final class References {
    private References() {}

    /// The results of a fused operation of the operands, traced with primitives.
    public static List<Value> of(Fused f, List<Value> in) {
        return switch (f) {
            case Linear op -> DenseReferences.linear(op, in);
            case Conv1d op -> List.of(DenseReferences.conv1d(op, in));
            case DepthwiseConv op -> List.of(DenseReferences.depthwiseConv(op, in));
            case LayerNorm op -> RowReferences.layerNorm(op, in);
            case Normalize op -> RowReferences.normalize(op, in.getFirst());
            case Softmax op -> List.of(RowReferences.softmax(in.getFirst()));
            case LogSumExp op -> List.of(RowReferences.logSumExp(in.getFirst()));
            case CrossEntropy op -> RowReferences.crossEntropy(in.get(0), in.get(1));
            case TopKGate op -> List.of(RowReferences.topKGate(op, in.getFirst()));
            case Attention op -> AttentionReferences.attention(op, in);
            case Attention.Weights op -> List.of(AttentionReferences.weights(op, in));
            case SelectiveScan op -> List.of(ScanReferences.selective(op, in));
            case OscillatoryScan op -> List.of(ScanReferences.oscillatory(in.get(0), in.get(1)));
            case DiagonalScan op -> List.of(ScanReferences.diagonal(in.get(0), in.get(1), in.get(2)));
            case SplineBasis op -> List.of(SignalReferences.splineBasis(op, in.getFirst()));
            case SpectralConv op -> List.of(SignalReferences.spectralConv(in.get(0), in.get(1)));
            case Dwt op -> SignalReferences.dwt(op, in.getFirst());
            case Dwt.Inverse op -> List.of(SignalReferences.inverseDwt(op.dwt(), in.get(0), in.get(1)));
            case Resample op -> List.of(SignalReferences.resample(op, in.get(0), in.get(1)));
            case Sinkhorn op -> TransportReferences.sinkhorn(op, in);
            case SquaredDistance op -> List.of(TransportReferences.squaredDistance(in.get(0), in.get(1)));
            case Dropout op -> List.of(DenseReferences.dropout(op, in.get(0), in.get(1)));
        };
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
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

/// Kernels of the fused operations.
final class FusedLaunches {
    private FusedLaunches() {}

    static List<Launch> lower(Fused f, Site s) {
        return switch (f) {
            case Linear op -> DenseLaunches.linear(op, s);
            case Conv1d op -> DenseLaunches.conv(op, s);
            case DepthwiseConv op -> DenseLaunches.depthwise(op, s);
            case LayerNorm op -> RowLaunches.layerNorm(op, s);
            case Normalize op -> RowLaunches.normalize(op, s);
            case Softmax op -> RowLaunches.softmax(s);
            case LogSumExp op -> RowLaunches.logSumExp(s);
            case CrossEntropy op -> RowLaunches.crossEntropy(s);
            case TopKGate op -> RowLaunches.topKGate(op, s);
            case Attention op -> AttentionLaunches.attention(op, s);
            case Attention.Weights op -> AttentionLaunches.weights(op, s);
            case SelectiveScan op -> ScanLaunches.selective(op, s);
            case OscillatoryScan op -> ScanLaunches.oscillatory(s);
            case DiagonalScan op -> ScanLaunches.diagonal(s);
            case SplineBasis op -> SignalLaunches.splineBasis(op, s);
            case SpectralConv op -> SpectralLaunches.forward(s);
            case Dwt op -> SignalLaunches.dwt(op, s);
            case Dwt.Inverse op -> SignalLaunches.inverseDwt(op, s);
            case Resample op -> SignalLaunches.resample(op, s);
            case Sinkhorn op -> TransportLaunches.sinkhorn(op, s);
            case SquaredDistance op -> TransportLaunches.squaredDistance(s);
            case Dropout op -> List.of(RandomLaunches.dropout(op, s));
        };
    }

    static int scratch(Fused f, List<Shape> in, Tuning tuning) {
        return switch (f) {
            case Linear op -> Tiling.scratch(tuning, Factors.linear(in.get(0), in.get(1)));
            case Attention op -> AttentionLaunches.scratch(op, in, tuning);
            case SelectiveScan op -> ScanLaunches.selectiveScratch(in, tuning);
            case OscillatoryScan op -> ScanLaunches.oscillatoryScratch(in, tuning);
            case DiagonalScan op -> ScanLaunches.diagonalScratch(in, tuning);
            case SpectralConv op -> SpectralLaunches.scratch(in);
            case Sinkhorn op -> TransportLaunches.sinkhornScratch(in);
            default -> 0;
        };
    }
}

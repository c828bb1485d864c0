package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.RowExtension;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Splines, Fourier and wavelet transforms, resampling with vectors.
final class VectorSignals {
    private VectorSignals() {}

    static List<Task> splineBasis(SplineBasis op, Bound s) {
        return VectorSplines.basis(op, s);
    }

    static List<Task> spectralConv(Bound s) {
        return VectorSpectra.forward(s);
    }

    static List<Task> dwt(Dwt op, Bound s) {
        return VectorWavelets.analysis(op.wavelet(), RowExtension.of(op, s.inShape(0).last()), s.inShape(0).rows(), s);
    }

    static List<Task> inverseDwt(Dwt.Inverse op, Bound s) {
        RowExtension row = RowExtension.inverse(op.dwt(), s.inShape(0).last());
        return VectorWavelets.synthesis(op.dwt().wavelet(), row, s.inShape(0).rows(), s);
    }

    static List<Task> resample(Resample op, Bound s) {
        return VectorResamplings.values(op, s);
    }

    static List<Task> splineBasisGrad(SplineBasis.Grad op, Bound s) {
        return VectorSplines.grad(op.basis(), s);
    }

    static List<Task> spectralConvGrad(Bound s) {
        return VectorSpectra.grad(s);
    }

    static List<Task> dwtGrad(Dwt.Grad op, Bound s) {
        return VectorWavelets.synthesis(op.dwt().wavelet(), RowExtension.of(op.dwt(), op.n()), s.inShape(0).rows(), s);
    }

    static List<Task> inverseDwtGrad(Dwt.InverseGrad op, Bound s) {
        RowExtension row = RowExtension.inverse(op.dwt(), op.k());
        return VectorWavelets.analysis(op.dwt().wavelet(), row, s.inShape(0).rows(), s);
    }

    static List<Task> resampleGrad(Resample.Grad op, Bound s) {
        return VectorResamplings.grad(op.resample(), s);
    }

    static int resampleScratch(Resample op, List<Shape> in) {
        return VectorResamplings.scratch(op, in.get(1), 1);
    }

    static int resampleGradScratch(Resample.Grad op, List<Shape> in) {
        return VectorResamplings.scratch(op.resample(), in.get(1), 2);
    }

    static int dwtScratch(Dwt op, List<Shape> in) {
        return VectorWavelets.analysisScratch(op, in.getFirst(), op.length(in.getFirst().last()));
    }

    static int inverseDwtGradScratch(Dwt.InverseGrad op, List<Shape> in) {
        return VectorWavelets.analysisScratch(op.dwt(), in.getFirst(), op.k());
    }

    static int inverseDwtScratch(Dwt.Inverse op, List<Shape> in) {
        return VectorWavelets.synthesisScratch(op.dwt(), in.getFirst(), op.dwt().inverseLength(in.getFirst().last()));
    }

    static int dwtGradScratch(Dwt.Grad op, List<Shape> in) {
        return VectorWavelets.synthesisScratch(op.dwt(), in.getFirst(), op.n());
    }

    static int spectralScratch(List<Shape> in) {
        return VectorSpectra.scratch(in);
    }

    static int spectralGradScratch(List<Shape> in) {
        return VectorSpectra.gradScratch(in);
    }
}

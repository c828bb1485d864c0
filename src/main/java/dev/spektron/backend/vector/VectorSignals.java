package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
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
        return null;
    }

    static List<Task> spectralConv(Bound s) {
        return null;
    }

    static List<Task> dwt(Dwt op, Bound s) {
        return null;
    }

    static List<Task> inverseDwt(Dwt.Inverse op, Bound s) {
        return null;
    }

    static List<Task> resample(Resample op, Bound s) {
        return null;
    }

    static List<Task> splineBasisGrad(SplineBasis.Grad op, Bound s) {
        return null;
    }

    static List<Task> spectralConvGrad(Bound s) {
        return null;
    }

    static List<Task> dwtGrad(Dwt.Grad op, Bound s) {
        return null;
    }

    static List<Task> inverseDwtGrad(Dwt.InverseGrad op, Bound s) {
        return null;
    }

    static List<Task> resampleGrad(Resample.Grad op, Bound s) {
        return null;
    }

    static int spectralScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int spectralGradScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}

package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of splines, Fourier and wavelet transforms, resampling.
final class ScalarSignals {
    private ScalarSignals() {}

    static List<Task> splineBasis(SplineBasis op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> spectralConv(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> dwt(Dwt op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> inverseDwt(Dwt.Inverse op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> resample(Resample op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> splineBasisGrad(SplineBasis.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> spectralConvGrad(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> dwtGrad(Dwt.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> inverseDwtGrad(Dwt.InverseGrad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> resampleGrad(Resample.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static int spectralScratch(List<Shape> in) {
        return 0;
    }

    static int spectralGradScratch(List<Shape> in) {
        return 0;
    }
}

package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Recurrences with vectors.
final class VectorScans {
    private VectorScans() {}

    static List<Task> selective(SelectiveScan op, Bound s) {
        return VectorSelective.lower(op.exact(), s);
    }

    static List<Task> oscillatory(Bound s) {
        return VectorOscillatory.forward(s);
    }

    static List<Task> diagonal(Bound s) {
        return VectorDiagonal.forward(s);
    }

    static List<Task> selectiveGrad(SelectiveScan.Grad op, Bound s) {
        return VectorSelectiveGrad.lower(op.exact(), s);
    }

    static List<Task> oscillatoryGrad(Bound s) {
        return VectorOscillatory.grad(s);
    }

    static List<Task> diagonalGrad(Bound s) {
        return VectorDiagonal.grad(s);
    }

    static int selectiveScratch(List<Shape> in) {
        return VectorSelective.scratch(in);
    }

    static int selectiveGradScratch(List<Shape> in) {
        return VectorSelectiveGrad.scratch(in);
    }

    static int oscillatoryScratch(List<Shape> in) {
        return VectorOscillatory.scratch(in);
    }

    static int oscillatoryGradScratch(List<Shape> in) {
        return VectorOscillatory.gradScratch(in);
    }

    static int diagonalScratch(List<Shape> in) {
        return VectorDiagonal.scratch(in);
    }

    static int diagonalGradScratch(List<Shape> in) {
        return VectorDiagonal.gradScratch(in);
    }
}

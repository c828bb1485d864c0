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
        return null;
    }

    static List<Task> oscillatory(Bound s) {
        return null;
    }

    static List<Task> diagonal(Bound s) {
        return null;
    }

    static List<Task> selectiveGrad(SelectiveScan.Grad op, Bound s) {
        return null;
    }

    static List<Task> oscillatoryGrad(Bound s) {
        return null;
    }

    static List<Task> diagonalGrad(Bound s) {
        return null;
    }

    static int selectiveScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int selectiveGradScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int oscillatoryScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int oscillatoryGradScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int diagonalScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int diagonalGradScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}

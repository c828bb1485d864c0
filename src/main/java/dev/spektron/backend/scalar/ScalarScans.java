package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of recurrences.
final class ScalarScans {
    private ScalarScans() {}

    static List<Task> selective(SelectiveScan op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> oscillatory(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> diagonal(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> selectiveGrad(SelectiveScan.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> oscillatoryGrad(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> diagonalGrad(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static int selectiveScratch(List<Shape> in) {
        return 0;
    }

    static int oscillatoryScratch(List<Shape> in) {
        return 0;
    }

    static int diagonalScratch(List<Shape> in) {
        return 0;
    }

    static int selectiveGradScratch(List<Shape> in) {
        return 0;
    }

    static int oscillatoryGradScratch(List<Shape> in) {
        return 0;
    }

    static int diagonalGradScratch(List<Shape> in) {
        return 0;
    }
}

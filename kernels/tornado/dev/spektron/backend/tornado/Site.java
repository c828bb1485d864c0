package dev.spektron.backend.tornado;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.tensor.Shape;
import java.util.List;

/// A step and where its operands, results and scratch stand in the memory of all plans.
///
/// @param memory the variables, and the work of each plan behind them
/// @param words  random words, four for each lane
/// @param base   where the work of the plan begins
/// @param tuning which operations take kernels in groups
record Site(Step step, float[] memory, int[] words, int base, Tuning tuning) {
    /// The place of a slot; -1 for a result that is not computed.
    int place(Slot slot) {
        return !slot.exists() ? -1 : slot.space() == Space.VARIABLES ? slot.offset() : base + slot.offset();
    }

    int operands() {
        return step.in().size();
    }

    int in(int i) {
        return place(step.in().get(i));
    }

    int out(int i) {
        return place(step.out().get(i));
    }

    /// False if nobody reads a result, so that it has no place.
    boolean wanted(int result) {
        return step.out().get(result).exists();
    }

    int scratch() {
        return step.scratch() == null ? base : place(step.scratch());
    }

    Shape inShape(int i) {
        return step.in().get(i).shape();
    }

    /// Shapes of all operands.
    List<Shape> inShapes() {
        return step.in().stream().map(Slot::shape).toList();
    }

    Shape outShape(int i) {
        return step.out().get(i).shape();
    }
}

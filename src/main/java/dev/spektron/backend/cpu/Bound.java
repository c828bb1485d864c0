package dev.spektron.backend.cpu;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;

/// A step and the arrays that it works on: where its operands, results and scratch really are.
public record Bound(Step step, float[] variables, float[] work) {
    /// An array and the index of the first element.
    public record Ref(float[] data, int at) {}

    public Op op() {
        return step.op();
    }

    public Ref ref(Slot slot) {
        return new Ref(slot.space() == Space.VARIABLES ? variables : work, slot.offset());
    }

    public int operands() {
        return step.in().size();
    }

    public Ref in(int i) {
        return ref(step.in().get(i));
    }

    public Ref out(int i) {
        return ref(step.out().get(i));
    }

    /// False if nobody reads a result, so that it has no place.
    public boolean wanted(int result) {
        return step.out().get(result).exists();
    }

    /// The scratch; of no length where the step has none.
    public Ref scratch() {
        return step.scratch() == null ? new Ref(work, 0) : ref(step.scratch());
    }

    public Shape inShape(int i) {
        return step.in().get(i).shape();
    }

    public Shape outShape(int i) {
        return step.out().get(i).shape();
    }
}

package dev.spektron.backend;

import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Tensor;
import java.util.List;
import java.util.Map;

/// A program without branches: steps in order, each operand at a fixed place. What it costs is known before it runs.
///
/// @param steps        the operations
/// @param layout       the variables it works on
/// @param lastSection  the last section of the variables that it touches
/// @param workSize     elements of the work array, gradients and optimiser state not counted
/// @param liveSize     the most elements that are in use at one time: what no placement of the buffers can be below
/// @param inputs       places that the caller fills before each run
/// @param outputs      places that hold results after each run
/// @param constants    numbers that are written once
/// @param memoryBytes  all memory of a run: variables and work
public record Plan(List<Step> steps, VariableLayout layout, Section lastSection, int workSize, int liveSize, Map<String, Slot> inputs,
    Map<String, Slot> outputs, Map<Slot, Tensor> constants, long memoryBytes) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public long flops() {
        return steps.stream().mapToLong(Step::flops).sum();
    }

    /// Bytes that the steps move at least, if no cache holds anything between them.
    public long bytes() {
        return steps.stream().mapToLong(Step::bytes).sum();
    }

    public long variableBytes() {
        return 4L * layout.size(Section.PARAMETERS, lastSection);
    }

    public long workBytes() {
        return 4L * workSize;
    }

    /// Sees whether the plan can run over these variables.
    ///
    /// @throws IllegalArgumentException if they are of another layout or have no room for a section that it touches
    public void check(Variables variables) {
        if (variables.layout() != layout) {
            throw new IllegalArgumentException("variables: expected those of the plan's layout, found another layout");
        }
        if (variables.last().compareTo(lastSection) < 0) {
            throw new IllegalArgumentException("variables: expected room up to section " + lastSection + ", found up to "
                + variables.last());
        }
    }

    /// Place of an input.
    public Slot input(String name) {
        return named("input", inputs, name);
    }

    /// Place of an output.
    public Slot output(String name) {
        return named("output", outputs, name);
    }

    private static Slot named(String what, Map<String, Slot> slots, String name) {
        Slot s = slots.get(name);
        if (s == null) {
            throw new IllegalArgumentException(what + " " + name + ": there is none of this name; there are " + slots.keySet());
        }
        return s;
    }
}

package dev.spektron.autograd;

import java.util.List;

/// Choices of the planner.
///
/// @param memoryLimit bytes that a run may take; 0 for no limit
/// @param recompute   scopes whose inner values are not kept for the backward pass but computed again there (Chen et al.,
/// arXiv:1604.06174):
///                    less memory for one more forward pass of these parts
/// @param join        join elementwise operations into chains
/// @param reuse       let an elementwise result take the place of an operand that nobody needs any more
public record PlanOptions(long memoryLimit, List<String> recompute, boolean join, boolean reuse) {
    public static final PlanOptions DEFAULT = new PlanOptions(0, List.of(), true, true);

    public PlanOptions {
        recompute = List.copyOf(recompute);
    }

    public PlanOptions withMemoryLimit(long bytes) {
        return new PlanOptions(bytes, recompute, join, reuse);
    }

    public PlanOptions withRecompute(List<String> scopes) {
        return new PlanOptions(memoryLimit, scopes, join, reuse);
    }

    /// Every operation by itself and every result in a place of its own: for comparisons.
    public PlanOptions plain() {
        return new PlanOptions(memoryLimit, recompute, false, false);
    }
}

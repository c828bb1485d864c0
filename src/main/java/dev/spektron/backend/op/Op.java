package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// What a node of a graph computes: a value, comparable by its fields. The hierarchy is sealed, so that the tables over it (gradient
/// rules, references, kernels) are exhaustive switches and a new operation does not compile until each of them knows it.
///
/// | kind | what |
/// |---|---|
/// | [Leaf] | inputs, variables, constants |
/// | [Primitive] | few, simple operations; every gradient rule is written with them or is an [Adjoint] |
/// | [Fused] | operations with kernels of their own and a reference written with primitives |
/// | [Adjoint] | hand-written backward passes of fused operations; they have no gradient themselves |
/// | [Effect] | steps that change variables: gradients stored, optimisers |
/// | [Chain] | elementwise operations joined by the planner |
public sealed interface Op permits Leaf, Primitive, Fused, Adjoint, Effect, Chain {
    /// The shapes of the results.
    ///
    /// @throws dev.spektron.tensor.ShapeException if the operands do not fit; the message says what was expected and found
    List<Shape> infer(List<Shape> in);

    /// Floating-point operations of one run. Multiplication and addition count one each, elementary functions ten.
    default long flops(List<Shape> in, List<Shape> out) {
        return 0;
    }

    /// Bytes that at least have to be read and written: each operand once.
    default long bytes(List<Shape> in, List<Shape> out) {
        long n = 0;
        for (Shape s : in) {
            n += s.size();
        }
        for (Shape s : out) {
            n += s.size();
        }
        return 4 * n;
    }

    /// True if the result is the operand's memory under another name, so that nothing has to be computed.
    default boolean isView() {
        return false;
    }

    /// True if kernels can leave out a result that nobody reads; it then has no place in the plan.
    default boolean mayDrop(int result) {
        return false;
    }

    /// Name of the operation's record, that of a backward pass after the operation it belongs to: `SelectiveScan.Grad`.
    default String title() {
        Class<?> outer = getClass().getEnclosingClass();
        return (outer == null || outer.isInterface() ? "" : outer.getSimpleName() + ".") + getClass().getSimpleName();
    }

    /// Name and settings as they stand in listings.
    default String label() {
        String text = toString();
        int settings = text.indexOf('[');
        return title() + (text.endsWith("[]") || settings < 0 ? "" : text.substring(settings));
    }
}

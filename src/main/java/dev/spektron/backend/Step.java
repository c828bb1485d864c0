package dev.spektron.backend;

import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.List;

/// One operation of a plan and the places of its operands, results and scratch (null if it needs none). For effects the touched parts
/// of the variables follow the operands.
public record Step(Op op, List<Slot> in, List<Slot> out, Slot scratch, String scope) {
    public Step {
        in = List.copyOf(in);
        out = List.copyOf(out);
    }

    public List<Shape> inShapes() {
        return in.stream().map(Slot::shape).toList();
    }

    public List<Shape> outShapes() {
        return out.stream().map(Slot::shape).toList();
    }

    public long flops() {
        return op.flops(inShapes(), outShapes());
    }

    public long bytes() {
        return op.bytes(inShapes(), out.stream().filter(Slot::exists).map(Slot::shape).toList());
    }

    /// Scope and operation, for messages.
    public String place() {
        return (scope.isEmpty() ? "" : scope + ": ") + op.label();
    }
}

package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Elementwise operations that the planner joined: for each element of `shape` the instructions run one after another, and what stands
/// between them is never written to memory.
///
/// Operand i has `access.get(i)`: the stride of each axis of `shape`, 0 where the operand is spread. Instruction j puts its result into
/// register operands + j; `results` names the registers that are written. A register number below the number of operands is that operand.
public record Chain(Shape shape, List<Access> access, List<Instruction> code, List<Integer> results) implements Op {
    public Chain {
        access = List.copyOf(access);
        code = List.copyOf(code);
        results = List.copyOf(results);
    }

    /// Strides of an operand in elements, one for each axis.
    public record Access(List<Integer> strides) {
        public Access {
            strides = List.copyOf(strides);
        }
    }

    /// `f` of registers a, b, c with settings p, q. Registers that the function does not need are 0.
    public record Instruction(Elementary f, int a, int b, int c, float p, float q) {}

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, access.size());
        return results.stream().map(r -> shape).toList();
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return code.stream().mapToLong(i -> i.f().flops()).sum() * shape.size();
    }

    @Override
    public String label() {
        StringBuilder s = new StringBuilder();
        for (Instruction i : code) {
            s.append(s.isEmpty() ? "" : "+").append(i.f().name().toLowerCase(java.util.Locale.ROOT));
        }
        return "Chain[" + s + "]";
    }

    /// True if the operand has an element of its own for each element of the result.
    public boolean isFull(int operand) {
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if (shape.dim(axis) != 1 && access.get(operand).strides().get(axis) != stride) {
                return false;
            }
            stride *= shape.dim(axis);
        }
        return true;
    }
}

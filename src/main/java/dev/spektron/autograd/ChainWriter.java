package dev.spektron.autograd;

import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes groups of elementwise nodes as chains; a spread operand becomes a stride of 0 rather than a copy.
final class ChainWriter {
    private final List<Value> operands = new ArrayList<>();
    private final List<Chain.Access> access = new ArrayList<>();
    private final List<Chain.Instruction> code = new ArrayList<>();
    private final Map<Value, Integer> own = new HashMap<>();

    private ChainWriter() {}

    /// The group as a chain.
    ///
    /// @param needed values that are used outside their group or are outputs
    static Unit of(List<Node> group, Set<Value> needed) {
        ChainWriter c = new ChainWriter();
        Shape shape = group.getFirst().outputs().getFirst().shape();
        // Operands first, so that register numbers are known.
        for (Node n : group) {
            c.own.put(n.outputs().getFirst(), c.own.size());
        }
        for (Node n : group) {
            n.inputs().stream().filter(v -> !c.own.containsKey(v)).forEach(v -> c.operand(v, shape));
        }
        List<Integer> results = new ArrayList<>();
        List<Value> out = new ArrayList<>();
        for (Node n : group) {
            c.code.add(c.instruction((Primitive.Elementwise) n.op(), n.inputs(), shape));
            Value v = n.outputs().getFirst();
            if (needed.contains(v)) {
                results.add(c.operands.size() + c.own.get(v));
                out.add(v);
            }
        }
        return new Unit(new Chain(shape, c.access, c.code, results), c.operands, out, group.getLast().scope());
    }

    /// A spread value as a copy.
    static Unit spread(Node broadcast) {
        ChainWriter c = new ChainWriter();
        Value y = broadcast.outputs().getFirst();
        c.operand(y, y.shape());
        c.code.add(new Chain.Instruction(Elementary.COPY, 0, 0, 0, 0, 0));
        return new Unit(new Chain(y.shape(), c.access, c.code, List.of(1)), c.operands, List.of(y), broadcast.scope());
    }

    /// Where an elementwise node really reads: behind a spread.
    static Value base(Value v) {
        return v.node().op() instanceof Primitive.Broadcast ? v.node().inputs().getFirst() : v;
    }

    private int operand(Value v, Shape shape) {
        Value base = base(v);
        Chain.Access a = access(base.shape(), shape);
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i) == base && access.get(i).equals(a)) {
                return i;
            }
        }
        operands.add(base);
        access.add(a);
        return operands.size() - 1;
    }

    private static Chain.Access access(Shape from, Shape to) {
        Integer[] strides = new Integer[to.rank()];
        int lead = to.rank() - from.rank();
        int n = 1;
        for (int i = to.rank() - 1; i >= 0; i--) {
            boolean spread = i < lead || from.dim(i - lead) == 1;
            strides[i] = spread ? 0 : n;
            n *= i < lead ? 1 : from.dim(i - lead);
        }
        return new Chain.Access(List.of(strides));
    }

    private Chain.Instruction instruction(Primitive.Elementwise op, List<Value> in, Shape shape) {
        int[] r = new int[3];
        for (int k = 0; k < in.size(); k++) {
            Integer mine = own.get(in.get(k));
            r[k] = mine != null ? operands.size() + mine : operand(in.get(k), shape);
        }
        return new Chain.Instruction(op.f(), r[0], r[1], r[2], op.p(), op.q());
    }
}

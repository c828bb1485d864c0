package dev.spektron.autograd;

import dev.spektron.backend.op.Op;
import java.util.List;

/// An operation on its way into a plan: a node, or several that were joined.
record Unit(Op op, List<Value> in, List<Value> out, String scope) {
    static Unit of(Node n) {
        return new Unit(n.op(), n.inputs(), n.outputs(), n.scope());
    }
}

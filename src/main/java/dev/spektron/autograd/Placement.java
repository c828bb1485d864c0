package dev.spektron.autograd;

import dev.spektron.autograd.OffsetAllocator.Buffer;
import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides where every value stands: which values share memory (views, slices of leading rows, parts of a concatenation, gradients that are
/// computed where they are stored, elementwise results in place of an operand), and for how long each piece of memory is needed.
final class Placement {
    /// Memory of a value: a part of another value's memory, a fixed place, or a buffer of its own.
    private static final class Home {
        final Shape shape;
        Home inside;
        int offset;
        Slot fixed;
        Buffer buffer;
        boolean kept;
        boolean dropped;

        Home(Shape shape) {
            this.shape = shape;
        }
    }

    private final VariableLayout layout;
    private final boolean reuse;
    private final Map<Value, Home> homes = new HashMap<>();
    private final Set<Home> computed = new HashSet<>();
    private final List<Buffer> buffers = new ArrayList<>();

    Placement(VariableLayout layout, boolean reuse) {
        this.layout = layout;
        this.reuse = reuse;
    }

    List<Buffer> buffers() {
        return buffers;
    }

    /// Gives every value a home and returns the units that still have to run.
    List<Unit> arrange(List<Unit> units, Iterable<Value> leaves, Iterable<Value> outputs) {
        leaves.forEach(this::leaf);
        List<Unit> rest = new ArrayList<>();
        for (Unit u : units) {
            if (!isView(u)) {
                u.out().forEach(v -> {
                    homes.put(v, new Home(v.shape()));
                    computed.add(homes.get(v));
                });
                rest.add(u);
            }
        }
        outputs.forEach(v -> {
            if (homes.containsKey(root(v))) {
                home(v).kept = true;
            }
        });
        rest.removeIf(u -> u.op() instanceof Primitive.Concat c && joins(c, u));
        rest.removeIf(u -> u.op() instanceof Effect.StoreGradient s && !s.add() && storesItself(s, u));
        return rest;
    }

    private void leaf(Value v) {
        Home h = new Home(v.shape());
        switch ((Leaf) v.node().op()) {
            case Leaf.Variable variable -> h.fixed = layout.slot(variable.name());
            case Leaf.Input input -> h.buffer = whole(v.shape().size());
            case Leaf.Constant constant -> h.buffer = whole(v.shape().size());
        }
        homes.put(v, h);
    }

    private Buffer whole(int size) {
        Buffer b = new Buffer(size);
        b.needed(0);
        b.needed(Integer.MAX_VALUE);
        buffers.add(b);
        return b;
    }

    private boolean isView(Unit u) {
        return u.op().isView() || isLeadingSlice(u.op(), u.in().isEmpty() ? null : u.in().getFirst().shape());
    }

    private static boolean isLeadingSlice(Op op, Shape in) {
        return op instanceof Primitive.Slice s && s.step() == 1 && in.count(0, s.axis()) == 1;
    }

    /// The value whose home holds this one; views are followed.
    private static Value root(Value v) {
        Value r = v;
        while (r.node().op().isView() || isLeadingSlice(r.node().op(), first(r))) {
            r = r.node().inputs().getFirst();
        }
        return r;
    }

    private static Shape first(Value v) {
        return v.node().inputs().isEmpty() ? null : v.node().inputs().getFirst().shape();
    }

    /// Elements between the start of the root's home and the value.
    private static int shift(Value v) {
        int n = 0;
        for (Value r = v; r.node().op().isView() || isLeadingSlice(r.node().op(), first(r)); r = r.node().inputs().getFirst()) {
            if (r.node().op() instanceof Primitive.Slice s) {
                n += s.from() * first(r).count(s.axis() + 1, first(r).rank());
            }
        }
        return n;
    }

    private Home home(Value v) {
        Home h = homes.get(root(v));
        while (h.inside != null) {
            h = h.inside;
        }
        return h;
    }

    private int offset(Value v) {
        int n = shift(v);
        for (Home h = homes.get(root(v)); h.inside != null; h = h.inside) {
            n += h.offset;
        }
        return n;
    }

    /// A value that was computed and whose memory nobody has a claim on yet.
    private boolean isFree(Value v) {
        Home h = homes.get(root(v));
        return h != null && h.inside == null && h.fixed == null && !h.kept && computed.contains(h) && h.shape.size() == v.shape().size();
    }

    /// Lets the operands of a concatenation along leading rows be computed in their places.
    private boolean joins(Primitive.Concat op, Unit u) {
        Value y = u.out().getFirst();
        boolean leading = y.shape().count(0, op.axis()) == 1;
        Set<Value> roots = new HashSet<>();
        if (!leading || !u.in().stream().allMatch(v -> isFree(v) && roots.add(root(v)))) {
            return false;
        }
        int at = 0;
        for (Value v : u.in()) {
            Home h = homes.get(root(v));
            h.inside = homes.get(y);
            h.offset = at;
            at += v.shape().size();
        }
        return true;
    }

    private boolean storesItself(Effect.StoreGradient op, Unit u) {
        Value v = u.in().getFirst();
        if (!isFree(v)) {
            return false;
        }
        homes.get(root(v)).fixed = layout.slot(Section.GRADIENTS, op.variable());
        return true;
    }

    /// Finds from when to when each piece of memory is needed, and lets chains write over operands that die with them.
    void measure(List<Unit> units, Iterable<Value> outputs) {
        drop(units, outputs);
        Map<Home, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < units.size(); i++) {
            for (Value v : units.get(i).in()) {
                lastUse.put(home(v), i);
            }
        }
        for (int i = 0; i < units.size(); i++) {
            Unit u = units.get(i);
            if (reuse && u.op() instanceof Chain chain) {
                overwrite(chain, u, i, lastUse);
            }
            int step = i;
            u.in().forEach(v -> needed(v, step));
            u.out().forEach(v -> needed(v, step));
        }
        outputs.forEach(v -> {
            needed(v, 0);
            needed(v, Integer.MAX_VALUE);
        });
    }

    /// Results that nobody reads have no home if their kernels can leave them out.
    private void drop(List<Unit> units, Iterable<Value> outputs) {
        Set<Home> read = new HashSet<>();
        units.forEach(u -> u.in().forEach(v -> read.add(home(v))));
        outputs.forEach(v -> read.add(home(v)));
        for (Unit u : units) {
            for (Value v : u.out()) {
                if (u.op().mayDrop(v.index()) && !read.contains(home(v)) && home(v).fixed == null) {
                    home(v).dropped = true;
                }
            }
        }
    }

    private void needed(Value v, int step) {
        Home h = home(v);
        if (h.dropped) {
            return;
        }
        if (h.fixed == null) {
            if (h.buffer == null) {
                h.buffer = new Buffer(h.shape.size());
                buffers.add(h.buffer);
            }
            h.buffer.needed(step);
        }
    }

    private void overwrite(Chain chain, Unit u, int step, Map<Home, Integer> lastUse) {
        Set<Home> taken = new HashSet<>();
        for (Value y : u.out()) {
            Home target = homes.get(y);
            if (target.inside != null || target.fixed != null || target.kept) {
                continue;
            }
            for (int k = 0; k < u.in().size(); k++) {
                Home source = home(u.in().get(k));
                boolean alone = u.in().stream().filter(v -> home(v) == source).count() == 1;
                if (alone && chain.isFull(k) && source.fixed == null && !source.kept && source.buffer != null && computed.contains(source)
                    && source.shape.size() == y.shape().size() && lastUse.get(source) == step && taken.add(source)) {
                    target.inside = source;
                    lastUse.merge(source, lastUse.getOrDefault(target, step), Math::max);
                    break;
                }
            }
        }
    }

    /// The place of a value, once buffers have their offsets.
    Slot slot(Value v) {
        Home h = home(v);
        if (h.dropped) {
            return Slot.none(v.shape());
        }
        int at = offset(v);
        return h.fixed != null ? new Slot(h.fixed.space(), h.fixed.offset() + at, v.shape()) : new Slot(Space.WORK, h.buffer.offset + at,
            v.shape());
    }
}

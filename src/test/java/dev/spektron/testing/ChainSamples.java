package dev.spektron.testing;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Elementary;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Graphs whose planning yields chains of several instructions, with operands of every access: full, along rows, along columns, along
/// middle axes, single numbers; with several results, and with results that take the place of operands.
public final class ChainSamples {
    /// Extents at which rows, blocks and parts end in awkward places; the last axis is long, short, or one.
    private static final int[][] SHAPES = {{1, 1, 1}, {2, 3, 1}, {1, 5, 2}, {3, 7, 3}, {2, 4, 5}, {13, 9, 7}, {5, 3, 16}, {2, 11, 63},
        {3, 2, 255}, {2, 3, 256}, {3, 5, 127}, {2, 3, 129}, {1, 2, 700}, {2, 1, 2050}, {0, 3, 4}, {4, 3, 0}};
    /// More than one part.
    private static final int[][] LARGE = {{41, 433, 3}, {7, 5, 1031}, {2, 1, 40_000}, {300, 2, 64}, {23, 7, 257}};
    private static final Elementary[] UNARY = {Elementary.NEG, Elementary.ABS, Elementary.RELU, Elementary.TANH, Elementary.SIGMOID,
        Elementary.SIN, Elementary.COS, Elementary.ERF, Elementary.GELU, Elementary.SILU, Elementary.SOFTPLUS};

    private ChainSamples() {}

    /// A graph while it is traced.
    @FunctionalInterface
    public interface Tracer {
        List<Value> trace(Graph g, int[] d);
    }

    /// A graph with inputs `x0`, `x1`, ... and outputs.
    public record Sample(String name, int[] shape, Tracer tracer) {
        @Override
        public String toString() {
            return name + " " + Shape.of(shape);
        }
    }

    public static List<Sample> all() {
        List<Sample> out = new ArrayList<>();
        for (int[] d : SHAPES) {
            out.add(new Sample("full", d, ChainSamples::full));
            out.add(new Sample("broadcast", d, ChainSamples::broadcast));
            out.add(new Sample("first operand", d, ChainSamples::firstOperand));
            out.add(new Sample("overwritten", d, ChainSamples::overwritten));
            out.add(new Sample("numbers", d, ChainSamples::numbers));
            out.add(new Sample("spread", d, ChainSamples::spread));
            out.add(new Sample("gradients", d, ChainSamples::gradients));
        }
        for (int[] d : LARGE) {
            out.add(new Sample("full", d, ChainSamples::full));
            out.add(new Sample("broadcast", d, ChainSamples::broadcast));
            out.add(new Sample("overwritten", d, ChainSamples::overwritten));
        }
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int[] d = SHAPES[random.nextInt(SHAPES.length - 2)];
            long numbers = random.nextLong();
            out.add(new Sample("random " + seed, d, (g, shape) -> random(g, shape, numbers)));
        }
        return out;
    }

    private static Value input(Graph g, int k, int... d) {
        return g.input("x" + k, Shape.of(d));
    }

    private static Value wide(Value v, int[] d) {
        return v.broadcastTo(Shape.of(d));
    }

    /// A computed copy, so that its memory may be taken.
    private static Value computed(Value v) {
        return v.permute(1, 0, 2).permute(1, 0, 2);
    }

    private static List<Value> full(Graph g, int[] d) {
        Value x = input(g, 0, d);
        Value y = input(g, 1, d);
        Value u = x.mul(y).add(x).gelu();
        return List.of(u.sub(y.sigmoid()).affine(0.5f, -0.25f), u.max(x).min(y), x.square().add(1).rsqrt().mul(u));
    }

    private static List<Value> broadcast(Graph g, int[] d) {
        Value x = input(g, 0, d);
        Value row = wide(input(g, 1, d[2]), d);
        Value column = wide(input(g, 2, d[0], d[1], 1), d);
        Value middle = wide(input(g, 3, d[0], 1, d[2]), d);
        Value lead = wide(input(g, 4, d[1], 1), d);
        Value table = wide(input(g, 5, d[1], d[2]), d);
        Value one = wide(input(g, 6), d);
        Value u = x.mul(row).add(column);
        Value v = u.sub(middle).tanh().mul(one);
        return List.of(v.add(lead), u.max(column).mul(table), v.silu().mul(row).sub(one));
    }

    private static List<Value> firstOperand(Graph g, int[] d) {
        Value x = input(g, 0, d);
        Value column = wide(input(g, 1, d[0], d[1], 1), d);
        Value one = wide(input(g, 2), d);
        Value positive = x.square().add(0.5f);
        Value two = column.sub(one);
        return List.of(column.sub(x).add(one.div(positive)), two.exp().mul(x), column.div(positive).add(one.mul(x)), two.sigmoid().add(two),
            column.gelu().sub(x));
    }

    /// Results that no one keeps stand in the place of operands that die; one of them is still read after the first result.
    private static List<Value> overwritten(Graph g, int[] d) {
        Value a = computed(input(g, 0, d));
        Value b = computed(input(g, 1, d));
        Value row = wide(input(g, 2, 1, 1, d[2]), d);
        Value u = a.mul(b).sin();
        Value v = a.add(u).mul(row);
        Value w = b.sub(v).mul(a).add(b);
        return List.of(computed(u), computed(v), computed(w));
    }

    private static List<Value> numbers(Graph g, int[] d) {
        Value x = input(g, 0, d);
        Value y = input(g, 1, d);
        Value mask = wide(input(g, 2, d[1], d[2]), d).greater(wide(input(g, 3, d[0], d[1], 1), d));
        Value zero = wide(g.constant(0), d);
        Value u = mask.select(x, zero);
        return List.of(u.add(y), mask.select(zero, y.cos()), x.greater(zero).mul(y).add(x.equal(y)),
            zero.max(x).add(x.sign()).add(y.step()));
    }

    /// Spreads that are needed as such.
    private static List<Value> spread(Graph g, int[] d) {
        Value row = wide(input(g, 0, d[2]), d);
        Value column = wide(input(g, 1, d[0], d[1], 1), d);
        Value one = wide(input(g, 2), d);
        Value middle = wide(input(g, 3, d[0], 1, d[2]), d);
        return List.of(row.permute(2, 0, 1), column.permute(2, 0, 1), one.permute(1, 0, 2), middle.permute(2, 1, 0));
    }

    /// Backward passes of gates and activations.
    private static List<Value> gradients(Graph g, int[] d) {
        Value x = input(g, 0, d);
        Value y = input(g, 1, d);
        Value w = input(g, 2, d);
        Value row = wide(input(g, 3, d[2]), d);
        Value loss = x.gelu().mul(y.mul(row)).mul(w).sum().add(y.silu().mul(x.sigmoid()).mul(w).sum());
        return g.gradients(loss, List.of(x, y));
    }

    /// A random graph: operands of every kind, functions that keep numbers small.
    private static List<Value> random(Graph g, int[] d, long seed) {
        Random random = new Random(seed);
        List<Value> values = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            int[] e = d.clone();
            for (int axis = 0; axis < 3; axis++) {
                e[axis] = k > 1 && random.nextBoolean() ? 1 : e[axis];
            }
            Value v = input(g, k, e);
            values.add(k < 2 && random.nextBoolean() ? computed(v) : wide(v, d));
        }
        List<Value> made = new ArrayList<>();
        for (int i = 0; i < 4 + random.nextInt(14); i++) {
            Value a = values.get(random.nextInt(values.size()));
            Value b = values.get(random.nextInt(values.size()));
            Value v = switch (random.nextInt(8)) {
                case 0 -> a.add(b);
                case 1 -> a.sub(b);
                case 2 -> a.tanh().mul(b.tanh());
                case 3 -> a.max(b);
                case 4 -> a.affine(-0.7f, 0.1f);
                case 5 -> a.div(b.square().add(1));
                default -> a.map(UNARY[random.nextInt(UNARY.length)]);
            };
            values.add(v);
            made.add(v);
        }
        List<Value> out = new ArrayList<>(List.of(made.getLast()));
        for (Value v : made) {
            if (random.nextInt(4) == 0) {
                out.add(random.nextBoolean() ? computed(v) : v);
            }
        }
        return out.stream().distinct().toList();
    }
}

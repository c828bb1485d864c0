package dev.spektron.testing;

import static dev.spektron.testing.OpSample.any;
import static dev.spektron.testing.OpSample.fixed;
import static dev.spektron.testing.OpSample.given;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpSample.Numbers;
import dev.spektron.testing.OpSample.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Samples of the primitives.
final class PrimitiveSamples {
    /// Sizes at which loops over vectors go wrong, and lengths of real spectra.
    static final int[] SIZES = {0, 1, 7, 8, 13, 16, 127, 129, 700, 2048, 2050};
    private static final Set<Elementary> NO_SECOND = Set.of(Elementary.GELU_GRAD, Elementary.SILU_GRAD);
    private static final Set<Elementary> JUMPS = Set.of(Elementary.SIGN, Elementary.STEP, Elementary.GREATER, Elementary.EQUAL);

    private PrimitiveSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        for (Elementary f : Elementary.values()) {
            for (int n : SIZES) {
                out.add(elementwise(f, n));
            }
        }
        movement(out);
        selection(out);
        reductions(out);
        products(out);
        random(out);
        return out;
    }

    private static OpSample elementwise(Elementary f, int n) {
        Numbers a = switch (f) {
            case SQRT, RSQRT, RECIPROCAL, LOG, LOG1P -> Numbers.POSITIVE;
            case GREATER, EQUAL, STEP, SIGN -> Numbers.TIES;
            case SELECT -> Numbers.MASK;
            default -> Numbers.NORMAL;
        };
        Numbers b = f == Elementary.DIV ? Numbers.POSITIVE : Numbers.NORMAL;
        boolean first = !NO_SECOND.contains(f) && f != Elementary.SELECT;
        List<Operand> in = new ArrayList<>();
        for (int i = 0; i < f.arity(); i++) {
            Numbers kind = i == 0 ? a : b;
            in.add(first || f == Elementary.SELECT && i > 0 ? any(kind, n) : fixed(kind, n));
        }
        Primitive op = new Primitive.Elementwise(f, f == Elementary.CLAMP ? -0.7f : 1.5f, 0.3f);
        Primitive plain = f == Elementary.AFFINE || f == Elementary.CLAMP ? op : new Primitive.Elementwise(f, 0, 0);
        OpSample s = OpSample.of("n=" + n, plain, in.toArray(Operand[]::new));
        return JUMPS.contains(f) ? s.rough() : s;
    }

    private static void movement(List<OpSample> out) {
        out.add(OpSample.of("rows", new Primitive.Broadcast(Shape.of(5, 3, 7)), normal(7)));
        out.add(OpSample.of("middle", new Primitive.Broadcast(Shape.of(5, 3, 7)), normal(5, 1, 7)));
        out.add(OpSample.of("columns", new Primitive.Broadcast(Shape.of(5, 3, 129)), normal(3, 1)));
        out.add(OpSample.of("scalar", new Primitive.Broadcast(Shape.of(700)), normal()));
        out.add(OpSample.of("long", new Primitive.Broadcast(Shape.of(13, 2050)), normal(2050)));
        out.add(OpSample.of("empty", new Primitive.Broadcast(Shape.of(0, 3)), normal(3)));
        out.add(OpSample.of("flat", new Primitive.Reshape(Shape.of(15)), normal(5, 3)));
        out.add(OpSample.of("matrix", new Primitive.Permute(List.of(1, 0)), normal(7, 13)));
        out.add(OpSample.of("large", new Primitive.Permute(List.of(1, 0)), normal(129, 700)));
        out.add(OpSample.of("heads", new Primitive.Permute(List.of(0, 2, 1, 3)), normal(2, 7, 3, 8)));
        out.add(OpSample.of("turned", new Primitive.Permute(List.of(2, 0, 1)), normal(4, 13, 16)));
        out.add(OpSample.of("long heads", new Primitive.Permute(List.of(0, 2, 1, 3)), normal(3, 129, 4, 33)));
        out.add(OpSample.of("batched", new Primitive.Permute(List.of(0, 2, 1)), normal(5, 37, 70)));
        out.add(OpSample.of("narrow", new Primitive.Permute(List.of(1, 0)), normal(700, 3)));
        out.add(OpSample.of("flat", new Primitive.Permute(List.of(1, 0)), normal(4, 2050)));
        out.add(OpSample.of("backwards", new Primitive.Permute(List.of(3, 2, 1, 0)), normal(7, 3, 5, 17)));
        out.add(OpSample.of("inner", new Primitive.Permute(List.of(1, 2, 0)), normal(8, 9, 19)));
        out.add(OpSample.of("same", new Primitive.Permute(List.of(0, 1, 2)), normal(4, 5, 6)));
        out.add(OpSample.of("empty", new Primitive.Permute(List.of(1, 0)), normal(0, 4)));
        out.add(OpSample.of("lead", new Primitive.Slice(0, 2, 3, 1), normal(7, 5)));
        out.add(OpSample.of("last", new Primitive.Slice(1, 1, 13, 1), normal(7, 16)));
        out.add(OpSample.of("middle", new Primitive.Slice(1, 3, 4, 2), normal(3, 12, 5)));
        out.add(OpSample.of("stepped", new Primitive.Slice(1, 1, 64, 2), normal(2, 129)));
        out.add(OpSample.of("long rows", new Primitive.Slice(0, 1, 2, 2), normal(4, 40000)));
        out.add(OpSample.of("long last", new Primitive.Slice(1, 3, 700, 1), normal(3, 2050)));
        out.add(OpSample.of("none", new Primitive.Slice(0, 2, 0, 1), normal(7, 5)));
        out.add(OpSample.of("lead", new Primitive.Place(0, 2, 1, 7), normal(3, 5)));
        out.add(OpSample.of("middle", new Primitive.Place(1, 1, 3, 16), normal(2, 5, 3)));
        out.add(OpSample.of("last", new Primitive.Place(1, 5, 1, 140), normal(2, 129)));
        out.add(OpSample.of("long", new Primitive.Place(1, 700, 1, 2050), normal(3, 700)));
        out.add(OpSample.of("lead", new Primitive.Concat(0), normal(2, 5), normal(1, 5), normal(4, 5)));
        out.add(OpSample.of("middle", new Primitive.Concat(1), normal(3, 1, 5), normal(3, 1, 5), normal(3, 127, 5)));
        out.add(OpSample.of("last", new Primitive.Concat(1), normal(7, 16), normal(7, 3)));
        out.add(OpSample.of("one", new Primitive.Concat(0), normal(2, 5)));
        out.add(OpSample.of("with empty", new Primitive.Concat(1), normal(3, 0), normal(3, 4)));
    }

    private static void selection(List<OpSample> out) {
        out.add(OpSample.of("backwards", new Primitive.Take(1, Primitive.indices(0, 13).reversed()), normal(2, 13, 5)));
        out.add(OpSample.of("patches", new Primitive.Take(1, List.of(0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7)), normal(3, 8)));
        out.add(OpSample.of("backwards", new Primitive.Take(1, Primitive.indices(0, 129).reversed()), normal(3, 129)));
        out.add(OpSample.of("long patches", new Primitive.Take(1, patches(8, 32, 16)), normal(3, 144)));
        out.add(OpSample.of("lead", new Primitive.Take(0, List.of(2, 2, 0)), normal(4, 129)));
        out.add(OpSample.of("patches", new Primitive.PutAdd(1, List.of(0, 1, 2, 3, 2, 3, 4, 5), 6), normal(3, 8)));
        out.add(OpSample.of("long patches", new Primitive.PutAdd(1, patches(8, 32, 16), 150), normal(2, 256, 3)));
        out.add(OpSample.of("rows", new Primitive.PutAdd(0, List.of(2, 2, 0), 5), normal(3, 129)));
        out.add(OpSample.of("table", new Primitive.Gather(), normal(4, 7), given(Shape.of(3, 2), 0, 3, 3, 1, 0, 2)));
        out.add(OpSample.of("none", new Primitive.Gather(), normal(4, 7), given(Shape.of(0))));
        out.add(OpSample.of("table", new Primitive.ScatterAdd(4), normal(5, 7), given(Shape.of(5), 0, 3, 3, 1, 0)));
        out.add(OpSample.of("wide", new Primitive.ScatterAdd(3), normal(2, 2, 700), given(Shape.of(2, 2), 2, 0, 2, 2)));
    }

    /// Indices of `count` patches of `length` elements in steps of `step`.
    private static List<Integer> patches(int count, int length, int step) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.addAll(Primitive.indices(i * step, length));
        }
        return out;
    }

    private static void reductions(List<OpSample> out) {
        for (int n : SIZES) {
            out.add(OpSample.of("all", new Primitive.Sum(0, 1), normal(n)));
            out.add(OpSample.of("rows", new Primitive.Sum(1, 2), normal(3, n)));
            out.add(OpSample.of("columns", new Primitive.Sum(0, 1), normal(n, 5)));
            if (n > 0) {
                out.add(OpSample.of("rows", new Primitive.Max(1, 2), normal(3, n)));
                out.add(OpSample.of("columns", new Primitive.Max(0, 1), normal(n, 5)));
            }
        }
        out.add(OpSample.of("middle", new Primitive.Sum(1, 2), normal(4, 129, 33)));
        out.add(OpSample.of("two", new Primitive.Sum(0, 2), normal(16, 129, 70)));
        out.add(OpSample.of("large", new Primitive.Sum(0, 2), normal(300, 700)));
        out.add(OpSample.of("long rows", new Primitive.Sum(1, 2), normal(2, 33000)));
        out.add(OpSample.of("many rows", new Primitive.Sum(2, 3), normal(3, 41, 50)));
        out.add(OpSample.of("many columns", new Primitive.Sum(0, 1), normal(600, 129)));
        out.add(OpSample.of("wide", new Primitive.Sum(0, 1), normal(19, 2050)));
        out.add(OpSample.of("narrow", new Primitive.Sum(1, 2), normal(3, 700, 3)));
        out.add(OpSample.of("many narrow", new Primitive.Sum(0, 1), normal(9000, 7)));
        out.add(OpSample.of("none", new Primitive.Sum(1, 2), normal(3, 0)));
        out.add(OpSample.of("ties", new Primitive.Max(1, 2), any(Numbers.TIES, 4, 13)).rough());
        out.add(OpSample.of("middle", new Primitive.Max(1, 2), normal(4, 17, 33)));
        out.add(OpSample.of("long rows", new Primitive.Max(1, 2), normal(2, 33000)));
        out.add(OpSample.of("many columns", new Primitive.Max(0, 1), normal(600, 129)));
        out.add(OpSample.of("narrow", new Primitive.Max(1, 2), normal(3, 700, 3)));
        out.add(OpSample.of("wide", new Primitive.Max(0, 1), normal(19, 2050)));
        out.add(OpSample.of("long columns", new Primitive.Max(0, 1), normal(34000, 3)).rough());
        out.add(OpSample.of("odd", new Primitive.Median(), fixed(Numbers.NORMAL, 3, 129)));
        out.add(OpSample.of("even", new Primitive.Median(), fixed(Numbers.NORMAL, 2, 700)));
        out.add(OpSample.of("ties", new Primitive.Median(), fixed(Numbers.TIES, 4, 16)));
        out.add(OpSample.of("one", new Primitive.Median(), fixed(Numbers.NORMAL, 4, 1)));
        out.add(OpSample.of("two", new Primitive.Median(), fixed(Numbers.NORMAL, 3, 2)));
        out.add(OpSample.of("long", new Primitive.Median(), fixed(Numbers.NORMAL, 3, 4096)));
        out.add(OpSample.of("vector", new Primitive.Median(), fixed(Numbers.NORMAL, 13)));
    }

    private static void products(List<OpSample> out) {
        int[][] shapes = {{1, 1, 1}, {7, 8, 13}, {16, 16, 16}, {13, 127, 7}, {129, 129, 129}, {64, 3, 700}, {2, 2050, 3}, {33, 17, 65},
            {0, 3, 4},
            {3, 0, 4}, {3, 4, 0}, {130, 515, 70}};
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                for (int[] s : shapes) {
                    Primitive op = new Primitive.MatMul(ta, tb);
                    out.add(OpSample.of("plain", op, ta ? normal(s[1], s[0]) : normal(s[0], s[1]), tb ? normal(s[2], s[1]) : normal(s[1],
                        s[2])));
                }
                out.add(OpSample.of("batched", new Primitive.MatMul(ta, tb), ta ? normal(2, 3, 13, 7) : normal(2, 3, 7, 13),
                    tb ? normal(2, 3, 16, 13) : normal(2, 3, 13, 16)));
            }
            out.add(OpSample.of("shared", new Primitive.MatMul(false, ta), normal(3, 7, 13), ta ? normal(8, 13) : normal(13, 8)));
        }
    }

    private static void random(List<OpSample> out) {
        for (Primitive.Random.Distribution d : Primitive.Random.Distribution.values()) {
            out.add(OpSample.of("field", new Primitive.Random(d, Shape.of(3, 129), 42, 7), given(Shape.SCALAR, 5)).rough());
            out.add(OpSample.of("long", new Primitive.Random(d, Shape.of(2050), -1, 0), given(Shape.SCALAR, 0)).rough());
        }
        out.add(OpSample.of("any", new Primitive.StopGradient(), normal(5)).rough());
        out.add(OpSample.of("any", new Primitive.ReverseGradient(), normal(5, 3), given(Shape.SCALAR, 0.7)).rough());
    }
}

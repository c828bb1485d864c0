package dev.spektron.testing;

import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// An operation with operands to try it on.
///
/// @param name     what is special about it
/// @param operands shapes and numbers
/// @param results  which results may have gradients; null for all
/// @param smooth   false if a central difference is meaningless (jumps, random numbers)
public record OpSample(String name, Op op, List<Operand> operands, List<Integer> results, boolean smooth) {
    /// Where the numbers of an operand come from.
    public enum Numbers {
        /// Standard normal.
        NORMAL,
        /// Normal numbers with some zeros and pairs of equal ones.
        TIES,
        /// Between 0.5 and 1.5.
        POSITIVE,
        /// Between 0.001 and 0.1, like a step of time.
        STEP,
        /// Between -2 and -0.1.
        NEGATIVE,
        /// Between -1 and 1, away from the ends.
        UNIT,
        /// 0 or 1, never a whole row of 0.
        MASK
    }

    /// An operand: shape, numbers, and whether gradients are wanted.
    ///
    /// @param values the numbers themselves, null to draw them
    public record Operand(Shape shape, Numbers numbers, boolean differentiable, double[] values) {}

    public static OpSample of(String name, Op op, Operand... operands) {
        return new OpSample(name, op, List.of(operands), null, true);
    }

    public OpSample rough() {
        return new OpSample(name, op, operands, results, false);
    }

    /// Only these results are used; the others (saved for the backward pass) have no gradient.
    public OpSample results(Integer... used) {
        return new OpSample(name, op, operands, List.of(used), smooth);
    }

    public static Operand normal(int... dims) {
        return new Operand(Shape.of(dims), Numbers.NORMAL, true, null);
    }

    public static Operand any(Numbers numbers, int... dims) {
        return new Operand(Shape.of(dims), numbers, true, null);
    }

    /// Given numbers without gradient, such as labels or indices.
    public static Operand given(Shape shape, double... values) {
        return new Operand(shape, Numbers.NORMAL, false, values);
    }

    /// Given numbers with gradient.
    public static Operand at(Shape shape, double... values) {
        return new Operand(shape, Numbers.NORMAL, true, values);
    }

    public static Operand fixed(Numbers numbers, int... dims) {
        return new Operand(Shape.of(dims), numbers, false, null);
    }

    /// The numbers of all operands; always the same, and exact in float.
    public List<double[]> draw() {
        Random random = new Random(name.hashCode() * 31L + op.label().hashCode());
        List<double[]> out = new ArrayList<>();
        for (Operand o : operands) {
            out.add(o.values() != null ? o.values() : draw(o, random));
        }
        return out;
    }

    private static double[] draw(Operand o, Random random) {
        double[] x = new double[o.shape().size()];
        for (int i = 0; i < x.length; i++) {
            double u = random.nextDouble();
            x[i] = (float) switch (o.numbers()) {
                case NORMAL -> random.nextGaussian();
                case TIES -> i % 5 == 4 ? x[i - 1] : i % 7 == 3 ? 0 : random.nextGaussian();
                case POSITIVE -> 0.5 + u;
                case STEP -> 0.001 * Math.pow(100, u);
                case NEGATIVE -> -0.1 - 1.9 * u;
                case UNIT -> 1.9 * u - 0.95;
                case MASK -> i % o.shape().last() == 0 || u < 0.7 ? 1 : 0;
            };
        }
        return x;
    }

    /// Operation and special case, for messages.
    public String title() {
        return op.label() + " " + name + " " + operands.stream().map(o -> o.shape().toString()).toList();
    }

    @Override
    public String toString() {
        return title();
    }
}

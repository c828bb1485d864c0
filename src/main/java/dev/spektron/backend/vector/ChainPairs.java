package dev.spektron.backend.vector;

import dev.spektron.backend.op.Chain;
import dev.spektron.kernels.Elements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Joins two instructions of a chain into one where [Span] knows the pair and nothing else needs what the first one gives. The result is
/// the same to the last bit.
final class ChainPairs {
    /// An instruction: the function's code in [Span], the registers that it reads, and the register of its result.
    record Op(int f, int[] read, float p, float q, int result) {}

    private ChainPairs() {}

    /// The instructions of a chain.
    ///
    /// @param single operands that are one number over a whole block; they are never part of a pair
    static List<Op> of(Chain chain, IntPredicate single) {
        int operands = chain.access().size();
        int n = chain.code().size();
        Op[] ops = new Op[n];
        int[] uses = new int[operands + n];
        for (int i = 0; i < n; i++) {
            Chain.Instruction in = chain.code().get(i);
            int[] read = Arrays.copyOf(new int[] {in.a(), in.b(), in.c()}, in.f().arity());
            ops[i] = new Op(in.f().code(), read, in.p(), in.q(), operands + i);
            for (int r : read) {
                uses[r]++;
            }
        }
        chain.results().forEach(r -> uses[r] += 2);
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < ops[j].read().length; k++) {
                int i = ops[j].read()[k] - operands;
                Op pair = i < 0 || ops[i] == null || uses[operands + i] != 1 ? null : pair(ops[i], ops[j], k);
                if (pair != null && Arrays.stream(pair.read()).noneMatch(single)) {
                    ops[j] = pair;
                    ops[i] = null;
                    break;
                }
            }
        }
        List<Op> out = new ArrayList<>(Arrays.asList(ops));
        out.removeIf(op -> op == null);
        return out;
    }

    /// Both at once, or null; operand `k` of the second is the result of the first.
    private static Op pair(Op first, Op second, int k) {
        int f = switch (second.f()) {
            case Elements.MUL -> timesAnother(first.f());
            case Elements.ADD -> plusAnother(first.f());
            case Elements.GELU_GRAD -> first.f() == Elements.MUL && k == 1 ? Span.MUL_GELU_GRAD : -1;
            case Elements.SILU_GRAD -> first.f() == Elements.MUL && k == 1 ? Span.MUL_SILU_GRAD : -1;
            default -> -1;
        };
        if (f < 0) {
            return null;
        }
        int other = second.read()[1 - k];
        int[] a = first.read();
        boolean gradient = f == Span.MUL_GELU_GRAD || f == Span.MUL_SILU_GRAD;
        int[] read = gradient ? new int[] {other, a[0], a[1]} : a.length == 1 ? new int[] {a[0], other} : new int[] {a[0], a[1], other};
        return new Op(f, read, 0, 0, second.result());
    }

    private static int timesAnother(int f) {
        return switch (f) {
            case Elements.SILU -> Span.SILU_MUL;
            case Elements.SIGMOID -> Span.SIGMOID_MUL;
            case Elements.ADD -> Span.ADD_MUL;
            case Elements.SUB -> Span.SUB_MUL;
            case Elements.MUL -> Span.MUL_MUL;
            default -> -1;
        };
    }

    private static int plusAnother(int f) {
        return switch (f) {
            case Elements.ADD -> Span.ADD_ADD;
            case Elements.MUL -> Span.MUL_ADD;
            default -> -1;
        };
    }
}

package dev.spektron.backend.cpu;

import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.backend.op.Chain;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// A chain with its places, over as few axes as possible.
///
/// @param extents extents of the joined axes
/// @param strides `strides[k]`: strides of operand k along them
public record ChainProgram(int[] extents, int[][] strides, Chain chain, Step step) {
    public static ChainProgram of(Step step) {
        return of((Chain) step.op(), step);
    }

    /// A chain whose places are not known yet if `step` is null.
    public static ChainProgram of(Chain chain, Step step) {
        Shape shape = chain.shape();
        int operands = chain.access().size();
        List<int[]> axes = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dim(i) == 1) {
                continue;
            }
            int[] axis = new int[1 + operands];
            axis[0] = shape.dim(i);
            for (int k = 0; k < operands; k++) {
                axis[1 + k] = chain.access().get(k).strides().get(i);
            }
            if (!axes.isEmpty() && joins(axes.getLast(), axis)) {
                axis[0] *= axes.removeLast()[0];
            }
            axes.add(axis);
        }
        int[] extents = axes.stream().mapToInt(a -> a[0]).toArray();
        int[][] strides = new int[operands][extents.length];
        for (int k = 0; k < operands; k++) {
            for (int i = 0; i < extents.length; i++) {
                strides[k][i] = axes.get(i)[1 + k];
            }
        }
        return new ChainProgram(extents, strides, chain, step);
    }

    private static boolean joins(int[] outer, int[] inner) {
        for (int k = 1; k < outer.length; k++) {
            if (outer[k] != inner[0] * inner[k]) {
                return false;
            }
        }
        return true;
    }

    public int registers() {
        return chain.access().size() + chain.code().size();
    }

    /// The program as the kernel `Chains.element` reads it.
    public int[] numbers() {
        int rank = extents.length;
        List<Integer> p = new ArrayList<>();
        for (int e : extents) {
            p.add(e);
        }
        for (int k = 0; k < strides.length; k++) {
            place(p, step.in().get(k));
            for (int i = 0; i < rank; i++) {
                p.add(strides[k][i]);
            }
        }
        for (Chain.Instruction i : chain.code()) {
            p.addAll(List.of(i.f().code(), i.a(), i.b(), i.c()));
        }
        for (int k = 0; k < chain.results().size(); k++) {
            p.add(chain.results().get(k));
            place(p, step.out().get(k));
        }
        return p.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void place(List<Integer> p, Slot slot) {
        p.add(slot.space() == Space.VARIABLES ? 0 : 1);
        p.add(slot.offset());
    }

    public float[] settings() {
        float[] s = new float[2 * chain.code().size()];
        for (int i = 0; i < chain.code().size(); i++) {
            s[2 * i] = chain.code().get(i).p();
            s[2 * i + 1] = chain.code().get(i).q();
        }
        return s;
    }
}

package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.SourceLists;
import dev.spektron.backend.cpu.StridedCopy;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Primitives with vectors.
final class VectorPrimitives {
    private VectorPrimitives() {}

    static List<Task> lower(Primitive p, Bound s) {
        return switch (p) {
            case Primitive.Permute op -> List.of(copy(s, StridedCopy.permute(op, s.inShape(0)), 0));
            case Primitive.Slice op -> List.of(copy(s, StridedCopy.slice(op, s.inShape(0), s.outShape(0)), 0));
            case Primitive.Place op -> List.of(VectorCopies.zeros(s.out(0), s.outShape(0).size()),
                copy(s, StridedCopy.place(op.axis(), op.from(), op.step(), s.inShape(0), s.outShape(0)), 0));
            case Primitive.Concat op -> concat(op, s);
            case Primitive.Take op -> sumRows(s, op.axis(), SourceLists.taking(op.index()));
            case Primitive.PutAdd op -> sumRows(s, op.axis(), SourceLists.of(op.index(), op.extent()));
            case Primitive.Gather op -> List.of(VectorCopies.gather(s.in(0), s.inShape(0).dim(0), s.in(1), s.inShape(1).size(), s.out(0),
                s.inShape(0).dim(1)));
            case Primitive.ScatterAdd op -> List.of(VectorCopies.scatterAdd(s.in(0), s.in(1), s.inShape(1).size(), s.out(0), op.rows(),
                s.inShape(0).last()));
            case Primitive.Sum op -> VectorReductions.lower(s, op.from(), op.to(), true);
            case Primitive.Max op -> VectorReductions.lower(s, op.from(), op.to(), false);
            case Primitive.MatMul op -> VectorDense.matMul(op, s);
            case Primitive.Random op -> VectorRandom.field(op, s);
            default -> null;
        };
    }

    static int scratch(Primitive p, List<Shape> in, List<Shape> out) {
        return switch (p) {
            case Primitive.Sum op -> VectorReductions.scratch(in.getFirst(), op.from(), op.to());
            case Primitive.Max op -> VectorReductions.scratch(in.getFirst(), op.from(), op.to());
            case Primitive.MatMul op -> VectorDense.matMulScratch(op, in);
            default -> VectorLowering.NOT_OWN;
        };
    }

    private static Task copy(Bound s, StridedCopy c, int k) {
        return VectorCopies.strided(s.in(k), s.out(0), c);
    }

    private static List<Task> concat(Primitive.Concat op, Bound s) {
        List<Task> tasks = new ArrayList<>();
        int at = 0;
        for (int k = 0; k < s.operands(); k++) {
            tasks.add(copy(s, StridedCopy.place(op.axis(), at, 1, s.inShape(k), s.outShape(0)), k));
            at += s.inShape(k).dim(op.axis());
        }
        return tasks;
    }

    private static List<Task> sumRows(Bound s, int axis, SourceLists lists) {
        Shape in = s.inShape(0);
        Task task = VectorCopies.sumRows(s.in(0), s.out(0), lists, in.count(0, axis), in.dim(axis), in.count(axis + 1, in.rank()));
        return task == null ? null : List.of(task);
    }
}

package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.ChainProgram;
import dev.spektron.backend.cpu.SourceLists;
import dev.spektron.backend.cpu.StridedCopy;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Primitive;
import dev.spektron.kernels.Chains;
import dev.spektron.kernels.Copies;
import dev.spektron.kernels.Medians;
import dev.spektron.kernels.Reductions;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Loops over the bodies of the primitives.
public final class ScalarPrimitives {
    /// Elements of one part of a chain; each part has registers of its own in the scratch.
    private static final int CHAIN_PART = 1 << 14;

    private ScalarPrimitives() {}

    static List<Task> lower(Primitive p, Bound s) {
        return switch (p) {
            case Primitive.Permute op -> List.of(copy(s, StridedCopy.permute(op, s.inShape(0)), 0));
            case Primitive.Slice op -> List.of(copy(s, StridedCopy.slice(op, s.inShape(0), s.outShape(0)), 0));
            case Primitive.Place op -> List.of(fill(s.out(0), s.outShape(0).size()),
                copy(s, StridedCopy.place(op.axis(), op.from(), op.step(), s.inShape(0), s.outShape(0)), 0));
            case Primitive.Concat op -> concat(op, s);
            case Primitive.Take op -> List.of(sumRows(s, op.axis(), SourceLists.taking(op.index())));
            case Primitive.PutAdd op -> List.of(sumRows(s, op.axis(), SourceLists.of(op.index(), op.extent())));
            case Primitive.Gather op -> List.of(gather(s));
            case Primitive.ScatterAdd op -> List.of(scatterAdd(s));
            case Primitive.Sum op -> List.of(reduce(s, op.from(), op.to(), Reductions::sum));
            case Primitive.Max op -> List.of(reduce(s, op.from(), op.to(), Reductions::max));
            case Primitive.MatMul op -> List.of(ScalarDense.matMul(op, s));
            case Primitive.Random op -> List.of(ScalarRandom.field(op, s));
            case Primitive.Median op -> List.of(median(s));
            case Primitive.Elementwise op -> throw planned(op);
            case Primitive.Broadcast op -> throw planned(op);
            case Primitive.Reshape op -> throw planned(op);
            case Primitive.StopGradient op -> throw planned(op);
            case Primitive.ReverseGradient op -> throw planned(op);
        };
    }

    static int scratch(Primitive p, List<Shape> in) {
        return p instanceof Primitive.Median ? medianScratch(in.getFirst()) : 0;
    }

    private static IllegalStateException planned(Primitive op) {
        return new IllegalStateException(op.label() + ": the planner turns it into a chain or a view");
    }

    static int chainScratch(Chain c) {
        int parts = (c.shape().size() + CHAIN_PART - 1) / CHAIN_PART;
        return parts * (c.access().size() + c.code().size());
    }

    static Task chain(Bound s) {
        ChainProgram program = ChainProgram.of(s.step());
        int[] numbers = program.numbers();
        float[] settings = program.settings();
        int rank = program.extents().length;
        int operands = program.strides().length;
        int instructions = program.chain().code().size();
        int results = program.chain().results().size();
        float[] variables = s.variables();
        float[] work = s.work();
        Ref room = s.scratch();
        int registers = program.registers();
        return Task.range(program.chain().shape().size(), CHAIN_PART, (from, to, worker) -> {
            int registersAt = room.at() + from / CHAIN_PART * registers;
            for (int i = from; i < to; i++) {
                Chains.element(i, rank, operands, instructions, results, numbers, settings, variables, work, room.data(), registersAt);
            }
        });
    }

    /// A strided copy of operand `k`.
    public static Task copy(Bound s, StridedCopy c, int k) {
        Ref x = s.in(k);
        Ref y = s.out(0);
        return Task.items(c.rows(), c.n(), (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                Copies.row(row, c.rank(), c.outer(), x.data(), x.at() + c.sourceStart(), c.sourceInner(), y.data(), y.at()
                    + c.targetStart(),
                    c.targetInner(), c.n());
            }
        });
    }

    /// Zeros.
    public static Task fill(Ref y, int n) {
        return Task.range(n, Task.GRAIN, (from, to, worker) -> Copies.fill(y.data(), y.at() + from, to - from, 0));
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

    private static Task sumRows(Bound s, int axis, SourceLists lists) {
        Shape in = s.inShape(0);
        int outer = in.count(0, axis);
        int n = in.count(axis + 1, in.rank());
        int sources = in.dim(axis);
        int targets = s.outShape(0).dim(axis);
        Ref x = s.in(0);
        Ref y = s.out(0);
        return Task.items(outer * targets, n, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                int o = item / targets;
                Copies.sumRows(item % targets, lists.start(), lists.list(), x.data(), x.at() + o * sources * n, y.data(),
                    y.at() + o * targets * n, n);
            }
        });
    }

    private static Task gather(Bound s) {
        Ref table = s.in(0);
        Ref index = s.in(1);
        Ref y = s.out(0);
        int rows = s.inShape(0).dim(0);
        int n = s.inShape(0).dim(1);
        return Task.items(s.inShape(1).size(), n, (from, to, worker) -> {
            for (int r = from; r < to; r++) {
                Copies.gather(r, table.data(), table.at(), rows, index.data(), index.at(), y.data(), y.at(), n);
            }
        });
    }

    private static Task scatterAdd(Bound s) {
        Ref x = s.in(0);
        Ref index = s.in(1);
        Ref y = s.out(0);
        int count = s.inShape(1).size();
        int rows = s.outShape(0).dim(0);
        int n = s.outShape(0).dim(1);
        return Task.items(n, count + rows, (from, to, worker) -> {
            for (int j = from; j < to; j++) {
                Copies.scatterAdd(j, x.data(), x.at(), count, index.data(), index.at(), y.data(), y.at(), rows, n);
            }
        });
    }

    @FunctionalInterface
    private interface Reduction {
        void run(int item, float[] x, int xo, float[] y, int yo, int n, int inner);
    }

    private static Task reduce(Bound s, int from, int to, Reduction body) {
        Shape in = s.inShape(0);
        int n = in.count(from, to);
        int inner = in.count(to, in.rank());
        Ref x = s.in(0);
        Ref y = s.out(0);
        return Task.items(in.count(0, from) * inner, n, (first, last, worker) -> {
            for (int item = first; item < last; item++) {
                body.run(item, x.data(), x.at(), y.data(), y.at(), n, inner);
            }
        });
    }

    /// Rows of one part of a median; a part has room for one row.
    private static int medianRows(int n) {
        return Math.max(1, Task.GRAIN / Math.max(1, n));
    }

    static int medianScratch(Shape x) {
        int rows = medianRows(x.last());
        return (x.rows() + rows - 1) / rows * x.last();
    }

    private static Task median(Bound s) {
        int n = s.inShape(0).last();
        int grain = medianRows(n);
        Ref x = s.in(0);
        Ref y = s.out(0);
        Ref room = s.scratch();
        return Task.range(s.inShape(0).rows(), grain, (from, to, worker) -> {
            int roomAt = room.at() + from / grain * n;
            for (int row = from; row < to; row++) {
                Medians.row(row, x.data(), x.at(), y.data(), y.at(), n, room.data(), roomAt);
            }
        });
    }
}

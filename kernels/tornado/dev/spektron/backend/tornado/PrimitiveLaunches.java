package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.ChainProgram;
import dev.spektron.backend.cpu.Factors;
import dev.spektron.backend.cpu.SourceLists;
import dev.spektron.backend.cpu.StridedCopy;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Primitive;
import dev.spektron.kernels.MatMuls;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// Kernels of the primitives.
final class PrimitiveLaunches {
    private PrimitiveLaunches() {}

    static List<Launch> lower(Primitive p, Site s) {
        return switch (p) {
            case Primitive.Permute op -> List.of(copy(s, StridedCopy.permute(op, s.inShape(0))));
            case Primitive.Slice op -> List.of(copy(s, StridedCopy.slice(op, s.inShape(0), s.outShape(0))));
            case Primitive.Place op -> List.of(assemble(s, op.axis(),
                new int[] {op.from(), op.step(), s.inShape(0).dim(op.axis()), s.in(0)}));
            case Primitive.Concat op -> List.of(concat(op, s));
            case Primitive.Take op -> List.of(sumRows(s, op.axis(), SourceLists.taking(op.index())));
            case Primitive.PutAdd op -> List.of(sumRows(s, op.axis(), SourceLists.of(op.index(), op.extent())));
            case Primitive.Gather op -> List.of(gather(s));
            case Primitive.ScatterAdd op -> List.of(scatterAdd(s));
            case Primitive.Sum op -> sum(s, op.from(), op.to());
            case Primitive.Max op -> max(s, op.from(), op.to());
            case Primitive.MatMul op -> product(s, Factors.of(op, s.inShape(0), s.inShape(1)), s.out(0));
            case Primitive.Random op -> List.of(RandomLaunches.field(op, s));
            case Primitive.Median op -> List.of(median(s));
            case Primitive.Elementwise op -> throw planned(op);
            case Primitive.Broadcast op -> throw planned(op);
            case Primitive.Reshape op -> throw planned(op);
            case Primitive.StopGradient op -> throw planned(op);
            case Primitive.ReverseGradient op -> throw planned(op);
        };
    }

    private static IllegalStateException planned(Primitive op) {
        return new IllegalStateException(op.label() + ": the planner turns it into a chain or a view");
    }

    static int scratch(Primitive p, List<Shape> in, Tuning tuning) {
        return switch (p) {
            case Primitive.Median op -> Launch.lanes(in.getFirst().rows()) * in.getFirst().last();
            case Primitive.MatMul op -> Tiling.scratch(tuning, Factors.of(op, in.get(0), in.get(1)));
            case Primitive.Sum op -> lineScratch(tuning, in.getFirst(), op.from(), op.to());
            case Primitive.Max op -> lineScratch(tuning, in.getFirst(), op.from(), op.to());
            default -> 0;
        };
    }

    private static int lineScratch(Tuning tuning, Shape in, int from, int to) {
        return LineGroups.scratch(tuning, in.count(0, from), in.count(from, to), in.count(to, in.rank()));
    }

    static Launch chain(Site s) {
        Chain chain = (Chain) s.step().op();
        int[] places = IntStream.concat(IntStream.range(0, s.operands()).map(s::in),
            IntStream.range(0, s.step().out().size()).map(s::out)).toArray();
        float[] settings = Launch.table(ChainProgram.of(s.step()).settings());
        int n = chain.shape().size();
        var kernel = CompiledChains.of(chain);
        return Launch.of("kChain", (g, id) -> g.task(id, kernel, s.memory(), places, settings, n, Launch.padded(n)), places, settings);
    }

    /// A strided copy.
    private static Launch copy(Site s, StridedCopy c) {
        int[] outer = Launch.table(c.outer());
        int items = c.rows() * c.n();
        int x = s.in(0) + c.sourceStart();
        int y = s.out(0) + c.targetStart();
        return Launch.of("kCopy", (g, id) -> g.task(id, PrimitiveKernels::kCopy, s.memory(), outer, c.rank(), x, c.sourceInner(), y,
            c.targetInner(), c.n(), items, Launch.padded(items)), outer);
    }

    /// Zeros.
    static Launch fill(Site s, int y, int n) {
        return Launch.of("kFill", (g, id) -> g.task(id, PrimitiveKernels::kFill, s.memory(), y, n, Launch.padded(n)));
    }

    private static Launch concat(Primitive.Concat op, Site s) {
        int[] pieces = new int[4 * s.operands()];
        int at = 0;
        for (int k = 0; k < s.operands(); k++) {
            int n = s.inShape(k).dim(op.axis());
            System.arraycopy(new int[] {at, 1, n, s.in(k)}, 0, pieces, 4 * k, 4);
            at += n;
        }
        return assemble(s, op.axis(), pieces);
    }

    /// The result from pieces along an axis, as `Copies.assemble` wants them.
    private static Launch assemble(Site s, int axis, int[] pieces) {
        Shape y = s.outShape(0);
        int inner = y.count(axis + 1, y.rank());
        return Launch.of("kAssemble", (g, id) -> g.task(id, PrimitiveKernels::kAssemble, s.memory(), pieces, pieces.length / 4, s.out(0),
            y.dim(axis), inner, y.size(), Launch.padded(y.size())), pieces);
    }

    private static Launch sumRows(Site s, int axis, SourceLists lists) {
        Shape in = s.inShape(0);
        int n = in.count(axis + 1, in.rank());
        int sources = in.dim(axis);
        int targets = s.outShape(0).dim(axis);
        int items = in.count(0, axis) * targets;
        int[] start = Launch.table(lists.start());
        int[] list = Launch.table(lists.list());
        return Launch.of("kSumRows", (g, id) -> g.task(id, PrimitiveKernels::kSumRows, s.memory(), start, list, s.in(0), s.out(0), sources,
            targets, n, items, Launch.padded(items)), start, list);
    }

    private static Launch gather(Site s) {
        Shape table = s.inShape(0);
        int items = s.inShape(1).size();
        return Launch.of("kGatherRows", (g, id) -> g.task(id, PrimitiveKernels::kGatherRows, s.memory(), s.in(0), table.dim(0), s.in(1),
            s.out(0), table.dim(1), items, Launch.padded(items)));
    }

    private static Launch scatterAdd(Site s) {
        int count = s.inShape(1).size();
        int rows = s.outShape(0).dim(0);
        int n = s.outShape(0).dim(1);
        return Launch.of("kScatterAdd", (g, id) -> g.task(id, PrimitiveKernels::kScatterAdd, s.memory(), s.in(0), count, s.in(1), s.out(0),
            rows, n, n, Launch.padded(n)));
    }

    private static List<Launch> sum(Site s, int from, int to) {
        Shape in = s.inShape(0);
        int outer = in.count(0, from);
        int n = in.count(from, to);
        int inner = in.count(to, in.rank());
        return LineGroups.takes(s.tuning(), outer, n, inner) ? LineLaunches.sum(s, outer, n, inner)
            : List.of(sum(s, s.in(0), outer, n, inner, s.out(0)));
    }

    /// y (`outer`, `inner`) = sum over the middle axis of x (`outer`, `n`, `inner`).
    static Launch sum(Site s, int x, int outer, int n, int inner, int y) {
        if (LineGroups.takes(s.tuning(), outer, n, inner)) {
            return LineLaunches.sum(s, x, outer, n, inner, y, 0);
        }
        return simpleSum(s, x, outer, n, inner, y);
    }

    /// The same with an item for each result, which adds up one number after another.
    static Launch simpleSum(Site s, int x, int outer, int n, int inner, int y) {
        int items = outer * inner;
        return Launch.of("kSum", (g, id) -> g.task(id, PrimitiveKernels::kSum, s.memory(), x, y, n, inner, items, Launch.padded(items)));
    }

    private static List<Launch> max(Site s, int from, int to) {
        Shape in = s.inShape(0);
        int outer = in.count(0, from);
        int n = in.count(from, to);
        int inner = in.count(to, in.rank());
        if (LineGroups.takes(s.tuning(), outer, n, inner)) {
            return LineLaunches.max(s, outer, n, inner);
        }
        int items = outer * inner;
        return List.of(Launch.of("kMax", (g, id) -> g.task(id, PrimitiveKernels::kMax, s.memory(), s.in(0), s.out(0), n, inner, items,
            Launch.padded(items))));
    }

    /// A product of the first two operands.
    static List<Launch> product(Site s, Factors f, int c) {
        Tiling tiling = Tiling.of(s.tuning(), f);
        return tiling == null ? List.of(simpleProduct(s, f, c)) : TileLaunches.product(s, f, tiling, c);
    }

    private static Launch simpleProduct(Site s, Factors f, int c) {
        int tiles = MatMuls.tiles(f.m(), f.n());
        int items = f.batch() * tiles;
        return Launch.of("kMatMul", (g, id) -> g.task(id, PrimitiveKernels::kMatMul, s.memory(), s.in(0), f.batchA(), f.rowStrideA(),
            f.innerStrideA(), s.in(1), f.batchB(), f.innerStrideB(), f.columnStrideB(), c, f.m(), f.n(), f.k(), tiles, items,
            Launch.padded(items)));
    }

    private static Launch median(Site s) {
        int rows = s.inShape(0).rows();
        return Launch.of("kMedian", (g, id) -> g.task(id, PrimitiveKernels::kMedian, s.memory(), s.in(0), s.out(0), s.inShape(0).last(),
            s.scratch(), rows, Launch.lanes(rows)));
    }
}

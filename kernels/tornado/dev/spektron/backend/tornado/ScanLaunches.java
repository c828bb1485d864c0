package dev.spektron.backend.tornado;

import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.kernels.DiagonalScans;
import dev.spektron.kernels.OscillatoryScans;
import dev.spektron.kernels.SelectiveScans;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels of recurrences. Gradients that samples, channels or steps share are summed in two kernels: shares into the scratch, then the
/// shares in a fixed order.
final class ScanLaunches {
    private ScanLaunches() {}

    static List<Launch> selective(SelectiveScan op, Site s) {
        if (SelectiveLaunches.takes(s.tuning(), s.inShapes())) {
            return SelectiveLaunches.forward(op.exact(), s);
        }
        Shape u = s.inShape(0);
        int items = u.dim(0) * u.dim(2);
        return List.of(Launch.of("kSelective", (g, id) -> g.task(id, ScanKernels::kSelective, s.memory(), s.in(0), s.in(1), s.in(2),
            s.in(3), s.in(4), s.in(5), s.out(0), u.dim(1), u.dim(2), s.inShape(2).dim(1), op.exact() ? 1 : 0, items,
            Launch.padded(items))));
    }

    static int selectiveScratch(List<Shape> in, Tuning tuning) {
        return SelectiveLaunches.takes(tuning, in) ? SelectiveLaunches.scratch(tuning, in) : 0;
    }

    private static int groups(int channels) {
        return (channels + SelectiveScans.GROUP - 1) / SelectiveScans.GROUP;
    }

    static List<Launch> selectiveGrad(SelectiveScan.Grad op, Site s) {
        if (SelectiveLaunches.takesGrad(s.tuning(), s.inShapes())) {
            return SelectiveLaunches.grad(op.exact(), s);
        }
        Shape u = s.inShape(0);
        int batch = u.dim(0);
        int l = u.dim(1);
        int channels = u.dim(2);
        int n = s.inShape(2).dim(1);
        int exact = op.exact() ? 1 : 0;
        int groups = groups(channels);
        int shareA = s.scratch();
        int shareD = shareA + batch * channels * n;
        int shareB = shareD + batch * channels;
        int shareC = shareB + batch * groups * l * n;
        int room = shareC + batch * groups * l * n;
        int items = batch * channels;
        int shared = batch * groups * n;
        return List.of(
            Launch.of("kSelectiveGrad", (g, id) -> g.task(id, ScanKernels::kSelectiveGrad, s.memory(), s.in(0), s.in(1), s.in(2), s.in(3),
                s.in(4), s.in(5), s.in(6), s.out(0), s.out(1), shareA, shareD, room, l, channels, n, exact, items, Launch.lanes(items))),
            Launch.of("kSelectiveSharedGrad", (g, id) -> g.task(id, ScanKernels::kSelectiveSharedGrad, s.memory(), s.in(0), s.in(1),
                s.in(2), s.in(3), s.in(4), s.in(6), shareB, shareC, room, l, channels, n, exact, groups, shared, Launch.lanes(shared))),
            PrimitiveLaunches.sum(s, shareA, 1, batch, channels * n, s.out(2)),
            PrimitiveLaunches.sum(s, shareB, batch, groups, l * n, s.out(3)),
            PrimitiveLaunches.sum(s, shareC, batch, groups, l * n, s.out(4)),
            PrimitiveLaunches.sum(s, shareD, 1, batch, channels, s.out(5)));
    }

    static int selectiveGradScratch(List<Shape> in, Tuning tuning) {
        if (SelectiveLaunches.takesGrad(tuning, in)) {
            return SelectiveLaunches.gradScratch(tuning, in);
        }
        int batch = in.getFirst().dim(0);
        int l = in.getFirst().dim(1);
        int channels = in.getFirst().dim(2);
        int n = in.get(2).dim(1);
        int groups = groups(channels);
        int lanes = Math.max(Launch.lanes(batch * channels), Launch.lanes(batch * groups * n));
        return batch * channels * (n + 1) + 2 * batch * groups * l * n + lanes * SelectiveScans.workspace(l);
    }

    static List<Launch> oscillatory(Site s) {
        if (OscillatoryLaunches.takes(s.tuning(), s.inShape(0))) {
            return OscillatoryLaunches.forward(s);
        }
        Shape u = s.inShape(0);
        int items = u.dim(0) * u.dim(2);
        return List.of(Launch.of("kOscillatory", (g, id) -> g.task(id, ScanKernels::kOscillatory, s.memory(), s.in(0), s.in(1), s.out(0),
            u.dim(1), u.dim(2) / 2, items, Launch.padded(items))));
    }

    static int oscillatoryScratch(List<Shape> in, Tuning tuning) {
        return OscillatoryLaunches.takes(tuning, in.getFirst()) ? OscillatoryLaunches.scratch(tuning, in.getFirst()) : 0;
    }

    static List<Launch> oscillatoryGrad(Site s) {
        if (OscillatoryLaunches.takesGrad(s.tuning(), s.inShape(0))) {
            return OscillatoryLaunches.grad(s);
        }
        Shape u = s.inShape(0);
        int batch = u.dim(0);
        int p = u.dim(2) / 2;
        int share = s.scratch();
        int room = share + 12 * batch * p;
        int items = 2 * batch * p;
        return List.of(
            Launch.of("kOscillatoryGrad", (g, id) -> g.task(id, ScanKernels::kOscillatoryGrad, s.memory(), s.in(0), s.in(1), s.in(2),
                s.out(0), share, room, u.dim(1), p, items, Launch.lanes(items))),
            PrimitiveLaunches.sum(s, share, 1, 2 * batch, 6 * p, s.out(1)));
    }

    static int oscillatoryGradScratch(List<Shape> in, Tuning tuning) {
        Shape u = in.getFirst();
        if (OscillatoryLaunches.takesGrad(tuning, u)) {
            return OscillatoryLaunches.gradScratch(tuning, u);
        }
        int items = u.dim(0) * u.dim(2);
        return 6 * items + Launch.lanes(items) * OscillatoryScans.workspace(u.dim(1));
    }

    static List<Launch> diagonal(Site s) {
        if (DiagonalLaunches.takes(s.tuning(), s.inShape(0), s.inShape(1))) {
            return DiagonalLaunches.forward(s);
        }
        Shape u = s.inShape(0);
        int items = u.dim(0) * u.dim(2);
        return List.of(Launch.of("kDiagonal", (g, id) -> g.task(id, ScanKernels::kDiagonal, s.memory(), s.in(0), s.in(1), s.in(2), s.out(0),
            u.dim(1), u.dim(2), s.inShape(1).dim(2), items, Launch.padded(items))));
    }

    static int diagonalScratch(List<Shape> in, Tuning tuning) {
        return DiagonalLaunches.takes(tuning, in.get(0), in.get(1)) ? DiagonalLaunches.scratch(tuning, in.get(0), in.get(1)) : 0;
    }

    static List<Launch> diagonalGrad(Site s) {
        if (DiagonalLaunches.takesGrad(s.tuning(), s.inShape(0), s.inShape(1))) {
            return DiagonalLaunches.grad(s);
        }
        Shape u = s.inShape(0);
        int batch = u.dim(0);
        int channels = u.dim(2);
        int n = s.inShape(1).dim(2);
        int shares = 2 * batch * channels * n;
        int shareA = s.scratch();
        int shareW = shareA + shares;
        int room = shareW + shares;
        int items = batch * channels;
        return List.of(
            Launch.of("kDiagonalGrad", (g, id) -> g.task(id, ScanKernels::kDiagonalGrad, s.memory(), s.in(0), s.in(1), s.in(2), s.in(3),
                s.out(0), shareA, shareW, room, u.dim(1), channels, n, items, Launch.lanes(items))),
            PrimitiveLaunches.sum(s, shareA, 1, batch, 2 * channels * n, s.out(1)),
            PrimitiveLaunches.sum(s, shareW, 1, batch, 2 * channels * n, s.out(2)));
    }

    static int diagonalGradScratch(List<Shape> in, Tuning tuning) {
        Shape u = in.getFirst();
        if (DiagonalLaunches.takesGrad(tuning, u, in.get(1))) {
            return DiagonalLaunches.gradScratch(tuning, u, in.get(1));
        }
        int items = u.dim(0) * u.dim(2);
        return 4 * items * in.get(1).dim(2) + Launch.lanes(items) * DiagonalScans.workspace(u.dim(1));
    }
}

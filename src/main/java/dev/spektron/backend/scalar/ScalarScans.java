package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.kernels.DiagonalScans;
import dev.spektron.kernels.OscillatoryScans;
import dev.spektron.kernels.Reductions;
import dev.spektron.kernels.SelectiveScans;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of recurrences. Gradients that samples, channels or steps share are summed in two tasks: shares into the scratch,
/// then the shares in a fixed order.
public final class ScalarScans {
    /// Parts of a backward loop, each with a workspace of its own in the scratch.
    private static final int PARTS = 64;

    private ScalarScans() {}

    private static int grain(int items) {
        return Math.max(1, (items + PARTS - 1) / PARTS);
    }

    /// y = sum over the `n` rows of `width` elements that lie one after another in x.
    public static Task sumRows(Ref x, int n, int width, Ref y) {
        return Task.items(width, n, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Reductions.sum(i, x.data(), x.at(), y.data(), y.at(), n, width);
            }
        });
    }

    private static Ref behind(Ref r, int elements) {
        return new Ref(r.data(), r.at() + elements);
    }

    static List<Task> selective(SelectiveScan op, Bound s) {
        Shape shape = s.inShape(0);
        int l = shape.dim(1);
        int channels = shape.dim(2);
        int n = s.inShape(2).dim(1);
        int exact = op.exact() ? 1 : 0;
        Ref u = s.in(0);
        Ref dt = s.in(1);
        Ref a = s.in(2);
        Ref b = s.in(3);
        Ref c = s.in(4);
        Ref d = s.in(5);
        Ref y = s.out(0);
        return List.of(Task.items(shape.dim(0) * channels, 16 * l * n, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                SelectiveScans.forward(item, u.data(), u.at(), dt.data(), dt.at(), a.data(), a.at(), b.data(), b.at(), c.data(), c.at(),
                    d.data(), d.at(), y.data(), y.at(), l, channels, n, exact);
            }
        }));
    }

    static int selectiveScratch(List<Shape> in) {
        return 0;
    }

    static List<Task> selectiveGrad(SelectiveScan.Grad op, Bound s) {
        Shape shape = s.inShape(0);
        int batch = shape.dim(0);
        int l = shape.dim(1);
        int channels = shape.dim(2);
        int n = s.inShape(2).dim(1);
        int exact = op.exact() ? 1 : 0;
        int groups = groups(channels);
        Ref u = s.in(0);
        Ref dt = s.in(1);
        Ref a = s.in(2);
        Ref b = s.in(3);
        Ref c = s.in(4);
        Ref d = s.in(5);
        Ref dy = s.in(6);
        Ref du = s.out(0);
        Ref ddt = s.out(1);
        Ref shareA = s.scratch();
        Ref shareD = behind(shareA, batch * channels * n);
        Ref shareB = behind(shareD, batch * channels);
        Ref shareC = behind(shareB, batch * groups * l * n);
        Ref room = behind(shareC, batch * groups * l * n);
        int workspace = SelectiveScans.workspace(l);
        int items = batch * channels;
        int grain = grain(items);
        Task own = Task.range(items, grain, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                SelectiveScans.channelGrad(item, u.data(), u.at(), dt.data(), dt.at(), a.data(), a.at(), b.data(), b.at(), c.data(),
                    c.at(), d.data(), d.at(), dy.data(), dy.at(), du.data(), du.at(), ddt.data(), ddt.at(), shareA.data(), shareA.at(),
                    shareD.data(), shareD.at(), room.data(), room.at() + from / grain * workspace, l, channels, n, exact);
            }
        });
        int sharedItems = batch * groups * n;
        int sharedGrain = grain(sharedItems);
        Task shared = Task.range(sharedItems, sharedGrain, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                SelectiveScans.sharedGrad(item, u.data(), u.at(), dt.data(), dt.at(), a.data(), a.at(), b.data(), b.at(), c.data(), c.at(),
                    dy.data(), dy.at(), shareB.data(), shareB.at(), shareC.data(), shareC.at(), room.data(),
                    room.at() + from / sharedGrain * workspace, l, channels, n, exact, groups, SelectiveScans.GROUP);
            }
        });
        return List.of(own, shared, sumRows(shareA, batch, channels * n, s.out(2)), sumGroups(shareB, batch, groups, l * n, s.out(3)),
            sumGroups(shareC, batch, groups, l * n, s.out(4)), sumRows(shareD, batch, channels, s.out(5)));
    }

    private static int groups(int channels) {
        return (channels + SelectiveScans.GROUP - 1) / SelectiveScans.GROUP;
    }

    /// y (`outer`, `width`) = sum over the middle axis of x (`outer`, `n`, `width`).
    public static Task sumGroups(Ref x, int outer, int n, int width, Ref y) {
        return Task.items(outer * width, n, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Reductions.sum(i, x.data(), x.at(), y.data(), y.at(), n, width);
            }
        });
    }

    static int selectiveGradScratch(List<Shape> in) {
        int batch = in.getFirst().dim(0);
        int l = in.getFirst().dim(1);
        int channels = in.getFirst().dim(2);
        int n = in.get(2).dim(1);
        return batch * channels * (n + 1) + 2 * batch * groups(channels) * l * n + PARTS * SelectiveScans.workspace(l);
    }

    static List<Task> oscillatory(Bound s) {
        Shape shape = s.inShape(0);
        int l = shape.dim(1);
        int p = shape.dim(2) / 2;
        Ref u = s.in(0);
        Ref m = s.in(1);
        Ref x = s.out(0);
        return List.of(Task.items(shape.dim(0) * 2 * p, 4 * l, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                OscillatoryScans.forward(item, u.data(), u.at(), m.data(), m.at(), x.data(), x.at(), l, p);
            }
        }));
    }

    static int oscillatoryScratch(List<Shape> in) {
        return 0;
    }

    static List<Task> oscillatoryGrad(Bound s) {
        Shape shape = s.inShape(0);
        int batch = shape.dim(0);
        int l = shape.dim(1);
        int p = shape.dim(2) / 2;
        Ref u = s.in(0);
        Ref m = s.in(1);
        Ref dx = s.in(2);
        Ref du = s.out(0);
        Ref share = s.scratch();
        Ref room = behind(share, 12 * batch * p);
        int workspace = OscillatoryScans.workspace(l);
        int items = 2 * batch * p;
        int grain = grain(items);
        Task own = Task.range(items, grain, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                OscillatoryScans.grad(item, u.data(), u.at(), m.data(), m.at(), dx.data(), dx.at(), du.data(), du.at(), share.data(),
                    share.at(), room.data(), room.at() + from / grain * workspace, l, p);
            }
        });
        return List.of(own, sumRows(share, 2 * batch, 6 * p, s.out(1)));
    }

    static int oscillatoryGradScratch(List<Shape> in) {
        return 6 * in.getFirst().dim(0) * in.getFirst().dim(2) + PARTS * OscillatoryScans.workspace(in.getFirst().dim(1));
    }

    static List<Task> diagonal(Bound s) {
        Shape shape = s.inShape(0);
        int l = shape.dim(1);
        int channels = shape.dim(2);
        int n = s.inShape(1).dim(2);
        Ref u = s.in(0);
        Ref a = s.in(1);
        Ref w = s.in(2);
        Ref y = s.out(0);
        return List.of(Task.items(shape.dim(0) * channels, 4 * l * n, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                DiagonalScans.forward(item, u.data(), u.at(), a.data(), a.at(), w.data(), w.at(), y.data(), y.at(), l, channels, n);
            }
        }));
    }

    static int diagonalScratch(List<Shape> in) {
        return 0;
    }

    static List<Task> diagonalGrad(Bound s) {
        Shape shape = s.inShape(0);
        int batch = shape.dim(0);
        int l = shape.dim(1);
        int channels = shape.dim(2);
        int n = s.inShape(1).dim(2);
        Ref u = s.in(0);
        Ref a = s.in(1);
        Ref w = s.in(2);
        Ref dy = s.in(3);
        Ref du = s.out(0);
        Ref shareA = s.scratch();
        Ref shareW = behind(shareA, 2 * batch * channels * n);
        Ref room = behind(shareW, 2 * batch * channels * n);
        int workspace = DiagonalScans.workspace(l);
        int items = batch * channels;
        int grain = grain(items);
        Task own = Task.range(items, grain, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                DiagonalScans.grad(item, u.data(), u.at(), a.data(), a.at(), w.data(), w.at(), dy.data(), dy.at(), du.data(), du.at(),
                    shareA.data(), shareA.at(), shareW.data(), shareW.at(), room.data(), room.at() + from / grain * workspace, l, channels,
                    n);
            }
        });
        return List.of(own, sumRows(shareA, batch, 2 * channels * n, s.out(1)), sumRows(shareW, batch, 2 * channels * n, s.out(2)));
    }

    static int diagonalGradScratch(List<Shape> in) {
        Shape u = in.getFirst();
        return 4 * u.dim(0) * u.dim(2) * in.get(1).dim(2) + PARTS * DiagonalScans.workspace(u.dim(1));
    }
}

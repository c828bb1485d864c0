package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Convolutions of all channels by all as matrix products. The windows of a convolution are rows of a matrix that exists only while it is
/// packed.
final class VectorConv1d {
    /// Numbers of partial weight gradients, one for each member of a batch, that may stand in scratch: 1 MB.
    private static final long MOST_PARTIAL = 1 << 18;
    /// Windows of a member from which its own weight gradient is worth while.
    private static final int MANY_WINDOWS = 512;

    private VectorConv1d() {}

    /// Extents of a convolution.
    private record Extents(Conv1d op, int batch, int length, int channels, int windows, int outputs, int kernel) {
        static Extents forward(Conv1d op, Shape x, Shape w) {
            return new Extents(op, x.dim(0), x.dim(1), x.dim(2), op.length(x.dim(1), w.dim(1)), w.dim(0), w.dim(1));
        }

        static Extents inputGrad(Conv1d.InputGrad op, Shape w, Shape dy) {
            return new Extents(op.conv(), dy.dim(0), op.length(), w.dim(2), dy.dim(1), w.dim(0), w.dim(1));
        }

        static Extents weightGrad(Conv1d.WeightGrad op, Shape x, Shape dy) {
            return new Extents(op.conv(), x.dim(0), x.dim(1), x.dim(2), dy.dim(1), dy.dim(2), op.kernel());
        }

        /// Numbers of a window, and of the weight of one output.
        int span() {
            return kernel * channels;
        }

        Windows windowsOf(Ref x) {
            int dilation = kernel == 1 ? 1 : op.dilation();
            return new Windows(x.data(), x.at(), length, channels, windows, op.stride(), -op.padLeft(), dilation, kernel);
        }
    }

    static List<Task> forward(Conv1d op, Bound s) {
        Extents e = Extents.forward(op, s.inShape(0), s.inShape(1));
        Ref w = s.in(1);
        Ref y = s.out(0);
        Gemm.Target target = new Gemm.Target(y.data(), y.at(), 0, e.outputs, op.bias() ? s.in(2) : null, null);
        return Gemm.tasks(forwardBlocks(e), new GemmFactors.LeftWindows(e.windowsOf(s.in(0))),
            new GemmFactors.RightColumns(w.data(), w.at(), 0, e.span()), target, s.scratch());
    }

    static int scratch(Conv1d op, List<Shape> in) {
        return forwardBlocks(Extents.forward(op, in.get(0), in.get(1))).scratch();
    }

    private static GemmBlocks forwardBlocks(Extents e) {
        return GemmBlocks.of(1, e.batch * e.windows, e.outputs, e.span(), false, false);
    }

    /// dW = dy^T windows, for all members at once, or for each by itself and added up: with long members and small weights that reads dy
    /// from front to back.
    static List<Task> weightGrad(Conv1d.WeightGrad op, Bound s) {
        Extents e = Extents.weightGrad(op, s.inShape(0), s.inShape(1));
        Ref dy = s.in(1);
        Ref dw = s.out(0);
        Ref room = s.scratch();
        int size = s.outShape(0).size();
        GemmFactors.Left left = new GemmFactors.LeftColumns(dy.data(), dy.at(), e.windows * e.outputs, e.outputs);
        GemmFactors.Right right = new GemmFactors.RightWindows(e.windowsOf(s.in(0)));
        if (!byMembers(e)) {
            return Gemm.tasks(weightBlocks(e), left, right, new Gemm.Target(dw, 0, e.span()), room);
        }
        Ref behind = new Ref(room.data(), room.at() + e.batch * size);
        List<Task> tasks = new ArrayList<>(Gemm.tasks(weightBlocks(e), left, right, new Gemm.Target(room, size, e.span()), behind));
        tasks.add(Task.items(size, e.batch, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                float sum = 0;
                for (int b = 0; b < e.batch; b++) {
                    sum += room.data()[room.at() + b * size + i];
                }
                dw.data()[dw.at() + i] = sum;
            }
        }));
        return tasks;
    }

    static int weightGradScratch(Conv1d.WeightGrad op, List<Shape> in) {
        Extents e = Extents.weightGrad(op, in.get(0), in.get(1));
        return weightBlocks(e).scratch() + (byMembers(e) ? e.batch * e.outputs * e.span() : 0);
    }

    private static boolean byMembers(Extents e) {
        return e.batch > 1 && e.windows >= MANY_WINDOWS && (long) e.batch * e.outputs * e.span() <= MOST_PARTIAL;
    }

    private static GemmBlocks weightBlocks(Extents e) {
        return byMembers(e) ? GemmBlocks.of(e.batch, e.outputs, e.span(), e.windows, true, false)
            : GemmBlocks.of(1, e.outputs, e.span(), e.batch * e.windows, true, false);
    }

    static List<Task> inputGrad(Conv1d.InputGrad op, Bound s) {
        Extents e = Extents.inputGrad(op, s.inShape(0), s.inShape(1));
        return isNarrow(e) ? byWindows(e, s) : byTaps(e, s);
    }

    static int inputGradScratch(Conv1d.InputGrad op, List<Shape> in) {
        Extents e = Extents.inputGrad(op, in.get(0), in.get(1));
        if (isNarrow(e)) {
            return e.batch * e.windows * e.span() + windowBlocks(e).scratch();
        }
        int most = 0;
        for (int r = 0; r < Math.min(e.op.stride(), e.length); r++) {
            most = Math.max(most, new Phase(e, r).blocks().scratch());
        }
        return most;
    }

    /// True if the channels fill no vector.
    private static boolean isNarrow(Extents e) {
        return e.channels < Lanes.N && e.kernel > 1;
    }

    private static GemmBlocks windowBlocks(Extents e) {
        return GemmBlocks.of(1, e.batch * e.windows, e.span(), e.outputs, false, true);
    }

    /// Gradients of all windows, dy W, in scratch; then every number of x adds up what its windows say.
    private static List<Task> byWindows(Extents e, Bound s) {
        Ref w = s.in(0);
        Ref dy = s.in(1);
        Ref dx = s.out(0);
        Ref room = s.scratch();
        Ref behind = new Ref(room.data(), room.at() + e.batch * e.windows * e.span());
        List<Task> tasks = new ArrayList<>(Gemm.tasks(windowBlocks(e), new GemmFactors.LeftRows(dy.data(), dy.at(), 0, e.outputs),
            new GemmFactors.RightRows(w.data(), w.at(), 0, e.span()), new Gemm.Target(room, 0, e.span()), behind));
        tasks.add(Task.items(e.batch * e.length, e.span(), (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                addWindows(e, row, room.data(), room.at(), dx.data(), dx.at());
            }
        }));
        return tasks;
    }

    private static void addWindows(Extents e, int row, float[] g, int go, float[] dx, int dxo) {
        int channels = e.channels;
        int stride = e.op.stride();
        int dilation = e.op.dilation();
        int to = dxo + row * channels;
        for (int i = 0; i < channels; i++) {
            dx[to + i] = 0;
        }
        // The first tap that meets this place at all, then every `step`-th one, a window further to the front each time.
        int at = row % e.length + e.op.padLeft();
        int tap = 0;
        while (tap < e.kernel && at % stride != 0) {
            at -= dilation;
            tap++;
        }
        int common = gcd(stride, dilation);
        int step = stride / common;
        int window = row / e.length * e.windows;
        int t = at / stride;
        for (int j = tap; j < e.kernel; j += step) {
            if (t >= 0 && t < e.windows) {
                int from = go + ((window + t) * e.kernel + j) * channels;
                for (int i = 0; i < channels; i++) {
                    dx[to + i] += g[from + i];
                }
            }
            t -= dilation / common;
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The places l = phase + q stride of x. They meet every `step`-th tap only, from tap `last` down to the first: window t = q + shift +
    /// i dilation meets l with tap `last` - i `step`. So their gradient is a convolution of dy without stride.
    private record Phase(Extents e, int phase, int step, int dilation, int last, int taps) {
        Phase(Extents e, int phase) {
            this(e, phase, e.op.stride() / gcd(e.op.stride(), e.op.dilation()), e.op.dilation() / gcd(e.op.stride(), e.op.dilation()),
                lastTap(e, phase));
        }

        private Phase(Extents e, int phase, int step, int dilation, int last) {
            this(e, phase, step, dilation, last, last < 0 ? 0 : last / step + 1);
        }

        /// The last tap that meets these places, -1 if none does.
        private static int lastTap(Extents e, int phase) {
            for (int j = e.kernel - 1; j >= 0; j--) {
                if ((phase + e.op.padLeft() - j * e.op.dilation()) % e.op.stride() == 0) {
                    return j;
                }
            }
            return -1;
        }

        int shift() {
            return (phase + e.op.padLeft() - last * e.op.dilation()) / e.op.stride();
        }

        /// Places of one member.
        int places() {
            return (e.length - phase + e.op.stride() - 1) / e.op.stride();
        }

        /// Without a stride the members are one after another in dx too.
        boolean isWhole() {
            return e.op.stride() == 1;
        }

        GemmBlocks blocks() {
            int members = isWhole() ? 1 : e.batch;
            return GemmBlocks.of(members, isWhole() ? e.batch * places() : places(), e.channels, taps * e.outputs, false, false);
        }
    }

    private static List<Task> byTaps(Extents e, Bound s) {
        Ref w = s.in(0);
        Ref dy = s.in(1);
        Ref dx = s.out(0);
        List<Task> tasks = new ArrayList<>();
        for (int r = 0; r < Math.min(e.op.stride(), e.length); r++) {
            Phase p = new Phase(e, r);
            Windows windows = new Windows(dy.data(), dy.at(), e.windows, e.outputs, p.places(), 1, p.taps == 0 ? 0 : p.shift(),
                p.taps == 1 ? 1 : p.dilation, p.taps);
            Gemm.Target target = new Gemm.Target(new Ref(dx.data(), dx.at() + r * e.channels), e.length * e.channels,
                e.op.stride() * e.channels);
            tasks.addAll(Gemm.tasks(p.blocks(), new GemmFactors.LeftWindows(windows),
                new GemmFactors.RightTaps(w.data(), w.at(), e.outputs, e.kernel, e.channels, p.last, p.step), target, s.scratch()));
        }
        return tasks;
    }
}

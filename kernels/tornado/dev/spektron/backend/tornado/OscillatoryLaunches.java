package dev.spektron.backend.tornado;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels of the recurrence of oscillators by chunks of time: ends of chunks, the states before them, the chunks.
///
/// @param s     the step
/// @param lines channels of all samples
/// @param l     steps of time
/// @param p     oscillators
/// @param steps those of a chunk
/// @param items chunks of all channels
record OscillatoryLaunches(Site s, int lines, int l, int p, int steps, int items) {
    private static OscillatoryLaunches of(Site s) {
        Shape u = s.inShape(0);
        return new OscillatoryLaunches(s, lines(u), u.dim(1), u.dim(2) / 2, steps(s.tuning(), u), items(s.tuning(), u));
    }

    private static int lines(Shape u) {
        return u.dim(0) * u.dim(2);
    }

    private static int steps(Tuning tuning, Shape u) {
        return Chunking.steps(tuning, lines(u), u.dim(1));
    }

    private static int items(Tuning tuning, Shape u) {
        return lines(u) * Chunking.chunks(tuning, lines(u), u.dim(1));
    }

    static boolean takes(Tuning tuning, Shape u) {
        return Chunking.takes(tuning, lines(u), u.dim(1), 1);
    }

    /// The same for the gradient, which walks twice through the states, then back through the adjoints.
    static boolean takesGrad(Tuning tuning, Shape u) {
        return Chunking.takes(tuning, lines(u), u.dim(1), 3);
    }

    static int scratch(Tuning tuning, Shape u) {
        return 2 * items(tuning, u);
    }

    static int gradScratch(Tuning tuning, Shape u) {
        int items = items(tuning, u);
        return Math.toIntExact(10L * items + 2L * steps(tuning, u) * Chunking.lanes(tuning, items));
    }

    static List<Launch> forward(Site s) {
        return of(s).forward();
    }

    static List<Launch> grad(Site s) {
        return of(s).grad();
    }

    private List<Launch> forward() {
        int h = s.scratch();
        return List.of(
            Launch.of("kOscillatoryEnds", (g, id) -> g.task(id, OscillatoryKernels::kOscillatoryEnds, s.memory(), s.in(0), s.in(1), h,
                steps, l, p, items, Launch.padded(items))),
            Launch.of("kOscillatoryCarry", (g, id) -> g.task(id, OscillatoryKernels::kOscillatoryCarry, s.memory(), s.in(1), h, steps,
                items / lines, p, lines, Launch.padded(lines))),
            Launch.of("kOscillatoryOutputs", (g, id) -> g.task(id, OscillatoryKernels::kOscillatoryOutputs, s.memory(), s.in(0), s.in(1),
                s.out(0), h, steps, l, p, items, Launch.padded(items))));
    }

    private List<Launch> grad() {
        int work = s.scratch();
        return List.of(
            Launch.of("kOscillatoryGradEnds", (g, id) -> g.task(id, OscillatoryKernels::kOscillatoryGradEnds, s.memory(), s.in(0), s.in(1),
                s.in(2), work, steps, l, p, items, Launch.padded(items))),
            Launch.of("kOscillatoryGradCarry", (g, id) -> g.task(id, OscillatoryKernels::kOscillatoryGradCarry, s.memory(), s.in(1), work,
                steps, items / lines, p, lines, Launch.padded(lines))),
            Launch.of("kOscillatoryChunkGrad", (g, id) -> g.task(id, OscillatoryKernels::kOscillatoryChunkGrad, s.memory(), s.in(0),
                s.in(1), s.in(2), s.out(0), work, steps, l, p, items, Chunking.lanes(s.tuning(), items))),
            PrimitiveLaunches.sum(s, work + 4 * items, 1, items / p, 6 * p, s.out(1)));
    }
}

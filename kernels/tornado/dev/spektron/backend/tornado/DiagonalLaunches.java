package dev.spektron.backend.tornado;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels of complex filters by chunks of time: the states before chunks, then the chunks.
///
/// @param lines    channels of all samples
/// @param l        steps of time
/// @param channels those of a sample
/// @param n        states of a channel
/// @param steps    those of a chunk
/// @param chunks   chunks of a channel
record DiagonalLaunches(int lines, int l, int channels, int n, int steps, int chunks) {
    private static DiagonalLaunches of(Tuning tuning, Shape u, Shape a) {
        int lines = u.dim(0) * u.dim(2);
        return new DiagonalLaunches(lines, u.dim(1), u.dim(2), a.dim(2), Chunking.steps(tuning, lines, u.dim(1)),
            Chunking.chunks(tuning, lines, u.dim(1)));
    }

    static boolean takes(Tuning tuning, Shape u, Shape a) {
        return Chunking.takes(tuning, u.dim(0) * u.dim(2), u.dim(1), a.dim(2));
    }

    /// The same for the gradient, which walks twice through the states, then back through the adjoints.
    static boolean takesGrad(Tuning tuning, Shape u, Shape a) {
        return Chunking.takes(tuning, u.dim(0) * u.dim(2), u.dim(1), 3 * a.dim(2));
    }

    static int scratch(Tuning tuning, Shape u, Shape a) {
        return Math.multiplyExact(2, of(tuning, u, a).states());
    }

    static int gradScratch(Tuning tuning, Shape u, Shape a) {
        DiagonalLaunches d = of(tuning, u, a);
        return Math.toIntExact(4L * d.states() + 2L * (d.steps + 2) * Chunking.lanes(tuning, d.items()) + 4L * d.channels * d.n);
    }

    static List<Launch> forward(Site s) {
        return of(s.tuning(), s.inShape(0), s.inShape(1)).outputs(s);
    }

    static List<Launch> grad(Site s) {
        return of(s.tuning(), s.inShape(0), s.inShape(1)).gradients(s);
    }

    /// Chunks of all channels.
    private int items() {
        return lines * chunks;
    }

    /// States before all of them.
    private int states() {
        return Math.multiplyExact(items(), n);
    }

    private List<Launch> outputs(Site s) {
        int h = s.scratch();
        return List.of(
            Launch.of("kDiagonalStates", (g, id) -> g.task(id, DiagonalKernels::kDiagonalStates, s.memory(), s.in(0), s.in(1), h, states(),
                steps, l, channels, n, lines * n, Launch.padded(lines * n))),
            Launch.of("kDiagonalOutputs", (g, id) -> g.task(id, DiagonalKernels::kDiagonalOutputs, s.memory(), s.in(0), s.in(1), s.in(2),
                s.out(0), h, states(), steps, l, channels, n, items(), Launch.padded(items()))));
    }

    private List<Launch> gradients(Site s) {
        int work = s.scratch();
        int lanes = Chunking.lanes(s.tuning(), items());
        int sums = work + 4 * states() + 2 * (steps + 2) * lanes;
        int inner = channels * n;
        return List.of(
            Launch.of("kDiagonalGradStates", (g, id) -> g.task(id, DiagonalKernels::kDiagonalGradStates, s.memory(), s.in(0), s.in(1),
                s.in(2), s.in(3), work, states(), steps, l, channels, n, lines * n, Launch.padded(lines * n))),
            Launch.of("kDiagonalChunkGrad", (g, id) -> g.task(id, DiagonalKernels::kDiagonalChunkGrad, s.memory(), s.in(0), s.in(1),
                s.in(2), s.in(3), s.out(0), work, states(), steps, l, channels, n, items(), lanes)),
            PrimitiveLaunches.sum(s, work, 4, lines / channels * chunks, inner, sums),
            Launch.of("kDiagonalTurn", (g, id) -> g.task(id, DiagonalKernels::kDiagonalTurn, s.memory(), sums, s.out(1), s.out(2), channels,
                n, 2 * inner, Launch.padded(2 * inner))));
    }
}

package dev.spektron.backend.tornado;

import dev.spektron.kernels.SelectiveScans;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Kernels of the selective recurrence by chunks of time: the states before chunks, then the chunks.
final class SelectiveLaunches {
    private final Site s;
    private final Cut cut;
    private final int exact;

    private SelectiveLaunches(Site s, boolean exact) {
        this.s = s;
        this.exact = exact ? 1 : 0;
        cut = Cut.of(s.tuning(), s.inShape(0), s.inShape(2));
    }

    /// Extents, and how time is cut.
    private record Cut(int batch, int l, int channels, int n, int steps, int chunks, boolean walks) {
        static Cut of(Tuning tuning, Shape u, Shape a) {
            int items = u.dim(0) * u.dim(2);
            return new Cut(u.dim(0), u.dim(1), u.dim(2), a.dim(1), Chunking.steps(tuning, items, u.dim(1)),
                Chunking.chunks(tuning, items, u.dim(1)), Chunking.walks(tuning, items * a.dim(1)));
        }

        /// Chunks of all channels.
        int items() {
            return batch * chunks * channels;
        }

        /// States before all of them.
        int states() {
            return Math.multiplyExact(items(), n);
        }

        /// States of all channels.
        int lines() {
            return batch * channels * n;
        }

        int groups() {
            return (channels + SelectiveScans.GROUP - 1) / SelectiveScans.GROUP;
        }

        /// Shares of dB, and as many of dC.
        int shared() {
            return Math.multiplyExact(batch * groups(), l * n);
        }

        int lanes(Tuning tuning) {
            return Chunking.lanes(tuning, items());
        }
    }

    static boolean takes(Tuning tuning, List<Shape> in) {
        Shape u = in.getFirst();
        return Chunking.takes(tuning, u.dim(0) * u.dim(2), u.dim(1), in.get(2).dim(1));
    }

    /// The same for the gradient, which walks through the states, then through both them and the adjoints.
    static boolean takesGrad(Tuning tuning, List<Shape> in) {
        Shape u = in.getFirst();
        return Chunking.takes(tuning, u.dim(0) * u.dim(2), u.dim(1), 3 * in.get(2).dim(1));
    }

    static int scratch(Tuning tuning, List<Shape> in) {
        Cut c = Cut.of(tuning, in.getFirst(), in.get(2));
        return c.walks ? c.states() : Math.multiplyExact(2, c.states());
    }

    static int gradScratch(Tuning tuning, List<Shape> in) {
        Cut c = Cut.of(tuning, in.getFirst(), in.get(2));
        long all = 2L * c.shared() + 3L * c.states() + c.items() + 2L * c.lanes(tuning) * c.steps;
        return Math.toIntExact(all);
    }

    static List<Launch> forward(boolean exact, Site s) {
        return new SelectiveLaunches(s, exact).forward();
    }

    static List<Launch> grad(boolean exact, Site s) {
        return new SelectiveLaunches(s, exact).grad();
    }

    private List<Launch> forward() {
        int h = s.scratch();
        int decay = h + cut.states();
        List<Launch> out = new ArrayList<>();
        if (cut.walks) {
            out.add(Launch.of("kSelectiveStates", (g, id) -> g.task(id, SelectiveKernels::kSelectiveStates, s.memory(), s.in(0), s.in(1),
                s.in(2), s.in(3), h, cut.steps, cut.l, cut.channels, cut.n, exact, cut.lines(), Launch.padded(cut.lines()))));
        } else {
            out.add(Launch.of("kSelectiveEnds", (g, id) -> g.task(id, SelectiveKernels::kSelectiveEnds, s.memory(), s.in(0), s.in(1),
                s.in(2), s.in(3), h, decay, cut.steps, cut.l, cut.channels, cut.n, exact, cut.states(), Launch.padded(cut.states()))));
            out.add(Launch.of("kSelectiveCarry", (g, id) -> g.task(id, SelectiveKernels::kSelectiveCarry, s.memory(), h, decay, cut.chunks,
                cut.channels * cut.n, cut.lines(), Launch.padded(cut.lines()))));
        }
        out.add(Launch.of("kSelectiveOutputs", (g, id) -> g.task(id, SelectiveKernels::kSelectiveOutputs, s.memory(), s.in(0), s.in(1),
            s.in(2), s.in(3), s.in(4), s.in(5), s.out(0), h, cut.steps, cut.l, cut.channels, cut.n, exact, cut.items(),
            Launch.padded(cut.items()))));
        return out;
    }

    private List<Launch> grad() {
        int shareB = s.scratch();
        int shareC = shareB + cut.shared();
        int work = shareC + cut.shared();
        int p = work + cut.states();
        int shareA = p + cut.states();
        int shareD = shareA + cut.states();
        int parts = cut.batch * cut.chunks;
        int groups = parts * cut.groups() * cut.n;
        // The decays of chunks are done with before the shares of dA take their place.
        List<Launch> out = new ArrayList<>(cut.walks ? List.of(walk(work, p)) : carry(work, p, shareA));
        out.add(Launch.of("kSelectiveChunkGrad", (g, id) -> g.task(id, SelectiveKernels::kSelectiveChunkGrad, s.memory(), s.in(0), s.in(1),
            s.in(2), s.in(3), s.in(4), s.in(5), s.in(6), s.out(0), s.out(1), work, cut.steps, cut.l, cut.channels, cut.n, exact,
            cut.items(), cut.lanes(s.tuning()))));
        out.add(Launch.of("kSelectiveChunkSharedGrad", (g, id) -> g.task(id, SelectiveKernels::kSelectiveChunkSharedGrad, s.memory(),
            s.in(0), s.in(1), s.in(2), s.in(3), s.in(4), s.in(6), shareB, shareC, work, p, cut.steps, cut.l, cut.channels, cut.n, exact,
            cut.groups(), groups, Launch.padded(groups))));
        out.add(PrimitiveLaunches.sum(s, shareA, 1, parts, cut.channels * cut.n, s.out(2)));
        out.add(PrimitiveLaunches.sum(s, shareB, cut.batch, cut.groups(), cut.l * cut.n, s.out(3)));
        out.add(PrimitiveLaunches.sum(s, shareC, cut.batch, cut.groups(), cut.l * cut.n, s.out(4)));
        out.add(PrimitiveLaunches.sum(s, shareD, 1, parts, cut.channels, s.out(5)));
        return out;
    }

    private Launch walk(int h, int p) {
        return Launch.of("kSelectiveGradStates", (g, id) -> g.task(id, SelectiveKernels::kSelectiveGradStates, s.memory(), s.in(0), s.in(1),
            s.in(2), s.in(3), s.in(4), s.in(6), h, p, cut.steps, cut.l, cut.channels, cut.n, exact, cut.lines(),
            Launch.padded(cut.lines())));
    }

    private List<Launch> carry(int h, int p, int decay) {
        return List.of(
            Launch.of("kSelectiveGradEnds", (g, id) -> g.task(id, SelectiveKernels::kSelectiveGradEnds, s.memory(), s.in(0), s.in(1),
                s.in(2), s.in(3), s.in(4), s.in(6), h, p, decay, cut.steps, cut.l, cut.channels, cut.n, exact, cut.states(),
                Launch.padded(cut.states()))),
            Launch.of("kSelectiveGradCarry", (g, id) -> g.task(id, SelectiveKernels::kSelectiveGradCarry, s.memory(), h, p, decay,
                cut.chunks, cut.channels * cut.n, cut.lines(), Launch.padded(cut.lines()))));
    }
}

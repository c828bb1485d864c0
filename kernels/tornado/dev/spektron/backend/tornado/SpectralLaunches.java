package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.SignalTables;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Kernels of spectral convolutions.
final class SpectralLaunches {
    /// Batch, samples, input and output channels, modes in use and modes of the weight.
    private record Extents(int batch, int length, int in, int out, int modes, int allModes) {
        static Extents of(Shape x, Shape w) {
            return new Extents(x.dim(0), x.dim(1), w.dim(2), w.dim(3), SpectralConv.modes(w, x.dim(1)), w.dim(1));
        }

        int half() {
            return allModes * in * out;
        }

        int spectrum(int channels) {
            return 2 * batch * modes * channels;
        }
    }

    private SpectralLaunches() {}

    private static Launch coefficients(Site s, Extents e, int channels, float[] circle, int x, int c) {
        int items = e.batch * e.modes * channels;
        return Launch.of("kCoefficient", (g, id) -> g.task(id, SignalKernels::kCoefficient, s.memory(), circle, e.length, e.modes, channels,
            x, c, items, Launch.padded(items)), circle);
    }

    private static Launch samples(Site s, Extents e, int channels, float[] circle, int c, int y) {
        int items = e.batch * e.length * channels;
        return Launch.of("kSample", (g, id) -> g.task(id, SignalKernels::kSample, s.memory(), circle, e.length, e.modes, channels, c, y,
            items, Launch.padded(items)), circle);
    }

    static List<Launch> forward(Site s) {
        Extents e = Extents.of(s.inShape(0), s.inShape(1));
        float[] circle = SignalTables.circle(e.length);
        int x = s.scratch();
        int y = x + e.spectrum(e.in);
        int items = e.batch * e.modes * e.out;
        return List.of(coefficients(s, e, e.in, circle, s.in(0), x),
            Launch.of("kMix", (g, id) -> g.task(id, SignalKernels::kMix, s.memory(), e.length, e.modes, e.in, e.out, x, s.in(1), e.half(),
                y, items, Launch.padded(items))),
            samples(s, e, e.out, circle, y, s.out(0)));
    }

    static List<Launch> grad(Site s) {
        Extents e = Extents.of(s.inShape(0), s.inShape(1));
        float[] circle = SignalTables.circle(e.length);
        int x = s.scratch();
        int dy = x + e.spectrum(e.in);
        int dx = dy + e.spectrum(e.out);
        List<Launch> launches = new ArrayList<>();
        launches.addAll(Launch.over(e.spectrum(e.out), coefficients(s, e, e.out, circle, s.in(2), dy)));
        if (s.wanted(0)) {
            int items = e.batch * e.modes * e.in;
            launches.addAll(Launch.over(items, Launch.of("kMixInput", (g, id) -> g.task(id, SignalKernels::kMixInput, s.memory(), e.length,
                e.modes, e.in, e.out, dy, s.in(1), e.half(), dx, items, Launch.padded(items)))));
            launches.addAll(Launch.over(e.batch * e.length * e.in, samples(s, e, e.in, circle, dx, s.out(0))));
        }
        if (s.wanted(1)) {
            launches.addAll(Launch.over(e.spectrum(e.in), coefficients(s, e, e.in, circle, s.in(0), x)));
            launches.addAll(Launch.over(e.half(), Launch.of("kMixWeight", (g, id) -> g.task(id, SignalKernels::kMixWeight, s.memory(),
                e.length, e.modes, e.in, e.out, e.batch, x, dy, s.out(1), e.half(), e.half(), Launch.padded(e.half())))));
        }
        return launches;
    }

    static int scratch(List<Shape> in) {
        Extents e = Extents.of(in.get(0), in.get(1));
        return e.spectrum(e.in) + e.spectrum(e.out);
    }

    static int gradScratch(List<Shape> in) {
        Extents e = Extents.of(in.get(0), in.get(1));
        return 2 * e.spectrum(e.in) + e.spectrum(e.out);
    }
}

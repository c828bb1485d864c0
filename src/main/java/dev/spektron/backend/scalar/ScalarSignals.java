package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.RowExtension;
import dev.spektron.backend.cpu.SignalTables;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.kernels.Resamplings;
import dev.spektron.kernels.Spectra;
import dev.spektron.kernels.Splines;
import dev.spektron.kernels.Wavelets;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Loops over the bodies of splines, Fourier and wavelet transforms, resampling.
final class ScalarSignals {
    private ScalarSignals() {}

    static List<Task> splineBasis(SplineBasis op, Bound s) {
        float[] knots = SignalTables.knots(op);
        float[] terms = SignalTables.splineTerms(op);
        float inverse = (float) (1 / SignalTables.step(op));
        int order = op.order();
        int functions = op.functions();
        Ref x = s.in(0);
        Ref y = s.out(0);
        return List.of(Task.items(s.inShape(0).size(), functions + 8 * order, (from, to, worker) -> {
            for (int p = from; p < to; p++) {
                Splines.basis(p, order, functions, knots, terms, inverse, x.data(), x.at(), y.data(), y.at());
            }
        }));
    }

    static List<Task> splineBasisGrad(SplineBasis.Grad op, Bound s) {
        float[] knots = SignalTables.knots(op.basis());
        float[] slopes = SignalTables.splineSlopes(op.basis());
        float inverse = (float) (1 / SignalTables.step(op.basis()));
        int order = op.basis().order();
        int functions = op.basis().functions();
        Ref x = s.in(0);
        Ref db = s.in(1);
        Ref dx = s.out(0);
        return List.of(Task.items(s.inShape(0).size(), 8 * order, (from, to, worker) -> {
            for (int p = from; p < to; p++) {
                Splines.basisGrad(p, order, functions, knots, slopes, inverse, x.data(), x.at(), db.data(), db.at(), dx.data(), dx.at());
            }
        }));
    }

    /// Extents of a spectral convolution: batch, samples, input and output channels, modes in use and modes of the weight.
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

    private static Task coefficients(Extents e, int channels, float[] circle, Ref x, float[] c, int co) {
        return Task.items(e.batch * e.modes * channels, 2 * e.length, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Spectra.coefficient(item, circle, e.length, e.modes, channels, x.data(), x.at(), c, co);
            }
        });
    }

    private static Task samples(Extents e, int channels, float[] circle, float[] c, int co, Ref y) {
        return Task.items(e.batch * e.length * channels, 2 * e.modes, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Spectra.sample(item, circle, e.length, e.modes, channels, c, co, y.data(), y.at());
            }
        });
    }

    static List<Task> spectralConv(Bound s) {
        Extents e = Extents.of(s.inShape(0), s.inShape(1));
        float[] circle = SignalTables.circle(e.length);
        Ref w = s.in(1);
        float[] work = s.scratch().data();
        int x = s.scratch().at();
        int y = x + e.spectrum(e.in);
        return List.of(coefficients(e, e.in, circle, s.in(0), work, x),
            Task.items(e.batch * e.modes * e.out, 4 * e.in, (from, to, worker) -> {
                for (int item = from; item < to; item++) {
                    Spectra.mix(item, e.length, e.modes, e.in, e.out, work, x, w.data(), w.at(), e.half(), work, y);
                }
            }),
            samples(e, e.out, circle, work, y, s.out(0)));
    }

    static List<Task> spectralConvGrad(Bound s) {
        Extents e = Extents.of(s.inShape(0), s.inShape(1));
        float[] circle = SignalTables.circle(e.length);
        Ref w = s.in(1);
        float[] work = s.scratch().data();
        int x = s.scratch().at();
        int dy = x + e.spectrum(e.in);
        int dx = dy + e.spectrum(e.out);
        List<Task> tasks = new ArrayList<>();
        tasks.add(coefficients(e, e.out, circle, s.in(2), work, dy));
        if (s.wanted(0)) {
            tasks.add(Task.items(e.batch * e.modes * e.in, 4 * e.out, (from, to, worker) -> {
                for (int item = from; item < to; item++) {
                    Spectra.mixInput(item, e.length, e.modes, e.in, e.out, work, dy, w.data(), w.at(), e.half(), work, dx);
                }
            }));
            tasks.add(samples(e, e.in, circle, work, dx, s.out(0)));
        }
        if (s.wanted(1)) {
            tasks.add(coefficients(e, e.in, circle, s.in(0), work, x));
            tasks.add(spectralWeights(e, work, x, dy, s.out(1)));
        }
        return tasks;
    }

    private static Task spectralWeights(Extents e, float[] work, int x, int dy, Ref dw) {
        return Task.items(e.half(), 4 * e.batch, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Spectra.mixWeight(item, e.length, e.modes, e.in, e.out, e.batch, work, x, work, dy, dw.data(), dw.at(), e.half());
            }
        });
    }

    static int spectralScratch(List<Shape> in) {
        Extents e = Extents.of(in.get(0), in.get(1));
        return e.spectrum(e.in) + e.spectrum(e.out);
    }

    static int spectralGradScratch(List<Shape> in) {
        Extents e = Extents.of(in.get(0), in.get(1));
        return 2 * e.spectrum(e.in) + e.spectrum(e.out);
    }

    static List<Task> dwt(Dwt op, Bound s) {
        return analysis(op.wavelet(), RowExtension.of(op, s.inShape(0).last()), s.inShape(0).rows(), s);
    }

    static List<Task> inverseDwtGrad(Dwt.InverseGrad op, Bound s) {
        return analysis(op.dwt().wavelet(), RowExtension.inverse(op.dwt(), op.k()), s.inShape(0).rows(), s);
    }

    static List<Task> inverseDwt(Dwt.Inverse op, Bound s) {
        return synthesis(op.dwt().wavelet(), RowExtension.inverse(op.dwt(), s.inShape(0).last()), s.inShape(0).rows(), s);
    }

    static List<Task> dwtGrad(Dwt.Grad op, Bound s) {
        return synthesis(op.dwt().wavelet(), RowExtension.of(op.dwt(), op.n()), s.inShape(0).rows(), s);
    }

    private static List<Task> analysis(Wavelet wavelet, RowExtension e, int rows, Bound s) {
        float[] filters = SignalTables.filters(wavelet);
        int taps = wavelet.length();
        Ref x = s.in(0);
        Ref a = s.out(0);
        Ref d = s.out(1);
        return List.of(Task.items(rows * e.count(), 2 * taps, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Wavelets.analysis(item, e.source(), filters, taps, x.data(), x.at(), e.n(), a.data(), a.at(), d.data(), d.at(), e.count());
            }
        }));
    }

    private static List<Task> synthesis(Wavelet wavelet, RowExtension e, int rows, Bound s) {
        float[] filters = SignalTables.filters(wavelet);
        int taps = wavelet.length();
        Ref a = s.in(0);
        Ref d = s.in(1);
        Ref x = s.out(0);
        return List.of(Task.items(rows * e.n(), taps, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Wavelets.synthesis(item, e.start(), e.places(), filters, taps, a.data(), a.at(), d.data(), d.at(), e.count(), x.data(),
                    x.at(), e.n());
            }
        }));
    }

    static List<Task> resample(Resample op, Bound s) {
        int cubic = op.kind() == Resample.Kind.CUBIC ? 1 : 0;
        int n = s.inShape(0).last();
        int m = s.outShape(0).last();
        int step = s.inShape(1).rank() == 1 ? 0 : m;
        Ref x = s.in(0);
        Ref p = s.in(1);
        Ref y = s.out(0);
        return List.of(Task.items(s.outShape(0).size(), 4 + 20 * cubic, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Resamplings.value(item, cubic, op.a(), x.data(), x.at(), n, p.data(), p.at(), step, y.data(), y.at(), m);
            }
        }));
    }

    /// The gradient by rows, each adding in the order of the positions, and by positions.
    static List<Task> resampleGrad(Resample.Grad op, Bound s) {
        List<Task> tasks = new ArrayList<>();
        if (s.wanted(0)) {
            tasks.add(resampleRows(op.resample(), s));
        }
        if (s.wanted(1)) {
            tasks.add(resamplePositions(op.resample(), s));
        }
        return tasks;
    }

    private static Task resampleRows(Resample op, Bound s) {
        int cubic = op.kind() == Resample.Kind.CUBIC ? 1 : 0;
        int n = s.inShape(0).last();
        int m = s.inShape(2).last();
        int step = s.inShape(1).rank() == 1 ? 0 : m;
        Ref p = s.in(1);
        Ref dy = s.in(2);
        Ref dx = s.out(0);
        return Task.items(s.inShape(0).rows(), n + m * (4 + 20 * cubic), (from, to, worker) -> {
            for (int r = from; r < to; r++) {
                Resamplings.rowGrad(r, cubic, op.a(), n, p.data(), p.at(), step, dy.data(), dy.at(), m, dx.data(), dx.at());
            }
        });
    }

    private static Task resamplePositions(Resample op, Bound s) {
        int cubic = op.kind() == Resample.Kind.CUBIC ? 1 : 0;
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        int m = s.inShape(2).last();
        int shared = s.inShape(1).rank() == 1 ? 1 : 0;
        Ref x = s.in(0);
        Ref p = s.in(1);
        Ref dy = s.in(2);
        Ref dp = s.out(1);
        return Task.items(s.inShape(1).size(), (shared == 1 ? rows : 1) * (4 + 20 * cubic), (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Resamplings.positionGrad(item, shared, rows, cubic, op.a(), x.data(), x.at(), n, p.data(), p.at(), dy.data(), dy.at(), m,
                    dp.data(), dp.at());
            }
        });
    }
}

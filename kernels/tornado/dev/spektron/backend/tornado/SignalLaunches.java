package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.RowExtension;
import dev.spektron.backend.cpu.SignalTables;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Kernels of splines, wavelet transforms and resampling.
final class SignalLaunches {
    private SignalLaunches() {}

    static List<Launch> splineBasis(SplineBasis op, Site s) {
        float[] knots = SignalTables.knots(op);
        float[] terms = SignalTables.splineTerms(op);
        float inverse = (float) (1 / SignalTables.step(op));
        int items = s.inShape(0).size();
        return List.of(Launch.of("kSpline", (g, id) -> g.task(id, SignalKernels::kSpline, s.memory(), knots, terms, op.order(),
            op.functions(), inverse, s.in(0), s.out(0), items, Launch.padded(items)), knots, terms));
    }

    static List<Launch> splineBasisGrad(SplineBasis.Grad op, Site s) {
        SplineBasis basis = op.basis();
        float[] knots = SignalTables.knots(basis);
        float[] slopes = SignalTables.splineSlopes(basis);
        float inverse = (float) (1 / SignalTables.step(basis));
        int items = s.inShape(0).size();
        return List.of(Launch.of("kSplineGrad", (g, id) -> g.task(id, SignalKernels::kSplineGrad, s.memory(), knots, slopes, basis.order(),
            basis.functions(), inverse, s.in(0), s.in(1), s.out(0), items, Launch.padded(items)), knots, slopes));
    }

    static List<Launch> dwt(Dwt op, Site s) {
        return analysis(op.wavelet(), RowExtension.of(op, s.inShape(0).last()), s);
    }

    static List<Launch> inverseDwtGrad(Dwt.InverseGrad op, Site s) {
        return analysis(op.dwt().wavelet(), RowExtension.inverse(op.dwt(), op.k()), s);
    }

    static List<Launch> inverseDwt(Dwt.Inverse op, Site s) {
        return synthesis(op.dwt().wavelet(), RowExtension.inverse(op.dwt(), s.inShape(0).last()), s);
    }

    static List<Launch> dwtGrad(Dwt.Grad op, Site s) {
        return synthesis(op.dwt().wavelet(), RowExtension.of(op.dwt(), op.n()), s);
    }

    private static List<Launch> analysis(Wavelet wavelet, RowExtension e, Site s) {
        float[] filters = SignalTables.filters(wavelet);
        int[] source = Launch.table(e.source());
        int items = s.inShape(0).rows() * e.count();
        return List.of(Launch.of("kWaveletAnalysis", (g, id) -> g.task(id, SignalKernels::kWaveletAnalysis, s.memory(), source, filters,
            wavelet.length(), s.in(0), e.n(), s.out(0), s.out(1), e.count(), items, Launch.padded(items)), source, filters));
    }

    private static List<Launch> synthesis(Wavelet wavelet, RowExtension e, Site s) {
        float[] filters = SignalTables.filters(wavelet);
        int[] start = Launch.table(e.start());
        int[] places = Launch.table(e.places());
        int items = s.inShape(0).rows() * e.n();
        return List.of(Launch.of("kWaveletSynthesis", (g, id) -> g.task(id, SignalKernels::kWaveletSynthesis, s.memory(), start, places,
            filters, wavelet.length(), s.in(0), s.in(1), e.count(), s.out(0), e.n(), items, Launch.padded(items)), start, places, filters));
    }

    static List<Launch> resample(Resample op, Site s) {
        int m = s.outShape(0).last();
        int step = s.inShape(1).rank() == 1 ? 0 : m;
        int items = s.outShape(0).size();
        return List.of(Launch.of("kResample", (g, id) -> g.task(id, SignalKernels::kResample, s.memory(), cubic(op), op.a(), s.in(0),
            s.inShape(0).last(), s.in(1), step, s.out(0), m, items, Launch.padded(items))));
    }

    private static int cubic(Resample op) {
        return op.kind() == Resample.Kind.CUBIC ? 1 : 0;
    }

    static List<Launch> resampleGrad(Resample.Grad op, Site s) {
        List<Launch> launches = new ArrayList<>();
        if (s.wanted(0)) {
            launches.add(resampleRows(op.resample(), s));
        }
        if (s.wanted(1)) {
            launches.add(resamplePositions(op.resample(), s));
        }
        return launches;
    }

    private static Launch resampleRows(Resample op, Site s) {
        int m = s.inShape(2).last();
        int step = s.inShape(1).rank() == 1 ? 0 : m;
        int rows = s.inShape(0).rows();
        return Launch.of("kResampleRowGrad", (g, id) -> g.task(id, SignalKernels::kResampleRowGrad, s.memory(), cubic(op), op.a(),
            s.inShape(0).last(), s.in(1), step, s.in(2), m, s.out(0), rows, Launch.padded(rows)));
    }

    private static Launch resamplePositions(Resample op, Site s) {
        Shape x = s.inShape(0);
        int shared = s.inShape(1).rank() == 1 ? 1 : 0;
        int items = s.inShape(1).size();
        return Launch.of("kResamplePositionGrad", (g, id) -> g.task(id, SignalKernels::kResamplePositionGrad, s.memory(), shared, x.rows(),
            cubic(op), op.a(), s.in(0), x.last(), s.in(1), s.in(2), s.inShape(2).last(), s.out(1), items, Launch.padded(items)));
    }
}

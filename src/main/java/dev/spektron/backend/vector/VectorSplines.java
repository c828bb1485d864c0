package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.SignalTables;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.SplineBasis;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// B-splines with vectors: lanes hold the functions of one point, or of several points if they have room. Outside of its support a
/// function comes out as 0 by itself, so no lane asks where its point lies.
final class VectorSplines {
    /// Points of a part.
    private static final int GRAIN = 2048;

    private VectorSplines() {}

    /// Centres of the functions, as often as whole sets fill a vector, then 0 up to a whole vector.
    private static float[] centres(SplineBasis op) {
        float[] knots = SignalTables.knots(op);
        int functions = op.functions();
        int sets = Math.max(1, Lanes.N / functions);
        float[] out = new float[(sets * functions + Lanes.N - 1) / Lanes.N * Lanes.N];
        for (int i = 0; i < sets * functions; i++) {
            int m = i % functions;
            out[i] = 0.5f * (knots[m] + knots[m + op.order() + 1]);
        }
        return out;
    }

    static List<Task> basis(SplineBasis op, Bound s) {
        float[] centres = centres(op);
        float[] terms = SignalTables.splineTerms(op);
        float inverse = (float) (1 / SignalTables.step(op));
        int order = op.order();
        int functions = op.functions();
        VectorShuffle<Float> repeat = VectorShuffle.fromOp(Lanes.F, i -> Math.min(i / functions, Lanes.N - 1));
        Ref x = s.in(0);
        Ref y = s.out(0);
        return List.of(Task.range(s.inShape(0).size(), GRAIN, (from, to, worker) -> {
            if (functions <= Lanes.N) {
                several(x.data(), x.at(), from, to, centres, terms, order, functions, inverse, repeat, y.data(), y.at());
            } else {
                for (int p = from; p < to; p++) {
                    one(x.data()[x.at() + p], centres, terms, order, functions, inverse, y.data(), y.at() + p * functions);
                }
            }
        }));
    }

    /// sum_i terms[i] max(0, h - v - i)^power; NaN stays.
    private static FloatVector sum(FloatVector distance, float[] terms, int order, int power) {
        FloatVector rest = FloatVector.broadcast(Lanes.F, 0.5f * (order + 1)).sub(distance);
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int i = 0; i < (order + 2) / 2; i++) {
            FloatVector r = rest.sub(i);
            r = r.blend(0, r.compare(VectorOperators.LT, 0));
            FloatVector p = r;
            for (int e = 1; e < power; e++) {
                p = p.mul(r);
            }
            sum = p.fma(FloatVector.broadcast(Lanes.F, terms[i]), sum);
        }
        return sum;
    }

    /// As many points at once as fit into a vector. Lanes behind them are overwritten by the next points, or masked at the end.
    private static void several(float[] x, int xo, int from, int to, float[] centres, float[] terms, int order, int functions,
        float inverse, VectorShuffle<Float> repeat, float[] y, int yo) {
        int sets = Lanes.N / functions;
        FloatVector centre = FloatVector.fromArray(Lanes.F, centres, 0);
        for (int p = from; p < to; p += sets) {
            FloatVector points = to - p >= Lanes.N ? FloatVector.fromArray(Lanes.F, x, xo + p)
                : FloatVector.fromArray(Lanes.F, x, xo + p, Lanes.F.indexInRange(p, to));
            FloatVector b = sum(points.rearrange(repeat).sub(centre).abs().mul(inverse), terms, order, order);
            if ((to - p) * functions >= Lanes.N) {
                b.intoArray(y, yo + p * functions);
            } else {
                b.intoArray(y, yo + p * functions, Lanes.F.indexInRange(p * functions, to * functions));
            }
        }
    }

    private static void one(float x, float[] centres, float[] terms, int order, int functions, float inverse, float[] y, int yo) {
        for (int m = 0; m < functions; m += Lanes.N) {
            FloatVector distance = FloatVector.broadcast(Lanes.F, x).sub(FloatVector.fromArray(Lanes.F, centres, m)).abs().mul(inverse);
            FloatVector b = sum(distance, terms, order, order);
            if (m + Lanes.N <= functions) {
                b.intoArray(y, yo + m);
            } else {
                b.intoArray(y, yo + m, Lanes.F.indexInRange(m, functions));
            }
        }
    }

    /// Null for order 1, whose slopes jump at the knots.
    static List<Task> grad(SplineBasis op, Bound s) {
        if (op.order() == 1) {
            return null;
        }
        float[] centres = centres(op);
        float[] slopes = SignalTables.splineSlopes(op);
        float inverse = (float) (1 / SignalTables.step(op));
        int order = op.order();
        int functions = op.functions();
        Ref x = s.in(0);
        Ref db = s.in(1);
        Ref dx = s.out(0);
        return List.of(Task.range(s.inShape(0).size(), GRAIN, (from, to, worker) -> {
            if (functions <= Lanes.N) {
                slopes(x.data(), x.at(), from, to, centres, slopes, order, functions, inverse, db.data(), db.at(), dx.data(), dx.at());
            } else {
                for (int p = from; p < to; p++) {
                    dx.data()[dx.at() + p] = slope(x.data()[x.at() + p], centres, slopes, order, functions, inverse, db.data(),
                        db.at() + p * functions);
                }
            }
        }));
    }

    /// The slopes of the functions at one point times the gradients `g`. Left of its centre a function rises.
    private static FloatVector products(FloatVector from, FloatVector g, float[] slopes, int order, float inverse) {
        FloatVector slope = sum(from.abs().mul(inverse), slopes, order, order - 1);
        return slope.mul(g.blend(g.neg(), from.compare(VectorOperators.GT, 0)));
    }

    private static void slopes(float[] x, int xo, int from, int to, float[] centres, float[] slopes, int order, int functions,
        float inverse, float[] db, int dbo, float[] dx, int dxo) {
        FloatVector centre = FloatVector.fromArray(Lanes.F, centres, 0);
        VectorMask<Float> all = Lanes.F.indexInRange(0, functions);
        for (int p = from; p < to; p++) {
            FloatVector g = FloatVector.fromArray(Lanes.F, db, dbo + p * functions, all);
            FloatVector products = products(FloatVector.broadcast(Lanes.F, x[xo + p]).sub(centre), g, slopes, order, inverse);
            dx[dxo + p] = inverse * LaneSums.sum(products);
        }
    }

    private static float slope(float x, float[] centres, float[] slopes, int order, int functions, float inverse, float[] db, int at) {
        FloatVector total = FloatVector.zero(Lanes.F);
        for (int m = 0; m < functions; m += Lanes.N) {
            FloatVector g = FloatVector.fromArray(Lanes.F, db, at + m, Lanes.F.indexInRange(m, functions));
            FloatVector from = FloatVector.broadcast(Lanes.F, x).sub(FloatVector.fromArray(Lanes.F, centres, m));
            total = total.add(products(from, g, slopes, order, inverse));
        }
        return inverse * LaneSums.sum(total);
    }
}

package dev.spektron.autograd;

import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// References of splines, Fourier and wavelet transforms and resampling. The linear ones are products with the matrix of the map.
final class SignalReferences {
    private SignalReferences() {}

    /// Cox and de Boor on knots t_m = low + (m - order) step; all orders by the same recursion.
    static Value splineBasis(SplineBasis op, Value x) {
        int k = op.order();
        double step = ((double) op.high() - op.low()) / op.intervals();
        int knots = op.intervals() + 2 * k + 1;
        Graph g = x.graph();
        List<Value> b = new ArrayList<>();
        for (int m = 0; m + 1 < knots; m++) {
            Value below = knot(g, op, step, m + 1, x).greater(x);
            b.add(below.mul(knot(g, op, step, m, x).greater(x).affine(-1, 1)));
        }
        for (int d = 1; d <= k; d++) {
            List<Value> next = new ArrayList<>();
            for (int m = 0; m + d + 1 < knots; m++) {
                Value left = x.sub(knot(g, op, step, m, x)).mul((float) (1 / (d * step))).mul(b.get(m));
                Value right = knot(g, op, step, m + d + 1, x).sub(x).mul((float) (1 / (d * step))).mul(b.get(m + 1));
                next.add(left.add(right));
            }
            b = next;
        }
        return Value.concat(x.shape().rank(), b.stream().map(v -> v.unsqueeze(x.shape().rank())).toList());
    }

    private static Value knot(Graph g, SplineBasis op, double step, int m, Value like) {
        return g.constant((float) (op.low() + (m - op.order()) * step)).broadcastTo(like.shape());
    }

    /// cos and sin of 2 pi m l / L, each (L, M), the inverse with the weights 1 / L and, inside, 2 / L.
    private static Value waves(Graph g, int l, int modes, boolean sine, boolean inverse) {
        float[] w = new float[l * modes];
        for (int i = 0; i < l; i++) {
            for (int m = 0; m < modes; m++) {
                double angle = 2 * Math.PI * ((long) m * i % l) / l;
                double weight = !inverse ? 1 : m == 0 || 2 * m == l ? 1.0 / l : 2.0 / l;
                w[i * modes + m] = (float) (weight * (sine ? Math.sin(angle) : Math.cos(angle)));
            }
        }
        return g.constant(Tensor.of(Shape.of(l, modes), w));
    }

    static Value spectralConv(Value x, Value w) {
        Graph g = x.graph();
        int l = x.shape().dim(1);
        int modes = SpectralConv.modes(w.shape(), l);
        int in = w.shape().dim(2);
        int out = w.shape().dim(3);
        Value rows = x.permute(0, 2, 1);
        // Coefficients (M, B, I) of each mode.
        Value re = rows.matmul(waves(g, l, modes, false, false)).permute(2, 0, 1);
        Value im = rows.matmul(waves(g, l, modes, true, false)).permute(2, 0, 1).neg();
        Value wr = w.slice(0, 0, 1).slice(1, 0, modes).reshape(modes, in, out);
        Value wi = w.slice(0, 1, 1).slice(1, 0, modes).reshape(modes, in, out);
        Value yr = re.matmul(wr).sub(im.matmul(wi)).permute(1, 2, 0);
        Value yi = re.matmul(wi).add(im.matmul(wr)).permute(1, 2, 0);
        Value y = yr.matmul(waves(g, l, modes, false, true), false, true).sub(yi.matmul(waves(g, l, modes, true, true), false, true));
        return y.permute(0, 2, 1);
    }

    /// Row i of the half-sample mirror of a row of n.
    private static int mirror(int i, int n) {
        int p = Math.floorMod(i, 2 * n);
        return p < n ? p : 2 * n - 1 - p;
    }

    /// The matrix (n, k) of one kind of coefficients.
    private static Value analysis(Graph g, Dwt op, int n, double[] filter) {
        int k = op.length(n);
        int even = n + n % 2;
        float[] m = new float[n * k];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < filter.length; j++) {
                int i = op.boundary() == Dwt.Boundary.SYMMETRIC ? mirror(2 * c + 1 - j, n)
                    : Math.min(n - 1, Math.floorMod(2 * c + filter.length / 2 - j, even));
                m[i * k + c] += (float) filter[j];
            }
        }
        return g.constant(Tensor.of(Shape.of(n, k), m));
    }

    /// The matrix (k, n) that takes one kind of coefficients back.
    private static Value synthesis(Graph g, Dwt op, int k, double[] filter) {
        int n = op.inverseLength(k);
        float[] m = new float[k * n];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < filter.length; j++) {
                boolean symmetric = op.boundary() == Dwt.Boundary.SYMMETRIC;
                int i = symmetric ? 2 * c + 1 - j : Math.floorMod(2 * c + filter.length / 2 - j, n);
                if (i >= 0 && i < n) {
                    m[c * n + i] += (float) filter[j];
                }
            }
        }
        return g.constant(Tensor.of(Shape.of(k, n), m));
    }

    private static Value map(Value x, Value matrix) {
        Value rows = x.reshape(x.shape().rows(), x.shape().last());
        return rows.matmul(matrix).reshape(x.shape().with(x.shape().rank() - 1, matrix.shape().dim(1)));
    }

    static List<Value> dwt(Dwt op, Value x) {
        int n = x.shape().last();
        return List.of(map(x, analysis(x.graph(), op, n, op.wavelet().low())), map(x, analysis(x.graph(), op, n, op.wavelet().high())));
    }

    static Value inverseDwt(Dwt op, Value a, Value d) {
        int k = a.shape().last();
        return map(a, synthesis(a.graph(), op, k, op.wavelet().low())).add(map(d, synthesis(a.graph(), op, k, op.wavelet().high())));
    }

    /// Every sample with the weight of its distance to the position: hats, or Keys' kernel, over a row that is continued by its end values.
    static Value resample(Resample op, Value x, Value positions) {
        int n = x.shape().last();
        int pad = n == 0 ? 0 : 2;
        List<Integer> index = new ArrayList<>(Collections.nCopies(pad, 0));
        index.addAll(Primitive.indices(0, n));
        index.addAll(Collections.nCopies(pad, n - 1));
        Value y = x.take(-1, index);
        Shape at = x.shape().with(x.shape().rank() - 1, positions.shape().last());
        Shape pairs = at.plus(y.shape().last());
        Value p = positions.broadcastTo(at).clamp(0, n - 1).add(pad);
        Value distance = RowReferences.spread(p, pairs, at.rank(), at.rank() + 1).sub(RowReferences.iota(x.graph(), pairs));
        Value weight = op.kind() == Resample.Kind.LINEAR ? hat(distance) : keys(distance.abs(), op.a());
        return weight.mul(y.unsqueeze(at.rank() - 1).broadcastTo(pairs)).sum(at.rank());
    }

    /// 1 + d on [-1, 0), 1 - d on [0, 1), so that the derivative at a sample is the one on the right.
    private static Value hat(Value d) {
        Value one = d.graph().constant(1).broadcastTo(d.shape());
        Value zero = d.graph().constant(0).broadcastTo(d.shape());
        Value inside = one.neg().greater(d).affine(-1, 1).mul(one.greater(d));
        return inside.select(zero.greater(d).select(d.add(1), d.affine(-1, 1)), zero);
    }

    private static Value keys(Value d, float a) {
        Value near = d.mul(a + 2).add(-(a + 3)).mul(d.square()).add(1);
        Value far = d.add(-5).mul(d).add(8).mul(d).add(-4).mul(a);
        Value one = d.graph().constant(1).broadcastTo(d.shape());
        Value zero = d.graph().constant(0).broadcastTo(d.shape());
        Value inner = d.greater(one).affine(-1, 1);
        Value outer = d.greater(one.mul(2)).affine(-1, 1);
        return inner.select(near, outer.select(far, zero));
    }
}

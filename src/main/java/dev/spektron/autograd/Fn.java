package dev.spektron.autograd;

import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.SpectralConv;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.SquaredDistance;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The operations with kernels of their own, as functions. Formulas, shapes and sources stand at the records of
/// `dev.spektron.backend.op`.
public final class Fn {
    private Fn() {}

    /// x W^T + b.
    public static Value linear(Value x, Value weight, Value bias) {
        return linear(x, weight, bias, Linear.Activation.NONE);
    }

    /// f(x W^T + b); `bias` may be null.
    public static Value linear(Value x, Value weight, Value bias, Linear.Activation f) {
        List<Value> in = bias == null ? List.of(x, weight) : List.of(x, weight, bias);
        return x.graph().apply(new Linear(f, bias != null), in).getFirst();
    }

    public static Value layerNorm(Value x, Value gamma, Value beta, float eps) {
        return x.graph().apply(new LayerNorm(true, eps), List.of(x, gamma, beta)).getFirst();
    }

    /// x / sqrt(mean of x^2 + eps) * gamma + beta.
    public static Value rmsNorm(Value x, Value gamma, Value beta, float eps) {
        return x.graph().apply(new LayerNorm(false, eps), List.of(x, gamma, beta)).getFirst();
    }

    /// Normalised values, means and biased variances over the axes from `from` up to, without, `to`.
    public static List<Value> normalize(Value x, int from, int to, float eps) {
        return x.graph().apply(new Normalize(from, to, eps), List.of(x));
    }

    public static Value softmax(Value x) {
        return x.graph().one(new Softmax(), x);
    }

    public static Value logSumExp(Value x) {
        return x.graph().one(new LogSumExp(), x);
    }

    /// Loss of each row; a negative label leaves the row out.
    public static Value crossEntropy(Value logits, Value labels) {
        return logits.graph().apply(new CrossEntropy(), List.of(logits, labels)).getFirst();
    }

    public static Value topKGate(Value logits, int k) {
        return logits.graph().one(new TopKGate(k), logits);
    }

    /// Attention of all heads without mask and dropout: (B, S, D), (B, T, D), (B, T, D) to (B, S, D).
    public static Value attention(Value q, Value k, Value v, int heads) {
        return q.graph().apply(Attention.plain(heads, q.shape().last()), List.of(q, k, v)).getFirst();
    }

    /// u, dt (B, L, E), A (E, N), B, C (B, L, N), D (E) to (B, L, E).
    public static Value selectiveScan(Value u, Value dt, Value a, Value b, Value c, Value d, boolean exact) {
        return u.graph().one(new SelectiveScan(exact), u, dt, a, b, c, d);
    }

    /// u (B, L, 2 P), coefficients (6, P) to (B, L, 2 P).
    public static Value oscillatoryScan(Value u, Value coefficients) {
        return u.graph().one(new OscillatoryScan(), u, coefficients);
    }

    /// u (B, L, C), a and w (2, C, N) to (B, L, C).
    public static Value diagonalScan(Value u, Value a, Value w) {
        return u.graph().one(new DiagonalScan(), u, a, w);
    }

    /// x (B, L, C), weight (C, K), bias (C); output t sees inputs up to t only.
    public static Value causalConv(Value x, Value weight, Value bias) {
        return x.graph().one(new DepthwiseConv(1, weight.shape().dim(1) - 1, 0), x, weight, bias);
    }

    /// x (B, L, I), weight (O, K, I), bias (O) or null.
    public static Value conv1d(Value x, Value weight, Value bias, int stride, int dilation, int padLeft, int padRight) {
        Conv1d op = new Conv1d(stride, dilation, padLeft, padRight, bias != null);
        return bias == null ? x.graph().one(op, x, weight) : x.graph().one(op, x, weight, bias);
    }

    public static Value splineBasis(Value x, SplineBasis basis) {
        return x.graph().one(basis, x);
    }

    /// x (B, L, I), weight (2, M, I, O) to (B, L, O).
    public static Value spectralConv(Value x, Value weight) {
        return x.graph().one(new SpectralConv(), x, weight);
    }

    /// Approximation and detail coefficients of each row.
    public static List<Value> dwt(Value x, Dwt dwt) {
        return x.graph().apply(dwt, List.of(x));
    }

    public static Value inverseDwt(Value approximation, Value detail, Dwt dwt) {
        return approximation.graph().one(new Dwt.Inverse(dwt), approximation, detail);
    }

    /// Coefficients of several levels: [approximation of the last level, details of the last level, ..., details of the first level].
    public static List<Value> waveDecompose(Value x, Dwt dwt, int levels) {
        List<Value> out = new ArrayList<>();
        Value approximation = x;
        for (int level = 0; level < levels; level++) {
            List<Value> next = dwt(approximation, dwt);
            approximation = next.get(0);
            out.addFirst(next.get(1));
        }
        out.addFirst(approximation);
        return out;
    }

    /// The rows of `n` numbers that [#waveDecompose(Value, Dwt, int)] took apart. A level may give one number more than its row had.
    public static Value waveReconstruct(List<Value> coefficients, Dwt dwt, int n) {
        Value x = coefficients.getFirst();
        for (Value detail : coefficients.subList(1, coefficients.size())) {
            x = inverseDwt(x.slice(-1, 0, detail.shape().last()), detail, dwt);
        }
        return x.slice(-1, 0, n);
    }

    /// Values of the rows of x at fractional positions.
    public static Value resample(Value x, Value positions, Resample how) {
        return x.graph().one(how, x, positions);
    }

    /// (G, n, d), (G, m, d) to (G, n, m).
    public static Value squaredDistance(Value x, Value y) {
        return x.graph().one(new SquaredDistance(), x, y);
    }

    /// Values (G) and plans (G, n, m) of optimal transport: cost (G, n, m), logarithms of the marginals (G, n) and (G, m), eps (scalar).
    public static List<Value> sinkhorn(Value cost, Value logMu, Value logNu, Value eps, Sinkhorn how) {
        return cost.graph().apply(how, List.of(cost, logMu, logNu, eps));
    }

    /// The debiased divergence OT(x, y) - OT(x, x) / 2 - OT(y, y) / 2 of point clouds (G, n, d) and (G, m, d) with squared distances as
    /// costs (G) (Feydy et al. 2019, arXiv:1810.08278, eq. 3). It is 0 for equal clouds, while OT(x, y) alone rewards clouds that shrink.
    public static Value sinkhornDivergence(Value x, Value y, Value logMu, Value logNu, Value eps, Sinkhorn how) {
        Value across = sinkhorn(squaredDistance(x, y), logMu, logNu, eps, how).getFirst();
        Value left = sinkhorn(squaredDistance(x, x), logMu, logMu, eps, how).getFirst();
        Value right = sinkhorn(squaredDistance(y, y), logNu, logNu, eps, how).getFirst();
        return across.sub(left.add(right).mul(0.5f));
    }

    public static Value dropout(Value x, Value step, float rate, long seed, int purpose) {
        return rate == 0 ? x : x.graph().one(new Dropout(rate, seed, purpose), x, step);
    }

    /// Uniform numbers in (0, 1), a pure function of seed, purpose, step and index.
    public static Value uniform(Value step, Shape shape, long seed, int purpose) {
        return step.graph().one(new Primitive.Random(Primitive.Random.Distribution.UNIFORM, shape, seed, purpose), step);
    }

    public static Value normal(Value step, Shape shape, long seed, int purpose) {
        return step.graph().one(new Primitive.Random(Primitive.Random.Distribution.NORMAL, shape, seed, purpose), step);
    }
}

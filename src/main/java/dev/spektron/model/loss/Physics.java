package dev.spektron.model.loss;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LossConfig.Physical;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/// What holds for every spectrum, as penalties on reconstructed ones s (B, L), in the units in which the model works (mean 0, variance 1).
///
/// | term | FIXED | REFERENCE |
/// |---|---|---|
/// | smoothness | mean of (b_(i+1) - b_i)^2 / dnu^2, b the low-passed s, so that sharp lines cost nothing | the same of s, dnu 1 |
/// | nonNegativity | mean of max(0, -(s sigma + mu)) / sigma: intensities | mean of max(0, -s) |
/// | derivative | mean square of third differences, or of a Savitzky-Golay estimate | of third differences |
/// | peakShape | mirrored samples around prominent peaks, see [#symmetry] | squared difference of the drops to both neighbours |
///
/// Mixing ([BeerLambert]) needs further passes through the model and stands alone.
public final class Physics {
    private final Value s;
    private final Normalisation n;
    private final Physical how;
    private final Graph g;

    /// How spectra were brought to mean 0 and variance 1, and on which axis they stand.
    ///
    /// @param mean      (B) mu
    /// @param deviation (B) sigma, positive
    /// @param step      (B) distance of samples in 1/cm, positive
    public record Normalisation(Value mean, Value deviation, Value step) {}

    private Physics(Value s, Normalisation n, Physical how) {
        this.s = s;
        this.n = n;
        this.how = how;
        this.g = s.graph();
    }

    /// The four terms by name, without their weights.
    ///
    /// @param s      reconstructed spectra (B, L); in REFERENCE also overlapping patches one after another
    /// @param n      may be null in REFERENCE
    public static Map<String, Value> terms(Value s, Normalisation n, Physical how, Compat compat) {
        Rows.rank("physics", "spectra (B, L)", s.shape(), 2);
        int least = compat.reference() ? 4 : Math.max(Math.max(4, how.derivativeWindow()),
            Math.max(how.lowPass() + 1, 2 * how.peakWindow() + 1));
        if (s.shape().dim(1) < least) {
            throw new ShapeException("physics: expected spectra of at least " + least + " samples for the windows of losses.physical "
                + "(lowPass, derivativeWindow, peakWindow), found " + s.shape());
        }
        try (Graph.Scope _ = s.graph().scope("physics")) {
            Physics p = new Physics(s, n, how);
            Map<String, Value> out = new LinkedHashMap<>();
            out.put("smoothness", compat.reference() ? slope(s).square().mean() : p.smoothness());
            out.put("nonNegativity", compat.reference() ? s.neg().relu().mean() : p.nonNegativity());
            out.put("derivative", compat.reference() ? thirdDifferences(s).square().mean() : p.derivative());
            out.put("peakShape", compat.reference() ? p.drops() : p.symmetry());
            return out;
        }
    }

    /// The weighted sum of the four terms.
    public static Value of(Value s, Normalisation n, Physical how, Compat compat) {
        Map<String, Value> t = terms(s, n, how, compat);
        return t.get("smoothness").mul(how.smoothness()).add(t.get("nonNegativity").mul(how.nonNegativity()))
            .add(t.get("derivative").mul(how.derivative())).add(t.get("peakShape").mul(how.peakShape()));
    }

    private static Value at(Value s, int from, int dropped) {
        return s.slice(1, from, s.shape().dim(1) - dropped);
    }

    private static Value slope(Value s) {
        return at(s, 1, 1).sub(at(s, 0, 1));
    }

    private static Value thirdDifferences(Value s) {
        return slope(slope(slope(s)));
    }

    private Value given(String operand, Value v) {
        Rows.shape("physics", operand, v.shape(), Shape.of(s.shape().dim(0)));
        return v;
    }

    /// Each spectrum is a channel, so that the taps run over vectors of spectra.
    private Value filtered(float[] taps) {
        int b = s.shape().dim(0);
        int l = s.shape().dim(1);
        float[] rows = new float[b * taps.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = taps[i % taps.length];
        }
        Value weight = g.constant(Tensor.of(Shape.of(b, taps.length), rows));
        Value bias = Rows.constant(g, 0, Shape.of(b));
        Value y = g.one(new DepthwiseConv(1, 0, 0), s.transpose().reshape(1, l, b), weight, bias);
        return y.reshape(l - taps.length + 1, b).transpose();
    }

    private Value smoothness() {
        Value step = given("steps of the axis", n.step());
        return slope(filtered(lowPass(how.lowPass()))).square().mean(1).div(step.square()).mean();
    }

    /// A Gaussian window of three standard deviations on each side, sum 1.
    static float[] lowPass(int taps) {
        double[] w = new double[taps];
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double x = taps == 1 ? 0 : 3 * (2.0 * i / (taps - 1) - 1);
            w[i] = Math.exp(-0.5 * x * x);
            sum += w[i];
        }
        float[] out = new float[taps];
        for (int i = 0; i < taps; i++) {
            out[i] = (float) (w[i] / sum);
        }
        return out;
    }

    private Value nonNegativity() {
        Value ratio = given("means", n.mean()).div(given("deviations", n.deviation()));
        return s.add(ratio.unsqueeze(1).broadcastTo(s.shape())).neg().relu().mean();
    }

    private Value derivative() {
        return (how.derivativeWindow() == 0 ? thirdDifferences(s) : filtered(third(how.derivativeWindow()))).square().mean();
    }

    /// Third derivative of the cubic that fits best (Savitzky and Golay 1964, doi:10.1021/ac60214a047): 6 p(k) / sum p^2, with
    /// p(k) = k^3 - (3 m^2 + 3 m - 1) k / 5 orthogonal to all polynomials of lower degree on -m .. m.
    static float[] third(int taps) {
        int m = taps / 2;
        double[] p = new double[taps];
        double norm = 0;
        for (int k = -m; k <= m; k++) {
            p[k + m] = (double) k * k * k - (3.0 * m * m + 3 * m - 1) / 5 * k;
            norm += p[k + m] * p[k + m];
        }
        float[] out = new float[taps];
        for (int i = 0; i < taps; i++) {
            out[i] = (float) (6 * p[i] / norm);
        }
        return out;
    }

    /// At each sample above both neighbours the squared difference of the drops to them; mean over these samples.
    private Value drops() {
        Value middle = at(s, 1, 2);
        Value left = middle.sub(at(s, 0, 2));
        Value right = middle.sub(at(s, 2, 2));
        Value peak = left.step().mul(right.step());
        return left.sub(right).square().mul(peak).sum().div(Rows.atLeastOne(peak.sum()));
    }

    /// At each sample i that is greater than the h samples on both sides, and stands above the lowest of each side by a given part of the
    /// range of its spectrum: mean over k of (s_(i-k) - s_(i+k))^2 / height^2, the height taken from the mean of both lowest; mean over
    /// these samples.
    private Value symmetry() {
        int h = how.peakWindow();
        int rest = s.shape().dim(1) - 2 * h;
        Value middle = s.slice(1, h, rest);
        Value peak = null;
        Value lowLeft = null;
        Value lowRight = null;
        Value difference = null;
        for (int k = 1; k <= h; k++) {
            Value left = s.slice(1, h - k, rest);
            Value right = s.slice(1, h + k, rest);
            Value above = middle.greater(left.max(right));
            Value d = left.sub(right).square();
            peak = peak == null ? above : peak.mul(above);
            lowLeft = lowLeft == null ? left : lowLeft.min(left);
            lowRight = lowRight == null ? right : lowRight.min(right);
            difference = difference == null ? d : difference.add(d);
        }
        Value range = s.max(1).add(s.neg().max(1)).mul(how.prominence()).unsqueeze(1).broadcastTo(middle.shape());
        peak = peak.mul(middle.sub(lowLeft.max(lowRight)).greater(range));
        Value height = middle.sub(lowLeft.add(lowRight).mul(0.5f));
        Value safe = peak.select(height, Rows.constant(g, 1, height.shape()));
        return difference.div(safe.square()).mul(peak).sum().div(Rows.atLeastOne(peak.sum()).mul(h));
    }
}

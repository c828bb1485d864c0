package dev.spektron.model.embed;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Mean and root mean square of the coefficients that lie in a token's patch, as products with a constant matrix (n, N). Where no
/// coefficient of a coarse scale lies in the patch, the token takes the one next to its centre; those that lie beyond the ends of the
/// spectrum, made of its mirror image, are otherwise left out. Nothing is aliased: every coefficient inside a patch counts.
///
/// Where a coefficient lies follows from the filters. Level j of the transform with half-sample mirrors is
/// w_j[k] = sum_t f_j[t] x~[2^j k + 2^j - 1 - t] with f_j = f_(j-1) * (the filter with 2^(j-1) - 1 zeros between its taps), f_0 = 1, so
/// that coefficient k lies at 2^j k - c_j, c_j = m_j - (2^j - 1), where m_j is the centre of f_j. Taken is the centre of energy,
/// m_j = sum t f_j^2 / sum f_j^2 (Hess-Nielsen and Wickerhauser 1996, Proc. IEEE 84, 523), and not the middle of the support: the filters
/// are not symmetric, and for the approximation of db4 at level 4 both differ by 33 samples, twice the distance of two tokens.
final class PooledScales implements Scales {
    /// Roots below 1e-5 of the normalised unit are not told apart; the gradient of the root stays finite where all coefficients are 0.
    private static final float EPS = 1e-10f;

    private final Wavelet wavelet;
    private final int levels;
    private final Patches patches;

    PooledScales(Wavelet wavelet, int levels, Patches patches) {
        this.wavelet = wavelet;
        this.levels = levels;
        this.patches = patches;
    }

    @Override
    public int features() {
        return 2;
    }

    @Override
    public Value apply(Graph g, int scale, Value coefficients) {
        int n = coefficients.shape().last();
        Value pool = g.constant(Tensor.of(Shape.of(n, patches.count()), matrix(scale, n)));
        Value mean = coefficients.matmul(pool);                                                      // (B, N)
        Value energy = coefficients.square().matmul(pool).add(EPS).sqrt();
        return Value.concat(2, mean.unsqueeze(2), energy.unsqueeze(2));
    }

    private static int level(int scale, int levels) {
        return scale == 0 ? levels : levels + 1 - scale;
    }

    /// c_j of a scale.
    double delay(int scale) {
        int level = level(scale, levels);
        double[] f = {1};
        for (int j = 1; j <= level; j++) {
            f = convolved(f, j == level && scale > 0 ? wavelet.high() : wavelet.low(), 1 << j - 1);
        }
        double moment = 0;
        double energy = 0;
        for (int t = 0; t < f.length; t++) {
            moment += t * f[t] * f[t];
            energy += f[t] * f[t];
        }
        return moment / energy - ((1 << level) - 1);
    }

    /// f * (taps with zeros between them, `step` apart).
    private static double[] convolved(double[] f, double[] taps, int step) {
        double[] out = new double[f.length + (taps.length - 1) * step];
        for (int i = 0; i < taps.length; i++) {
            for (int t = 0; t < f.length; t++) {
                out[i * step + t] += taps[i] * f[t];
            }
        }
        return out;
    }

    /// Weights of n coefficients in each token, row-major (n, N).
    private float[] matrix(int scale, int n) {
        double delay = delay(scale);
        int step = 1 << level(scale, levels);
        int tokens = patches.count();
        float[] out = new float[n * tokens];
        for (int i = 0; i < tokens; i++) {
            List<Integer> members = members(i, n, step, delay);
            for (int k : members) {
                out[k * tokens + i] = 1f / members.size();
            }
        }
        return out;
    }

    private List<Integer> members(int token, int n, int step, double delay) {
        List<Integer> in = new ArrayList<>();
        int nearest = 0;
        for (int k = 0; k < n; k++) {
            double place = (double) step * k - delay;
            if (patches.holds(token, place)) {
                in.add(k);
            }
            if (Math.abs(place - patches.centre(token)) < Math.abs((double) step * nearest - delay - patches.centre(token))) {
                nearest = k;
            }
        }
        return in.isEmpty() ? List.of(nearest) : in;
    }
}

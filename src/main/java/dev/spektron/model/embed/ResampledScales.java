package dev.spektron.model.embed;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Resample;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// The reference's way: n coefficients linearly interpolated at (i + 1/2) n / N - 1/2, i < N, as constants of the gradient. Of the finest
/// scale it drops seven of eight, and it knows neither the filters' delay nor the extension; [PooledScales] does better.
record ResampledScales(int tokens) implements Scales {
    @Override
    public int features() {
        return 1;
    }

    @Override
    public Value apply(Graph g, int scale, Value coefficients) {
        int n = coefficients.shape().last();
        float[] at = new float[tokens];
        for (int i = 0; i < tokens; i++) {
            at[i] = (float) Math.clamp((i + 0.5) * n / tokens - 0.5, 0, n - 1);
        }
        Value places = g.constant(Tensor.of(Shape.of(tokens), at));
        return Fn.resample(coefficients.stopGradient(), places, Resample.linear()).unsqueeze(2);
    }
}

package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Batch normalisation without scale and shift (Ioffe and Szegedy, arXiv:1502.03167, algorithms 1 and 2), over samples and tokens per
/// channel.
///
/// In training it normalises with the statistics of the batch and moves the running ones towards them: running = (1 - m) running + m batch,
/// m = 0.1, the variance there being the unbiased one, as in PyTorch. Everywhere else, dropout sampling included, the running ones hold, so
/// that a result does not depend on the batch.
public final class BatchNorm {
    private static final float EPS = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final String mean;
    private final String variance;

    public BatchNorm(Parameters p, String name, int width) {
        mean = p.state(name + ".running_mean", Init.ZERO, width);
        variance = p.state(name + ".running_var", Init.ONE, width);
    }

    /// (B, S, width) to the same.
    public Value apply(Pass pass, Value x) {
        return pass.training() ? batch(pass, x) : running(pass, x);
    }

    private Value batch(Pass pass, Value x) {
        int n = x.shape().count(0, 2);
        if (n < 2) {
            throw new IllegalArgumentException(pass.graph().scope() + ": batch normalisation in training expects at least 2 tokens in the "
                + "batch, found " + n + "; use a greater batch, or normalise layers (norm: layer)");
        }
        List<Value> y = Fn.normalize(x, 0, 2, EPS);
        move(pass, mean, y.get(1));
        move(pass, variance, y.get(2).mul((float) n / (n - 1)));
        return y.getFirst();
    }

    private static void move(Pass pass, String running, Value batch) {
        pass.store(running, pass.variable(running).mul(1 - MOMENTUM).add(batch.stopGradient().mul(MOMENTUM)));
    }

    private Value running(Pass pass, Value x) {
        Shape shape = x.shape();
        Value scale = pass.variable(variance).add(EPS).rsqrt();
        return x.sub(pass.variable(mean).broadcastTo(shape)).mul(scale.broadcastTo(shape));
    }
}

package dev.spektron.model.loss;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.LossConfig.Target;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;

/// Masked spectrum reconstruction: the distance D of predictions r from targets t (B, N, w) at masked tokens, mask m (B, N),
///
/// sum_bnj m_bn D(r_bnj - t_bnj) / (w sum_bn m_bn + 1e-8).
///
/// Without masked tokens it is 0.
public final class Msrp {
    private static final float TINY = 1e-8f;
    /// As in arXiv:2111.06377.
    private static final float PATCH_EPS = 1e-6f;

    private Msrp() {}

    /// Without peak weights.
    public static Value of(Value r, Value t, Value mask, Target how) {
        return of(r, t, mask, null, how);
    }

    /// @param weights (B, N, w) factors of the distances, such as 1 + kappa prominence; (B, N) for tokens of one sample; null for none
    public static Value of(Value r, Value t, Value mask, Value weights, Target how) {
        Shape s = r.shape();
        Rows.rank("msrp", "predictions (B, N, w)", s, 3);
        Rows.shape("msrp", "targets", t.shape(), s);
        Rows.shape("msrp", "the mask", mask.shape(), Shape.of(s.dim(0), s.dim(1)));
        Value residual = r.sub(t);
        Value d = distance(how.perPatch() ? residual.div(deviation(t)) : residual, how.distance());
        if (weights != null) {
            Value fitting = weights.shape().rank() == 2 && s.dim(2) == 1 ? weights.unsqueeze(2) : weights;
            Rows.shape("msrp", "peak weights", fitting.shape(), s);
            d = d.mul(fitting);
        }
        Value masked = d.sum(2).mul(mask);                                              // (B, N)
        if (!how.perSpectrum()) {
            return masked.sum().div(mask.sum().affine(s.dim(2), TINY));
        }
        Value each = masked.sum(1).div(mask.sum(1).affine(s.dim(2), TINY));                // (B)
        return Rows.mean(each, mask.sum(1).step());
    }

    /// The squared error of predictions as a share of that of a mean spectrum (B, N, w), at the same masked tokens.
    public static Value normalisedError(Value r, Value t, Value mean, Value mask) {
        return of(r, t, mask, Target.DEFAULT).div(of(mean, t, mask, Target.DEFAULT).add(TINY));
    }

    private static Value distance(Value d, Target.Distance how) {
        return switch (how) {
            case SQUARE -> d.square();
            case ABSOLUTE -> d.abs();
            case SMOOTH -> {
                Value size = d.abs();
                Value inner = size.min(Rows.constant(d.graph(), 1, d.shape()));
                yield inner.square().mul(0.5f).add(size.sub(inner));
            }
        };
    }

    /// Of each patch, spread over it; the target's alone, a constant.
    private static Value deviation(Value t) {
        if (t.shape().dim(2) < 2) {
            throw new ShapeException("msrp: expected tokens of several samples to normalise targets per patch, found " + t.shape()
                + "; turn losses.target.perPatch off for tokens of one sample");
        }
        return Fn.normalize(t, 2, 3, PATCH_EPS).get(2).add(PATCH_EPS).sqrt().stopGradient().unsqueeze(2).broadcastTo(t.shape());
    }
}

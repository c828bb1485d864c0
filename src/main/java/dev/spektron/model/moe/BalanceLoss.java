package dev.spektron.model.moe;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;

/// Losses that keep all experts in use.
final class BalanceLoss {
    /// Beyond every logit.
    private static final float FAR = 1e30f;

    private BalanceLoss() {}

    /// E sum_e f_e p_e with p_e the mean probability of expert e over all experts and f_e its share of the work (Switch, Fedus et al.,
    /// arXiv:2101.03961, eq. 4 to 6). f is the mean gate: for one expert a token that is the paper's fraction of tokens; for several it
    /// is a fraction by weight, which still tells experts apart where every token goes to all of them. No gradient passes through f, as
    /// in the paper, where it is a count. 1 if the probabilities or the shares are equal.
    ///
    /// @param logits (T, E)
    /// @param loads  f (E)
    static Value probabilities(Value logits, Value loads) {
        Value p = Fn.softmax(logits).mean(0);
        return p.mul(loads.stopGradient()).sum().mul(logits.shape().last());
    }

    /// Squared coefficient of variation, var / mean^2 (Shazeer et al., eq. 7). 0 if all are equal.
    static Value variation(Value v) {
        Value mean = v.mean();
        return v.sub(mean.broadcastTo(v.shape())).square().mean().div(mean.square());
    }

    /// The number of tokens that each expert would get if its noise were drawn again, sum_t Phi((c_te - kth_excluding(h_t, e)) / sigma_te)
    /// (Shazeer et al., appendix A, eq. 8 to 10): smooth where the number of tokens itself is not.
    ///
    /// @param clean     logits c without noise (T, E)
    /// @param logits    logits h with it
    /// @param deviation sigma (T, E)
    /// @param gates     softmax of the `top` largest of h
    static Value load(Value clean, Value logits, Value deviation, Value gates, int top) {
        if (top == logits.shape().last()) {
            return clean.graph().constant(1).broadcastTo(logits.shape()).sum(0);
        }
        Value z = clean.sub(threshold(logits, gates)).div(deviation);
        return z.mul((float) Math.sqrt(0.5)).erf().affine(0.5f, 0.5f).sum(0);
    }

    /// What the logit of an expert must exceed to be among the `top`: of those that are, the largest that is not; of the others, the
    /// smallest that is.
    private static Value threshold(Value logits, Value gates) {
        Value chosen = gates.step();
        Value far = logits.graph().constant(FAR).broadcastTo(logits.shape());
        Value next = chosen.select(far.neg(), logits).max(1).unsqueeze(1).broadcastTo(logits.shape());
        Value last = chosen.select(logits, far).neg().max(1).neg().unsqueeze(1).broadcastTo(logits.shape());
        return chosen.select(next, last);
    }
}

package dev.spektron.train.schedule;

/// A quantity that depends on nothing but the step and the number of steps, so that a resumed run goes on where it was.
@FunctionalInterface
public interface Schedule {
    /// The value at step `step`, counted from 0, of `total`.
    double at(long step, long total);

    /// Always the same value.
    static Schedule constant(double value) {
        return (_, _) -> value;
    }

    /// Progress from 0 to 1 through the first `share` of the steps.
    private static double progress(long step, long total, double share) {
        return share <= 0 || total <= 0 ? 1 : Math.min(1, step / (share * total));
    }

    /// Learning rate: linear from 1 % of the peak to the peak in `warmUp` steps, then a half cosine down to 1 % (Loshchilov and Hutter,
    /// arXiv:1608.03983, eq. 5).
    static Schedule learningRate(double peak, long warmUp) {
        check("learning rate", peak > 0, "a peak above 0, found " + peak);
        check("learning rate", warmUp >= 0, "a warm-up of at least 0 steps, found " + warmUp);
        return (k, total) -> {
            if (k < warmUp) {
                return peak * (0.01 + 0.99 * k / warmUp);
            }
            double least = 0.01 * peak;
            double p = total <= warmUp ? 1 : Math.min(1, (double) (k - warmUp) / (total - warmUp));
            return least + 0.5 * (peak - least) * (1 + Math.cos(Math.PI * p));
        };
    }

    /// Linear from `start` to `end` over the first `share` of the steps, then `end`: the mask ratio, or a warm-up from 0.
    static Schedule linear(double start, double end, double share) {
        return (k, total) -> start + (end - start) * progress(k, total, share);
    }

    /// A half cosine from `start` to `end` over the first `share` of the steps, then `end`.
    static Schedule cosine(double start, double end, double share) {
        return (k, total) -> end + 0.5 * (start - end) * (1 + Math.cos(Math.PI * progress(k, total, share)));
    }

    /// Mask ratio: 0.15 to 0.40 over the first 40 % of the steps.
    static Schedule maskRatio() {
        return linear(0.15, 0.40, 0.40);
    }

    /// Weight beta of the bottleneck: 0 to 1e-3 over the first 30 % of the steps.
    static Schedule bottleneck() {
        return linear(0, 1e-3, 0.30);
    }

    /// As in the reference: from 0.1 down to 1e-3 over the first 60 %, which is the wrong way round.
    static Schedule referenceBottleneck() {
        return cosine(0.1, 1e-3, 0.60);
    }

    /// `cycles` times over all steps a linear rise from 0 to `end` in the first half of a cycle (Fu et al., arXiv:1903.10145, eq. 6).
    static Schedule cyclic(double end, int cycles) {
        check("cyclic schedule", cycles >= 1, "at least one cycle, found " + cycles);
        return (k, total) -> {
            double cycle = (double) cycles * k / Math.max(1, total);
            return end * Math.min(1, 2 * (cycle - Math.floor(cycle)));
        };
    }

    /// Strength of gradient reversal: 2 / (1 + exp(-10 p)) - 1 at progress p (Ganin et al., arXiv:1505.07818, section 5.2.2).
    static Schedule reversal() {
        return (k, total) -> 2 / (1 + Math.exp(-10 * progress(k, total, 1))) - 1;
    }

    /// Rate of the target network: 1 - (1 - first) (cos(pi p) + 1) / 2 at progress p (Grill et al., arXiv:2006.07733, section 3.2).
    static Schedule targetRate(double first) {
        check("target rate", first >= 0 && first <= 1, "a first rate from 0 to 1, found " + first);
        return (k, total) -> 1 - (1 - first) * (Math.cos(Math.PI * progress(k, total, 1)) + 1) / 2;
    }

    private static void check(String what, boolean ok, String expected) {
        if (!ok) {
            throw new IllegalArgumentException(what + ": expected " + expected);
        }
    }
}

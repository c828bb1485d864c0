package dev.spektron.model.loss;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Alignment of the instruments of a batch: optimal transport between their clouds of unit vectors z (B, d), mean over the pairs of
/// instruments. The caller says which instrument a spectrum belongs to by slots (B): 0 to K - 1, or -1 for none. It compares instruments
/// of one modality only by giving slots to one modality only.
///
/// DIVERGENCE: the debiased Sinkhorn divergence S = OT(x, y) - OT(x, x) / 2 - OT(y, y) / 2 (Feydy et al. 2019, arXiv:1810.08278, eq. 3)
/// with squared distances; the regularisation is a part of the median cost between different instruments. PLAIN: <pi, C> of
/// Sinkhorn's algorithm (Cuturi 2013, arXiv:1306.0895) as the reference has it; it rewards clouds that shrink.
///
/// Which instruments a batch holds changes from step to step while a graph does not: every pair of slots is one problem over all B points,
/// with no mass at the points of other slots. A pair that is absent is solved with uniform mass and left out of the mean, so nothing
/// becomes infinite.
public final class Transport {
    /// Logarithm of no mass; finite, so that checks of numerics accept it.
    private static final float NOTHING = -1e30f;
    private static final float LEAST_EPS = 1e-5f;
    private static final float REFERENCE_TINY = 1e-8f;

    /// The loss, 0 if fewer than two slots have points, and whether there was a pair: both scalars.
    public record Result(Value loss, Value present) {}

    private final Alignment how;
    private final int slots;
    private final Value x;
    private final Value slot;
    private final Value cost;
    private final Value members;
    private final Graph g;

    private Transport(Value z, Value slot, Alignment how) {
        Rows.rank("transport", "latent vectors (B, d)", z.shape(), 2);
        Rows.shape("transport", "slots", slot.shape(), Shape.of(z.shape().dim(0)));
        if (z.shape().dim(0) < 2) {
            throw new IllegalArgumentException("transport: expected a batch of at least 2 spectra, found " + z.shape());
        }
        this.how = how;
        this.slots = how.slots();
        this.slot = slot;
        this.x = Rows.unit(z);
        this.g = z.graph();
        this.cost = costs();
        this.members = members();
    }

    /// @param z    latent vectors (B, d), not normalised
    /// @param slot (B) slots
    public static Result of(Value z, Value slot, Alignment how) {
        try (Graph.Scope _ = z.graph().scope("transport")) {
            Transport t = new Transport(z, slot, how);
            return how.kind() == Alignment.Kind.DIVERGENCE ? t.divergence(t.epsilon()) : t.plain();
        }
    }

    /// The divergence with a regularisation (a positive scalar) that does not depend on the batch.
    public static Result divergence(Value z, Value slot, Value eps, Alignment how) {
        try (Graph.Scope _ = z.graph().scope("transport")) {
            return new Transport(z, slot, how).divergence(eps);
        }
    }

    private int points() {
        return x.shape().dim(0);
    }

    /// Squared distances (B, B).
    private Value costs() {
        Value one = x.unsqueeze(0);
        return Fn.squaredDistance(one, one).reshape(points(), points());
    }

    /// (K, B): 1 where a point belongs to a slot.
    private Value members() {
        float[] number = new float[slots];
        for (int k = 0; k < slots; k++) {
            number[k] = k;
        }
        Shape s = Shape.of(slots, points());
        return slot.broadcastTo(s).equal(Rows.vector(g, number).unsqueeze(1).broadcastTo(s));
    }

    /// Pairs of slots as two lists; with `selves` first every slot with itself.
    private List<List<Integer>> pairs(boolean selves) {
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int k = 0; selves && k < slots; k++) {
            left.add(k);
            right.add(k);
        }
        for (int i = 0; i < slots; i++) {
            for (int j = i + 1; j < slots; j++) {
                left.add(i);
                right.add(j);
            }
        }
        return List.of(left, right);
    }

    private Result divergence(Value eps) {
        List<List<Integer>> pairs = pairs(true);
        Value left = members.take(0, pairs.get(0));                                                 // (G, B)
        Value right = members.take(0, pairs.get(1));
        Value there = left.sum(1).step().mul(right.sum(1).step());                                  // (G)
        int problems = pairs.getFirst().size();
        Sinkhorn solver = new Sinkhorn(how.iterations(), how.tolerance(), true);
        Value values = Fn.sinkhorn(cost.broadcastTo(Shape.of(problems, points(), points())), logMarginal(left, there),
            logMarginal(right, there), eps, solver).getFirst();
        Value self = values.slice(0, 0, slots);
        int across = problems - slots;
        List<List<Integer>> cross = pairs(false);
        Value s = values.slice(0, slots, across).sub(self.take(0, cross.get(0)).add(self.take(0, cross.get(1))).mul(0.5f));
        return mean(s, there.slice(0, slots, across));
    }

    private static Result mean(Value each, Value present) {
        return new Result(Rows.mean(each, present), present.sum().step());
    }

    /// Uniform over the members; over all points where the problem is absent.
    private Value logMarginal(Value side, Value there) {
        Shape s = side.shape();
        Value count = Rows.atLeastOne(side.sum(1));
        Value inside = side.select(count.log().neg().unsqueeze(1).broadcastTo(s), Rows.constant(g, NOTHING, s));
        Value all = Rows.constant(g, (float) -Math.log(points()), s);
        return there.unsqueeze(1).broadcastTo(s).select(inside, all);
    }

    /// A part of the median cost between points of different slots. Costs are symmetric, so each other pair of points takes part once as
    /// very large and once as very small, which leaves the median where it was.
    private Value epsilon() {
        int n = points();
        Value of = members.sum(0);                                                                 // (B) 1 where a point has a slot
        Value both = of.unsqueeze(1).broadcastTo(cost.shape()).mul(of.broadcastTo(cost.shape()));
        Value same = slot.unsqueeze(1).broadcastTo(cost.shape()).equal(slot.broadcastTo(cost.shape()));
        float[] far = new float[n * n];
        List<Integer> offDiagonal = new ArrayList<>();
        for (int i = 0; i < n * n; i++) {
            far[i] = i / n < i % n ? -NOTHING : NOTHING;
            if (i / n != i % n) {
                offDiagonal.add(i);
            }
        }
        Value counted = both.greater(same).select(cost, g.constant(Tensor.of(cost.shape(), far)));
        Value median = counted.reshape(n * n).take(0, offDiagonal).median();
        return median.stopGradient().mul(how.eps()).max(g.constant(LEAST_EPS));
    }

    /// K = exp(-C / eps); v = nu / (K^T u + 1e-8), u = mu / (K v + 1e-8), from u = 1 on; <u K v, C>.
    private Result plain() {
        List<List<Integer>> pairs = pairs(false);
        Value left = members.take(0, pairs.get(0));
        Value right = members.take(0, pairs.get(1));
        Value mu = uniform(left);
        Value nu = uniform(right);
        Shape s = Shape.of(mu.shape().dim(0), points(), points());
        Value spread = cost.broadcastTo(s);
        Value k = spread.mul(-1 / how.eps()).exp();
        Value u = left.unsqueeze(2);
        Value v = null;
        for (int i = 0; i < how.iterations(); i++) {
            v = nu.div(k.matmul(u, true, false).add(REFERENCE_TINY));
            u = mu.div(k.matmul(v).add(REFERENCE_TINY));
        }
        Value plan = u.broadcastTo(s).mul(k).mul(v.transpose().broadcastTo(s));
        return mean(plan.mul(spread).sum(1, 3), left.sum(1).step().mul(right.sum(1).step()));
    }

    private static Value uniform(Value side) {
        Value count = Rows.atLeastOne(side.sum(1));
        return side.div(count.unsqueeze(1).broadcastTo(side.shape())).unsqueeze(2);
    }
}

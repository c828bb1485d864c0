package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Entropic optimal transport in the log domain (Cuturi 2013, arXiv:1306.0895; Feydy et al. 2019, arXiv:1810.08278, eq. 8), G problems at
/// once:
///
/// f_a = -eps LSE_b(log nu_b + (g_b - C_ab) / eps), g_b = -eps LSE_a(log mu_a + (f_a - C_ab) / eps),
///
/// from g = 0 on, until the column marginals between the two half steps are met to `tolerance` (sum of absolute differences) or
/// `iterations` are over; after the second half step they are met exactly, and the row marginals at least as well as before. With
/// `scaling` there is first one such step for each regularisation from the largest cost, halved down to eps; these do not count.
/// Operands C (G, n, m), log mu (G, n), log nu (G, m) (-infinity leaves a point out; its costs must be finite), eps (scalar, positive).
/// Results: the value <f, mu> + <g, nu> (G) and the plan pi_ab = exp(log mu_a + log nu_b + (f_a + g_b - C_ab) / eps) (G, n, m). Where a
/// side has no points, or none with mass, both are 0.
/// The gradient is that of the converged value, d/dC = pi (envelope theorem); marginals, eps and the plan count as constants.
public record Sinkhorn(int iterations, float tolerance, boolean scaling) implements Fused {
    public Sinkhorn {
        Expect.argument(iterations >= 1, "expected at least one iteration, found " + iterations);
        Expect.argument(tolerance >= 0, "expected a tolerance of at least 0, found " + tolerance);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 4);
        Shape c = Expect.rank("the cost", in.get(0), 3);
        Expect.shape("log mu", in.get(1), c.dim(0), c.dim(1));
        Expect.shape("log nu", in.get(2), c.dim(0), c.dim(2));
        Expect.shape("eps", in.get(3), Shape.SCALAR);
        return List.of(Shape.of(c.dim(0)), c);
    }

    /// The plan.
    @Override
    public boolean mayDrop(int result) {
        return result == 1;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 28L * iterations * in.getFirst().size();
    }
}

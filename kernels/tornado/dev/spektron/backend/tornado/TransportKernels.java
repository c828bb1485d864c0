package dev.spektron.backend.tornado;

import dev.spektron.kernels.Distances;
import dev.spektron.kernels.Sinkhorns;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// Launchers of optimal transport and distances.
final class TransportKernels {
    private TransportKernels() {}

    /// A problem.
    static void kSinkhorn(float[] m, int iterations, float tolerance, int scaling, int c, int mu, int nu, int eps, int n, int count,
        int value, int room, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Sinkhorns.solve(i, iterations, tolerance, scaling, m, c, m, mu, m, nu, m, eps, n, count, m, value, m, room);
            }
        }
    }

    /// A row of a plan.
    static void kSinkhornPlan(float[] m, int c, int mu, int nu, int eps, int n, int count, int room, int plan, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Sinkhorns.planRow(i, m, c, m, mu, m, nu, m, eps, n, count, m, room, m, plan);
            }
        }
    }

    /// A distance.
    static void kSquaredDistance(float[] m, int x, int y, int z, int n, int count, int d, int items, int padded) {
        for (@Parallel int i = 0; i < padded; i++) {
            if (i < items) {
                Distances.squared(i, m, x, m, y, m, z, n, count, d);
            }
        }
    }
}
